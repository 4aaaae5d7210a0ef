/** Dates and times of iCalendar (RFC 5545, sections 3.3.4 and 3.3.5) as the moments that rows of `calendar_events` have. */
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import { type Property, parameterOf } from "./content-line.ts";
import type { Written } from "./written-times.ts";
import type { ZonesOfFile } from "./zones.ts";

/** A time, and the clocks that it is read on. */
export interface Timed extends Written {
  /** An IANA name; none for a date, a floating time, and one whose zone is unknown. */
  zone: string | null;
  /** The instant, where there is one. */
  instant: number | null;
}

/** The value of a property on the clocks of its zone. A zone that nothing is known of is told to `unknown`, and the time floats. */
export function timed(
  written: Written,
  property: Property,
  zones: ZonesOfFile,
  unknown: (tzid: string) => void,
): Timed {
  const { wall, isDate, isUtc } = written;
  if (isDate) return { ...written, zone: null, instant: null };
  if (isUtc) return { ...written, zone: "UTC", instant: wall };
  const tzid = parameterOf(property, "tzid");
  if (tzid === undefined) return { ...written, zone: null, instant: null };
  const meant = zones.meant(tzid, new Date(wall).getUTCFullYear());
  if (meant === undefined) unknown(tzid);
  if (meant === undefined) return { ...written, zone: null, instant: null };
  if ("zone" in meant) return { ...written, zone: meant.zone, instant: calendarInstantOf(meant.zone, wall) };
  return { ...written, zone: "UTC", instant: meant.instantOf(wall) };
}

/** How the moments of an event are kept (see calendar.sql.ts): what other dates and times of it are brought to. */
export interface Clocks {
  isAllDay: boolean;
  timezone: string | null;
  /** The start of the event, or of its series. */
  startAt: string;
}

const DAY_MS = 86_400_000;
export const dayOf = (wall: number): number => Math.floor(wall / DAY_MS) * DAY_MS;

/**
 * The moment of a time that names an instance of a series (EXDATE, RDATE, RECURRENCE-ID), in the type and the zone of its start, whatever it
 * is written in: of a time for a series that lasts all day the day in the time's own zone, of a day for a series with a time of day that
 * time on the day.
 */
export function momentIn({ isAllDay, timezone, startAt }: Clocks, time: Timed): number {
  if (isAllDay) return dayOf(time.wall);
  const start = Date.parse(startAt);
  const startWall = timezone === null ? start : wallAt(timezone, start);
  const wall = time.isDate ? time.wall + (startWall - dayOf(startWall)) : time.wall;
  if (timezone === null) return wall;
  return time.instant ?? calendarInstantOf(timezone, wall);
}

const DURATION = /^([+-])?P(?:T?(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** A duration (section 3.3.6): days that the calendar counts, and time by the clock, in milliseconds; undefined when it is none. */
export function durationOf(value: unknown): { days: number; exact: number } | undefined {
  const match = typeof value === "string" ? DURATION.exec(value.trim().toUpperCase()) : null;
  if (!match || /[PT]$/.test(match[0])) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const sign = match[1] === "-" ? -1 : 1;
  return {
    days: sign * (weeks * 7 + days) * DAY_MS,
    exact: sign * ((hours * 60 + minutes) * 60 + seconds) * 1_000,
  };
}
