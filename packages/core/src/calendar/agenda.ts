/** What there is to do in a range of days: events, time blocks, tasks that are due, routines to come, and habits that are due. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { eventStatuses, linkedResourceTypes, timeBlocks } from "#core/calendar/calendar.sql";
import { isoText } from "#core/calendar/iso-text";
import { calendarFields } from "#core/calendar/sayings";
import { firstInstances, type Instance } from "#core/calendar/window";
import { type AgendaRow, MAX_WINDOW_ROWS, windowRead } from "#core/calendar/window-read";
import { zoneRead } from "#core/identity/zone";
import { readRule } from "#core/rhythm/cron";
import { nextDues } from "#core/rhythm/due";
import { HabitDay, habitDays, habitsKeptRead, habitsRead, MAX_HABIT_DAYS, MAX_HABITS } from "#core/rhythm/habit-agenda";
import { routines } from "#core/rhythm/routines.sql";
import { isInYears } from "#core/rhythm/years";
import { calendarInstantOf } from "#core/rhythm/zone-clock";
import { priorities, taskStatuses, tasks } from "#core/work/tasks.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import { Day, Instant, type Row, rowSchema, Text, Uuid } from "#kit/wire";

export const MAX_DAYS = 100;
/** The most of each kind; a range with more says that it is `truncated`. */
const MAX_EVENTS = 5_000;
const MAX_TASKS = 1_000;
const MAX_BLOCKS = 1_000;
const MAX_ROUTINES = 200;
const MAX_RUNS = 1_000;

const DAY_MS = 86_400_000;

export const AgendaEvent = z.strictObject({
  /** The row: the event, its override, or the series. */
  eventId: Uuid,
  /** The series that it is an instance of. */
  seriesId: z.nullable(Uuid),
  originalStart: z.nullable(Instant),
  isChanged: z.boolean(),
  ownerId: Uuid,
  householdId: z.nullable(Uuid),
  calendarId: z.nullable(Uuid),
  title: Text(1000),
  location: z.nullable(Text(1000)),
  conferenceUrl: z.nullable(Text(2000)),
  startAt: Instant,
  endAt: Instant,
  startDate: z.nullable(Day),
  endDate: z.nullable(Day),
  timezone: z.nullable(Text(64)),
  isAllDay: z.boolean(),
  transparency: z.enum(["opaque", "transparent"]),
  status: z.enum(eventStatuses),
  response: z.nullable(z.enum(["needs_action", "accepted", "declined", "tentative", "delegated"])),
  linkedResourceType: z.enum(linkedResourceTypes),
  linkedResourceId: z.nullable(Uuid),
  version: z.int(),
});
type AgendaEvent = z.infer<typeof AgendaEvent>;

const AgendaTask = z.strictObject({
  id: Uuid,
  title: Text(500),
  status: z.enum(taskStatuses),
  priority: z.enum(priorities),
  dueDate: z.nullable(Day),
  dueAt: z.nullable(Instant),
  scheduledStart: z.nullable(Instant),
  scheduledEnd: z.nullable(Instant),
  version: z.int(),
});

const AgendaRun = z.strictObject({ routineId: Uuid, name: Text(200), scheduledFor: Instant });

export const Agenda = z.strictObject({
  timezone: Text(64),
  events: z.array(AgendaEvent),
  timeBlocks: z.array(rowSchema(timeBlocks)),
  tasks: z.array(AgendaTask),
  routines: z.array(AgendaRun),
  habits: z.array(HabitDay),
  truncated: z.boolean(),
});

export interface Range {
  /** The first day. */
  from: string;
  /** The day after the last; a week later unless given. */
  to?: string;
  /** Whose days they are; the speaker's own zone unless given. */
  timezone?: string;
}

/** The agenda of at most a hundred days. Two flights: the zone, unless it is given, and all the rest. Throws InvalidInput. */
export async function agenda(
  ctx: Ctx,
  { from, to = weekAfter(from), timezone }: Range,
): Promise<z.infer<typeof Agenda>> {
  refuseRange(from, to);
  const zone = timezone ?? (await ctx.db.batch([zoneRead()]))[0];
  const window = { from: dayStart(zone, from), to: dayStart(zone, to), zone };
  const [rows, blocks, due, running, habits, kept] = await ctx.db.batch([
    windowRead(window.from, window.to),
    blocksRead(window),
    tasksRead({ from, to }, window),
    routinesRead(window.to),
    habitsRead,
    habitsKeptRead(from),
  ]);
  const events = firstInstances(rows, window, MAX_EVENTS + 1);
  const runs = running
    .flatMap((routine) => runsOf(ctx, routine, window))
    .sort((a, b) => order(a.scheduledFor, b.scheduledFor));
  const days = habitDays(habits, kept, { from, to }, ctx.now(), MAX_HABIT_DAYS + 1);
  return {
    timezone: zone,
    events: events.slice(0, MAX_EVENTS).map(shownEvent),
    timeBlocks: blocks,
    tasks: due,
    routines: runs.slice(0, MAX_RUNS),
    habits: days.slice(0, MAX_HABIT_DAYS),
    truncated:
      rows.length >= MAX_WINDOW_ROWS ||
      events.length > MAX_EVENTS ||
      blocks.length >= MAX_BLOCKS ||
      due.length >= MAX_TASKS ||
      runs.length > MAX_RUNS ||
      habits.length >= MAX_HABITS ||
      days.length > MAX_HABIT_DAYS,
  };
}

