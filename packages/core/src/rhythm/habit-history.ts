/** What the database has of habits, as cadence.ts reads it. */
import { type SQL, sql } from "drizzle-orm";
import { userSettings, users } from "#core/identity/users.sql";
import type { Cadence, History, Mark, Schedule } from "#core/rhythm/cadence";
import { habitCheckIns, habitSchedules, type habits } from "#core/rhythm/habits.sql";
import { dayAt } from "#core/rhythm/local-days";
import { dayNumber } from "#core/rhythm/recurrence-days";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export type Habit = Row<typeof habits>;
export type Frequency = Pick<Habit, "frequency" | "frequencyConfig">;

/** How a person counts days and weeks. */
export interface Calendar {
  timezone: string;
  /** The time at which their days begin, `HH:MM`. */
  dayStart: string;
  /** The weekday (ISO 8601) with which their weeks begin. */
  weekStart: number;
}

/** A person's calendar as JSON, in a query over `users u`. */
export const calendarJson = sql`(select jsonb_build_object('timezone', u.timezone,
    'dayStart', to_char(coalesce(max(s.day_start), '00:00'), 'HH24:MI'),
    'weekStart', case coalesce(max(s.week_start), 'monday') when 'saturday' then 6 when 'sunday' then 7 else 1 end)
  from ${userSettings} s where s.user_id = u.id)`;

/** The speaker's calendar. */
export const calendarRead: Read<Calendar> = {
  ...read(sql`select ${calendarJson}::text from ${users} u where u.id = ${me}`),
  decode: ({ rows: [row] }) => JSON.parse(String(row![0])) as Calendar,
};

/** The day that a person is in, as a number: the one answer to what “today” is for who may let days begin late. */
export const todayOf = ({ timezone, dayStart }: Calendar, now: Date): number =>
  dayNumber(dayAt(timezone, dayStart, now.getTime()));

/** What habits ask for: nothing stands for every day, or once a week. */
export function cadenceOf({ frequency, frequencyConfig: config }: Frequency): Cadence {
  if ("daysOfWeek" in config) return { kind: "weekdays", days: config.daysOfWeek };
  if ("intervalDays" in config) return { kind: "interval", everyDays: config.intervalDays };
  if ("timesPerWeek" in config) return { kind: "weekly", times: config.timesPerWeek };
  return frequency === "weekly" ? { kind: "weekly", times: 1 } : { kind: "daily" };
}

/** The schedules of habits, and what was said of their days, by the id of the habit. */
export interface Kept {
  schedules: Map<string, Schedule[]>;
  marks: Map<string, Map<number, Mark>>;
}

type ScheduleRow = [
  id: string,
  from: string,
  Habit["frequency"],
  Habit["frequencyConfig"],
  target: number,
  paused: boolean,
];
type MarkRow = [id: string, day: string, status: Mark["status"], amount: number | null];

/** The schedules and marks of the habits that `which` names by `habit_id`; of the marks those that also meet `marked`. */
export function keptRead(which: SQL, marked: SQL = sql`true`): Read<Kept> {
  return {
    ...read(sql`select
      (select coalesce(jsonb_agg(jsonb_build_array(habit_id, effective_from, frequency, frequency_config, target_per_day, is_paused)
        order by effective_from), '[]') from ${habitSchedules} where ${which})::text,
      (select coalesce(jsonb_agg(jsonb_build_array(habit_id, date, status, amount)), '[]')
        from ${habitCheckIns} where ${which} and deleted_at is null and ${marked})::text`),
    decode: ({ rows: [row] }) => keptOf(String(row![0]), String(row![1])),
  };
}

function keptOf(schedules: string, marks: string): Kept {
  const kept: Kept = { schedules: new Map(), marks: new Map() };
  for (const [id, from, frequency, frequencyConfig, targetPerDay, isPaused] of JSON.parse(schedules) as ScheduleRow[]) {
    const cadence = cadenceOf({ frequency, frequencyConfig });
    const one = { from: dayNumber(from), cadence, targetPerDay, isPaused };
    kept.schedules.set(id, [...(kept.schedules.get(id) ?? []), one]);
  }
  for (const [id, day, status, amount] of JSON.parse(marks) as MarkRow[]) {
    const ofHabit = kept.marks.get(id) ?? new Map<number, Mark>();
    kept.marks.set(id, ofHabit.set(dayNumber(day), { status, amount }));
  }
  return kept;
}

/** The same with the speaker's calendar. */
export function mineRead(which: SQL, marked?: SQL): Read<Kept & { calendar: Calendar }> {
  const kept = keptRead(which, marked);
  return {
    ...read(
      sql`select kept.*, ${calendarJson}::text from (${kept.sql}) kept(schedules, marks), ${users} u where u.id = ${me}`,
    ),
    decode: ({ rows: [row] }) => ({
      ...keptOf(String(row![0]), String(row![1])),
      calendar: JSON.parse(String(row![2])) as Calendar,
    }),
  };
}

/** All that is kept of one habit, and the speaker's calendar. */
export const besideHabit = (id: string) => mineRead(sql`habit_id = ${id}::uuid`);

/** The history of a habit among what is kept of several. */
export function historyOf(habit: Past, kept: Kept, { weekStart }: Calendar): History {
  const startsOn = dayNumber(habit.startsOn);
  return {
    schedules: kept.schedules.get(habit.id) ?? [],
    marks: kept.marks.get(habit.id) ?? new Map(),
    startsOn,
    weekStart,
    judgedThrough: habit.judgedThrough === null ? startsOn - 1 : dayNumber(habit.judgedThrough),
  };
}

type Past = Pick<Habit, "id" | "startsOn" | "judgedThrough">;
