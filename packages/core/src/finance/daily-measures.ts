/** What of money the days of a person are measured by. */
import { sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { transactions } from "#core/finance/transactions.sql";
import { me } from "#kit/table";

export default {
  // Nothing is converted, so it is what was spent in the currency of most purchases.
  spending: {
    days: sql`select p.date, sum(p.cents) as value from (
        select t.date, t.currency, -t.amount_cents as cents, count(*) over (partition by t.currency) as purchases from s
        join ${transactions} t on t.user_id = ${me} and t.deleted_at is null and t.kind = 'ordinary' and t.transfer_pair_id is null
          and t.amount_cents < 0 and t.date between s.first and s.last) p
      where (p.purchases, p.currency) = (select count(*), t.currency from s
        join ${transactions} t on t.user_id = ${me} and t.deleted_at is null and t.kind = 'ordinary' and t.transfer_pair_id is null
          and t.amount_cents < 0 and t.date between s.first and s.last group by t.currency order by 1 desc, 2 limit 1)
      group by p.date`,
    isZeroWithout: true,
  },
} satisfies DailyMeasures;
