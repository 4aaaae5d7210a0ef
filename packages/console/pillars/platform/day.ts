/** What has a time today, from whatever pillar, in the order of the clock. */
import type { Answer } from "#console/data/client.ts";
import type { AgendaHabit } from "#console/frame/habits.ts";
import type { Span } from "./free.ts";

type Agenda = Answer<"calendar.agenda.get">;

export interface Moment {
  id: string;
  /** An instant; of a habit, that of the part of the day it belongs to, and of what may be done at any time none. */
  at: string | undefined;
  title: string;
  sub: string | undefined;
  minutes: number | null;
  /** The area whose hue it has. */
  of: string;
  to: string | undefined;
  /** A habit can be checked off where it stands. */
  habit?: AgendaHabit;
  isFree?: true;
}

export interface DayWords {
  kcal: (amount: string) => string;
  repeats: string;
  worked: string;
  dueThen: string;
  block: string;
  tentative: string;
  partOf: (part: string, whole: string) => string;
  ofWeek: (done: number, needed: number) => string;
  timesOfDay: Readonly<Record<AgendaHabit["timeOfDay"], string>>;
}

interface Given {
  agenda: Pick<Agenda, "events" | "timeBlocks" | "tasks" | "routines">;
  habits: readonly AgendaHabit[];
  meals: Answer<"health.meals.list">["data"];
  workouts: Answer<"platform.dashboard.get">["workouts"]["recent"];
}

/** How the person writes and counts. */
interface Tools {
  words: DayWords;
  number: (amount: number) => string;
  /** Whether an instant is on this day for the person. */
  isToday: (instant: string) => boolean;
  /** The instant at which the person's clocks show a time today. */
  instantOf: (time: string) => string | undefined;
  /** Where an event is seen. */
  pathOfEvent: (eventId: string) => string | undefined;
}

export function momentsOf({ agenda, habits, meals, workouts }: Given, tools: Tools): Moment[] {
  const { words, number, isToday, pathOfEvent } = tools;
  const moments: Moment[] = [
    ...agenda.events
      .filter(({ isAllDay }) => !isAllDay)
      .map((event) => ({
        id: `${event.eventId} ${event.startAt}`,
        at: event.startAt,
        title: event.title,
        sub: [event.location, event.response === "tentative" && words.tentative].filter(Boolean).join(" · "),
        minutes: minutesBetween(event.startAt, event.endAt),
        of: "calendar",
        to: pathOfEvent(event.eventId),
      })),
    ...agenda.timeBlocks.map(({ id, title, startAt, endAt }) => ({
      id,
      at: startAt,
      title,
      sub: words.block,
      minutes: minutesBetween(startAt, endAt),
      of: "calendar",
      to: undefined,
    })),
    ...agenda.tasks.filter(isTimed).map((task) => ofTask(task, words)),
    ...agenda.routines.map(({ routineId, name, scheduledFor }) => ({
      id: `${routineId} ${scheduledFor}`,
      at: scheduledFor,
      title: name,
      sub: words.repeats,
      minutes: null,
      of: "rhythm",
      to: `/rhythm/routines/${routineId}`,
    })),
    ...meals.map(({ id, eatenAt, name, calories }) => ({
      id,
      at: eatenAt,
      title: name,
      sub: calories === null ? undefined : words.kcal(number(calories)),
      minutes: null,
      of: "health",
      to: undefined,
    })),
    ...workouts.flatMap(({ id, completedAt, name, durationMinutes }) =>
      name === null
        ? []
        : [{ id, at: completedAt, title: name, sub: undefined, minutes: durationMinutes, of: "health", to: undefined }],
    ),
  ];
  // What began yesterday and lasts until now stands at its beginning; what only belongs to another day is left out.
  const ofToday = moments.filter(({ at, minutes }) => at && (isToday(at) || isToday(endOf(at, minutes))));
  return [...ofToday, ...habits.map((habit) => ofHabit(habit, tools))].sort(byClock);
}

/** Without a time last. */
const byClock = (one: Moment, other: Moment) =>
  (one.at ? Date.parse(one.at) : Number.POSITIVE_INFINITY) -
    (other.at ? Date.parse(other.at) : Number.POSITIVE_INFINITY) || 0;

type Task = Agenda["tasks"][number];

const isTimed = ({ scheduledStart, dueAt }: Task) => scheduledStart !== null || dueAt !== null;

const ofTask = (task: Task, words: DayWords): Moment => ({
  id: task.id,
  at: task.scheduledStart ?? task.dueAt!,
  title: task.title,
  sub: task.scheduledStart === null ? words.dueThen : words.worked,
  minutes:
    task.scheduledStart !== null && task.scheduledEnd !== null
      ? minutesBetween(task.scheduledStart, task.scheduledEnd)
      : null,
  of: "work",
  to: `/work/tasks/${task.id}`,
});

/** Where a habit without a time of its own stands: the reminders of the API come then. */
const TIMES = { morning: "08:00", afternoon: "13:00", evening: "19:00" } as const;

function ofHabit(of: AgendaHabit, { words, number, instantOf }: Tools): Moment {
  const { habit, remindAt, timeOfDay, needed, done, amount, unit, estimatedMinutes } = of;
  const time = remindAt ?? (timeOfDay === "anytime" ? undefined : TIMES[timeOfDay]);
  const whole = `${number(habit.targetPerDay)}${unit ? ` ${unit}` : ""}`;
  const parts = [
    remindAt === null && words.timesOfDay[timeOfDay],
    unit || habit.targetPerDay > 1 ? (amount === null ? whole : words.partOf(number(amount), whole)) : undefined,
    needed > 1 && words.ofWeek(done, needed),
  ];
  return {
    id: of.id,
    at: time && instantOf(time),
    title: habit.name,
    sub: parts.filter(Boolean).join(" · "),
    minutes: estimatedMinutes,
    of: "rhythm",
    to: `/rhythm/habits/${habit.id}`,
    habit: of,
  };
}

/** When the person cannot be had: events that they take part in and that take their time, blocks, and tasks planned for a time. */
export const busyOf = ({ events, timeBlocks, tasks }: Given["agenda"]): Span[] => [
  ...events
    .filter(
      ({ transparency, status, response }) =>
        transparency === "opaque" && status !== "cancelled" && status !== "skipped" && response !== "declined",
    )
    .map(({ startAt, endAt }) => ({ from: startAt, to: endAt })),
  ...timeBlocks.map(({ startAt, endAt }) => ({ from: startAt, to: endAt })),
  ...tasks.flatMap(({ scheduledStart, scheduledEnd }) =>
    scheduledStart !== null && scheduledEnd !== null ? [{ from: scheduledStart, to: scheduledEnd }] : [],
  ),
];

const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

const endOf = (at: string, minutes: number | null): string =>
  new Date(Date.parse(at) + (minutes ?? 0) * 60_000).toISOString();
