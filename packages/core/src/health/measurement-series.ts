/** A measurement of the body over time: its days, their smoothed line, its trend, and how near its goals are. One flight. */
import { sql } from "drizzle-orm";
import { type Measured, measurementDays } from "#core/health/measurement-days";
import { measurementGoals } from "#core/health/measurement-goals.sql";
import { factorOf, unitOfType } from "#core/health/measurement-units";
import { healthFields } from "#core/health/sayings";
import { type DayValue, projected, smoothed, type Trend, trendOf, WARM_UP_DAYS } from "#core/health/trend";
import { myZone } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

const MAX_DAYS = 3_660;
const DAY_MS = 86_400_000;
/** The most goals of a measurement that a series tells of; the latest ones. */
const MAX_GOALS = 20;

export interface SeriesQuery extends Measured {
  /** First and last day, both included. */
  from: string;
  to: string;
  /** How many weeks the trend is of. */
  weeks: number;
}

export interface Point {
  date: string;
  value: number;
  /** The smoothed line. */
  trend: number;
  origin: "noted" | "samples";
}

export interface GoalProgress {
  id: string;
  direction: "decrease" | "increase";
  /** In the unit of the series. */
  targetValue: number;
  startDate: string;
  byDate: string | null;
  reachedOn: string | null;
  /** The value on the last day until the start, or else on the first one after it; null without any. */
  startValue: number | null;
  /** The share of the way from there to the target that is gone, from 0 to 1; null where there is no way to go. */
  progress: number | null;
  projection: {
    state: ReturnType<typeof projected>["state"];
    date: string | null;
    earliest: string | null;
    latest: string | null;
  };
}

export interface MeasurementSeries extends SeriesQuery {
  unit: string | null;
  timezone: string;
  points: Point[];
  /** The last value that there is, whenever it was. */
  latest: Omit<Point, "trend"> | null;
  trend: Trend & { weeks: number; from: string; to: string };
  goals: GoalProgress[];
}

/** The series of what was measured from one day to another. */
export async function series(ctx: Ctx, query: SeriesQuery): Promise<MeasurementSeries> {
  const span = (Date.parse(query.to) - Date.parse(query.from)) / DAY_MS + 1;
  if (span < 1) throw wrongInput({ parameter: "to" }, fieldSayings("not_before_field", { field: "from" }));
  if (span > MAX_DAYS)
    throw wrongInput({ parameter: "to" }, healthFields("series_too_long", { max: MAX_DAYS, bucket: "day" }));
  const [[frame], days, goals] = await ctx.db.batch([frameRead(ctx, query), daysRead(ctx, query), goalsRead(query)]);
  const { timezone, through, unit, latest } = frame!;
  const values = days.map(({ date, value }): DayValue => ({ day: numberOf(date), value }));
  const line = smoothed(values);
  const points = days
    .map((day, at): Point => ({ ...day, trend: line[at]! }))
    .filter(({ date }) => date >= query.from && date <= query.to);
  const last = numberOf(through);
  const first = last - query.weeks * 7 + 1;
  const trend = trendOf(
    values.filter(({ day }) => day >= first && day <= last),
    last,
  );
  const parsed = latest === null ? null : (JSON.parse(latest) as MeasurementSeries["latest"]);
  return {
    ...query,
    unit: unitOfType(query.type) ?? unit,
    timezone,
    points,
    latest: parsed,
    trend: { ...trend, weeks: query.weeks, from: dayOf(first), to: through },
    goals: goals.map(({ unit: wanted, ...goal }) => {
      // A custom measurement may have another unit by now, with which its goal cannot be compared.
      const isApart = query.type === "custom" && unit !== null && wanted !== unit;
      return progressOf(
        isApart ? { ...goal, startValue: null } : goal,
        isApart ? undefined : parsed?.value,
        isApart ? undefined : trend,
        last,
      );
    }),
  };
}

interface Frame {
  timezone: string;
  /** The day that the trend ends with: `to`, or today where that is earlier. */
  through: string;
  unit: string | null;
  latest: string | null;
}

