/** Time blocks: when somebody means to do something. */
import { sql } from "drizzle-orm";
import { dayIn, myZone } from "#core/identity/zone";
import { Conflict, InvalidInput, type Refusals } from "#kit/problem";

/** The columns of a new or changed time block: its day is that of its start, in the speaker's zone. */
export const written = <B extends { startAt?: string }>(body: B) =>
  body.startAt === undefined ? body : { ...body, date: dayIn(sql`${body.startAt}::timestamptz`, myZone) };

export const refusals: Refusals = {
  time_blocks_overlap: () =>
    Conflict("Another time block is at this time already. One of the two has to have `allowOverlap`."),
  time_blocks_time_check: () =>
    InvalidInput(undefined, { errors: [{ pointer: "#/endAt", detail: "must be after startAt" }] }),
};
