/** What of knowledge the days of a person are measured by. */
import { sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { journalEntries } from "#core/knowledge/journal.sql";
import { me } from "#kit/table";

export default {
  journal_written: {
    days: sql`select j.entry_date as date, sum(length(j.content)) as value from s join ${journalEntries} j on j.user_id = ${me}
      and j.deleted_at is null and j.entry_date between s.first and s.last group by 1`,
    isZeroWithout: true,
  },
} satisfies DailyMeasures;
