/** With how many contacts a person is in touch on a day, which is a measurement of theirs (see `count_contact_days` in `migrations/`). */
import { sql } from "drizzle-orm";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";

/** Counts all days of the speaker anew, by the time zone that they have now. */
export async function recount(ctx: Ctx): Promise<void> {
  await ctx.db.batch([effect(sql`select recount_contact_days()`)]);
}
