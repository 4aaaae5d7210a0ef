/** What of people the days of a person are measured by. */
import { sql } from "drizzle-orm";
import type { DailyMeasures } from "#core/cortex/daily-measure";
import { dayIn } from "#core/identity/zone";
import { interactions } from "#core/people/contacts.sql";
import { me } from "#kit/table";

export default {
  people_met: {
    days: sql`select ${dayIn(sql`i.occurred_at`, sql`s.zone`)} as date, count(distinct i.contact_id) as value from s join ${interactions} i
      on i.user_id = ${me} and i.deleted_at is null and i.occurred_at >= s.begins and i.occurred_at < s.ends group by 1`,
    isZeroWithout: true,
  },
} satisfies DailyMeasures;
