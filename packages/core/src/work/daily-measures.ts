/** What of work the days of a person are measured by. */
import { sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { dayIn } from "#core/identity/zone";
import { tasks } from "#core/work/tasks.sql";
import { me } from "#kit/table";

export default {
  tasks_completed: {
    days: sql`select ${dayIn(sql`t.completed_at`, sql`s.zone`)} as date, count(*) as value from s join ${tasks} t on t.completed_by = ${me}
      and t.deleted_at is null and t.completed_at >= s.begins and t.completed_at < s.ends group by 1`,
    isZeroWithout: true,
  },
} satisfies DailyMeasures;
