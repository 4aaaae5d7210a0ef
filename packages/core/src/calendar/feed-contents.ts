/** What a feed shows: a person's own events, and where they want it their tasks that are due and their time blocks. */
import { sql } from "drizzle-orm";
import { calendarEvents, timeBlocks } from "#core/calendar/calendar.sql";
import type { FeedScope, FoundFeed } from "#core/calendar/feeds";
import { KEYS } from "#core/calendar/ics/rows";
import { type WrittenEvent, writeCalendar } from "#core/calendar/ics/write";
import { type DatedTask, datedTasksRead } from "#core/work/tasks-with-dates";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read, type Write } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";

/** The most events; of more, series and the latest. */
const MAX_EVENTS = 10_000;
const MAX_OTHERS = 2_000;

/** `alongside` is done in the flight of the reads. */
export async function contentsOf(ctx: Ctx, { name, scope }: FoundFeed, alongside: Write<unknown>): Promise<string> {
  const [rows, tasks, blocks] = await ctx.db.batch([
    eventsRead(scope),
    datedTasksRead(scope.includeTasks ? MAX_OTHERS : 0),
    blocksRead(scope.includeTimeBlocks ? MAX_OTHERS : 0),
    alongside,
  ]);
  const isBusyOnly = scope.busyOnly === true;
  const events = isBusyOnly ? busy(rows) : rows;
  const others = [...tasks.map(taskEvent), ...blocks.map(blockEvent)];
  return writeCalendar({
    name,
    now: ctx.now(),
    events: [...events, ...(isBusyOnly ? busy(others) : others)],
    isBusyOnly,
  });
}

const READ = [...KEYS, "createdAt", "updatedAt"] as const;
type EventRow = Omit<WrittenEvent, "series"> & { recurrenceParentId: string | null };

function eventsRead({ calendarIds }: FeedScope): Read<WrittenEvent[]> {
  const columns = columnsOf(calendarEvents);
  const within = calendarIds
    ? sql`and calendar_id in (select one::uuid from jsonb_array_elements_text(${JSON.stringify(calendarIds)}::jsonb) one)`
    : sql``;
  return {
    ...read(sql`
      select ${selection(calendarEvents, READ)} from ${calendarEvents} where user_id = ${me} and deleted_at is null ${within}
      order by recurrence_rule is null and recurrence_original_start is null, start_at desc, id limit ${sql.raw(String(MAX_EVENTS))}`),
    decode(result) {
      const rows = result.rows.map((row) => rowReader(columns, result.columns)(row) as unknown as EventRow);
      return withSeries(rows);
    },
  };
}

/** Instances with their series; one whose series was deleted is gone with it. */
function withSeries(rows: readonly EventRow[]): WrittenEvent[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    if (row.recurrenceParentId === null) return row;
    const series = byId.get(row.recurrenceParentId);
    return series ? { ...row, series } : [];
  });
}

/** Only what keeps the person busy. An instance that does not is one of its series that does not take place. */
function busy(events: readonly WrittenEvent[]): WrittenEvent[] {
  const isFree = ({ status, transparency, attendees }: Omit<WrittenEvent, "series">) =>
    status === "cancelled" ||
    status === "skipped" ||
    transparency === "transparent" ||
    attendees.some(({ isSelf, response }) => isSelf && response === "declined");
  const free = new Set(events.filter(isFree).map(({ id }) => id));
  return events.flatMap((event): WrittenEvent | WrittenEvent[] => {
    const { series, ...alone } = event;
    // Of a series that is not shown, an instance that keeps busy is an event of its own.
    if (!series || free.has(series.id)) return free.has(event.id) ? [] : { ...alone, recurrenceOriginalStart: null };
    return free.has(event.id) ? { ...event, status: "cancelled" } : event;
  });
}

interface Block {
  id: string;
  title: string;
  startAt: string;
  endAt: string;
  notes: string | null;
  createdAt: string;
  updatedAt: string;
}

const blocksRead = (limit: number): Read<Block[]> =>
  read<Block>(sql`
    select id, title, start_at as "startAt", end_at as "endAt", notes, created_at as "createdAt", updated_at as "updatedAt" from ${timeBlocks}
    where user_id = ${me} and deleted_at is null and status in ('planned', 'in_progress', 'completed') order by start_at desc, id limit ${sql.raw(String(limit))}`);

const PLAIN = {
  icalUid: null,
  recurrenceParentId: null,
  recurrenceOriginalStart: null,
  recurrenceRule: null,
  recurrenceExdates: [],
  recurrenceRdates: [],
  description: null,
  location: null,
  url: null,
  conferenceUrl: null,
  attendees: [],
  reminders: [],
  sequence: 0,
  status: "scheduled",
  lasts: "until_end",
} as const;

const DAY_MS = 86_400_000;

/** A task is a note on its day or at its time, and leaves that free. */
function taskEvent({ id, title, dueDate, dueAt, createdAt, updatedAt }: DatedTask): WrittenEvent {
  const stamps = { createdAt: isoInstant(createdAt), updatedAt: isoInstant(updatedAt) };
  const common = { ...emptyLists(), ...stamps, id, title, transparency: "transparent" as const };
  if (dueAt !== null) {
    const at = isoInstant(dueAt);
    return { ...common, startAt: at, endAt: at, timezone: "UTC", isAllDay: false };
  }
  const day = Date.parse(`${dueDate}T00:00:00Z`);
  const [startAt, endAt] = [new Date(day).toISOString(), new Date(day + DAY_MS).toISOString()];
  return { ...common, startAt, endAt, timezone: null, isAllDay: true };
}

const blockEvent = ({ id, title, startAt, endAt, notes, createdAt, updatedAt }: Block): WrittenEvent => ({
  ...emptyLists(),
  id,
  title,
  description: notes,
  startAt: isoInstant(startAt),
  endAt: isoInstant(endAt),
  createdAt: isoInstant(createdAt),
  updatedAt: isoInstant(updatedAt),
  timezone: "UTC",
  isAllDay: false,
  transparency: "opaque",
});

const emptyLists = () => ({ ...PLAIN, recurrenceExdates: [], recurrenceRdates: [], attendees: [], reminders: [] });
