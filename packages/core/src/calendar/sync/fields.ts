/** What an event has in common with its other side at a provider, and how changes of both sides become one. */
import { isDeepStrictEqual } from "node:util";
import type { calendarEvents } from "#core/calendar/calendar.sql";
import type { Row } from "#kit/wire";

/** A whole row, which may be a deleted one. */
export type EventRow = Row<typeof calendarEvents> & { deletedAt: string | null };

/**
 * Fields that change together, because one of them means nothing without the others: of two sides that moved an event, one decides start,
 * end and recurrence.
 */
const GROUPS = {
  title: ["title"],
  description: ["description"],
  location: ["location"],
  when: ["startAt", "endAt", "timezone", "isAllDay", "recurrenceRule", "recurrenceExdates", "recurrenceRdates"],
  transparency: ["transparency"],
  status: ["status"],
  attendees: ["attendees"],
  reminders: ["reminders"],
  conferenceUrl: ["conferenceUrl"],
} as const satisfies Record<string, readonly (keyof EventRow)[]>;

export type Group = keyof typeof GROUPS;
type Key = (typeof GROUPS)[Group][number];

/** What both sides know of an event. Whether it was done or skipped is known here alone: there it is scheduled. */
export type Fields = Omit<Pick<EventRow, Key>, "status"> & { status: "scheduled" | "cancelled" };

const groups = Object.keys(GROUPS) as Group[];
const keys = Object.values(GROUPS).flat() as Key[];

/** The fields of a row here. */
export function fieldsOf(row: EventRow): Fields {
  const status = row.status === "cancelled" ? "cancelled" : "scheduled";
  return { ...(Object.fromEntries(keys.map((key) => [key, row[key]])) as unknown as Fields), status };
}

/**
 * Whether the provider had the event and has it no more, whichever side removed it: such a row has no version there (`etag`). One that is here
 * all the same was restored, and is written there again.
 */
export const isRemovedThere = ({ externalId, etag }: EventRow): boolean => externalId !== null && etag === null;

/** What was kept of both sides when they were last equal; undefined for an event that only one side has had. */
export function keptFields({ syncedFields }: EventRow): Fields | undefined {
  // Only `fieldsOf` and the providers' readers fill this column, with all keys.
  return (syncedFields as Fields | null) ?? undefined;
}

/** The groups in which two versions differ. */
export const changesOf = (from: Fields | undefined, to: Fields): Group[] =>
  groups.filter((group) => !from || GROUPS[group].some((key) => !isDeepStrictEqual(from[key], to[key])));

/** The values of some groups. */
export const valuesOf = (fields: Fields, some: readonly Group[]): Partial<Fields> =>
  Object.fromEntries(some.flatMap((group) => GROUPS[group].map((key) => [key, fields[key]])));

export interface Merged {
  fields: Fields;
  /** What both sides changed, each otherwise: theirs stands. */
  lost: Group[];
  /** What is still to be written to the other side. */
  toWrite: Group[];
}

/** Ours and theirs, both made from `base`: each change of one side stands; where both changed a group, theirs does. */
export function merge(base: Fields | undefined, ours: Fields, theirs: Fields): Merged {
  const differing = changesOf(theirs, ours);
  const byThem = changesOf(base, theirs);
  const byUs = changesOf(base, ours);
  const toWrite = differing.filter((group) => !byThem.includes(group));
  const lost = differing.filter((group) => byThem.includes(group) && byUs.includes(group) && base !== undefined);
  return { fields: { ...theirs, ...valuesOf(ours, toWrite) }, lost, toWrite };
}
