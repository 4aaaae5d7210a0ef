/** What of the rhythm of days these are measured by. */
import { sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { dayIn } from "#core/identity/zone";
import { focusSessions } from "#core/rhythm/focus.sql";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { me } from "#kit/table";

export default {
  focus: {
    days: sql`select ${dayIn(sql`f.started_at`, sql`s.zone`)} as date, sum(f.duration_seconds) / 60.0 as value from s join ${focusSessions} f
      on f.user_id = ${me} and f.deleted_at is null and f.started_at >= s.begins and f.started_at < s.ends and f.duration_seconds is not null group by 1`,
    isZeroWithout: true,
  },
  habits_done: {
    days: sql`select c.date, count(*) as value from s join ${habitCheckIns} c on c.user_id = ${me} and c.status = 'done'
      and c.date between s.first and s.last join ${habits} h on h.id = c.habit_id and h.deleted_at is null group by 1`,
    isZeroWithout: true,
  },
} satisfies DailyMeasures;
