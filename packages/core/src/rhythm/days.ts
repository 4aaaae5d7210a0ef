/**
 * Reports the end of each person's day: an event for each person, once the next day has begun by their own `day_start` in their
 * time zone. All nightly work for a person is a consumer of this event, and has no schedule of its own.
 *
 * local-days.ts determines the current day of a zone, so a night without a midnight (when the clocks skip it) ends a day like any
 * other, and a day that a country skips is not reported. Each day is reported once, and of several that have passed (the schedule
 * was down, the person flew east) only the latest. A person who flies west relives some hours of a day that has ended already,
 * which is not reported again.
 */
import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { dayIn, myZone } from "#core/identity/zone";
import { endedDays } from "#core/rhythm/days.sql";
import { DayEnded } from "#core/rhythm/events";
import { endsAt } from "#core/rhythm/local-days";
import { zonesInUse } from "#core/rhythm/zones-in-use";
import { MAX_ROWS, updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";

/** Enough for half a million people; the next run continues. */
const MAX_BATCHES = 1_000;

/**
 * Reports the days that have ended. Runs as the service; concurrent runs report each day once. Returns the number of reported
 * days.
 */
export async function endDays(ctx: Ctx, { batchSize = MAX_ROWS, maxBatches = MAX_BATCHES } = {}): Promise<number> {
  const now = ctx.now().getTime();
  const ends = (await readableZones(ctx)).map((zone) => endsAt(zone, now));
  const leftOut: string[] = [];
  let told = 0;
  for (let batch = 0; batch < maxBatches; batch++) {
    const [due] = await ctx.db.batch([dueRead(JSON.stringify(ends), batchSize, leftOut)]);
    if (due.length === 0) break;
    const before = told;
    const attempt = async (some: readonly EndedDay[]) => {
      const [changed] = await ctx.db.batch([telling(ctx, some)]);
      told += changed.length;
    };
    const done = await eachApart(ctx, due, attempt, ({ userId }) => ({ schedule: "rhythm.endDays", userId }));
    leftOut.push(...due.filter((one) => !done.includes(one)).map(({ userId }) => userId));
    // Another run is processing the same rows; continuing would only compete for every batch.
    if (done.length > 0 && told === before) break;
  }
  if (told > 0) ctx.log("info", "days have ended", { count: told });
  return told;
}

/** The time zones of people. Zones that the runtime does not know are logged and left out; days of people there do not end. */
async function readableZones(ctx: Ctx): Promise<string[]> {
  const { known, unknown } = await zonesInUse(ctx);
  if (unknown.length > 0) {
    const [people] = await ctx.db.batch([peopleOf(unknown)]);
    for (const person of people) ctx.log("error", "a person's time zone is not known", { ...person });
  }
  return known;
}

const peopleOf = (zones: readonly string[]) =>
  read<{ userId: string; timezone: string }>(sql`
    select e.user_id as "userId", e.timezone
    from ended_days e where e.timezone in (select jsonb_array_elements_text(${JSON.stringify(zones)}::jsonb)) limit 100`);

interface EndedDay {
  userId: string;
  timezone: string;
  /** The latest day that has ended for the person. */
  day: string;
}

/**
 * In each zone those are due whose days begin early and who have not ended the latest day, and those of any beginning who have not
 * even ended the one before. Both are a range of the index. LATERAL with a limit makes the planner look each up there, whatever
 * its estimates.
 */
const dueRead = (ends: string, limit: number, except: readonly string[]) =>
  read<EndedDay>(sql`
    select due.user_id as "userId", clock.zone as timezone, due.day::text as day
    from jsonb_to_recordset(${ends}::jsonb) clock(zone text, "passedMinutes" int, ended date, before date)
    cross join lateral (
      (select e.user_id, case when e.day_start <= reached.time then clock.ended else clock.before end as day
        from ended_days e, ${reached}
        where e.timezone = clock.zone and e.day < clock.before and e.user_id <> all(${`{${except.join(",")}}`}::uuid[])
        order by e.day limit ${limit}::int)
      union all
      (select e.user_id, clock.ended as day from ended_days e, ${reached}
        where e.timezone = clock.zone and e.day >= clock.before and e.day < clock.ended and e.day_start <= reached.time
          and e.user_id <> all(${`{${except.join(",")}}`}::uuid[])
        order by e.day limit ${limit}::int)) due
    limit ${limit}::int`);

/** The latest beginning of a day that clocks have shown today; none yet, where midnight itself came twice. */
const reached = sql`(select case when clock."passedMinutes" >= 0 then time '00:00' + make_interval(mins => clock."passedMinutes") end as time) reached`;

/**
 * The condition is checked again when each row is locked: people who have moved meanwhile, or were reported by another run, are
 * left out. Whoever lets their days begin later at this very moment has ended one already.
 */
const telling = (ctx: Ctx, days: readonly EndedDay[]) =>
  updateMany(ctx, endedDays, days, {
    where: sql`${endedDays.timezone} = given.timezone and ${endedDays.day} < given.day`,
    emits: { event: DayEnded, ownStory: true },
  });

/**
 * The day that began for the speaker when `day` ended (ISO 8601), as SQL of type date; the current day when the event is late.
 */
export const dayAfter = (ctx: Ctx, day: string): SQL =>
  sql`greatest(${day}::date + 1, ${dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone)})`;
