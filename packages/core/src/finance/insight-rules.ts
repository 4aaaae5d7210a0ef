/** What is noticed of money. */
import { sql } from "drizzle-orm";
import { insightRule } from "#core/cortex/insight-rule";
import { budgetCategories, budgets } from "#core/finance/budgets.sql";
import { counts, rest } from "#core/finance/budgets-exceeded";
import { type cadences, recurringTransactions } from "#core/finance/recurring.sql";
import { parts } from "#core/finance/spending";
import { told } from "#core/finance/told.en";
import { withMoney } from "#core/platform/money-told";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** Sums come as text, for they are numbers of any size; all are minor units. */
interface BudgetRow {
  id: string;
  category: string;
  name: string;
  currency: string;
  left: string;
  spent: string;
  purchases: number;
  lastTransactionId: string | null;
  /** JSON of what was spent after this day of the three months before, of those that have any. */
  later: string;
}

interface PriceRow {
  id: string;
  name: string;
  currency: string;
  cadence: (typeof cadences)[number];
  now: string;
  before: string;
  changedOn: string;
  lastTransactionId: string | null;
}

export interface Pace {
  dayOfMonth: number;
  daysInMonth: number;
  spentCents: number;
  purchases: number;
  leftCents: number;
  /** What was spent after this day of months before. */
  laterCents: readonly number[];
}

const FIRST_DAY = 10;
const LEAST_MONTHS = 2;
const LEAST_PURCHASES = 3;
/** Less is within what a guess may be wrong. */
const OVER_BY = 1.2;

/** Where a month ends by what is spent so far: undefined while nobody can say, or where it ends within what there is. */
export function driftOf(pace: Pace): { projectedCents: number; by: "usual" | "linear" } | undefined {
  const { dayOfMonth, daysInMonth, spentCents, purchases, leftCents, laterCents } = pace;
  // What is over already has been told by its own event.
  if (leftCents < 0 || spentCents <= 0 || dayOfMonth < FIRST_DAY || dayOfMonth >= daysInMonth) return undefined;
  const isUsual = laterCents.length >= LEAST_MONTHS;
  if (!isUsual && purchases < LEAST_PURCHASES) return undefined;
  const later = isUsual
    ? Math.max(0, laterCents.reduce((sum, one) => sum + one, 0) / laterCents.length)
    : (spentCents / dayOfMonth) * (daysInMonth - dayOfMonth);
  const projectedCents = Math.round(spentCents + later);
  const available = spentCents + leftCents;
  return projectedCents >= available * OVER_BY ? { projectedCents, by: isUsual ? "usual" : "linear" } : undefined;
}

const A_YEAR = { weekly: 52, biweekly: 26, monthly: 12, quarterly: 4, yearly: 1 } as const;
const LEAST_PRICE_CHANGE = 0.02;
const PRICE_DAYS = 30;
const MANY = 20;

export default {
  budget_drift: insightRule({
    insightType: "budget_drift",
    base: { right: 5, wrong: 1 },
    reads: ({ day }) => [
      read<BudgetRow>(sql`
        select b.id, c.id as category, c.name, b.currency, rest.cents::text as left, now.spent::text as spent, now.purchases,
          (select t.id from transactions t where ${counts} and t.budget_category_id = b.budget_category_id and t.deleted_at is null
            and t.date between b.month and ${day}::date order by t.date desc, t.id desc limit 1) as "lastTransactionId",
          (select coalesce(jsonb_agg(before.later), '[]')::text from (
            select coalesce(-sum(p.cents) filter (where extract(day from p.date) > extract(day from ${day}::date)), 0) as later
            from (${parts(sql`${counts} and t.currency = b.currency and t.date >= b.month - interval '3 months' and t.date < b.month`, sql`b.budget_category_id`)}) p
            group by date_trunc('month', p.date::timestamp)) before) as later
        from ${budgets} b join ${budgetCategories} c on c.id = b.budget_category_id and c.deleted_at is null and c.kind = 'expense',
        lateral (${rest()}) rest,
        lateral (select coalesce(-sum(p.cents), 0) as spent, count(*)::int as purchases from (${parts(
          sql`${counts} and t.currency = b.currency and t.date between b.month and ${day}::date`,
          sql`b.budget_category_id`,
        )}) p) now
        where (b.user_id = ${me} or b.household_id = any(((select my_households()))::uuid[])) and b.deleted_at is null
          and b.month = date_trunc('month', ${day}::timestamp)::date and now.spent > 0
        order by b.id limit 100`),
    ],
    found: ([rows], { day }) =>
      rows.flatMap((one) => {
        const [leftCents, spentCents] = [Number(one.left), Number(one.spent)];
        const [year, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
        const drift = driftOf({
          dayOfMonth,
          daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
          spentCents,
          purchases: one.purchases,
          leftCents,
          laterCents: JSON.parse(one.later) as number[],
        });
        if (!drift) return [];
        const availableCents = spentCents + leftCents;
        const { projectedCents } = drift;
        const { currency } = one;
        return [
          {
            key: one.id,
            title: told("budget_drift", { category: one.name }),
            body: [
              withMoney({ spent: spentCents, available: availableCents }, currency, (values) =>
                told("budget_drift_pace", values),
              ),
              withMoney({ projected: projectedCents }, currency, (values) =>
                told(drift.by === "usual" ? "budget_drift_usual" : "budget_drift_linear", values),
              ),
            ],
            rows: [
              { type: "budget", id: one.id, name: one.name },
              ...(one.lastTransactionId ? [{ type: "transaction", id: one.lastTransactionId }] : []),
            ],
            figures: { spentCents, availableCents, projectedCents, currency, purchases: one.purchases },
          },
        ];
      }),
  }),
  price_change: insightRule({
    insightType: "price_change",
    base: { right: 5.2, wrong: 0.8 },
    reads: ({ day }) => [
      read<PriceRow>(sql`
        select id, merchant_name as name, currency, cadence, expected_amount_cents::text as now, previous_amount_cents::text as before,
          price_changed_on::text as "changedOn", last_transaction_id as "lastTransactionId"
        from ${recurringTransactions} where user_id = ${me} and dismissed_at is null and ended_on is null and previous_amount_cents < 0
          and expected_amount_cents < 0 and price_changed_on between ${day}::date - ${PRICE_DAYS}::int and ${day}::date
        order by price_changed_on desc, id limit ${MANY}::int`),
    ],
    found: ([rows]) =>
      rows.flatMap(({ id, name, currency, cadence, changedOn, lastTransactionId, ...amounts }) => {
        const [nowCents, beforeCents] = [Math.abs(Number(amounts.now)), Math.abs(Number(amounts.before))];
        if (Math.abs(nowCents / beforeCents - 1) < LEAST_PRICE_CHANGE) return [];
        const aYear = Math.abs(nowCents - beforeCents) * A_YEAR[cadence];
        return [
          {
            key: `${id}:${changedOn}`,
            title: told(nowCents > beforeCents ? "price_higher" : "price_lower", { name }),
            body: [
              withMoney({ before: beforeCents, now: nowCents }, currency, (values) =>
                told("price_from_to", { ...values, day: changedOn }),
              ),
              withMoney({ difference: aYear }, currency, (values) => told("price_a_year", values)),
            ],
            rows: [
              { type: "recurring_transaction", id, name },
              ...(lastTransactionId ? [{ type: "transaction", id: lastTransactionId }] : []),
            ],
            figures: { beforeCents, nowCents, currency },
          },
        ];
      }),
  }),
};
