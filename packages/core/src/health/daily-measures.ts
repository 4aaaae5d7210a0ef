/** What of health the days of a person are measured by. */
import { type SQL, sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { brainLogs } from "#core/health/brain-logs.sql";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { healthMetricDays } from "#core/health/metrics.sql";
import { dayIn } from "#core/identity/zone";
import { me } from "#kit/table";

const total = (type: string): SQL => sql`
  select d.date, d.sum as value from s join ${healthMetricDays} d on d.user_id = ${me} and d.metric_type = ${type}
    and d.dependent_id is null and d.date between s.first and s.last`;

/** Meals `m` that the person has logged for themselves, of the time of the span `s`. */
export const isEaten: SQL = sql`m.user_id = ${me} and m.deleted_at is null and m.dependent_id is null and m.source <> ${DRAFT}
  and m.eaten_at >= s.begins and m.eaten_at < s.ends`;

export default {
  sleep: {
    // Of a device that tells no times there are hours alone.
    days: sql`select d.date, coalesce(max(d.sum) filter (where d.metric_type = 'sleep'), max(d.sum) * 60) as value from s
      join ${healthMetricDays} d on d.user_id = ${me} and d.metric_type in ('sleep', 'sleep_hours') and d.dependent_id is null
      and d.date between s.first and s.last group by d.date`,
    isZeroWithout: false,
  },
  steps: { days: total("steps"), isZeroWithout: true },
  exercise: { days: total("exercise_minutes"), isZeroWithout: true },
  mood: {
    days: sql`select ${dayIn(sql`b.logged_at`, sql`s.zone`)} as date, avg(b.value) as value from s join ${brainLogs} b on b.user_id = ${me}
      and b.deleted_at is null and b.metric_name = 'mood_score' and b.logged_at >= s.begins and b.logged_at < s.ends group by 1`,
    isZeroWithout: false,
  },
  energy_eaten: {
    days: sql`select ${dayIn(sql`m.eaten_at`, sql`s.zone`)} as date, sum(m.calories) as value from s join ${meals} m on ${isEaten}
      group by 1 having sum(m.calories) is not null`,
    isZeroWithout: false,
  },
} satisfies DailyMeasures;
