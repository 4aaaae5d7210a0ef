/** Reads the rows of events from which `instancesIn` finds those of a window of time. */
import { type SQL, sql } from "drizzle-orm";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { type Read, read } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";

/** The most rows that are read; more of them are in no calendar that a person could look at. */
export const MAX_WINDOW_ROWS = 20_000;

/**
 * The ids of events of some people (SQL over a row of calendar_events `e`) that may matter to a window, as SQL. Each kind is found by an index of its own:
 * events of up to a day by their start, longer ones, series, those that begin later but had an instance moved there, and what replaces
 * instances of the window. A day of margin on each side is
 * for the clocks of events without a zone. A condition on a difference of times or on an array is not one that an index may
 * answer under row-level security, so the kinds are apart.
 */
export function idsIn(whose: SQL, from: string | SQL, to: string | SQL): SQL {
  const [after, before] = [
    sql`(${from}::timestamptz - interval '1 day')`,
    sql`(${to}::timestamptz + interval '1 day')`,
  ];
  const since = sql`(${from}::timestamptz - interval '2 days')`;
  const some = (condition: SQL) =>
    sql`select e.id from calendar_events e where ${whose} and e.deleted_at is null and ${condition}`;
  return sql`${some(sql`e.start_at >= ${since} and e.start_at < ${before} and e.end_at >= ${after}`)}
    union ${some(sql`e.end_at - e.start_at > interval '1 day' and e.start_at < ${before} and e.end_at >= ${after}`)}
    union ${some(sql`(e.recurrence_rule is not null or e.recurrence_rdates <> '{}') and (e.start_at < ${before} or e.recurrence_rdates <> '{}')`)}
    union ${some(sql`e.recurrence_original_start is not null and e.recurrence_original_start >= ${since} and e.recurrence_original_start < ${before}`)}
    union select p.id from calendar_events e join calendar_events p on p.id = e.recurrence_parent_id and p.deleted_at is null
      where ${whose} and e.deleted_at is null and e.recurrence_original_start >= ${before} and e.start_at < ${before} and e.end_at >= ${after}
    union ${some(sql`e.recurrence_original_start is not null and e.recurrence_parent_id in (
      select l.id from calendar_events l where l.user_id = e.user_id and l.end_at - l.start_at > interval '1 day')`)}`;
}

/** The columns of an event that the agenda shows. */
const KEYS = [
  "id",
  "userId",
  "householdId",
  "calendarId",
  "title",
  "location",
  "conferenceUrl",
  "startAt",
  "endAt",
  "timezone",
  "isAllDay",
  "lasts",
  "transparency",
  "status",
  "recurrenceRule",
  "recurrenceExdates",
  "recurrenceRdates",
  "recurrenceParentId",
  "recurrenceOriginalStart",
  "attendees",
  "linkedResourceType",
  "linkedResourceId",
  "version",
] as const;

export type AgendaRow = Pick<typeof calendarEvents.$inferSelect, (typeof KEYS)[number]> & { hasParent: boolean };

/**
 * The speaker's own events and those of their households that may matter to a window of instants, without those of calendars that
 * are not selected.
 */
export function windowRead(from: string, to: string): Read<AgendaRow[]> {
  const columns = columnsOf(calendarEvents);
  const mine = idsIn(sql`e.user_id = ${me}`, from, to);
  const households = idsIn(sql`e.household_id = any(((select my_households()))::uuid[])`, from, to);
  // Looked up row by row, as the rows themselves: joins would have PostgreSQL read all events that the person may see.
  const parent = sql`(select true from calendar_events p where p.id = ${calendarEvents.recurrenceParentId} and p.deleted_at is null limit 1)`;
  return {
    ...read(sql`select shown.* from (${mine} union ${households}) found, lateral (
        select ${selection(calendarEvents, KEYS)}, ${calendarEvents.recurrenceParentId} is not null and coalesce(${parent}, false) as "hasParent"
        from ${calendarEvents} where ${calendarEvents.id} = found.id
          and not exists (select from ${calendars} c where c.id = ${calendarEvents.calendarId} and not c.is_selected and c.user_id = ${me})
        limit 1) shown
      limit ${sql.raw(String(MAX_WINDOW_ROWS))}`),
    decode({ columns: names, rows }) {
      const [reader, at] = [rowReader(columns, names), names.indexOf("hasParent")];
      return rows.map((row) => ({ ...reader(row), hasParent: row[at] === true }) as AgendaRow);
    },
  };
}
