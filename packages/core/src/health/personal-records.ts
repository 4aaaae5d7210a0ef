/** Telling of personal records. The database decides what is one (see `keep_personal_records` in `migrations/`). */
import { sql } from "drizzle-orm";
import { PersonalRecordSet, PersonalRecordWithdrawn } from "#core/health/events";
import { personalRecords } from "#core/health/training.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { me } from "#kit/table";

/** So many are told at once; the rest goes with the next workout. */
const MAX_TOLD = 200;

/**
 * Tells of the speaker's records that were set, and of told ones that are none any more, each once. The first time of an exercise sets a
 * mark and beats nothing: it is a record to be listed and no event.
 */
export async function tell(ctx: Ctx): Promise<void> {
  const some = (condition: ReturnType<typeof sql>) =>
    sql`${personalRecords.id} in (select id from ${personalRecords} where user_id = ${me} and ${condition} order by achieved_at, id limit ${MAX_TOLD})`;
  await ctx.db.batch([
    update(
      ctx,
      personalRecords,
      sql`${some(sql`is_told and not is_record`)} and is_told and not is_record`,
      { isTold: false },
      { emits: { event: PersonalRecordWithdrawn } },
    ),
    update(
      ctx,
      personalRecords,
      sql`${some(sql`not is_told and previous_value is not null`)} and not is_told and previous_value is not null`,
      { isTold: true },
      { emits: { event: PersonalRecordSet } },
    ),
  ]);
}
