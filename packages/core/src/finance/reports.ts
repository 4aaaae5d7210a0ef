/**
 * What was budgeted, spent and is left, by category and month. In an envelope is what came over from the month before and the budget of the
 * month, less what was spent: a refund lessens that, and what came over is no part of it. Whatever is left when a month ends, be it less
 * than nothing, goes on to the next one if the budget says so, and is gone otherwise; a month without a budget does as the last one did.
 */
import { type SQL, sql } from "drizzle-orm";
import { isMyHousehold, NoSuchHousehold, ofWhom } from "#core/finance/budgets";
import { financeFields } from "#core/finance/sayings";
import { parts } from "#core/finance/spending";
import { dayIn, myZone } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";

export interface Envelope {
  /** Null for what no category says. */
  budgetCategoryId: string | null;
  name: string | null;
  /** Amounts of different currencies are never added. */
  currency: string;
  /** Null without a budget in this month. */
  budgetCents: number | null;
  rollover: boolean;
  carryCents: number;
  spentCents: number;
  availableCents: number;
}

export interface Totals {
  currency: string;
  incomeCents: number;
  budgetCents: number;
  carryCents: number;
  spentCents: number;
  availableCents: number;
}

export interface MonthReport {
  /** Its first day. */
  month: string;
  envelopes: Envelope[];
  totals: Totals[];
}

/** A report is of so many envelopes at most: categories times currencies. */
export const MAX_ENVELOPES = 500;

export interface Span {
  of: "month" | "year";
  /** Its first day; without it, it is that of today in the time zone of the speaker. */
  from?: string;
  householdId?: string;
}

/**
 * A month, or the months of a year: of the speaker's own transactions and categories, or of those that a household has together. One flight. Throws
 * InvalidInput for a household that is not the speaker's, and for more than MAX_ENVELOPES.
 */
export async function report(ctx: Ctx, { of, from, householdId }: Span): Promise<MonthReport[]> {
  const months = of === "month" ? 1 : 12;
  const today = dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);
  const first = from === undefined ? sql`date_trunc(${of}, (${today})::timestamp)::date` : sql`${from}::date`;
  const most = MAX_ENVELOPES * (months + 1) * 2;
  const [[mine], [began], rows] = await ctx.db.batch([
    isMyHousehold(householdId),
    read<{ first: string }>(sql`select ${first}::text as first`),
    read<Found>(sql`${found(first, months, householdId)} limit ${most + 1}`),
  ]);
  if (!mine!.isMine) throw NoSuchHousehold({ parameter: "householdId" });
  const lines = linesOf(rows);
  if (rows.length > most || lines.length > MAX_ENVELOPES)
    throw wrongInput({ parameter: "householdId" }, financeFields("too_many_envelopes", { max: MAX_ENVELOPES }));
  return Array.from({ length: months }, (_, at) => monthReport(shifted(began!.first, at), lines));
}

/** Sums come as text, for they are numbers of any size. */
interface Found {
  category: string | null;
  currency: string;
  /** Null for what was before the first month, as far as it comes over. */
  month: string | null;
  budget: string | null;
  rollover: boolean | null;
  spent: string | null;
  received: string | null;
  name: string | null;
  kind: "expense" | "income" | "transfer" | null;
}

/**
 * Budgets and sums by category, currency and month. What comes over to the first month begins with the first budget since the last that let
 * nothing go on, so that all before is one sum. Added up by days at first, so that nothing else is done to each of very many rows.
 */
function found(first: SQL, months: number, householdId: string | undefined): SQL {
  const end = sql`(${first} + make_interval(months => ${months}::int))::date`;
  const theirs = householdId === undefined ? sql`t.user_id = ${me}` : sql`t.household_id = ${householdId}::uuid`;
  const ours = sql`${ofWhom(householdId)} and b.deleted_at is null`;
  const counted = parts(
    sql`${theirs} and t.date >= least(${first}, (select min(since) from chain)) and t.date < ${end}`,
  );
  return sql`
    with kept as materialized (
      select b.budget_category_id as category, b.currency, b.month, b.amount_cents,
        max(b.month) filter (where not b.rollover) over (partition by b.budget_category_id, b.currency) as ended
      from budgets b where ${ours} and b.month < ${first}),
    chain as materialized (
      select category, currency, min(month) as since, sum(amount_cents) as budgeted
      from kept where ended is null or month > ended group by category, currency),
    daily as materialized (
      select p.category, p.currency, p.date, -sum(p.cents) filter (where p.cents < 0) as spent, sum(p.cents) filter (where p.cents > 0) as received
      from (${counted}) p group by p.category, p.currency, p.date),
    summed as (
      select d.category, d.currency, case when d.date >= ${first} then date_trunc('month', d.date::timestamp)::date end as month,
        sum(d.spent) as spent, sum(d.received) as received
      from daily d left join chain on chain.category = d.category and chain.currency = d.currency
      where d.date >= ${first} or d.date >= chain.since
      group by 1, 2, 3)
    select e.category, e.currency, e.month::text as month, e.budget::text as budget, e.rollover, e.spent::text as spent,
      e.received::text as received, c.name, c.kind
    from (
      select category, currency, null::date as month, budgeted as budget, true as rollover, null::numeric as spent, null::numeric as received from chain
      union all
      select b.budget_category_id, b.currency, b.month, b.amount_cents, b.rollover, null, null from budgets b
      where ${ours} and b.month >= ${first} and b.month < ${end}
      union all
      select category, currency, month, null, null, spent, received from summed) e
    left join budget_categories c on c.id = e.category
    order by c.sort_order, c.name, e.category, e.currency`;
}

