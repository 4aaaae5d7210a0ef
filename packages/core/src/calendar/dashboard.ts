/** What of the calendar is on the dashboard. Series are expanded by no SQL, so that events are in the agenda and not here. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { blockTypes, dailyPlans, timeBlocks } from "#core/calendar/calendar.sql";
import { DailyPlanCreated, DailyPlanUpdated, TimeBlockEvents } from "#core/calendar/events";
import { dashboardPart, iso, row, rows, span } from "#core/platform/dashboard-part";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

const MAX_SHOWN = 20;

export const day = dashboardPart({
  shape: z.strictObject({
    /** Of today's plan; null without one. */
    morningIntention: z.nullable(z.string()),
    /** The time blocks of today that are not done. */
    timeBlocks: z.array(
      z.strictObject({
        id: Uuid,
        title: z.string(),
        blockType: z.enum(blockTypes),
        startAt: Instant,
        endAt: Instant,
        version: z.int(),
      }),
    ),
  }),
  empty: { morningIntention: null, timeBlocks: [] },
  changedBy: [TimeBlockEvents, DailyPlanCreated, DailyPlanUpdated],
  figures: row(sql`select
    (select morning_intention from ${dailyPlans} where user_id = ${me} and date = ${span.today} and deleted_at is null) as "morningIntention",
    ${rows(sql`select id, title, block_type as "blockType", ${iso("start_at")} as "startAt", ${iso("end_at")} as "endAt", version
      from ${timeBlocks} where user_id = ${me} and date = ${span.today} and deleted_at is null and status in ('planned', 'in_progress')
      order by start_at, id limit ${sql.raw(String(MAX_SHOWN))}`)} as "timeBlocks"`),
});
