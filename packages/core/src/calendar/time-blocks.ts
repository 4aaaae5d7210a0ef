/** Time blocks: when somebody means to do something. */

import { sql } from "drizzle-orm";
import { calendarRefusals } from "#core/calendar/sayings";
import { dayIn, myZone } from "#core/identity/zone";
import { Conflict, type Refusals, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";

/** The columns of a new or changed time block: its day is that of its start, in the speaker's zone. */
export const written = <B extends { startAt?: string }>(body: B) =>
  body.startAt === undefined ? body : { ...body, date: dayIn(sql`${body.startAt}::timestamptz`, myZone) };

export const refusals: Refusals = {
  time_blocks_overlap: () => Conflict(calendarRefusals("block_overlaps")),
  time_blocks_time_check: () => wrongInput("#/endAt", fieldSayings("after_field", { field: "startAt" })),
};
