/**
 * When people are busy: blocks without titles, merged where they overlap or touch. Cancelled and skipped events, transparent ones
 * (RFC 5545, section 3.8.2.7) and declined invitations leave their time free; what lasts all day and is opaque takes it.
 * Events of calendars that are hidden in the agenda (`isSelected`) count, as at Google; those of calendars that one only reads do not.
 */

import { type SQL, sql } from "drizzle-orm";
import { busyTimes } from "#core/calendar/busy-times";
import { isoText } from "#core/calendar/iso-text";
import { calendarFields } from "#core/calendar/sayings";
import { visitInstancesIn, type WindowRow } from "#core/calendar/window";
import { isInYears } from "#core/rhythm/years";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";

export const MAX_DAYS = 100;
/** The most instances of one series that are looked at, which is more than a series can have in a hundred days. */
const MAX_INSTANCES = 5_000;

/** The most blocks of one person in an answer: a block for every hour of a hundred days, and some. */
export const MAX_BLOCKS = 2_500;
/**
 * So many events are looked through for one person at most, and for all people of a request; `busy_times_of` reads one more, which shows that
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

/** The events of one person that may be in the window; moments are milliseconds. */
interface Events {
  userId: string;
  count: number;
  /** Starts and ends of what happens once and takes time, by instants. */
  starts: number[];
  ends: number[];
  /** All else. What is free is among it as if it were cancelled: its changed instances still take the places of others. */
  others: WindowRow<number>[];
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
  const [events, people] = await ctx.db.batch([busyRead(householdId, from, to), peopleRead(householdId)]);
  if (people.length === 0) throw NotFound();
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const byPerson = new Map(events.map((own) => [own.userId, own]));
  const times = busyTimes(first, last);
  return people.map(({ userId, zone }) => {
    const own = byPerson.get(userId) ?? { userId, count: 0, starts: [], ends: [], others: [] };
    if (own.count > mostEvents(people.length)) return { userId, knownUntil: isoText(first), busy: [] };
    for (let at = 0; at < own.starts.length; at++) times.take(own.starts[at]!, own.ends[at]!);
    visitInstancesIn(own.others, { from, to, zone }, MAX_INSTANCES, times.take);
    const all = times.blocks();
    const told = all.slice(0, MAX_BLOCKS).map(({ start, end }) => ({ startAt: isoText(start), endAt: isoText(end) }));
    return { userId, knownUntil: isoText(all[MAX_BLOCKS]?.start ?? last), busy: told };
  });
}

/** What is read to tell when the speaker is busy, within instants that SQL says. */
export const mineRead = (from: SQL, to: SQL): Read<Events[]> => busyRead(undefined, from, to);

/** When the speaker is busy, by what `mineRead` has read; undefined where that is too much to tell. Moments are milliseconds. */
export function busyOf(
  [own]: readonly Events[],
  { from, to, zone }: { from: number; to: number; zone: string },
): { start: number; end: number }[] | undefined {
  if (!own) return [];
  if (own.count > MAX_EVENTS) return undefined;
  const times = busyTimes(from, to);
  for (let at = 0; at < own.starts.length; at++) times.take(own.starts[at]!, own.ends[at]!);
  visitInstancesIn(own.others, { from: isoText(from), to: isoText(to), zone }, MAX_INSTANCES, times.take);
  return times.blocks();
}

const weekAfter = (instant: string) => new Date(Date.parse(instant) + 7 * 86_400_000).toISOString();

function busyRead(householdId: string | undefined, from: string | SQL, to: string | SQL): Read<Events[]> {
  return {
    ...read(sql`select * from busy_times_of(${householdId ?? null}::uuid, ${from}::timestamptz, ${to}::timestamptz)`),
    decode: ({ rows }) =>
      rows.map(([userId, count, starts, ends, others]) => ({
        userId: String(userId),
        count: Number(count),
        starts: numbersOf(starts),
        ends: numbersOf(ends),
        others: others === null ? [] : String(others).split("\n").map(rowOf),
      })),
  };
}

function rowOf(line: string): WindowRow<number> {
  const parts = line.split("|");
  const flags = Number(parts[2]);
  return {
    id: parts[3]!,
    status: flags & COUNTS ? "scheduled" : "cancelled",
    startAt: Math.round(Number(parts[0])),
    endAt: Math.round(Number(parts[1])),
    timezone: parts[4] || null,
    isAllDay: false,
    lasts: flags & IS_DURATION ? "duration" : "until_end",
    recurrenceRule: parts[5] || null,
    recurrenceParentId: parts[6] || null,
    recurrenceOriginalStart: parts[7] ? Math.round(Number(parts[7])) : null,
    recurrenceExdates: numbersOf(parts[8]),
    recurrenceRdates: numbersOf(parts[9]),
    hasParent: (flags & HAS_PARENT) > 0,
  };
}

const [COUNTS, IS_DURATION, HAS_PARENT] = [1, 2, 4];

/** Whole milliseconds of an array as PostgreSQL writes it. */
const numbersOf = (list: unknown): number[] =>
  list && list !== "{}" ? (JSON.parse(`[${String(list).slice(1, -1)}]`) as number[]).map(Math.round) : NO_NUMBERS;

const NO_NUMBERS: number[] = [];

const peopleRead = (householdId: string | undefined) =>
  read<{ userId: string; zone: string }>(sql`select * from busy_people_of(${householdId ?? null}::uuid)`);
