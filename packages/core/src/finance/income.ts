/** Income. Amounts are encrypted, so they are added up here and never in SQL. */
import { and, asc, gte, lte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { incomeEntries, type incomeSources } from "#core/finance/income.sql";
import { financeFields } from "#core/finance/sayings";
import { recordLook } from "#kit/audit";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { reveal } from "#kit/row";
import { rowReader, selection, upTo } from "#kit/selection";
import { columnsOf, me } from "#kit/table";

/** Minor units in plain digits, negative for what was paid back. */
export const IncomeAmount = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^(?:0|-?[1-9]\d{0,11})$/, financeFields.sentences.must_be_minor_units));

/** So many amounts of twelve digits add up to a number that JSON carries exactly. */
export const MAX_ENTRIES = 9_000;

export const groupings = ["month", "source", "domain", "contact"] as const;
export type Grouping = (typeof groupings)[number];

export interface Group {
  /** The month as `YYYY-MM`, the source, or the id of the life domain or contact; null for entries without one. */
  key: string | null;
  /** ISO 4217; amounts of different currencies are never added. */
  currency: string;
  /** In minor units of the currency. */
  amountCents: number;
  entries: number;
  durationMinutes: number;
}

export interface Summary {
  by: Grouping;
  groups: Group[];
  /** Entries that are in no sum because what is stored of their amount cannot be opened. */
  unreadable: number;
}

export interface Span {
  by?: Grouping;
  /** The first day, `YYYY-MM-DD`. */
  from?: string;
  /** The last day. */
  to?: string;
}

/** Adds up the speaker's own income, in groups by their keys. Throws InvalidInput for more than MAX_ENTRIES entries. One flight. */
export async function summary(ctx: Ctx, { by = "month", from, to }: Span): Promise<Summary> {
  const [entries] = await ctx.db.batch([entriesRead(from, to), recordLook(ctx, incomeEntries)]);
  if (entries.length > MAX_ENTRIES)
    throw wrongInput({ parameter: "from" }, financeFields("too_many_entries", { max: MAX_ENTRIES }));
  const groups = new Map<string, Group>();
  let unreadable = 0;
  for (const entry of entries) {
    const { amount } = reveal(incomeEntries, entry);
    if (typeof amount !== "string") {
      unreadable += 1;
      continue;
    }
    const key = keyOf[by](entry);
    const name = `${key} ${entry.currency}`;
    const group = groups.get(name) ?? { key, currency: entry.currency, amountCents: 0, entries: 0, durationMinutes: 0 };
    group.amountCents += Number(amount);
    group.entries += 1;
    group.durationMinutes += entry.durationMinutes ?? 0;
    groups.set(name, group);
  }
  return { by, groups: [...groups.values()].sort(byKeyAndCurrency), unreadable };
}

type Entry = {
  id: string;
  date: string;
  amount: string;
  currency: string;
  sourceType: (typeof incomeSources)[number];
  durationMinutes: number | null;
  lifeDomainId: string | null;
  contactId: string | null;
};

const keyOf: Record<Grouping, (entry: Entry) => string | null> = {
  month: ({ date }) => date.slice(0, 7),
  source: ({ sourceType }) => sourceType,
  domain: ({ lifeDomainId }) => lifeDomainId,
  contact: ({ contactId }) => contactId,
};

/** Groups without a key come last. */
function byKeyAndCurrency(a: Group, b: Group): number {
  if (a.key !== b.key) return a.key === null ? 1 : b.key === null ? -1 : a.key < b.key ? -1 : 1;
  return a.currency < b.currency ? -1 : 1;
}

function entriesRead(from: string | undefined, to: string | undefined): Read<Entry[]> {
  const columns = columnsOf(incomeEntries);
  const keys = ["id", "date", "amount", "currency", "sourceType", "durationMinutes", "lifeDomainId", "contactId"];
  const { date, deletedAt, userId } = incomeEntries;
  const within = and(from === undefined ? undefined : gte(date, from), to === undefined ? undefined : lte(date, to));
  const mine = and(sql`${userId} = ${me} and ${deletedAt} is null`, within);
  return {
    ...read(
      sql`select ${selection(incomeEntries, keys)} from ${incomeEntries} where ${mine} order by ${asc(date)} ${upTo(MAX_ENTRIES + 1)}`,
    ),
    // The reader makes a value of each of these columns, which its type does not say.
    decode: ({ columns: names, rows }) => rows.map(rowReader(columns, names)) as Entry[],
  };
}
