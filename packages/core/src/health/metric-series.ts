/** Metrics over time: one row for each hour, day, week or month, and a summary of the current state. */

import { type SQL, sql } from "drizzle-orm";
import { dailyOf, type MetricType, unitOf } from "#core/health/metric-types";
import { healthMetricDays, healthMetrics, metricTypes } from "#core/health/metrics.sql";
import { healthFields } from "#core/health/sayings";
import { myZone, startOf } from "#core/identity/zone";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

export const buckets = ["hour", "day", "week", "month"] as const;
export type Bucket = (typeof buckets)[number];

/** The longest range in days of each bucket: it gives about a thousand points at most. */
const MAX_DAYS: Record<Bucket, number> = { hour: 31, day: 732, week: 3_660, month: 7_320 };
const DAY_MS = 86_400_000;

export interface SeriesQuery {
  metricType: MetricType;
  bucket: Bucket;
  /** First and last day in the speaker's time zone, both included. */
  from: string;
  to: string;
  dependentId?: string;
}

export interface Point {
  /** When the bucket begins: an instant for hours, otherwise a day; weeks begin on Monday (ISO 8601). */
  start: string;
  sum: number;
  min: number;
  max: number;
  average: number;
  count: number;
}

export interface Series extends SeriesQuery {
  unit: string;
  timezone: string;
  points: Point[];
}

/**
 * The samples of one type in buckets, oldest first. Empty buckets are left out; the first and the last one contain only samples
 * within the range.
 */
export async function series(ctx: Ctx, query: SeriesQuery): Promise<Series> {
  const days = (Date.parse(query.to) - Date.parse(query.from)) / DAY_MS + 1;
  const limit = MAX_DAYS[query.bucket];
  if (days < 1) throw wrongInput({ parameter: "to" }, fieldSayings("not_before_field", { field: "from" }));
  if (days > limit)
    throw wrongInput({ parameter: "to" }, healthFields("series_too_long", { max: limit, bucket: query.bucket }));
  // As one row: a year of rows takes longer to tell than to find.
  const [[found]] = await ctx.db.batch([
    read<{ timezone: string; points: string }>(sql`
      select ${myZone}::text as timezone, (
        select coalesce(json_agg(p), '[]')::text from (${query.bucket === "hour" ? byHour(query) : byDays(query)}) p) as points`),
  ]);
  const points = (JSON.parse(found!.points) as Point[]).map((point) => ({ ...point, start: startIn(point.start) }));
  return { ...query, unit: unitOf(query.metricType), timezone: found!.timezone, points };
}

/** Days are as they are; of instants JSON has another form. */
const startIn = (start: string) => (start.includes("T") ? new Date(start).toISOString() : start);

function byHour({ metricType, from, to, dependentId }: SeriesQuery): SQL {
  return sql`
    select h.bounds[b.bucket] as start, b.sum::float8 as sum, b.min::float8 as min, b.max::float8 as max, b.avg::float8 as average, b.count
    from (select ${myZone}::text as zone) z
    cross join lateral (select ${startOf(sql`${from}::date`, sql`z.zone`)} as since, ${startOf(sql`${to}::date + 1`, sql`z.zone`)} as until) span
    cross join lateral (
      select array_agg(distinct hour.start order by hour.start) as bounds from (
        -- Hours of the clock, which a zone may shift by half of one.
        select greatest(date_trunc('hour', at, z.zone), span.since) as start
        from generate_series(span.since, span.until - interval '1 microsecond', interval '15 minutes') at
        union all select span.until) hour
    ) h
    cross join lateral metric_buckets(${me}, ${dependentId ?? null}::uuid, ${metricType}, z.zone, h.bounds) b
    order by 1`;
}

