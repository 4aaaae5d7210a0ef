/** What was read for some days, as what each of them is planned with. */
import { busyOf } from "#core/calendar/free-busy";
import type { DayGiven, GivenBlock, GivenTask, Span } from "#core/calendar/planning/day";
import { UNKNOWN_MINUTES } from "#core/calendar/planning/day";
import { factorOf } from "#core/calendar/planning/estimates";
import { type BlockRow, type DaysRead, MAX_TASKS, type TaskRow } from "#core/calendar/planning/read";
import type { Pin } from "#core/calendar/planning/shown";
import { MINUTE_MS } from "#core/rhythm/cron";
import { habitDays, MAX_HABIT_DAYS } from "#core/rhythm/habit-agenda";
import { timeOn } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { reminderTime } from "#core/rhythm/reminder-times";

export type Pieces = DayGiven["pieces"];

/** What a plan of several days has placed before a day of them. */
export interface Carried {
  /** Minutes by tasks. */
  planned: ReadonlyMap<string, number>;
}

export interface Wish {
  pieces: Pieces;
  leftOut: readonly string[];
  pins: readonly Pin[];
  order?: readonly string[];
}

export const dayAfter = (date: string, days = 1): string => dayText(dayNumber(date) + days);

/** The instants between which a day is, in milliseconds. */
export const spanOfDay = (zone: string, date: string): Span => ({
  start: timeOn(zone, date, "00:00"),
  end: timeOn(zone, dayAfter(date), "00:00"),
});

/** When the speaker is busy on these days and a day before and after; undefined where there is too much to tell, and then nothing may be planned. */
export function busyIn({ events, situation: { zone } }: DaysRead, from: string, days: number): Span[] | undefined {
  const [first, last] = [spanOfDay(zone, dayAfter(from, -1)).start, spanOfDay(zone, dayAfter(from, days)).end];
  return busyOf(events, { from: first, to: last, zone });
}

export function givenOf(
  found: DaysRead,
  date: string,
  now: number,
  wish: Wish,
  carried: Carried,
  busy: readonly Span[] | undefined,
): DayGiven {
  const { situation, plans, sleep, dependencies } = found;
  const { zone } = situation;
  const span = spanOfDay(zone, date);
  const isIn = ({ start, end }: Span) => start < span.end && end > span.start;
  const plan = plans.find((one) => one.date === date);
  const stands = standing(found).filter(isIn);
  const pins = wish.pins.map((pin): GivenBlock => {
    const task = found.open.find(({ id }) => id === pin.taskId);
    return { ...pin, isWork: pin.taskId !== null, energyLevel: task?.energyLevel ?? null };
  });
  const tasks = tasksOf(found, date, span, carried);
  return {
    date,
    zone,
    now: Math.max(now, span.start),
    settings: situation,
    pieces: wish.pieces,
    energyLevel: plan?.energyLevel ?? null,
    sleptMinutes: sleep.find((one) => one.date === date)?.minutes ?? null,
    focusDomainIds: plan?.focusDomainIds ?? [],
    busy: busy ? busy.filter(({ start, end }) => isIn({ start: start - BUFFER_MS, end: end + BUFFER_MS })) : [span],
    blocks: [...stands, ...pins],
    tasks,
    dependencies: dependencies.filter(({ blockedByTaskId }) => !isCarried(found, blockedByTaskId, carried)),
    habits: habitsOf(found, date, now),
    leftOut: wish.leftOut,
    ...(wish.order && { order: wish.order }),
  };
}

/** The longest time that the settings keep free around an event. */
const BUFFER_MS = 1_440 * MINUTE_MS;

/** Time blocks, and the times that people gave tasks without one. */
function standing({ blocks, open }: DaysRead): GivenBlock[] {
  const own = blocks.map(
    (block): GivenBlock => ({
      start: block.start,
      end: block.end,
      // What was skipped takes its time, and is not done.
      taskId: isSpent(block) ? block.taskId : null,
      habitId: isSpent(block) ? block.habitId : null,
      isWork: isSpent(block) && (block.taskId !== null || block.blockType === "work"),
      energyLevel: block.energyLevel,
    }),
  );
  const times = open.flatMap(({ id, scheduledStart, scheduledEnd, energyLevel }): GivenBlock[] => {
    if (scheduledStart === null || scheduledEnd === null || scheduledEnd <= scheduledStart) return [];
    if (blocks.some(({ taskId }) => taskId === id)) return [];
    return [{ start: scheduledStart, end: scheduledEnd, taskId: id, habitId: null, isWork: true, energyLevel }];
  });
  return [...own, ...times];
}

const isSpent = ({ status }: BlockRow) => status !== "skipped" && status !== "rescheduled";

/** Minutes that a task takes from now on, of which none are planned outside of these days. */
export function minutesOf(task: TaskRow, { factors }: Pick<DaysRead, "factors">): number {
  const estimated = task.estimatedMinutes || UNKNOWN_MINUTES;
  const factor = task.estimatedMinutes ? factorOf(task, factors) : 1;
  return Math.max(0, Math.round(estimated * factor) - (task.actualMinutes ?? 0) - Math.round(task.elsewhere));
}

/** The tasks that could be done on a day, with the time that they take which neither other days nor this plan has had. */
function tasksOf(found: DaysRead, date: string, day: Span, { planned }: Carried): GivenTask[] {
  const elsewhere = standing(found).filter(({ start, end }) => !(start < day.end && end > day.start));
  return found.open.slice(0, MAX_TASKS).flatMap((task) => {
    if (task.scheduledDate !== null && task.scheduledDate > date) return [];
    const others = elsewhere.reduce(
      (sum, { taskId, start, end }) => sum + (taskId === task.id ? (end - start) / MINUTE_MS : 0),
      0,
    );
    const minutes = minutesOf(task, found) - Math.round(others) - (planned.get(task.id) ?? 0);
    // What has had all of its time and is not done needs more, which nobody has said how much.
    const isSpentAll = minutes <= 0;
    if (isSpentAll && (others > 0 || planned.has(task.id) || task.elsewhere > 0)) return [];
    return [
      {
        ...task,
        minutes: isSpentAll ? UNKNOWN_MINUTES : minutes,
        isEstimated: Boolean(task.estimatedMinutes) && !isSpentAll,
      },
    ];
  });
}

/** Whether a task is planned whole on the days before. */
function isCarried(found: DaysRead, taskId: string, { planned }: Carried): boolean {
  const task = found.open.find(({ id }) => id === taskId);
  return task !== undefined && (planned.get(taskId) ?? 0) >= Math.max(1, minutesOf(task, found));
}

/** The habits that are still to be done on a day, in the order of their person. */
function habitsOf({ habits, kept }: DaysRead, date: string, now: number): DayGiven["habits"] {
  return habitDays(habits, kept, { from: date, to: dayAfter(date) }, new Date(now), MAX_HABIT_DAYS)
    .filter(({ status, needed, done }) => status === null && done < needed)
    .slice(0, MAX_HABITS)
    .map((habit) => ({
      id: habit.habitId,
      name: habit.name,
      timeOfDay: habit.timeOfDay,
      idealTime: reminderTime({ ...habit, isReminded: false, isActive: true }),
      minutes: habit.estimatedMinutes,
    }));
}

const MAX_HABITS = 30;