const todayIn = (ctx: Ctx, zone: ReturnType<typeof sql>) =>
  sql`(${ctx.now().toISOString()}::timestamptz at time zone ${zone})::date`;

const frameRead = (ctx: Ctx, query: SeriesQuery): Read<Frame[]> =>
  read<Frame>(sql`
    select z.timezone, least(${query.to}::date, ${todayIn(ctx, sql`z.timezone`)})::text as through, l.unit, l.latest
    from (select ${myZone} as timezone) z
    left join lateral (
      select d.unit, jsonb_build_object('date', d.date, 'value', d.value::float8, 'origin', d.origin)::text as latest
      from (${measurementDays(query)}) d order by d.date desc limit 1
    ) l on true`);

/** The days of the series, those that the smoothed line begins with, and those of the trend. */
const daysRead = (ctx: Ctx, query: SeriesQuery): Read<Omit<Point, "trend">[]> =>
  read<Omit<Point, "trend">>(sql`
    select d.date::text as date, d.value::float8 as value, d.origin from (${measurementDays(query)}) d
    where d.date <= ${query.to}::date and d.date >= greatest('0001-01-01'::date, least(${query.from}::date, ${todayIn(ctx, myZone)} - ${query.weeks * 7}::int) - ${WARM_UP_DAYS}::int)
    order by d.date`);

type GoalRow = Omit<GoalProgress, "progress" | "projection"> & { unit: string };

const goalsRead = ({ type, label, dependentId }: SeriesQuery): Read<GoalRow[]> =>
  read<GoalRow>(sql`
    with days as (${measurementDays({ type, label, dependentId })})
    select g.id, g.direction, g.unit, (g.target_value * ${factorOf(sql`g.type`, sql`g.unit`)})::float8 as "targetValue", g.start_date::text as "startDate",
      g.by_date::text as "byDate", g.reached_on::text as "reachedOn",
      coalesce((select d.value from days d where d.date <= g.start_date order by d.date desc limit 1),
        (select d.value from days d where d.date > g.start_date order by d.date limit 1))::float8 as "startValue"
    from ${measurementGoals} g
    where g.user_id = ${me} and g.deleted_at is null and g.type = ${type} and g.label is not distinct from ${label ?? null}::text
      and g.dependent_id is not distinct from ${dependentId ?? null}::uuid
    order by g.reached_on is not null, g.start_date desc, g.id desc limit ${MAX_GOALS}`);

type Goal = Omit<GoalRow, "unit">;

function progressOf(goal: Goal, latest: number | undefined, trend: Trend | undefined, through: number): GoalProgress {
  const { targetValue, direction, byDate, reachedOn } = goal;
  const none = { date: null, earliest: null, latest: null };
  if (reachedOn !== null) return { ...goal, progress: 1, projection: { ...none, state: "reached" } };
  const progress = shareOf(latest, goal);
  if (!trend) return { ...goal, progress, projection: { ...none, state: "cannot_tell" } };
  const left = byDate === null ? null : numberOf(byDate) - through;
  const { state, days, least, most } = projected(trend, { direction, target: targetValue, left });
  const after = (count: number | null) => (count === null ? null : dayOf(through + count));
  return { ...goal, progress, projection: { state, date: after(days), earliest: after(least), latest: after(most) } };
}

/** The way from the start to the target in its direction; none where the start was at the target already. */
function shareOf(latest: number | undefined, { startValue: start, direction, targetValue }: Goal): number | null {
  if (start === null || latest === undefined) return null;
  const sign = direction === "decrease" ? -1 : 1;
  const way = sign * (targetValue - start);
  return way <= 0 ? null : Math.min(1, Math.max(0, (sign * (latest - start)) / way));
}

const numberOf = (date: string): number => Date.parse(date) / DAY_MS;
/** The API knows days until the end of the year 9999. */
const dayOf = (day: number): string =>
  new Date(Math.max(FIRST_MS, Math.min(LAST_MS, day * DAY_MS))).toISOString().slice(0, 10);
const FIRST_MS = Date.parse("0001-01-01");
const LAST_MS = Date.parse("9999-12-31");
