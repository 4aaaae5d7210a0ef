/**
 * The end of each person's day: an event a person, when midnight has passed on the clocks of their time zone. What is done for a
 * person each night is a consumer of it, and has no clock of its own.
 *
 * The runtime says which day it is where, so a night without a midnight (where the clocks are put forward at it) ends a day like any
 * other. Each day is told once, and of several that went by (the schedule stood still, the person flew east) the latest one. Whoever
 * flies west lives through some hours of a day again that has ended already, and it is not told again.
 */
import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { clocksAt } from "#core/identity/clocks";
import { dayIn, myZone } from "#core/identity/zone";
import { endedDays } from "#core/rhythm/days.sql";
import { DayEnded } from "#core/rhythm/events";
import { MAX_ROWS, updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { timeZones } from "#kit/time-zones";

/** Half a million people; the next run goes on. */
const MAX_BATCHES = 1_000;

/** Tells whose day has ended. Run as the service; two runs at once tell each day once. Yields how many days were told. */
export async function endDays(ctx: Ctx, { batchSize = MAX_ROWS, maxBatches = MAX_BATCHES } = {}): Promise<number> {
  const clocks = clocksAt(ctx.now(), await zonesInUse(ctx));
  const leftOut: string[] = [];
  let told = 0;
  for (let batch = 0; batch < maxBatches; batch++) {
    const [due] = await ctx.db.batch([dueRead(clocks, batchSize, leftOut)]);
    if (due.length === 0) break;
    const before = told;
    const attempt = async (some: readonly EndedDay[]) => {
      const [changed] = await ctx.db.batch([telling(ctx, some)]);
      told += changed.length;
    };
    const done = await eachApart(ctx, due, attempt, ({ userId }) => ({ schedule: "rhythm.endDays", userId }));
    leftOut.push(...due.filter((one) => !done.includes(one)).map(({ userId }) => userId));
    // Another run is at these; to follow it would be to compete for every batch.
    if (done.length > 0 && told === before) break;
  }
  if (told > 0) ctx.log("info", "days have ended", { count: told });
  return told;
}

/** The zones that people live in, without those that the runtime does not know: who lives there has no day that ends, and is logged. */
async function zonesInUse(ctx: Ctx): Promise<string[]> {
  const [zones] = await ctx.db.batch([zonesRead]);
  const known = new Set(timeZones());
  const unknown = zones.filter(({ zone }) => !known.has(zone));
  if (unknown.length > 0) {
    const [people] = await ctx.db.batch([peopleOf(unknown)]);
    for (const person of people) ctx.log("error", "a person's time zone is not known", { ...person });
  }
  return zones.filter((one) => !unknown.includes(one)).map(({ zone }) => zone);
}

/** Found by jumping from one to the next in the index, so that it does not matter how many people live in each. */
const zonesRead = read<{ zone: string }>(sql`
  with recursive used(zone) as (
    (select e.timezone from ended_days e order by e.timezone limit 1)
    union all
    select (select e.timezone from ended_days e where e.timezone > used.zone order by e.timezone limit 1)
    from used where used.zone is not null)
  select zone from used where zone is not null`);

const peopleOf = (zones: readonly { zone: string }[]) =>
  read<{ userId: string; timezone: string }>(sql`
    select e.user_id as "userId", e.timezone
    from ended_days e join jsonb_to_recordset(${JSON.stringify(zones)}::jsonb) as unknown(zone text) on e.timezone = unknown.zone limit 100`);

interface EndedDay {
  userId: string;
  timezone: string;
  /** The calendar day before the one that it is now. */
  day: string;
}

/** What is due lies at the beginning of its zone in the index. LATERAL with its limit has each zone looked up there, whatever is estimated. */
const dueRead = (clocks: SQL, limit: number, except: readonly string[]) =>
  read<EndedDay>(sql`
    select due.user_id as "userId", clock.zone as timezone, (clock.day - 1)::text as day
    from ${clocks} cross join lateral (
      select e.user_id from ended_days e
      where e.timezone = clock.zone and e.day < clock.day - 1 and e.user_id <> all(${`{${except.join(",")}}`}::uuid[])
      order by e.day limit ${limit}::int) due
    limit ${limit}::int`);

/** The condition is asked again of each row when it is its turn: whoever has moved meanwhile, or was told by another run, is left out. */
const telling = (ctx: Ctx, days: readonly EndedDay[]) =>
  updateMany(ctx, endedDays, days, {
    where: sql`${endedDays.timezone} = given.timezone and ${endedDays.day} < given.day`,
    emits: { event: DayEnded, ownStory: true },
  });

/**
 * The day that has begun for the speaker with the end of `day` (ISO 8601), as SQL of type date; or the one that it is now, where the
 * event comes late.
 */
export const dayAfter = (ctx: Ctx, day: string): SQL =>
  sql`greatest(${day}::date + 1, ${dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone)})`;
