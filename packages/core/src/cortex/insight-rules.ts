/** What is noticed in what was noticed: how training, the meals after it and what they cost went with how its person said that it goes. */
import { sql } from "drizzle-orm";
import { insightRule } from "#core/cortex/insight-rule";
import { insights } from "#core/cortex/insights.sql";
import { told } from "#core/cortex/told.en";
import { brainLogs } from "#core/health/brain-logs.sql";
import { withMoney } from "#core/platform/money-told";
import { notifications } from "#core/platform/notifications.sql";
import { read } from "#kit/db";
import { me } from "#kit/table";

interface Answered {
  id: string;
  mood: number;
  amountCents: number | null;
  currency: string | null;
}

const DAYS = 28;
const LEAST_ANSWERS = 4;
const MANY = 20;

export default {
  training_month: insightRule({
    insightType: "training_month",
    base: { right: 4.4, wrong: 1.6 },
    alsoReads: ["health", "finance"],
    reads: ({ to }) => [
      read<Answered>(sql`
        select i.id, l.value::float8 as mood, (i.evidence ->> 'amountCents')::float8 as "amountCents", i.evidence ->> 'currency' as currency
        from ${insights} i
          join events e on e.entity_type = 'insight' and e.entity_id = i.id and e.event_type = 'cortex.insight.found'
          join ${notifications} n on n.user_id = ${me} and n.source_event_id = e.id and n.kind = 'fitness_check_in'
          join ${brainLogs} l on l.user_id = ${me} and l.source_id = n.id and l.metric_name = 'mood_score' and l.deleted_at is null
        where i.user_id = ${me} and i.insight_type = 'post_workout_meal' and i.created_at < ${to}::timestamptz
          and i.created_at >= ${to}::timestamptz - make_interval(days => ${DAYS}::int)
        order by i.id desc limit 100`),
    ],
    found([answered], { day }) {
      if (answered.length < LEAST_ANSWERS) return [];
      const count = answered.length;
      const mood = Math.round((10 * answered.reduce((sum, one) => sum + one.mood, 0)) / count) / 10;
      const currency = answered.find((one) => one.currency !== null)?.currency;
      // Amounts of different currencies are never added.
      const amountCents = answered
        .filter((one) => one.currency === currency)
        .reduce((sum, one) => sum + Math.abs(one.amountCents ?? 0), 0);
      return [
        {
          key: day.slice(0, 7),
          title: told("training_month"),
          body: [
            currency && amountCents > 0
              ? withMoney({ amount: amountCents }, currency, (values) =>
                  told("training_month_paid", { ...values, count, mood }),
                )
              : told("training_month_unpaid", { count, mood }),
          ],
          rows: answered.slice(0, MANY).map(({ id }) => ({ type: "insight", id })),
          figures: { answers: count, mood, ...(currency && amountCents > 0 ? { amountCents, currency } : {}) },
        },
      ];
    },
  }),
};
