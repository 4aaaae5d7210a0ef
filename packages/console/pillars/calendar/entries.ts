/** What a calendar shows, from whatever pillar: events, time blocks, and tasks, routines and habits of the agenda. */
import type { Answer, Body } from "#console/data/client.ts";
import type { Waiting } from "#console/data/waiting.ts";
import type { AgendaHabit } from "#console/frame/habits.ts";
import { entityOf } from "#console/frame/pillars.ts";
import { dayAfter } from "#console/words/format.ts";
import { DAY_MINUTES, dayOf, type Minute, minuteAt, minuteOf, type Span } from "./grid.ts";

export type Agenda = Answer<"calendar.agenda.get">;
export type AgendaEvent = Agenda["events"][number];
export type TimeBlock = Agenda["timeBlocks"][number];
export type Calendar = Answer<"calendar.calendars.list">["data"][number];

export interface Entry extends Span {
  key: string;
  kind: "event" | "block" | "task" | "routine" | "habit";
  title: string;
  /** It takes whole days: `startDay` until `endDay`, which is exclusive. */
  isAllDay: boolean;
  startDay: string;
  endDay: string;
  /** The page of what is not opened here. */
  page?: string | undefined;
  /** As #RRGGBB; without one it has that of its area. */
  color?: string | undefined;
  of: string;
  calendar?: string | undefined;
  isMovable: boolean;
  /** It can only be changed where it comes from. */
  isReadOnly: boolean;
  /** Drawn weaker: declined, skipped, done. */
  isQuiet: boolean;
  /** Made without a connection: LifeOS does not know of it yet. */
  isWaiting?: true;
  event?: AgendaEvent;
  block?: TimeBlock;
  habit?: AgendaHabit;
}

/** How an event, or an instance of a series, is recognised whichever row says it: also once it was moved alone. */
export const keyOf = ({ eventId, seriesId, originalStart }: AgendaEvent): string =>
  `${seriesId ?? eventId} ${originalStart ?? ""}`;

export interface Shown {
  agenda: Agenda | undefined;
  /** Those of the agenda, with what was just said of them. */
  habits: readonly AgendaHabit[];
  calendars: readonly Calendar[];
  zone: string;
  /** Times that were changed and are on their way, by key. */
  moved: ReadonlyMap<string, Span>;
  /** What waits for a connection, of all pillars. */
  waiting: readonly Waiting[];
}

export function entriesOf({ agenda, habits, calendars, zone, moved, waiting }: Shown): Entry[] {
  if (!agenda) return [];
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  const entries = [
    ...agenda.events.map((event) => ofEvent(event, byId.get(event.calendarId ?? ""), zone)),
    ...agenda.timeBlocks.map((block) => ofBlock(block, zone)),
    ...agenda.tasks.map((task) => ofTask(task, zone)),
    ...agenda.routines.map((run) => ofRun(run, zone)),
    ...habits.map(ofHabit),
    ...waiting.flatMap((one) => ofWaiting(one, calendars, zone)),
  ];
  return entries
    .map((entry) => {
      const now = moved.get(entry.key);
      return now ? { ...entry, ...spanned(now, entry.isAllDay) } : entry;
    })
    .sort(
      (a, b) =>
        Number(isAnyTime(a)) - Number(isAnyTime(b)) ||
        a.from - b.from ||
        Number(b.isAllDay) - Number(a.isAllDay) ||
        b.to - a.to,
    );
}

/** A habit without a time stands below everything else of its day: there may be many, and they must not hide what has a time. */
export const isAnyTime = ({ kind, isAllDay }: Entry): boolean => kind === "habit" && isAllDay;

function ofEvent(event: AgendaEvent, calendar: Calendar | undefined, zone: string): Entry {
  const { startDate, endDate, startAt, endAt } = event;
  const span =
    startDate && endDate
      ? { from: minuteAt(startDate), to: minuteAt(endDate) }
      : { from: minuteOf(startAt, zone), to: minuteOf(endAt, zone) };
  return {
    key: keyOf(event),
    kind: "event",
    title: event.title,
    ...spanned(span, event.isAllDay),
    color: calendar?.color ?? undefined,
    of: "calendar",
    calendar: calendar?.name,
    isMovable: calendar?.isReadOnly !== true && event.status === "scheduled",
    isReadOnly: calendar?.isReadOnly === true,
    isQuiet: event.status !== "scheduled" || event.response === "declined",
    event,
  };
}

/**
 * A new event that waits, as long as it was not refused; of a series its first instance, because the others are the API's to find. It is not
 * changed before it is there.
 */