interface Line extends Pick<Envelope, "budgetCategoryId" | "name" | "currency"> {
  kind: "expense" | "income";
  /** What comes over to the next month that is looked at, and whether what is left there goes on. */
  carry: number;
  goesOn: boolean;
  months: Map<string, { budget: number | null; rollover: boolean | null; spent: number; received: number }>;
}

/** A line for each category and currency, in the order in which they are found. A category that is not seen is taken for one of expenses. */
function linesOf(rows: readonly Found[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { category, currency, month, name, kind, ...row } of rows) {
    if (kind === "transfer") continue;
    const key = `${category} ${currency}`;
    const line = lines.get(key) ?? {
      budgetCategoryId: category,
      name,
      currency,
      kind: kind ?? "expense",
      carry: 0,
      goesOn: false,
      months: new Map(),
    };
    lines.set(key, line);
    const [spent, received] = [Number(row.spent ?? 0), Number(row.received ?? 0)];
    if (month === null) {
      line.goesOn = true;
      line.carry += Number(row.budget ?? 0) - spent + received;
      continue;
    }
    const there = line.months.get(month) ?? { budget: null, rollover: null, spent: 0, received: 0 };
    line.months.set(month, {
      budget: row.budget === null ? there.budget : Number(row.budget),
      rollover: row.rollover ?? there.rollover,
      spent: there.spent + spent,
      received: there.received + received,
    });
  }
  return [...lines.values()];
}

/** Takes what is left on to the next month, so the months are asked for in their order. */
function monthReport(month: string, lines: readonly Line[]): MonthReport {
  const envelopes: Envelope[] = [];
  const totals = new Map<string, Totals>();
  const totalOf = (currency: string): Totals => {
    const total = totals.get(currency) ?? {
      currency,
      incomeCents: 0,
      budgetCents: 0,
      carryCents: 0,
      spentCents: 0,
      availableCents: 0,
    };
    totals.set(currency, total);
    return total;
  };
  for (const line of lines) {
    const there = line.months.get(month);
    const { budgetCategoryId, name, currency } = line;
    const { spent = 0, received = 0, budget = null } = there ?? {};
    if (line.kind === "income") {
      if (there) totalOf(currency).incomeCents = safe(totalOf(currency).incomeCents + received - spent);
      continue;
    }
    const rollover = there?.rollover ?? line.goesOn;
    // Without a category, money that comes in is not known to be a refund.
    const isNamed = budgetCategoryId !== null;
    const gone = isNamed ? spent - received : spent;
    const carry = line.carry;
    const left = carry + (budget ?? 0) - gone;
    line.carry = rollover ? left : 0;
    line.goesOn = rollover;
    if (!there && carry === 0) continue;
    const total = totalOf(currency);
    if (!isNamed) total.incomeCents = safe(total.incomeCents + received);
    total.budgetCents = safe(total.budgetCents + (budget ?? 0));
    total.carryCents = safe(total.carryCents + carry);
    total.spentCents = safe(total.spentCents + gone);
    total.availableCents = safe(total.availableCents + left);
    envelopes.push({
      budgetCategoryId,
      name,
      currency,
      budgetCents: budget,
      rollover,
      carryCents: safe(carry),
      spentCents: safe(gone),
      availableCents: safe(left),
    });
  }
  return { month, envelopes, totals: [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

/** A sum as JSON carries it exactly; what is larger is nobody's money. -0 is 0. */
const safe = (cents: number) => Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, cents)) + 0;

/** The first day of the month that is so many months later. */
function shifted(month: string, by: number): string {
  const [year, one] = month.split("-").map(Number) as [number, number];
  const at = year * 12 + one - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}