/** Also of a day of the last week that can be written, after which the year has more than four digits. */
const weekAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 7 * DAY_MS).toISOString().split("T")[0]!;

function refuseRange(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (!isInYears(to)) throw wrongInput({ parameter: "from" }, calendarFields("years_left"));
  if (days < 1) throw wrongInput({ parameter: "to" }, calendarFields("day_after_last", { field: "from" }));
  if (days > MAX_DAYS)
    throw wrongInput({ parameter: "to" }, calendarFields("days_after_field", { max: MAX_DAYS, field: "from" }));
}

/** The first instant of a day, within the years that the database and the API can express. */
function dayStart(zone: string, day: string): string {
  const instant = new Date(calendarInstantOf(zone, Date.parse(`${day}T00:00:00Z`))).toISOString();
  return isInYears(instant) ? instant : `${day}T00:00:00.000Z`;
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function shownEvent({ row, original, start, end }: Instance<AgendaRow>): AgendaEvent {
  const originalStart = original === null ? row.recurrenceOriginalStart : isoText(original);
  return {
    eventId: row.id,
    seriesId: original !== null ? row.id : row.recurrenceParentId,
    originalStart,
    isChanged: row.recurrenceParentId !== null,
    ownerId: row.userId,
    householdId: row.householdId,
    calendarId: row.calendarId,
    title: row.title,
    location: row.location,
    conferenceUrl: row.conferenceUrl,
    startAt: isoText(start),
    endAt: isoText(end),
    startDate: row.isAllDay ? dateOf(row, original) : null,
    endDate: row.isAllDay ? endDateOf(row, original) : null,
    timezone: row.timezone,
    isAllDay: row.isAllDay,
    transparency: row.transparency,
    status: row.status,
    response: row.attendees.find(({ isSelf }) => isSelf)?.response ?? null,
    linkedResourceType: row.linkedResourceType,
    linkedResourceId: row.linkedResourceId,
    version: row.version,
  };
}

/** The days of an event that lasts all day: those of its row, which an instance of a series has moved by its start. */
const dateOf = ({ startAt }: AgendaRow, original: number | null) =>
  (original === null ? startAt : isoText(original)).slice(0, 10);

function endDateOf({ startAt, endAt }: AgendaRow, original: number | null): string {
  const length = Date.parse(endAt) - Date.parse(startAt);
  return (original === null ? endAt : isoText(original + length)).slice(0, 10);
}

const blocksRead = ({ from, to }: { from: string; to: string }): Read<Row<typeof timeBlocks>[]> =>
  rowsRead(
    timeBlocks,
    sql`${timeBlocks.userId} = ${me} and ${timeBlocks.date} >= (${from}::timestamptz - interval '2 days')::date
      and ${timeBlocks.startAt} < ${to}::timestamptz and ${timeBlocks.endAt} > ${from}::timestamptz`,
    { order: sql`${timeBlocks.startAt}, ${timeBlocks.id}`, limit: MAX_BLOCKS },
  );

/** Open tasks that are due in these days or planned for them; the speaker's own, and what others have given them to do. */
function tasksRead(
  { from, to }: { from: string; to: string },
  window: { from: string; to: string },
): Read<z.infer<typeof AgendaTask>[]> {
  const isDue = sql`t.due_date >= ${from}::date and t.due_date < ${to}::date`;
  const isPlanned = sql`t.scheduled_start >= ${window.from}::timestamptz and t.scheduled_start < ${window.to}::timestamptz`;
  const names = sql.raw(`array[${priorities.map((name) => `'${name}'`).join(", ")}]`);
  const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
  return read(sql`
    select t.id, t.title, t.status, (${names})[t.priority + 1] as priority, t.due_date as "dueDate", ${iso("t.due_at")} as "dueAt",
      ${iso("t.scheduled_start")} as "scheduledStart", ${iso("t.scheduled_end")} as "scheduledEnd", t.version
    from ${tasks} t
    where t.deleted_at is null and t.status not in ('completed', 'cancelled') and (t.user_id = ${me} or t.assignee_id = ${me})
      and ((${isDue}) or (${isPlanned}))
    order by t.due_date nulls last, t.due_at nulls last, t.id limit ${sql.raw(String(MAX_TASKS))}`);
}

type Running = Pick<Row<typeof routines>, "id" | "name" | "cronExpression" | "timezone">;

const routinesRead = (to: string): Read<Running[]> =>
  read(sql`
    select id, name, cron_expression as "cronExpression", timezone from ${routines}
    where user_id = ${me} and is_active and deleted_at is null and next_run_at < ${to}::timestamptz
    order by next_run_at limit ${sql.raw(String(MAX_ROUTINES))}`);

/** When a routine is still to come in a window, at most as often as a page could show. */
function runsOf(ctx: Ctx, { id, name, cronExpression, timezone }: Running, { from, to }: { from: string; to: string }) {
  const after = Math.max(Date.parse(from) - 1, ctx.now().getTime());
  const timetable = { rule: readRule(cronExpression), zone: timezone };
  return nextDues(timetable, after, MAX_DAYS)
    .map((due) => new Date(due).toISOString())
    .filter((due) => due < to)
    .map((scheduledFor) => ({ routineId: id, name, scheduledFor }));
}
