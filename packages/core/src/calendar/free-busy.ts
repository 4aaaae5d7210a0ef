/**
 * When people are busy: blocks without titles, merged where they overlap or touch. Cancelled and skipped events, transparent ones
 * (RFC 5545, section 3.8.2.7) and declined invitations leave their time free; what lasts all day and is opaque takes it.
 * Events of calendars that are hidden in the agenda (`isSelected`) count, as at Google; those of calendars that one only reads do not.
 */

import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { calendarFields } from "#core/calendar/sayings";
import { visitInstancesIn, type WindowRow } from "#core/calendar/window";
import { isInYears } from "#core/rhythm/years";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { rowReader } from "#kit/selection";
import { columnsOf } from "#kit/table";

export const MAX_DAYS = 100;
/** The most instances of one series that are looked at, which is more than a series can have in a hundred days. */
const MAX_INSTANCES = 5_000;

/** The most blocks of one person in an answer: a block for every hour of a hundred days, and some. */
export const MAX_BLOCKS = 2_500;
/**
 * So many events are looked through for one person at most, and for all people of a request; `busy_events_of` reads one more, which shows that
 * there are too many to tell when somebody is busy.
 */
export const MAX_EVENTS = 10_000;
const MAX_EVENTS_OF_ALL = 50_000;
const mostEvents = (people: number) => Math.min(MAX_EVENTS, Math.floor(MAX_EVENTS_OF_ALL / people));

export interface Busy {
  userId: string;
  /** The end of the time of which `busy` tells everything, exclusive: `to`, or earlier where there is more than an answer may have. */
  knownUntil: string;
  busy: { startAt: string; endAt: string }[];
}

interface BusyRow extends WindowRow {
  userId: string;
  /** The time zone of the person whose event it is. */
  zone: string;
  isFree: boolean;
}

/** The busy blocks of the speaker, or of each member of one of their households, within a window of instants. One flight. */
export async function freeBusy(
  ctx: Ctx,
  { from, to = weekAfter(from), householdId }: { from: string; to?: string; householdId?: string },
): Promise<Busy[]> {
  const ms = Date.parse(to) - Date.parse(from);
  if (!isInYears(to)) throw wrongInput({ parameter: "from" }, calendarFields("years_left"));
  if (ms <= 0) throw wrongInput({ parameter: "to" }, fieldSayings("after_field", { field: "from" }));
  if (ms > MAX_DAYS * 86_400_000)
    throw wrongInput({ parameter: "to" }, calendarFields("days_after_field", { max: MAX_DAYS, field: "from" }));
  const [rows, people] = await ctx.db.batch([busyRead(householdId, from, to), peopleRead(householdId)]);
  if (people.length === 0) throw NotFound();
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const byPerson = Map.groupBy(rows, ({ userId }) => userId);
  return people.map(({ userId, zone }) => {
    const own = byPerson.get(userId) ?? [];
    if (own.length > mostEvents(people.length)) return { userId, knownUntil: iso(first), busy: [] };
    const [starts, ends]: [number[], number[]] = [[], []];
    visitInstancesIn(own, { from, to, zone }, MAX_INSTANCES, ({ row, start, end }) => {
      if (row.isFree || start >= end) return;
      starts.push(Math.max(start, first));
      ends.push(Math.min(end, last));
    });
    const all = merged(starts, ends);
    const told = all.slice(0, MAX_BLOCKS).map(({ start, end }) => ({ startAt: iso(start), endAt: iso(end) }));
    return { userId, knownUntil: iso(all[MAX_BLOCKS]?.start ?? last), busy: told };
  });
}

const iso = (instant: number) => new Date(instant).toISOString();

const weekAfter = (instant: string) => new Date(Date.parse(instant) + 7 * 86_400_000).toISOString();

/**
 * The blocks of time that some others take, in order, without gaps between those that overlap or touch. Which start and which end are of one
 * block does not matter: a gap is where as many have ended as have begun.
 */
function merged(starts: readonly number[], ends: readonly number[]): { start: number; end: number }[] {
  const [begun, ended] = [Float64Array.from(starts).sort(), Float64Array.from(ends).sort()];
  const result: { start: number; end: number }[] = [];
  for (let first = 0, at = 0; at < begun.length; at++) {
    if (at + 1 < begun.length && begun[at + 1]! <= ended[at]!) continue;
    result.push({ start: begun[first]!, end: ended[at]! });
    first = at + 1;
  }
  return result;
}

function busyRead(householdId: string | undefined, from: string, to: string): Read<BusyRow[]> {
  const columns = columnsOf(calendarEvents);
  return {
    ...read(sql`select * from busy_events_of(${householdId ?? null}::uuid, ${from}::timestamptz, ${to}::timestamptz)`),
    decode({ columns: names, rows }) {
      const reader = rowReader(columns, names);
      const [zone, isFree, hasParent] = ["zone", "isFree", "hasParent"].map((name) => names.indexOf(name)) as [
        number,
        number,
        number,
      ];
      return rows.map((row) => {
        const more = { zone: row[zone], isFree: row[isFree] === true, hasParent: row[hasParent] === true };
        return Object.assign(reader(row), more) as unknown as BusyRow;
      });
    },
  };
}

const peopleRead = (householdId: string | undefined) =>
  read<{ userId: string; zone: string }>(sql`select * from busy_people_of(${householdId ?? null}::uuid)`);
