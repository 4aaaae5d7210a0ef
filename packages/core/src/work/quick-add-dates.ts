/**
 * Dates and times in words, by chrono-node, as the clocks of a person show them. chrono is asked in wall-clock terms (its own
 * reading of an offset would be that of today, also for a day after the clocks have changed), and what it takes for a date too
 * easily is left alone: “sun screen”, “a 5 minutes break”, “now and then”.
 */
import * as chrono from "chrono-node/en";
import { instantOf, wallAt } from "#core/rhythm/zone-clock";
import { dayNumber, dayText } from "#core/work/recurrence-days";

/** When somebody says something, and where. */
export interface Moment {
  now: Date;
  /** An IANA name. */
  zone: string;
}

/** A place in a text, in UTF-16 units; `end` is exclusive. */
export interface Place {
  start: number;
  end: number;
}

export interface When extends Place {
  /** `YYYY-MM-DD`; undefined when only a time of day is named. */
  day: string | undefined;
  /** `HH:MM:SS`; undefined when only a day is named. */
  time: string | undefined;
  /** ISO 8601 UTC, where the words name an instant whatever the clocks show: “in two hours”, “5pm EST”. */
  instant: string | undefined;
}

export const today = ({ now, zone }: Moment): string => reading(wallAt(zone, now.getTime())).day;

/** The instant at which the clocks of a zone show a reading; when they jump over it, that of the jump. */
export const instantAt = (zone: string, day: string, time: string): string =>
  new Date(instantOf(zone, Date.parse(`${day}T${time}Z`))).toISOString();

/** The days and times that a text names, in order. */
export function datesIn(text: string, moment: Moment): When[] {
  return [...named(text, moment), ...ordinals(text, moment)]
    .sort((a, b) => a.start - b.start)
    .filter((one, i, all) => i === 0 || one.start >= all[i - 1]!.end);
}

function named(text: string, moment: Moment): When[] {
  const wall = wallAt(moment.zone, moment.now.getTime());
  const { known, told } = withDates(text, moment);
  const results = chrono.casual.parse(known, { instant: new Date(wall), timezone: 0 }, { forwardDate: true });
  return results.flatMap((result) => {
    const { index, start: at } = result;
    const hasDay = DAY_PARTS.some((part) => at.isCertain(part));
    const hasTime = at.isCertain("hour");
    if ((!hasDay && !hasTime) || !isMeant(text, index, result.text)) return [];
    const shown = Date.UTC(
      at.get("year")!,
      at.get("month")! - 1,
      at.get("day")!,
      at.get("hour") ?? 0,
      at.get("minute") ?? 0,
      at.get("second") ?? 0,
    );
    const { day, time } = reading(shown);
    // Nothing is to be done in the past, unless somebody insists on the year.
    if (!/^\d{4}-/.test(day) || (hasDay && day < today(moment) && !/\d{4}/.test(result.text))) return [];
    return {
      ...withPreposition(text, { start: index, end: endOf(told, index, index + result.text.length) }),
      day: hasDay ? day : undefined,
      time: hasTime ? time : undefined,
      instant: hasTime ? instantNamed(at, result.text, shown, wall, moment) : undefined,
    };
  });
}

/** Words that chrono does not know, told to it as a date of as many characters: places are those of the text. */
function withDates(text: string, moment: Moment): { known: string; told: Place | undefined } {
  const match = /(?<!\S)(?:the\s+)?day\s+after\s+tomorrow(?![\w-])/i.exec(text);
  if (!match) return { known: text, told: undefined };
  const [words] = match;
  const [start, end] = [match.index, match.index + words.length];
  const date = dayText(dayNumber(today(moment)) + 2);
  return { known: text.slice(0, start) + date.padEnd(words.length) + text.slice(end), told: { start, end } };
}

/** Where a place ends that takes words which were told as a date: behind all of them. */
const endOf = (told: Place | undefined, start: number, end: number) =>
  told && start < told.end && end > told.start ? Math.max(end, told.end) : end;

type Components = ReturnType<typeof chrono.casual.parse>[number]["start"];
const DAY_PARTS = ["day", "weekday", "month", "year"] as const;

function instantNamed(at: Components, words: string, shown: number, wall: number, { now }: Moment) {
  const offset = at.get("timezoneOffset") ?? 0;
  if (offset !== 0 || /\b(utc|gmt)\b|\dz$/i.test(words)) return new Date(shown - offset * 60_000).toISOString();
  // An offset without a name is that of the reference: so many hours from now.
  return at.isCertain("timezoneOffset") ? new Date(now.getTime() + shown - wall).toISOString() : undefined;
}

/** Words that are a day or a month and much else: only where something says that a date is meant. */
const AMBIGUOUS = /^(sun|sat|mon|wed|thu|fri|tue|mar|may|march|jan|dec|second|now)\.?$/i;

/** How long, and not when: “in 5 minutes” and “5 minutes later” say more. */
const DURATION =
  /^(?:(?:a|an|the|about|next|half|one|two|three|four|five|six|seven|eight|nine|ten)\s+|\d+(?:\.\d+)?\s*)+(?:s|sec|seconds?|m|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|quarters?|years?)$/i;

/** Whether words that can be a date are one. */
function isMeant(text: string, index: number, words: string): boolean {
  if (/^(now|for\b.*|last\b.*|past\b.*|previous\b.*|.*\bago)$/i.test(words)) return false;
  if (DURATION.test(words)) return false;
  const before = text.slice(0, index);
  const isIntroduced = /(^|\s)(on|by|due|before|until|till|from|starting|this|next)\s+$/i.test(before);
  // A fraction, a part number.
  if (/^\d{1,2}[/.-]\d{1,2}$/.test(words)) return isIntroduced;
  return !AMBIGUOUS.test(words) || isIntroduced || text.slice(index + words.length).trim() === "";
}

/** The words before a date that lead to it go with it. */
function withPreposition(text: string, place: Place): Place {
  const before = /(?:^|(?<=\s))(?:due(?:\s+(?:on|by))?|on|by|at|before|from|starting(?:\s+(?:on|from))?)\s+$/i.exec(
    text.slice(0, place.start),
  );
  return before ? { ...place, start: before.index } : place;
}

/** “on the 15th”: the next one, in a month that has it. */
function ordinals(text: string, moment: Moment): When[] {
  return [...text.matchAll(/(?<!\S)(?:due\s+)?on\s+the\s+(\d{1,2})(?:st|nd|rd|th)(?![\w-]|\s+of\b)/gi)].flatMap(
    (match) => {
      const date = Number(match[1]);
      if (date < 1 || date > 31) return [];
      let day = dayNumber(today(moment));
      while (new Date(dayText(day)).getUTCDate() !== date) day++;
      return {
        start: match.index,
        end: match.index + match[0].length,
        day: dayText(day),
        time: undefined,
        instant: undefined,
      };
    },
  );
}

function reading(wall: number): { day: string; time: string } {
  const [day, time] = new Date(wall).toISOString().slice(0, -5).split("T") as [string, string];
  return { day, time };
}
