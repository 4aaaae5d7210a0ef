/**
 * Dates and times in words, parsed by chrono-node in a person's local time. chrono gets wall-clock times (its own offsets would
 * be today's, even for a day after the clocks have changed), and its false positives are filtered out: “sun screen”, “a 5 minutes
 * break”, “now and then”.
 */
import * as chrono from "chrono-node/en";
import { instantOf, wallAt } from "#core/rhythm/zone-clock";
import { numericDays } from "#core/work/quick-add-numeric";
import { phrasesIn } from "#core/work/quick-add-phrases";
import { type Place, TIMES } from "#core/work/quick-add-recurrence";

/** When and where a text was written. */
export interface Moment {
  now: Date;
  /** An IANA name. */
  zone: string;
  /** Whether 3/4 is in April, by the person's locale; undefined when unknown. */
  isDayFirst?: boolean;
}

export interface When extends Place {
  /** `YYYY-MM-DD`; undefined when only a time of day is named. */
  day: string | undefined;
  /** `HH:MM:SS`; undefined when only a day is named. */
  time: string | undefined;
  /** ISO 8601 UTC, for words that mean an instant independent of the time zone: “in two hours”, “5pm EST”. */
  instant: string | undefined;
}

export const today = ({ now, zone }: Moment): string => reading(wallAt(zone, now.getTime())).day;

/** The instant at which a zone's clocks show a time; for a time that they skip, the instant of the jump. */
export const instantAt = (zone: string, day: string, time: string): string =>
  new Date(instantOf(zone, Date.parse(`${day}T${time}Z`))).toISOString();

/**
 * The days and times in a text, in order, each complete: a period (“from 24 Dec to 2 Jan”, “8-9pm”) is none, nor is a month
 * without a day, unless `months` is set: then it is its first day.
 */
export function datesIn(text: string, moment: Moment, { months = false } = {}): When[] {
  const numeric = numericDays(text, today(moment), moment.isDayFirst).map((one) => ({ ...one, time: undefined }));
  const phrases = [...numeric, ...phrasesIn(text, today(moment))]
    .filter((phrase) => isFree(text, phrase) && !isName(text, phrase))
    .map((phrase): When => ({ ...withPreposition(text, phrase), instant: undefined }));
  // Text that is parsed already is hidden from chrono.
  const rest = phrases.reduce(
    (hidden, { start, end }) => hidden.slice(0, start) + HIDDEN.repeat(end - start) + hidden.slice(end),
    text.replace(NO_TIME, (number) => HIDDEN.repeat(number.length)),
  );
  return [...phrases, ...named(rest, moment, months)].sort((a, b) => a.start - b.start);
}

const HIDDEN = "\u0003";
/**
 * Numbers that chrono would take for times: prices and versions, but not “at 8.30” and “5.30pm”; a number before a day (“bus 12
 * tomorrow”), which chrono reads as noon; numeric dates, which numericDays parses.
 */
const NO_TIME =
  /(?<![\d/-])\d{1,2}(?<mark>[/-])\d{1,2}\k<mark>(?:\d{4}|\d\d)(?![\d/-])|(?<!\bat\s+|[\d.])\d+[.,]\d+(?:\.\d{1,3})*(?![\d.]|\s*[ap]\.?m)|(?<!\b(?:at|by|before|from)\s+|[-–:/]\s?|[\d.])\b12(?=\s+(?:today|tomorrow|tonight|tmrw?|tmr)\b)/gi;