function byDays({ metricType, bucket, from, to, dependentId }: SeriesQuery): SQL {
  const days = sql`from ${healthMetricDays} d where d.user_id = ${me} and d.metric_type = ${metricType}
    and d.date between ${from}::date and ${to}::date and d.dependent_id is not distinct from ${dependentId ?? null}::uuid`;
  if (bucket === "day")
    return sql`
      select d.date::text as start, d.sum::float8 as sum, d.min::float8 as min, d.max::float8 as max, d.avg::float8 as average, d.count
      ${days} order by d.date`;
  return sql`
    select date_trunc(${bucket}, d.date::timestamp)::date::text as start, sum(d.sum)::float8 as sum, min(d.min)::float8 as min,
      max(d.max)::float8 as max, (sum(d.sum) / sum(d.count))::float8 as average, sum(d.count)::int as count
    ${days} group by 1 order by 1`;
}

export interface Summary {
  date: string;
  timezone: string;
  metrics: {
    metricType: MetricType;
    unit: string;
    /** How the samples of a day are combined into one number. */
    daily: "sum" | "average";
    /** The number of the day, and the mean of the daily numbers of the 7 and 30 days that end with it; null without samples. */
    day: number | null;
    average7Days: number | null;
    average30Days: number | null;
    /** The last sample until the end of that day. */
    latest: { value: number; measuredAt: string };
  }[];
}

interface Standing {
  date: string;
  timezone: string;
  metricType: MetricType | null;
  day: number | null;
  average7Days: number | null;
  average30Days: number | null;
  value: number;
  measuredAt: string;
}

/** The summary of each metric that was ever measured on a day (default today) in the speaker's time zone. */
export async function summary(ctx: Ctx, of: { date?: string; dependentId?: string }): Promise<Summary> {
  const dependent = sql`${of.dependentId ?? null}::uuid`;
  const added = sql.join(
    metricTypes.filter((type) => dailyOf(type) === "sum").map((type) => sql`${type}`),
    sql`, `,
  );
  const types = sql.join(
    metricTypes.map((type) => sql`(${type}::text)`),
    sql`, `,
  );
  const [rows] = await ctx.db.batch([
    read<Standing>(sql`
      select t.date::text as date, t.timezone, k.type as "metricType", k.value, k.measured_at as "measuredAt", n.day,
        n.week as "average7Days", n.month as "average30Days"
      from (
        select z.timezone, coalesce(${of.date ?? null}::date, (${ctx.now().toISOString()}::timestamptz at time zone z.timezone)::date) as date
        from (select ${myZone} as timezone) z
      ) t
      left join lateral (
        select types.type, last.value::float8 as value, last.measured_at from (values ${types}) as types(type)
        cross join lateral (
          select m.value, m.measured_at from ${healthMetrics} m
          where m.user_id = ${me} and m.metric_type = types.type and m.dependent_id is not distinct from ${dependent}
            and m.measured_at < ${startOf(sql`t.date + 1`, sql`t.timezone`)}
          order by m.measured_at desc limit 1
        ) last
      ) k on true
      left join lateral (
        select (max(one.number) filter (where one.date = t.date))::float8 as day,
          (avg(one.number) filter (where one.date > t.date - 7))::float8 as week, avg(one.number)::float8 as month
        from (
          select d.date, case when d.metric_type in (${added}) then d.sum else d.avg end as number from ${healthMetricDays} d
          where d.user_id = ${me} and d.metric_type = k.type and d.dependent_id is not distinct from ${dependent}
            and d.date > t.date - 30 and d.date <= t.date
        ) one
      ) n on true
      order by k.type`),
  ]);
  const { date, timezone } = rows[0]!;
  const metrics = rows.flatMap(({ metricType, day, average7Days, average30Days, value, measuredAt }) =>
    metricType === null
      ? []
      : [
          {
            metricType,
            unit: unitOf(metricType),
            daily: dailyOf(metricType),
            day,
            average7Days,
            average30Days,
            latest: { value, measuredAt: isoInstant(measuredAt) },
          },
        ],
  );
  return { date, timezone, metrics };
}
