/** Telling of personal records, and those of old workouts. The database decides what is one (see `record_workout` in `migrations/`). */
import { sql } from "drizzle-orm";
import { PersonalRecordSet, PersonalRecordWithdrawn } from "#core/health/events";
import { personalRecords } from "#core/health/training.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { write } from "#kit/db";
import { upTo } from "#kit/selection";
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

const BATCH = 200;
/** A million workouts; the next run continues. */
const MAX_BATCHES = 5_000;

/**
 * Keeps the records of workouts from before there were any, each once; they are told with the next workout of their person. Runs as the service,
 * any number of times; returns of how many workouts.
 */
export async function recordOld(ctx: Ctx): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const [[done]] = await ctx.db.batch([
      write<{ taken: number; recorded: number }>(sql`
        with taken as (
          delete from unrecorded_workouts where id in (select id from unrecorded_workouts order by id ${upTo(BATCH)} for update skip locked) returning id
        ), old as materialized (
          select c from taken t join completed_workouts c on c.id = t.id where c.deleted_at is null order by c.user_id, c.completed_at, c.id
        ), recorded as materialized (select record_workout(c) from old)
        select (select count(*) from taken)::int as taken, (select count(*) from recorded)::int as recorded`),
    ]);
    count += done?.recorded ?? 0;
    if ((done?.taken ?? 0) < BATCH) break;
  }
  if (count > 0) ctx.log("info", "records of old workouts were kept", { count });
  return count;
}
