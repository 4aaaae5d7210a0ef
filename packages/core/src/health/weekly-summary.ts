/** A week of somebody's health beside the one before and the four before, as data for charts. One flight. */
import { type SQL, sql } from "drizzle-orm";
import daily, { isEaten } from "#core/health/daily-measures";
import { meals } from "#core/health/meals.sql";
import { measurementDays } from "#core/health/measurement-days";
import { healthMetricDays } from "#core/health/metrics.sql";
import { nutrientTargets } from "#core/health/nutrient-targets.sql";
import { bodySayings } from "#core/health/sayings";
import type { Trend } from "#core/health/trend";
import {
  type Figure,
  type FigureDay,
  type FigureName,
  figuresOf,
  type TargetDay,
  type TargetWeek,
  targetsOf,
  WEEKS_BEFORE,
  weightTrend,
} from "#core/health/weekly-figures";
import { completedWorkouts } from "#core/health/workouts.sql";
import { userSettings } from "#core/identity/users.sql";
import { dayIn, myZone, startOf } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";

const DAY_MS = 86_400_000;
const WEEK = 7;

export const weekStarts = ["monday", "saturday", "sunday"] as const;
type WeekStart = (typeof weekStarts)[number];

export interface WeeklySummary {
  week: string;
  from: string;
  to: string;
  timezone: string;
  weekStart: WeekStart;
  /** How many of the seven days are over; today is not. */
  daysOver: number;
  isOver: boolean;
  figures: Figure[];
  weightTrend: Trend;
  targets: TargetWeek[];
}

/** The summary of an ISO week (default: that of today), which begins on the day on which the person's weeks begin. */
export async function summary(ctx: Ctx, { week }: { week?: string }): Promise<WeeklySummary> {
  const monday = week === undefined ? undefined : mondayOf(week);
  const span = spanOf(ctx, monday);
  const [[frame], figures, targets] = await ctx.db.batch([frameRead(span), figuresRead(span), targetsRead(span)]);
  const { timezone, weekStart } = frame!;
  const [first, today] = [numberOf(frame!.first), numberOf(frame!.today)];
  const counted = { first, today };
  const days = figures.map(({ date, ...rest }): FigureDay => ({ ...rest, day: numberOf(date) }));
  const daysOver = Math.max(0, Math.min(WEEK, today - first));
  return {
    week: isoWeekOf(first + BEFORE_MONDAY[weekStart]),
    from: dateOf(first),
    to: dateOf(first + WEEK - 1),
    timezone,
    weekStart,
    daysOver,
    isOver: daysOver === WEEK,
    figures: figuresOf(days, counted),
    weightTrend: weightTrend(days, counted),
    targets: targetsOf(
      targets.map(({ date, ...rest }): TargetDay => ({ ...rest, day: numberOf(date) })),
      counted,
    ),
  };
}

/** How many days before the Monday of an ISO week the week begins. Either way it has the Thursday by which ISO 8601 numbers it. */
const BEFORE_MONDAY: Record<WeekStart, number> = { monday: 0, sunday: 1, saturday: 2 };

/**
 * SQL for {zone, week_start, today, week, first, last, begins, ends}: the first day of the week, and the days and instants of its five weeks, by
 * which daily-measures.ts reads.
 */
function spanOf(ctx: Ctx, monday: string | undefined): SQL {
  return sql`(
    select f.*, ${startOf(sql`f.first`, sql`f.zone`)} as begins, ${startOf(sql`f.last + 1`, sql`f.zone`)} as ends
    from (
      select w.*, w.week - ${WEEKS_BEFORE * WEEK}::int as first, w.week + ${WEEK - 1}::int as last
      from (
      select p.*, coalesce(${monday ?? null}::date - p.earlier, p.today - (extract(isodow from p.today)::int - 1 + p.earlier) % 7) as week
      from (
        select z.zone, s.week_start, (${ctx.now().toISOString()}::timestamptz at time zone z.zone)::date as today,
          case s.week_start when 'saturday' then 2 when 'sunday' then 1 else 0 end as earlier
        from (select ${myZone} as zone) z,
          (select coalesce((select ${userSettings.weekStart} from ${userSettings} where ${userSettings.userId} = ${me}), 'monday') as week_start) s
      ) p
      ) w
    ) f
  )`;
}

interface Frame {
  timezone: string;
  weekStart: WeekStart;
  today: string;
  first: string;
}

const frameRead = (span: SQL): Read<Frame[]> =>
  read<Frame>(
    sql`select s.zone as timezone, s.week_start as "weekStart", s.today::text as today, s.week::text as first from ${span} s`,
  );

