/** From what a person has on a day to the problem that the solver is given: instants become cells of a quarter of an hour. */
import type { DayProblem, Kept, PlanItem } from "#core/calendar/planning/problem";
import { DAY_MS, MINUTE_MS } from "#core/rhythm/cron";
import { timeOn } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { wallAt } from "#core/rhythm/zone-clock";

/** The minutes of a cell. All clocks that differ from UTC today do so by whole cells. */
export const CELL_MINUTES = 15;
export const CELL_MS = CELL_MINUTES * MINUTE_MS;

/** What is taken of a task whose person has not said how long it takes. */
export const UNKNOWN_MINUTES = 30;
const UNKNOWN_HABIT_MINUTES = 15;
/** Nobody plans for longer than a week of waking hours. */
const MOST_MINUTES = 6_720;

/** Hard work on a day of low energy or after little sleep, and where both come together. */
export const LITTLE_HARD_MINUTES = 90;
export const LEAST_HARD_MINUTES = 45;
/** A night of less is a short one. */
export const SHORT_NIGHT_MINUTES = 360;

type Priority = "low" | "medium" | "high" | "critical";
type Energy = "low" | "medium" | "high";

/** Instants in milliseconds. */
export interface Span {
  start: number;
  end: number;
}

export interface GivenTask {
  id: string;
  title: string;
  priority: Priority;
  energyLevel: Energy;
  status: string;
  category: string | null;
  /** Minutes that are still to be done, by the estimate and what similar tasks took; not yet planned elsewhere. */
  minutes: number;
  isEstimated: boolean;
  dueDate: string | null;
  dueAt: number | null;
  scheduledDate: string | null;
  lifeDomainId: string | null;
  isQuickWin: boolean;
}

export interface GivenHabit {
  id: string;
  name: string;
  timeOfDay: "morning" | "afternoon" | "evening" | "anytime";
  /** The time of day at which it is done best, as HH:MM. */
  idealTime: string;
  minutes: number | null;
}

/** What stands: a time block, the time that a person gave a task, or what they have pinned in the plan. */
export interface GivenBlock extends Span {
  taskId: string | null;
  habitId: string | null;
  isWork: boolean;
  energyLevel: Energy | null;
}

export interface DayGiven {
  date: string;
  zone: string;
  /** The instant from which on is planned, in milliseconds. */
  now: number;
  settings: {
    workdayStart: string;
    workdayEnd: string;
    peakHoursStart: string;
    peakHoursEnd: string;
    maxFocusHours: number;
    meetingBufferMinutes: number;
  };
  pieces: { minMinutes: number; maxMinutes: number; breakMinutes: number };
  energyLevel: Energy | null;
  /** Of the night before; null where it is not known, or not to be. */
  sleptMinutes: number | null;
  focusDomainIds: readonly string[];
  /** When the person is busy by events. */
  busy: readonly Span[];
  blocks: readonly GivenBlock[];
  tasks: readonly GivenTask[];
  /** Of open tasks alone: what waits for what. */
  dependencies: readonly { taskId: string; blockedByTaskId: string }[];
  habits: readonly GivenHabit[];
  leftOut: readonly string[];
  /** An order that a model has given: ids of tasks, the most important one first. */
  order?: readonly string[];
}

export interface DayModel {
  problem: DayProblem;
  /** The instant at which the first cell begins. */
  begins: number;
  /** Whose item is which. */
  tasks: readonly (GivenTask | undefined)[];
  habits: readonly (GivenHabit | undefined)[];
  /** Minutes of hard work that the day is good for; undefined where it has no limit. */
  hardMinutes: number | undefined;
}

