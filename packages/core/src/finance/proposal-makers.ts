/** Budgets that were too small month after month: to be what is spent. */
import { sql } from "drizzle-orm";
import type { Makers } from "#core/cortex/proposal-maker";
import { minorUnitDigits } from "#core/finance/decimals";
import { parts } from "#core/finance/spending";
import { told } from "#core/finance/told.en";
import { dayAfter } from "#core/rhythm/days";
import { read } from "#kit/db";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** So many months before this one. */
const MONTHS = 3;
/** A few cents over are no drift: in each month it was a tenth more. */
const OVER = 1.1;
/** What is proposed is a multiple of so many of the larger unit. */
const ROUND_TO = 5;
const MOST = 10;

interface Drifted {
  id: string;
  version: number;
  category: string;
  currency: string;
  amountCents: number;
  spentCents: number;
}

export default {
  budget_drift(ctx, day) {
    const month = sql`date_trunc('month', ${dayAfter(ctx, day)}::timestamp)::date`;
    const spent = parts(
      sql`t.user_id = ${me} and t.currency = b.currency and t.date >= k.month and t.date < (k.month + interval '1 month')::date`,
      sql`b.budget_category_id`,
    );
    // What came over from a month before is not counted: it is asked whether the budget is right, and not whether there was enough.
    const query = read<Drifted>(sql`
      select b.id, b.version, c.name as category, b.currency, b.amount_cents::float8 as "amountCents", drift.spent::float8 as "spentCents"
      from budgets b join budget_categories c on c.id = b.budget_category_id and c.deleted_at is null and c.kind = 'expense'
      cross join lateral (
        select count(*) as months, percentile_disc(0.5) within group (order by one.cents) as spent, bool_and(one.cents >= one.amount * ${OVER}::numeric) as is_over
        from (select k.amount_cents as amount, (select -coalesce(sum(p.cents), 0) from (${spent}) p) as cents
          from budgets k where k.budget_category_id = b.budget_category_id and k.currency = b.currency and k.deleted_at is null
            and k.month < ${month} and k.month >= ${month} - make_interval(months => ${MONTHS}::int)) one) drift
      where b.user_id = ${me} and b.household_id is null and b.deleted_at is null and b.month = ${month}
        and drift.months = ${MONTHS}::int and drift.is_over and drift.spent > b.amount_cents * ${OVER}::numeric
      order by drift.spent - b.amount_cents desc, b.id limit ${MOST}::int`);
    return {
      ...query,
      decode: (result) =>
        query.decode(result).map(({ id, version, category, currency, amountCents, spentCents }) => {
          const name = cut(category, 100);
          const step = ROUND_TO * 10 ** minorUnitDigits(currency);
          const raised = Math.ceil(spentCents / step) * step;
          return {
            kind: "budget",
            action: "update",
            targetId: id,
            targetVersion: version,
            fields: { amountCents: raised },
            from: { amountCents },
            telling: {
              title: inMoney(raised, currency, (amount) => told("budget_raised", { amount, currency, category: name })),
              body: [
                inMoney(spentCents, currency, (amount) =>
                  told("budget_exceeded_often", { months: MONTHS, category: name, spent: amount, currency }),
                ),
              ],
            },
            key: `${name}:${currency}`,
          } as const;
        }),
    };
  },
} satisfies Makers;

/** The values have minor units, which each language writes in its own way; the English sentence has them as decimals. */
function inMoney(minor: number, currency: string, say: (amount: number | string) => Saying): Saying {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return { ...say(minor), text: say(format.format(minor / 10 ** digits)).text };
}
