/** Sleep by nights. */
import { sql } from "drizzle-orm";
import { placeOf } from "#core/health/metric-sources";
import type { SleepStage } from "#core/health/metric-types";
import { healthMetrics } from "#core/health/metrics.sql";
import { healthFields } from "#core/health/sayings";
import { type Night, nightsOf } from "#core/health/sleep-nights";
import { myZone } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

export const MAX_NIGHTS = 93;
/** A watch says about fifty of a night. */
const MAX_READ = 40_000;
const DAY_MS = 86_400_000;
/** So many days before and after those that are asked for say which sleep is theirs. */
const BESIDE = 5;

export interface Asked {
  /** First and last day of waking, both included. */
  from: string;
  to: string;
  dependentId?: string;
}

/** The nights of a span, oldest first; days without any are left out. One flight. Throws InvalidInput for too long a span, or too much in it. */
export async function nights(
  ctx: Ctx,
  { from, to, dependentId }: Asked,
): Promise<{ timezone: string; nights: Night[] }> {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count < 1) throw wrongInput({ parameter: "to" }, fieldSayings("not_before_field", { field: "from" }));
  if (count > MAX_NIGHTS) throw wrongInput({ parameter: "to" }, healthFields("nights_too_many", { max: MAX_NIGHTS }));
  const zone = sql`(select ${myZone}::text as name) zone`;
  // The first and the last day that can be named have no other beside them.
  const day = sql`least(greatest(${from}::date + i, date '0001-01-01'), date '9999-12-31' + 1)`;
  const epoch = (at: typeof zone) => sql`(extract(epoch from ${at}) * 1000)::float8`;
  const isNear = sql`m.user_id = ${me} and m.metric_type = 'sleep' and m.dependent_id is not distinct from ${dependentId ?? null}::uuid
    and m.measured_at >= metric_day_start(${from}::date, zone.name) - interval '96 hours'
    and m.measured_at < metric_day_start(${to}::date + 1, zone.name) + interval '48 hours'`;
  const [days, slept, sources] = await ctx.db.batch([
    read<{ date: string; start: number; zone: string }>(sql`
      select distinct ${day}::text as date, ${epoch(sql`metric_day_start(${day}, zone.name)`)} as start, zone.name as zone
      from ${zone}, generate_series(${sql.raw(String(-BESIDE))}, ${count + BESIDE}::int) i order by start`),
    read<{ stage: SleepStage; source: string; start: number; end: number }>(sql`
      select m.stage, m.source, ${epoch(sql`m.measured_at`)} as start, ${epoch(sql`m.ended_at`)} as end
      from ${zone}, ${healthMetrics} m where ${isNear} order by m.measured_at limit ${sql.raw(String(MAX_READ + 1))}`),
    read<{ source: string }>(sql`
      select s.source from (select distinct m.source from ${zone}, ${healthMetrics} m where ${isNear}) s order by ${placeOf(sql`s.source`, "sleep")}`),
  ]);
  if (slept.length > MAX_READ)
    throw wrongInput({ parameter: "to" }, healthFields("sleep_too_dense", { max: MAX_READ }));
  const dates = days.slice(0, -1).map(({ date }) => date);
  return {
    timezone: days[0]!.zone,
    nights: nightsOf(
      { dates, starts: days.map(({ start }) => start) },
      { first: dates.indexOf(from), last: dates.indexOf(to) },
      slept,
      sources.map(({ source }) => source),
    ),
  };
}