export function modelOf(given: DayGiven): DayModel {
  const { date, zone, settings, pieces } = given;
  const begins = timeOn(zone, date, "00:00");
  const ends = timeOn(zone, dayText(dayNumber(date) + 1), "00:00");
  const cells = Math.floor((ends - begins) / CELL_MS);
  const floor = (at: number) => clamp(Math.floor((at - begins) / CELL_MS), cells);
  const ceil = (at: number) => clamp(Math.ceil((at - begins) / CELL_MS), cells);
  const at = (time: string) => timeOn(zone, date, time);

  const free = new Uint8Array(cells).fill(1, ceil(given.now));
  const buffer = settings.meetingBufferMinutes * MINUTE_MS;
  for (const { start, end } of given.busy) free.fill(0, floor(start - buffer), ceil(end + buffer));
  for (const { start, end } of given.blocks) free.fill(0, floor(start), ceil(end));

  const hours = hoursOf(cells, ceil(at(settings.workdayStart)), floor(at(settings.workdayEnd)));
  const workable = free.map((isFree, cell) => isFree & hours[cell]!);
  const hardMinutes = hardLimit(given);
  const cellsOf = (minutes: number) => Math.floor(minutes / CELL_MINUTES);

  const tasks = given.tasks.filter((task) => stillOf(task, given.blocks) > 0);
  const indexOf = new Map(tasks.map(({ id }, index) => [id, index]));
  const doneBy = keptWhole(given, tasks, ceil);
  const waits = waitsOf(given, indexOf, doneBy);
  const items: PlanItem[] = tasks.map((task) => {
    const isFor = given.blocks.filter(({ taskId }) => taskId === task.id);
    const weight = weightOf(task, given);
    const wait = waits.get(task.id);
    const isDueLater = task.dueAt !== null && task.dueAt > given.now && task.dueAt < ends;
    return {
      kind: "task",
      size: Math.max(1, Math.ceil(stillOf(task, given.blocks) / CELL_MINUTES)),
      weight,
      peakBonus: isForPeak(task) ? Math.round(weight * 0.3) : 0,
      isFocus: task.energyLevel !== "low",
      isHard: task.energyLevel === "high",
      from: wait?.from ?? 0,
      until: isDueLater ? floor(task.dueAt!) : cells,
      after: wait?.after ?? [],
      ...(given.leftOut.includes(task.id)
        ? { barred: "left_out" as const }
        : task.status === "blocked"
          ? { barred: "marked_blocked" as const }
          : wait?.isOpen
            ? { barred: "waits_for" as const }
            : {}),
      keptEnd: Math.max(0, ...isFor.map(({ end }) => ceil(end))),
      ideal: 0,
    };
  });
  ordered(items, tasks, given);
  const habits = given.habits.filter(({ id }) => !given.blocks.some(({ habitId }) => habitId === id));
  for (const habit of habits) {
    const [first, last] = PARTS[habit.timeOfDay];
    items.push({
      kind: "habit",
      size: Math.max(1, Math.ceil((habit.minutes || UNKNOWN_HABIT_MINUTES) / CELL_MINUTES)),
      weight: 0,
      peakBonus: 0,
      isFocus: false,
      isHard: false,
      from: ceil(at(first)),
      until: floor(at(last)),
      after: [],
      ...(given.leftOut.includes(habit.id) && { barred: "left_out" as const }),
      keptEnd: 0,
      ideal: floor(at(habit.idealTime)),
    });
  }
  const kept = given.blocks.map(
    ({ start, end, isWork, energyLevel }): Kept => ({
      start: floor(start),
      end: ceil(end),
      isWork,
      isFocus: isWork && energyLevel !== "low",
      isHard: isWork && energyLevel === "high",
    }),
  );
  return {
    problem: {
      cells,
      workable,
      liveable: free,
      peak: hoursOf(cells, ceil(at(settings.peakHoursStart)), floor(at(settings.peakHoursEnd))),
      items,
      kept,
      minPiece: cellsOf(pieces.minMinutes),
      run: cellsOf(pieces.maxMinutes),
      rest: cellsOf(pieces.breakMinutes),
      maxFocus: cellsOf(settings.maxFocusHours * 60),
      maxHard: hardMinutes === undefined ? cells : cellsOf(hardMinutes),
    },
    begins,
    tasks: [...tasks, ...habits.map(() => undefined)],
    habits: [...tasks.map(() => undefined), ...habits],
    hardMinutes,
  };
}

/** The times between which a habit of a part of the day is done, by clocks. */
const PARTS = {
  morning: ["06:00", "12:00"],
  afternoon: ["12:00", "18:00"],
  evening: ["17:00", "22:00"],
  anytime: ["06:00", "22:00"],
} as const;

const clamp = (cell: number, cells: number) => Math.max(0, Math.min(cells, cell));

/** The cells from one time of day to another; over midnight where the second is earlier. */
function hoursOf(cells: number, from: number, to: number): Uint8Array {
  const hours = new Uint8Array(cells);
  if (from < to) return hours.fill(1, from, to);
  return from === to ? hours : hours.fill(1).fill(0, to, from);
}

