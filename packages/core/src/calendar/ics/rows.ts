/** Events of calendar files beside the rows that they are or become. */
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { type Read, read } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { cut } from "#kit/text";
import type { Row } from "#kit/wire";
import type { EventColumns, IcsEvent } from "./event.ts";
import { type Clocks, momentIn } from "./times.ts";

/** What its calendar knows an event by: its UID, and of an instance also which one it is, because it has the UID of its series. */
export function externalIdOf({ uid, recurrenceId }: Pick<IcsEvent, "uid" | "recurrenceId">): string {
  if (!recurrenceId) return uid;
  const at = new Date(recurrenceId.instant ?? recurrenceId.wall).toISOString();
  return `${uid} ${recurrenceId.isDate ? at.slice(0, 10) : at}`;
}

/** What an event here is called in a file: what it was called where it came from. */
export const uidOf = ({ id, icalUid }: { id: string; icalUid: string | null }): string => icalUid ?? `${id}@lifeos`;

/** The id of an event of ours that a file names. */
export const idInUid = (uid: string): string | undefined => /^([0-9a-f-]{36})@lifeos$/.exec(uid)?.[1];

export const KEYS = [
  "id",
  "version",
  "calendarId",
  "provider",
  "externalId",
  "icalUid",
  "recurrenceParentId",
  "recurrenceOriginalStart",
  "title",
  "description",
  "location",
  "url",
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
  "attendees",
  "reminders",
  "conferenceUrl",
  "sequence",
  "syncedVersion",
] as const;

export type Here = Pick<Row<typeof calendarEvents>, (typeof KEYS)[number]>;

/** Events of the speaker in a calendar that have one of these ids, or begin with one of these titles at one of these times. */
export function hereRead(
  calendarId: string,
  { ids, externalIds, looks }: { ids: readonly string[]; externalIds: readonly string[]; looks: readonly string[] },
): Read<Here[]> {
  const columns = columnsOf(calendarEvents);
  const listed = (values: readonly string[]) =>
    sql`any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`;
  const alike = sql`(${calendarEvents.provider} = 'ics' and ${calendarEvents.startAt} = any(array(select (one ->> 0)::timestamptz from jsonb_array_elements(${JSON.stringify(looks.map((look) => JSON.parse(look)))}::jsonb) one))
    and ${calendarEvents.calendarId} = ${calendarId}::uuid)`;
  const own = sql`${calendarEvents.id} = any(array(select one::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) one))`;
  const known = sql`(${calendarEvents.calendarId} = ${calendarId}::uuid and ${calendarEvents.externalId} = ${listed(externalIds)})`;
  return {
    ...read(sql`select ${selection(calendarEvents, KEYS)} from ${calendarEvents}
      where ${calendarEvents.userId} = ${me} and ${calendarEvents.deletedAt} is null and (${own} or ${known} or ${alike}) order by ${calendarEvents.id}`),
    decode: (result) => result.rows.map((row) => rowReader(columns, result.columns)(row) as Here),
  };
}

/** The events of a calendar of the speaker. */
export function calendarRead(calendarId: string, limit: number): Read<Here[]> {
  const columns = columnsOf(calendarEvents);
  return {
    ...read(sql`select ${selection(calendarEvents, KEYS)} from ${calendarEvents}
      where ${calendarEvents.userId} = ${me} and ${calendarEvents.calendarId} = ${calendarId}::uuid and ${calendarEvents.deletedAt} is null
      order by ${calendarEvents.id} limit ${sql.raw(String(limit))}`),
    decode: (result) => result.rows.map((row) => rowReader(columns, result.columns)(row) as Here),
  };
}

/** The start and the title of an event, by which those are found whose UID is another each time. */
export const lookOf = ({ startAt, title }: Pick<EventColumns, "startAt" | "title">): string =>
  JSON.stringify([startAt, title]);

/** The place of an event among those of its series. */
export function placeIn(
  { recurrenceId, columns }: IcsEvent,
  series: (Clocks & { id: string }) | undefined,
): Pick<Here, "recurrenceParentId" | "recurrenceOriginalStart"> {
  if (!recurrenceId) return { recurrenceParentId: null, recurrenceOriginalStart: null };
  const moment = momentIn(series ?? columns, recurrenceId);
  return { recurrenceParentId: series?.id ?? null, recurrenceOriginalStart: new Date(moment).toISOString() };
}

/** All columns of a row that an event of a file sets, beside its calendar. */
export const valuesOf = (event: IcsEvent, series: (Clocks & { id: string }) | undefined) => ({
  ...event.columns,
  ...placeIn(event, series),
  externalId: cut(externalIdOf(event), 1_024),
  icalUid: event.uid,
});

export type EventValues = ReturnType<typeof valuesOf>;

/** Those values that a row does not have. */
export function differing(values: Partial<EventValues>, row: Here): Partial<EventValues> {
  const changed = Object.entries(values).filter(
    ([key, value]) => !isDeepStrictEqual(value, row[key as keyof EventValues]),
  );
  return Object.fromEntries(changed) as Partial<EventValues>;
}
