/**
 * The days of a person, who is in a time zone and says at what time their days begin. Until then a night belongs to the day before.
 * A day has 23, 24 or 25 hours, or does not exist, where a country moved over the date line.
 */
import { DAY_MS, MINUTE_MS } from "#core/rhythm/cron";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { instantOf, wallAt } from "#core/rhythm/zone-clock";

/** The latest time at which days may begin, in minutes after midnight. */
export const LATEST_START_MINUTES = 360;

/** The minutes after midnight of a time of day (`HH:MM`). */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** The instant, in milliseconds, at which clocks first show a time of a day (ISO 8601); that of the jump for a time that they skip. */
export const timeOn = (zone: string, day: string, time: string): number =>
  instantOf(zone, dayNumber(day) * DAY_MS + minutesOf(time) * MINUTE_MS);

/** The day (ISO 8601) that an instant in milliseconds belongs to, where days begin at `dayStart` (`HH:MM`). */
export function dayAt(zone: string, dayStart: string, instant: number): string {
  const day = dayText(Math.floor(wallAt(zone, instant) / DAY_MS));
  return timeOn(zone, day, dayStart) <= instant ? day : dayBefore(zone, day);
}

/** The instants, in milliseconds, at which a person's day (ISO 8601) begins and ends, where days begin at `dayStart` (`HH:MM`). */
export const spanOf = (zone: string, dayStart: string, day: string): [from: number, to: number] => [
  timeOn(zone, day, dayStart),
  timeOn(zone, dayText(dayNumber(day) + 1), dayStart),
];

/** The last day before another (both ISO 8601) that exists in the zone. */
export function dayBefore(zone: string, day: string): string {
  const before = dayText(dayNumber(day) - 1);
  return dayExists(zone, before) ? before : dayText(dayNumber(before) - 1);
}

/** Whether a day (ISO 8601) has any time in the zone. */
export const dayExists = (zone: string, day: string): boolean =>
  timeOn(zone, day, "00:00") < timeOn(zone, dayText(dayNumber(day) + 1), "00:00");

/** How far the ends of days have come in a zone, for all times at which days may begin. */
export interface Ends {
  zone: string;
  /** Whose days begin so many minutes after midnight or earlier has ended `ended`, and everybody else `before`. */
  passedMinutes: number;
  ended: string;
  before: string;
}

/** The ends of days in a zone at an instant in milliseconds. */
export function endsAt(zone: string, instant: number): Ends {
  const today = dayText(Math.floor(wallAt(zone, instant) / DAY_MS));
  const ended = dayBefore(zone, today);
  return { zone, passedMinutes: passedMinutes(zone, today, instant), ended, before: dayBefore(zone, ended) };
}

/** By halves: a later time of a day is never reached at an earlier instant. */
function passedMinutes(zone: string, today: string, instant: number): number {
  const midnight = dayNumber(today) * DAY_MS;
  let [passed, after] = [-1, LATEST_START_MINUTES + 1];
  while (after - passed > 1) {
    const minutes = Math.floor((passed + after) / 2);
    if (instantOf(zone, midnight + minutes * MINUTE_MS) <= instant) passed = minutes;
    else after = minutes;
  }
  return passed;
}
