/**
 * When an event happens, as requests say it: `startAt` and `endAt` of one with a time, `startDate` and `endDate` (exclusive, as in
 * RFC 5545) of one that lasts all day. Without a zone an event is floating: its moments are what clocks show everywhere, written as
 * if they were UTC.
 */

import type { EventSeries } from "#core/calendar/expansion";
import { calendarFields } from "#core/calendar/sayings";
import { isInYears } from "#core/rhythm/years";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import { type InputError, InvalidInput, wrong, wrongInput } from "#kit/problem";
import type { Saying } from "#kit/saying";

export interface GivenTimes {
  startAt?: string;
  endAt?: string;
  startDate?: string;
  endDate?: string;
  /** Null makes the event floating. */
  timezone?: string | null;
}

/** The columns that say when an event happens; `timezone` is undefined where the calendar's own is meant. */
export interface Times {
  startAt: string;
  endAt: string;
  isAllDay: boolean;
  timezone: string | null | undefined;
}

type Timed = Pick<EventSeries, "startAt" | "endAt" | "timezone" | "isAllDay">;

const DAY_MS = 86_400_000;
/** More than anything in a calendar lasts. */
const MAX_LENGTH_MS = 3_660 * DAY_MS;

/** The times of a new event. One without an end is a moment, or a day (RFC 5545, section 3.6.1). Throws InvalidInput. */
export function timesOf(given: GivenTimes): Times {
  refuseMixed(given);
  const { startAt, startDate } = given;
  if (startDate !== undefined) return checked(allDay(startDate, given.endDate ?? dayAfter(startDate)), given);
  if (startAt === undefined) throw refused("startAt", calendarFields("start_missing"));
  return checked({ startAt, endAt: given.endAt ?? startAt, isAllDay: false, timezone: given.timezone }, given);
}

/**
 * The times of an event after a change; undefined when the change names none. A new start alone moves the event, which keeps its
 * length on the clocks of its zone; a new end alone stretches it. Another zone alone leaves an event at its instants, while to or
 * from floating it keeps the time of day that it shows.
 */
export function changedTimes(row: Timed, given: GivenTimes): Times | undefined {
  const { startAt, endAt, startDate, endDate, timezone } = given;
  if ([startAt, endAt, startDate, endDate, timezone].every((one) => one === undefined)) return undefined;
  refuseMixed(given);
  const becomesAllDay = startDate !== undefined || (endDate !== undefined && row.isAllDay);
  if (becomesAllDay) return checked(changedDays(row, given), given);
  if (endDate !== undefined) throw refused("endDate", calendarFields("end_date_alone"));
  if (row.isAllDay && startAt === undefined)
    throw refused(endAt === undefined ? "timezone" : "endAt", calendarFields("needs_start_at"));
  if (row.isAllDay) return checked({ startAt: startAt!, endAt: endAt ?? startAt!, isAllDay: false, timezone }, given);
  const zone = timezone === undefined ? row.timezone : timezone;
  const from = startAt ?? inZone(row.startAt, row.timezone, zone);
  const kept = () => atWall(wallOf(from, zone) + wallLength(row), zone);
  const to = endAt ?? (startAt === undefined ? inZone(row.endAt, row.timezone, zone) : kept());
  return checked({ startAt: from, endAt: to, isAllDay: false, timezone: zone }, given);
}

function changedDays(row: Timed, { startDate, endDate }: GivenTimes): Times {
  const from = startDate ?? row.startAt.slice(0, 10);
  if (endDate !== undefined) return allDay(from, endDate);
  return row.isAllDay ? allDay(from, plusDays(from, wallLength(row) / DAY_MS)) : allDay(from, dayAfter(from));
}

/** What the clocks of a zone show at a moment, as a number; without a zone, moments are that already. */
export const wallOf = (at: string, zone: string | null): number =>
  zone === null ? Date.parse(at) : wallAt(zone, Date.parse(at));

/** The moment at which the clocks of a zone show a time. */
export const atWall = (wall: number, zone: string | null): string =>
  iso(zone === null ? wall : calendarInstantOf(zone, wall));

const wallLength = ({ startAt, endAt, timezone }: Timed) => wallOf(endAt, timezone) - wallOf(startAt, timezone);

/** A moment of an event when its zone changes. */
function inZone(at: string, before: string | null, after: string | null): string {
  if (before === null && after !== null) return iso(calendarInstantOf(after, Date.parse(at)));
  return before !== null && after === null ? iso(wallAt(before, Date.parse(at))) : at;
}

const allDay = (from: string, to: string): Times => ({
  startAt: `${from}T00:00:00.000Z`,
  endAt: `${to}T00:00:00.000Z`,
  isAllDay: true,
  timezone: null,
});

function refuseMixed({ startAt, endAt, startDate, endDate, timezone }: GivenTimes): void {
  if (startDate === undefined && endDate === undefined) return;
  const names = { startAt, endAt, timezone };
  const errors = Object.entries(names).flatMap(([name, value]): InputError[] =>
    value === undefined || value === null ? [] : [wrong(`#/${name}`, calendarFields("not_all_day"))],
  );
  if (errors.length > 0) throw InvalidInput(undefined, { errors });
}

function checked(times: Times, given: GivenTimes): Times {
  const [start, end] = [Date.parse(times.startAt), Date.parse(times.endAt)];
  // The field that an error points at: the end where one was given, and the start that made the end wrong otherwise.
  const place = times.isAllDay
    ? given.endDate === undefined
      ? "startDate"
      : "endDate"
    : given.endAt === undefined
      ? "startAt"
      : "endAt";
  if (!isInYears(times.startAt) || !isInYears(times.endAt)) throw refused(place, calendarFields("years_left"));
  if (times.isAllDay && end <= start)
    throw refused("endDate", calendarFields("day_after_last", { field: "startDate" }));
  if (end < start) throw refused(place, calendarFields("not_before_start"));
  if (end - start > MAX_LENGTH_MS) throw refused(place, calendarFields("within_ten_years"));
  return times;
}

const refused = (field: string, saying: Saying) => wrongInput(`#/${field}`, saying);

const plusDays = (day: string, days: number) => iso(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).split("T")[0]!;
const dayAfter = (day: string) => plusDays(day, 1);
const iso = (ms: number) => new Date(ms).toISOString();
