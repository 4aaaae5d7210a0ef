/** Answers about what a person has and knows: money, people, the pantry, and everything that the search finds. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { told } from "#core/cortex/told.en";
import { withCost, withDay, withDays } from "#core/cortex/told-values";
import { accounts } from "#core/finance/accounts.sql";
import { parts } from "#core/finance/spending";
import { pantryItems } from "#core/household/pantry.sql";
import * as Search from "#core/knowledge/search/find";
import { searchedTypes } from "#core/knowledge/search/types.generated";
import * as Dates from "#core/people/dates";
import { read } from "#kit/db";
import { me } from "#kit/table";
import { type Answer, type Asking, answer, cited, dayLater, mayRead, notReadable } from "./answering.ts";
import type { Span } from "./days.ts";
import { plain } from "./grammar.ts";

const MAX_SHOWN = 50;
const MAX_FOUND = 8;
const DAYS_AHEAD = 7;
const YEAR = 366;

/** What is on the person's open accounts. One flight. */
export async function balances(asking: Asking): Promise<Answer> {
  if (!mayRead(asking, "finance")) return notReadable("finance");
  const [rows] = await asking.ctx.db.batch([
    rowsRead(accounts, sql`${accounts.userId} = ${me} and not ${accounts.isClosed}`, {
      order: sql`${accounts.name}, ${accounts.id}`,
      limit: MAX_SHOWN,
    }),
  ]);
  if (rows.length === 0) return answer([told("chat_no_accounts")]);
  return answer(
    rows.map(({ name, balanceCents, currency }) =>
      withCost({ amountCents: balanceCents, currency }, (cost) => told("chat_balance", { title: name, ...cost })),
    ),
    { pillars: ["finance"], rows: rows.map(({ id, name }) => cited("account", "finance", id, name)) },
  );
}

interface Spent {
  currency: string;
  category: string | null;
  cents: string;
}

/** What was spent on some days, by category, as reports count it; of the categories whose name has the words, if there are any. One flight. */
export async function spend(asking: Asking, span: Span, category: string | null): Promise<Answer> {
  if (!mayRead(asking, "finance")) return notReadable("finance");
  const counted = parts(sql`t.user_id = ${me} and t.date >= ${span.from}::date and t.date <= ${span.to}::date`);
  const [all] = await asking.ctx.db.batch([
    read<Spent>(sql`
      select p.currency, c.name as category,
        sum(case when p.category is null then greatest(-p.cents, 0) else -p.cents end)::text as cents
      from (${counted}) p left join budget_categories c on c.id = p.category
      where coalesce(c.kind, 'expense') = 'expense'
      group by p.currency, p.category, c.name order by sum(-p.cents) desc, c.name limit 500`),
  ]);
  const wanted = category === null ? undefined : plain(category);
  const rows = all
    .map((row) => ({ ...row, cents: Number(row.cents) }))
    .filter((row) => row.cents !== 0 && Number.isSafeInteger(row.cents))
    .filter((row) => wanted === undefined || (row.category !== null && plain(row.category).includes(wanted)));
  const sums = new Map<string, number>();
  for (const { currency, cents } of rows) sums.set(currency, (sums.get(currency) ?? 0) + cents);
  if (rows.length === 0)
    return answer([
      withDays(span, (days) =>
        category === null ? told("chat_spent_nothing", days) : told("chat_spent_nothing_on", { ...days, category }),
      ),
    ]);
  return answer(
    [
      ...[...sums].map(([currency, amountCents]) => {
        const inWords = (days: Span) =>
          withCost({ amountCents, currency }, (cost) => told("chat_spent", { ...days, ...cost }));
        return { ...inWords(span), text: withDays(span, inWords).text };
      }),
      ...rows
        .slice(0, MAX_SHOWN)
        .map((row) =>
          withCost({ amountCents: row.cents, currency: row.currency }, (cost) =>
            row.category === null
              ? told("chat_spent_elsewhere", cost)
              : told("chat_spent_under", { category: row.category, ...cost }),
          ),
        ),
    ],
    { pillars: ["finance"] },
  );
}

/** The birthdays to come within a year, or somebody's. One flight. */
export async function birthdays(asking: Asking, name: string | null): Promise<Answer> {
  if (!mayRead(asking, "people")) return notReadable("people");
  const [coming] = await asking.ctx.db.batch([Dates.comingRead(asking.ctx, YEAR)]);
  const wanted = name === null ? undefined : plain(name);
  const rows = coming
    .filter(({ kind }) => kind === "birthday")
    .filter((one) => wanted === undefined || plain(one.name).split(" ").join(" ").includes(wanted))
    .slice(0, wanted === undefined ? 5 : MAX_SHOWN);
  if (rows.length === 0)
    return answer([name === null ? told("chat_no_birthdays") : told("chat_no_birthday_of", { name })]);
  return answer(
    rows.map(({ name, on, years }) =>
      withDay(on, (day) =>
        years === null || years < 1
          ? told("chat_birthday", { name, day })
          : told("chat_birthday_years", { name, day, years }),
      ),
    ),
    { pillars: ["people"], rows: rows.map(({ contactId, name }) => cited("contact", "people", contactId, name)) },
  );
}

/** What of the pantry expires within a week, or has expired. One flight. */
export async function expiring(asking: Asking): Promise<Answer> {
  if (!mayRead(asking, "household")) return notReadable("household");
  const { ctx, today } = asking;
  const until = dayLater(today, DAYS_AHEAD);
  const [rows] = await ctx.db.batch([
    rowsRead(
      pantryItems,
      sql`${pantryItems.householdId} = any(((select my_households()))::uuid[]) and ${pantryItems.qtyInStock} > 0
        and ${pantryItems.expiryDate} <= ${until}::date`,
      { order: sql`${pantryItems.expiryDate}, ${pantryItems.id}`, limit: MAX_SHOWN },
    ),
  ]);
  if (rows.length === 0) return answer([told("chat_nothing_expires")]);
  return answer(
    rows.map(({ name, expiryDate }) =>
      withDay(expiryDate!, (day) =>
        expiryDate! < today ? told("chat_expired", { title: name, day }) : told("chat_expires", { title: name, day }),
      ),
    ),
    { pillars: ["household"], rows: rows.map(({ id, name }) => cited("pantry_item", "household", id, name)) },
  );
}

const pillars = [...new Set<string>(Object.values(searchedTypes))];

/** Rows that the search finds, with the passage that fits best. Two flights. */
export async function find(asking: Asking, query: string): Promise<Answer> {
  const readable = pillars.filter((pillar) => mayRead(asking, pillar));
  const found =
    readable.length === 0
      ? []
      : (await Search.find(asking.ctx, { q: query, pillar: readable.join(), limit: MAX_FOUND })).data;
  if (found.length === 0) return answer([told("chat_found_nothing", { query })]);
  return answer(
    [told("chat_found", { query }), ...found.map(({ title }) => told("chat_item", { title: title.text || "–" }))],
    {
      pillars: [...new Set<string>(found.map(({ pillar }) => pillar))],
      rows: found.map(({ type, id, pillar, title, snippet }) => cited(type, pillar, id, title.text, snippet.text)),
    },
  );
}
