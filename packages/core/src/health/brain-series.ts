/** What the log of the mind says over time: moods, and how fast and well somebody thinks. */
import { sql } from "drizzle-orm";
import { brainLogs, type brainMetrics } from "#core/health/brain-logs.sql";
import { healthFields } from "#core/health/sayings";
import { dayIn, myZone, startOf, zoneRead } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

export const buckets = ["day", "week", "month"] as const;

/** The longest range in days of each: it gives about a thousand points at most. */
const MAX_DAYS = { day: 732, week: 3_660, month: 7_320 };
const DAY_MS = 86_400_000;

export interface SeriesQuery {
  metricName: (typeof brainMetrics)[number];
  bucket: (typeof buckets)[number];
  /** First and last day in the speaker's time zone, both included. */
  from: string;
  to: string;
}

interface Point {
  /** The day on which the bucket begins; weeks begin on Monday (ISO 8601). */
  start: string;
  average: number;
  sum: number;
  min: number;
  max: number;
  count: number;
  /** How many days of the bucket have an entry. */
  days: number;
}

/** The entries of one metric in buckets, oldest first. A bucket without entries is no point. One flight. */
export async function series(ctx: Ctx, query: SeriesQuery) {
  const days = (Date.parse(query.to) - Date.parse(query.from)) / DAY_MS + 1;
  const { bucket } = query;
  if (days < 1) throw wrongInput({ parameter: "to" }, fieldSayings("not_before_field", { field: "from" }));
  if (days > MAX_DAYS[bucket])
    throw wrongInput({ parameter: "to" }, healthFields("series_too_long", { max: MAX_DAYS[bucket], bucket }));
  const [timezone, points] = await ctx.db.batch([
    zoneRead(),
    read<Point>(sql`
      select greatest(date_trunc(${bucket}, e.day::timestamp)::date, date '0001-01-01')::text as start, avg(e.value)::float8 as average,
        sum(e.value)::float8 as sum, min(e.value)::float8 as min, max(e.value)::float8 as max, count(*)::int as count,
        count(distinct e.day)::int as days
      from (select ${myZone} as zone) z
      cross join lateral (
        select ${dayIn(sql`b.logged_at`, sql`z.zone`)} as day, b.value from ${brainLogs} b
        where b.user_id = ${me} and b.deleted_at is null and b.metric_name = ${query.metricName}
          and b.logged_at >= ${startOf(sql`${query.from}::date`, sql`z.zone`)}
          and b.logged_at < ${startOf(sql`${query.to}::date + 1`, sql`z.zone`)}
      ) e
      group by 1 order by 1`),
  ]);
  return { ...query, timezone, points };
}