/** Figures that are read as other days are, too: one row a day. */
const DAILY: [FigureName, SQL][] = [
  ["steps", daily.steps.days],
  ["exercise", daily.exercise.days],
  ["sleep", daily.sleep.days],
  ["mood", daily.mood.days],
  ["energy_eaten", daily.energy_eaten.days],
];

/** The other metrics of days that are figures, and which column of the day is the value. */
const METRICS: [FigureName, string, SQL][] = [
  ["active_energy", "active_calories", sql`d.sum`],
  ["resting_heart_rate", "resting_heart_rate", sql`d.avg`],
];

function figuresRead(span: SQL): Read<{ figure: FigureName; date: string; value: number }[]> {
  const metric = ([figure, type, value]: (typeof METRICS)[number]) => sql`
    select ${figure}::text as figure, d.date, ${value} as value from s join ${healthMetricDays} d on d.user_id = ${me}
      and d.metric_type = ${type} and d.dependent_id is null and d.date between s.first and s.last`;
  const workout = (figure: FigureName, value: SQL) => sql`
    select ${figure}::text, ${dayIn(sql`w.completed_at`, sql`s.zone`)}, ${value} from s join ${completedWorkouts} w on w.user_id = ${me}
      and w.deleted_at is null and w.dependent_id is null and w.completed_at >= s.begins and w.completed_at < s.ends group by 2 having ${value} is not null`;
  const parts = [
    ...METRICS.map(metric),
    ...DAILY.map(([figure, days]) => sql`select ${figure}::text, d.date, d.value from (${days}) d`),
    sql`select 'weight', d.date, d.value from s join (${measurementDays({ type: "weight" })}) d on d.date between s.first and s.last`,
    sql`select 'protein_eaten', ${dayIn(sql`m.eaten_at`, sql`s.zone`)}, sum((m.macros ->> 'proteinG')::numeric)
      from s join ${meals} m on ${isEaten} group by 2 having sum((m.macros ->> 'proteinG')::numeric) is not null`,
    workout("workouts", sql`count(*)`),
    workout("workout_minutes", sql`sum(w.duration_minutes)`),
    workout("volume_load", sql`nullif(sum(w.volume_load), 0)`),
  ];
  return read(sql`with s as materialized ${span}
    select f.figure, f.date::text as date, f.value::float8 as value from (${sql.join(parts, sql` union all `)}) f order by f.date`);
}

/** What each day with meals has of each nutrient that the person has a target of. */
function targetsRead(span: SQL): Read<(Omit<TargetDay, "day"> & { date: string })[]> {
  return read(sql`
    with s as materialized ${span},
    eaten as materialized (
      select ${dayIn(sql`m.eaten_at`, sql`s.zone`)} as date, m.calories, m.macros, m.micronutrients from s join ${meals} m on ${isEaten}
    )
    select e.date::text as date, t.nutrient, t.least::float8 as least, t.most::float8 as most, coalesce(sum(case t.nutrient when 'calories' then e.calories
      else coalesce((e.macros ->> t.nutrient)::numeric, (e.micronutrients ->> t.nutrient)::numeric) end), 0)::float8 as value
    from ${nutrientTargets} t cross join eaten e
    where t.user_id = ${me} and t.deleted_at is null and t.dependent_id is null
    group by 1, 2, 3, 4 order by 2, 1`);
}

/** The Monday of an ISO week such as 2026-W10. */
function mondayOf(week: string): string {
  const [year, number] = [Number(week.slice(0, 4)), Number(week.slice(6))];
  // The fourth of January is always in the first week.
  const fourth = Date.parse(`${week.slice(0, 4)}-01-04`) / DAY_MS;
  const monday = fourth - weekdayOf(fourth) + (number - 1) * WEEK;
  if (Number(isoWeekOf(monday).slice(0, 4)) !== year)
    throw wrongInput({ parameter: "week" }, bodySayings("no_such_week"));
  return dateOf(monday);
}

/** The ISO week that a Monday begins. */
function isoWeekOf(monday: number): string {
  const year = dateOf(monday + 3).slice(0, 4);
  const fourth = Date.parse(`${year}-01-04`) / DAY_MS;
  const number = (monday - (fourth - weekdayOf(fourth))) / WEEK + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** Of a day that is counted from 1970 on, which began on a Thursday; 0 is Monday. */
const weekdayOf = (day: number): number => (((day + 3) % WEEK) + WEEK) % WEEK;
const numberOf = (date: string): number => Date.parse(date) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