/** Minutes of a task that no block of the day is for. */
export const stillOf = ({ id, minutes }: GivenTask, blocks: readonly GivenBlock[]): number =>
  Math.min(MOST_MINUTES, Math.max(minutes, 1)) -
  blocks
    .filter(({ taskId }) => taskId === id)
    .reduce((sum, { start, end }) => sum + Math.floor((end - start) / MINUTE_MS), 0);

/** Tasks for all of which there are blocks on this day already: the cell in which the last of them ends. */
function keptWhole({ tasks, blocks }: DayGiven, open: readonly GivenTask[], ceil: (at: number) => number) {
  const isOpen = new Set(open.map(({ id }) => id));
  return new Map(
    tasks
      .filter(({ id }) => !isOpen.has(id))
      .map(({ id }) => [id, Math.max(0, ...blocks.filter(({ taskId }) => taskId === id).map(({ end }) => ceil(end)))]),
  );
}

/** What each task waits for: items of the day, or from which cell on it may be, or something that is not done on this day. */
function waitsOf(
  { dependencies }: DayGiven,
  indexOf: ReadonlyMap<string, number>,
  doneBy: ReadonlyMap<string, number>,
): Map<string, { after: number[]; from: number; isOpen: boolean }> {
  const waits = new Map<string, { after: number[]; from: number; isOpen: boolean }>();
  for (const { taskId, blockedByTaskId } of dependencies) {
    const wait = waits.get(taskId) ?? { after: [], from: 0, isOpen: false };
    const [index, done] = [indexOf.get(blockedByTaskId), doneBy.get(blockedByTaskId)];
    if (index !== undefined) wait.after.push(index);
    else if (done !== undefined) wait.from = Math.max(wait.from, done);
    else wait.isOpen = true;
    waits.set(taskId, wait);
  }
  return waits;
}

const WEIGHTS: Record<Priority, number> = { low: 100, medium: 200, high: 400, critical: 800 };

/** How many days are left until a task is due; negative afterwards, and undefined where it never is. */
export const daysLeft = ({ dueDate }: Pick<GivenTask, "dueDate">, date: string): number | undefined =>
  dueDate === null ? undefined : dayNumber(dueDate) - dayNumber(date);

function weightOf(task: GivenTask, { date, focusDomainIds }: DayGiven): number {
  const days = daysLeft(task, date);
  let weight = WEIGHTS[task.priority];
  if (days !== undefined)
    weight += days < 0 ? 500 : days === 0 ? 600 : days === 1 ? 300 : days <= 3 ? 200 : days <= 7 ? 100 : 0;
  if (task.scheduledDate !== null) weight += task.scheduledDate === date ? 500 : 150;
  if (task.lifeDomainId !== null && focusDomainIds.includes(task.lifeDomainId)) weight += 150;
  if (task.status === "in_progress") weight += 100;
  if (task.isQuickWin) weight += 50;
  return weight;
}

/** Whether the best hours are for it. */
export const isForPeak = ({ priority, energyLevel }: GivenTask): boolean =>
  priority === "high" || priority === "critical" || energyLevel === "high";

/** What a model has put into an order changes places, by weight; nothing that is due becomes less important by that. */
function ordered(items: PlanItem[], tasks: readonly GivenTask[], { order = [], date }: DayGiven): void {
  const named = order
    .map((id) => tasks.findIndex((task) => task.id === id))
    .filter((at, n, all) => at >= 0 && all.indexOf(at) === n);
  const weights = named.map((at) => items[at]!.weight).sort((one, other) => other - one);
  for (const [n, at] of named.entries()) {
    const isDue = (daysLeft(tasks[at]!, date) ?? 1) <= 0;
    const weight = isDue ? Math.max(items[at]!.weight, weights[n]!) : weights[n]!;
    items[at] = { ...items[at]!, weight, peakBonus: items[at]!.peakBonus && Math.round(weight * 0.3) };
  }
}

function hardLimit({ energyLevel, sleptMinutes }: DayGiven): number | undefined {
  const [isLow, isShort] = [energyLevel === "low", sleptMinutes !== null && sleptMinutes < SHORT_NIGHT_MINUTES];
  if (!isLow && !isShort) return undefined;
  return isLow && isShort ? LEAST_HARD_MINUTES : LITTLE_HARD_MINUTES;
}

/** The day of an instant in a zone, as ISO 8601. */
export const dateAt = (zone: string, at: number): string => dayText(Math.floor(wallAt(zone, at) / DAY_MS));