function named(text: string, moment: Moment, months: boolean): When[] {
  const wall = wallAt(moment.zone, moment.now.getTime());
  const results = chrono.casual.parse(text, { instant: new Date(wall), timezone: 0 }, { forwardDate: true });
  return results.flatMap((result) => {
    const { index, start: at } = result;
    const words = result.text.replace(/[\s,;]+$/, "");
    // Includes an article that chrono leaves out: “the 3rd of march”.
    const the = /^(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b/i.test(words)
      ? /(?<!\S)the\s+$/i.exec(text.slice(0, index))
      : null;
    const place = { start: the?.index ?? index, end: index + words.length };
    const hasDay = at.isCertain("day") || at.isCertain("weekday") || (months && at.isCertain("month"));
    const part = hasDay ? PART_OF_DAY.exec(words)?.[1]?.toLowerCase() : undefined;
    const hasTime = at.isCertain("hour");
    if ((!hasDay && !hasTime) || result.end || !isMeant(text, place, words)) return [];
    const shown = Date.UTC(
      at.get("year")!,
      at.get("month")! - 1,
      at.get("day")!,
      hourOf(at, words, wall),
      at.get("minute") ?? 0,
      at.get("second") ?? 0,
    );
    const { time, ...read } = reading(shown);
    // For today's date chrono assumes the next year when it is past noon.
    const isToday = at.isCertain("month") && !at.isCertain("year") && read.day.slice(5) === today(moment).slice(5);
    const day = isToday ? today(moment) : read.day;
    // Nothing can be due in the past, except with an explicit year.
    if (!/^\d{4}-/.test(day) || (hasDay && day < today(moment) && !/\d{4}/.test(words))) return [];
    return {
      ...withPreposition(text, place),
      day: hasDay ? day : undefined,
      time: hasTime ? time : part && TIMES[part],
      instant: hasTime ? instantNamed(at, words, shown, wall, moment) : undefined,
    };
  });
}

/** “today at 3” is in the afternoon when it is past 3 a.m. already. */
function hourOf(at: Components, words: string, wall: number): number {
  const hour = at.get("hour") ?? 0;
  const isOpen = hour < 12 && !at.isCertain("meridiem") && !/\b0\d/.test(words) && /\btoday\b/i.test(words);
  return isOpen && hour <= new Date(wall).getUTCHours() ? hour + 12 : hour;
}

/** “tomorrow morning”; “tonight” is left out, because it depends on the current time. */
const PART_OF_DAY = /\s(morning|afternoon|evening|night)$/i;

type Components = ReturnType<typeof chrono.casual.parse>[number]["start"];

function instantNamed(at: Components, words: string, shown: number, wall: number, { now }: Moment) {
  const offset = at.get("timezoneOffset") ?? 0;
  if (offset !== 0 || /\b(utc|gmt)\b|\dz$/i.test(words)) return new Date(shown - offset * 60_000).toISOString();
  // chrono reports an offset without a zone when the words are relative to now, as in “in two hours”.
  return at.isCertain("timezoneOffset") ? new Date(now.getTime() + shown - wall).toISOString() : undefined;
}

/** Whether it is part of a title, as in “Watch The Day After Tomorrow”: small words have a capital only there. */
const isName = (text: string, { start, end }: Place): boolean =>
  /\p{Ll}/u.test(text) && /(?<=\s)(?:The|After|Of|In|On|From)\s/.test(text.slice(Math.max(0, start - 1), end));

/** A duration and no time: “1h30m”; “in 5 minutes” and “5 minutes later” are times. */
const DURATION =
  /^(?:(?:(?:a|an|the|about|next|half|one|two|three|four|five|six|seven|eight|nine|ten)\s+|\d+(?:\.\d+)?\s*){1,3}(?:seconds?|sec|s|minutes?|mins?|m|hours?|hrs?|h|days?|weeks?|months?|quarters?|years?)(?:\s*,?\s*(?:and\s+)?)?){1,4}$/i;
/** It is ambiguous whether the number is a day or an hour. */
const WEEKDAY_AND_NUMBER =
  /^(?:(?:on|this|next)\s+)?(?:[a-z]{3,6}day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?,?\s+\d{1,2}$|^\d{1,2}\s+(?:[a-z]{3,6}day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?$/i;

/** Names of weekdays that are also ordinary words. */
const AMBIGUOUS = /^(?:sun|sat|mon|wed|thu|fri|tue)\.?$/i;
/** Words that introduce a due date. */
const LEADING =
  /(?:^|\s)(?:due(?:\s+(?:on|by))?|on|by|at|before|from|starting(?:\s+(?:on|from))?|this|next|until|till)\s+$/i;
/** Words beside which a date is no due date, or not the only one. */
const ESTRANGING =
  /(?:^|\s)(?:the|an?|my|our|your|his|her|their|its|some|no|any|each|every|one|last|past|previous|of|for|about|around|circa|after|since|between|during|through|until|till|til|to|than|like|as|into|vs|and|or|we|i|they|he|she|you|it|who|get|early|late|later|mid|sometime|over|latest|first\s+thing|end\s+of|room|page|chapter|version|channel)\s+$/i;
/** A date within the line must be followed by one of these; otherwise it describes what follows: “the 10:30 bug”. */
const GOING_ON =
  /^\s*(?:$|[\u0001-\u0003@#!~,;.:()!?–—-]|(?:with|without|for|at|in|on|by|and|or|to|about|from|via|near|because|if|when|while|before|after|until|till|starting|every|each|daily|weekly|monthly|today|tomorrow|tonight|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}\p{N}])|\d{1,2}(?::\d\d|\s*[ap]m)\b)/iu;

/** Whether words that can be a date are meant as one. */
function isMeant(text: string, place: Place, words: string): boolean {
  if (/^(now|for\b.*|last\b.*|past\b.*|previous\b.*|.*\bago|(?:early|late|later)\b.*)$/i.test(words)) return false;
  if (/\b(?:few|couple|after|around|about|since|until|till)\b/i.test(words)) return false;
  if (DURATION.test(words) || WEEKDAY_AND_NUMBER.test(words) || !isFree(text, place)) return false;
  const before = text.slice(0, place.start);
  const isLed = LEADING.test(before) || /^(?:at|on|by|this|next|in)\s/i.test(words);
  // It may be a fraction, a part number or a version.
  if (/^\d{1,2}[/.-]\d{1,2}$/.test(words)) return isLed;
  if (/^\d+\.\d+\.\d{1,2}$/.test(words)) return isLed;
  if (/^SAT$/.test(words) && !/^[^a-z]*$/.test(text)) return isLed;
  const isLast = /^[\s\u0001]*$/.test(text.slice(place.end));
  if (AMBIGUOUS.test(words)) return isLed || isLast;
  if (isLed || /\b(?:to(?:day|morrow|night)|in)\b|\d{4}/i.test(words)) return true;
  return /^[\s\u0001]*$/.test(before) || GOING_ON.test(text.slice(place.end));
}

/** Whether words stand alone, neither as part of a longer word nor as an attribute. */
function isFree(text: string, { start, end }: Place): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (/[\p{L}\p{N}_'’./:+$€£-]$/u.test(before) || /^(?:[\p{L}\p{N}_'’/$€£%+-]|[.:]\d)/u.test(after)) return false;
  if (/^\s*(?:on|by|before|due)\s+the\b/i.test(text.slice(start, end)) && !GOING_ON.test(after)) return false;
  // “the end of month report” describes a report.
  if (/^(?:the\s+)?(?:eo[dwmy]|end\s)/i.test(text.slice(start, end)) && !LEADING.test(before) && !GOING_ON.test(after))
    return false;
  return !ESTRANGING.test(before) || /^(?:the|an?)\s/i.test(text.slice(start, end));
}

/** Extends a date to the preposition before it. */
function withPreposition<P extends Place>(text: string, place: P): P {
  const before = /(?:^|(?<=\s))(?:due(?:\s+(?:on|by))?|on|by|at|before|from|starting(?:\s+(?:on|from))?)\s+$/i.exec(
    text.slice(0, place.start),
  );
  return before ? { ...place, start: before.index } : place;
}

function reading(wall: number): { day: string; time: string } {
  const [day, time] = new Date(wall).toISOString().slice(0, -5).split("T") as [string, string];
  return { day, time };
}