function ofWaiting({ operation, key, body, problem }: Waiting, calendars: readonly Calendar[], zone: string): Entry[] {
  if (operation !== "calendar.events.create" || problem !== undefined) return [];
  // Whoever lets it wait gives the body of this operation.
  const { title, calendarId, startDate, endDate, startAt, endAt } = body as Body<"calendar.events.create">;
  const calendar = calendars.find(({ id, isDefault }) => (calendarId ? id === calendarId : isDefault));
  const isAllDay = Boolean(startDate);
  const from = startDate ? minuteAt(startDate) : startAt ? minuteOf(startAt, zone) : undefined;
  if (from === undefined) return [];
  const usual = from + (isAllDay ? DAY_MINUTES : 60);
  const to = isAllDay ? endDate && minuteAt(endDate) : endAt && minuteOf(endAt, zone);
  return [
    {
      key: `waiting ${key}`,
      kind: "event",
      title,
      ...spanned({ from, to: to || usual }, isAllDay),
      color: calendar?.color ?? undefined,
      of: "calendar",
      calendar: calendar?.name,
      isMovable: false,
      isReadOnly: true,
      isQuiet: false,
      isWaiting: true,
    },
  ];
}

const ofBlock = (block: TimeBlock, zone: string): Entry => ({
  key: block.id,
  kind: "block",
  title: block.title,
  ...spanned({ from: minuteOf(block.startAt, zone), to: minuteOf(block.endAt, zone) }, false),
  of: "system",
  isMovable: true,
  isReadOnly: false,
  isQuiet: block.status === "completed" || block.status === "skipped",
  block,
});

/** At the time for which it is planned, else when it is due, else on its day. */
function ofTask(task: Agenda["tasks"][number], zone: string): Entry {
  const start = task.scheduledStart ?? task.dueAt;
  const end = task.scheduledStart ? task.scheduledEnd : null;
  const from = start ? minuteOf(start, zone) : minuteAt(task.dueDate!);
  const to = end ? minuteOf(end, zone) : start ? from : from + DAY_MINUTES;
  const path = entityOf("task")?.path?.(task.id);
  return {
    key: task.id,
    kind: "task",
    title: task.title,
    ...spanned({ from, to }, start === null),
    page: path && `/${path}`,
    of: "work",
    isMovable: false,
    isReadOnly: true,
    isQuiet: false,
  };
}

function ofRun({ routineId, name, scheduledFor }: Agenda["routines"][number], zone: string): Entry {
  const from = minuteOf(scheduledFor, zone);
  const path = entityOf("routine")?.path?.(routineId);
  return {
    key: `${routineId} ${scheduledFor}`,
    kind: "routine",
    title: name,
    ...spanned({ from, to: from }, false),
    page: path && `/${path}`,
    of: "rhythm",
    isMovable: false,
    isReadOnly: true,
    isQuiet: false,
  };
}

/** At the time at which it is reminded of, else on its day. */
function ofHabit(habit: AgendaHabit): Entry {
  const { id, habitId, date, name, remindAt, estimatedMinutes, color, checkIn } = habit;
  const [hours = 0, minutes = 0] = remindAt?.split(":").map(Number) ?? [];
  const from = minuteAt(date, hours * 60 + minutes);
  const to = remindAt === null ? from + DAY_MINUTES : from + (estimatedMinutes ?? 0);
  const path = entityOf("habit")?.path?.(habitId);
  return {
    key: id,
    kind: "habit",
    title: name,
    ...spanned({ from, to }, remindAt === null),
    page: path && `/${path}`,
    color: color ?? undefined,
    of: "rhythm",
    isMovable: false,
    isReadOnly: true,
    isQuiet: checkIn?.status === "done" || checkIn?.status === "skipped",
    habit,
  };
}

/** What lasts a day or longer is shown among what lasts all day. An hour that the clocks repeat may let something end before it began. */
function spanned({ from, to }: Span, isAllDay: boolean) {
  const end = Math.max(from, to);
  return {
    from,
    to: end,
    isAllDay: isAllDay || end - from >= DAY_MINUTES,
    startDay: dayOf(from),
    endDay: endDay(end, from),
  };
}

/** The day after the last one that it touches. */
const endDay = (to: Minute, from: Minute): string => dayAfter(dayOf(Math.max(from, to - 1)), 1);

/** What is dragged is shown where it would come to be; in a row of days it is its own ghost. */
export function withDrag(
  entries: readonly Entry[],
  drag: { entry: Entry | undefined; span: Span } | undefined,
): readonly Entry[] {
  if (!drag?.entry) return entries;
  const { entry, span } = drag;
  return entries.map((one) => (one.key === entry.key ? { ...one, ...spanned(span, one.isAllDay) } : one));
}

/** Those that a day has, in their order. */
export const onDay = (entries: readonly Entry[], day: string): Entry[] =>
  entries.filter(({ startDay, endDay }) => startDay <= day && endDay > day);
