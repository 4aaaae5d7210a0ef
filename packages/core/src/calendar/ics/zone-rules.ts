/**
 * A VTIMEZONE (RFC 5545, section 3.6.5): the clocks of a zone as a calendar file describes them itself, and the zone of the IANA database
 * whose clocks they are.
 */
import { occurrences } from "#core/calendar/expansion";
import { canonicalRule } from "#core/rhythm/recurrence-rule";
import { timeZones } from "#kit/time-zones";
import { type ContentLine, nameOf, type Property, propertyOf, rawValueOf, textOf } from "./content-line.ts";
import { windowsZones } from "./windows-zones.ts";
import { dateTimeValue } from "./write-lines.ts";
import { wallOf } from "./written-times.ts";

/** A time from which the clocks have an offset. */
interface Observance {
  /** The reading at which it begins for the first time, as milliseconds that it would be in UTC. */
  start: number;
  /** What the clocks were ahead of UTC before it, and are from it on; in milliseconds. */
  from: number;
  to: number;
  rule: string | null;
  rdates: number[];
}

export interface ZoneRules {
  tzid: string;
  /** The IANA name that some programs write beside a name of their own. */
  location: string;
  observances: Observance[];
}

const MAX_OBSERVANCES = 100;
/** Clocks go by two rules at a time; those of the past have ended. */
const MAX_RULES = 8;
const MAX_YEARS = 20;

/** The rules that the lines of a VTIMEZONE describe; undefined when it has no name or no observance that can be read. */
export function zoneRulesOf(lines: readonly ContentLine[]): ZoneRules | undefined {
  const own: ContentLine[] = [];
  const observances: Observance[] = [];
  let inside: ContentLine[] | undefined;
  let rules = 0;
  for (const line of lines) {
    const name = nameOf(line);
    if (name === "BEGIN") inside = [];
    else if (name === "END") {
      const observance = inside && observanceOf(inside);
      const isOne = observance && observances.length < MAX_OBSERVANCES;
      if (isOne && (observance.rule === null || rules++ < MAX_RULES)) observances.push(observance);
      inside = undefined;
    } else (inside ?? own).push(line);
  }
  const said = (name: string) => textOf(propertyIn(own, name)).trim();
  const tzid = said("TZID");
  return tzid && observances.length > 0 ? { tzid, location: said("X-LIC-LOCATION"), observances } : undefined;
}

function propertyIn(lines: readonly ContentLine[], name: string): Property | undefined {
  const line = lines.find((one) => nameOf(one) === name);
  return line && propertyOf(line);
}

function observanceOf(lines: readonly ContentLine[]): Observance | undefined {
  const start = wallOf(propertyIn(lines, "DTSTART")?.values[0])?.wall;
  const from = offsetOf(propertyIn(lines, "TZOFFSETFROM"));
  const to = offsetOf(propertyIn(lines, "TZOFFSETTO"));
  if (start === undefined || from === undefined || to === undefined) return undefined;
  const written = lines.find((line) => nameOf(line) === "RRULE");
  const rule = written ? ruleOf(rawValueOf(written), from) : null;
  const listed = lines.flatMap((line) => (nameOf(line) === "RDATE" ? (propertyOf(line)?.values ?? []) : []));
  const rdates = listed.flatMap((value) => wallOf(value)?.wall ?? []).slice(0, MAX_ENDED);
  // A rule that has ended is few changes, of which the last one holds until the next of others.
  const hasEnded = rule !== null && /UNTIL|COUNT/.test(rule);
  const ended = hasEnded ? onsets(start, rule, { from: yearStart(1), to: yearStart(9_998) }, MAX_ENDED) : [];
  return { start, from, to, rule: hasEnded ? null : rule, rdates: [...rdates, ...ended] };
}

const MAX_ENDED = 200;
const YEARLY = /^FREQ=YEARLY(?:;BYMONTH=\d+)?(?:;BY(?:MONTH)?DAY=[^;]*)*(?:;(?:WKST|COUNT|UNTIL)=[^;]*)*$/;

/** A rule of days of a month of each year, with the end on the clocks from before it, as its start is; null for any other. */
function ruleOf(text: string, from: number): string | null {
  try {
    const rule = canonicalRule(text);
    if (!YEARLY.test(rule)) return null;
    return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_, ...parts: string[]) => {
      const [year, month, day, hour, minute, second] = parts.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      return `UNTIL=${dateTimeValue(Date.UTC(year, month - 1, day, hour, minute, second) + from)}`;
    });
  } catch {
    return null;
  }
}

/** The readings at which a rule of changes begins anew. */
function onsets(start: number, rule: string | null, window: { from: string; to: string }, most: number): number[] {
  const startAt = new Date(start).toISOString();
  const series = {
    startAt,
    endAt: startAt,
    timezone: null,
    isAllDay: false,
    lasts: "until_end" as const,
    recurrenceRule: rule,
    recurrenceExdates: [],
    recurrenceRdates: [],
  };
  return occurrences(series, window, "UTC", most).map((one) => Date.parse(one.startAt));
}

const MINUTE_MS = 60_000;

/** `+0530`, or `+05:30` as ical.js has it, in milliseconds. */
function offsetOf(property: Property | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)/.exec(String(property?.values[0] ?? "")) ?? [];
  if (sign === undefined) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/** When the clocks change in some years: the instants at which they do, in order, and the offset from each on. */
function changesIn(rules: ZoneRules, fromYear: number, toYear: number): { at: number; to: number }[] {
  // A year more, because what holds at the beginning has begun before.
  const window = { from: yearStart(fromYear - 1), to: yearStart(toYear + 1) };
  return rules.observances
    .flatMap(({ start, from, to, rule, rdates }) => {
      const walls = rule === null ? [] : onsets(start, rule, window, MAX_YEARS);
      return [...walls, ...rdates, start].map((wall) => ({ at: wall - from, to }));
    })
    .sort((a, b) => a.at - b.at);
}

const yearStart = (year: number) => `${String(Math.min(Math.max(year, 1), 9998)).padStart(4, "0")}-01-01T00:00:00.000Z`;

function offsetAmong(rules: ZoneRules, changes: readonly { at: number; to: number }[], instant: number): number {
  return changes.findLast(({ at }) => at <= instant)?.to ?? rules.observances[0]!.from;
}

/** The instant of a reading of these clocks. */
export function instantByRules(rules: ZoneRules, wall: number): number {
  const year = new Date(wall).getUTCFullYear();
  const changes = changesIn(rules, year, year);
  const guess = wall - offsetAmong(rules, changes, wall);
  return wall - offsetAmong(rules, changes, guess);
}

/** Those that are guessed first: of zones with the same clocks, where most people are. */
const PREFERRED = [
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Australia/Sydney",
];

/**
 * A zone of the IANA database that has the same clocks in a year, and the next three where these rules go on; `likely` are tried first.
 * Undefined when there is none.
 */
export function zoneWith(rules: ZoneRules, year: number, likely: readonly string[]): string | undefined {
  const zones = [...new Set([...likely, ...PREFERRED, ...windowsZones.values(), ...timeZones()])];
  const goesOn = rules.observances.some(({ rule }) => rule !== null);
  for (const last of goesOn ? [year + 3, year] : [year]) {
    const changes = changesIn(rules, year, last);
    const [from, to] = [Date.parse(yearStart(year)), Date.parse(yearStart(last + 1))];
    const within = changes.filter(({ at }) => at >= from - HOUR_MS && at < to + HOUR_MS);
    // No clocks of the world change so often.
    if (within.length > MAX_CHANGES) return undefined;
    const moments = [from, to - HOUR_MS, ...within.flatMap(({ at }) => [at - HOUR_MS / 2, at, at + HOUR_MS / 2])]
      .filter((at) => at >= from && at < to)
      .map((at) => ({ at, offset: offsetAmong(rules, changes, at) }));
    const found = zones.find((zone) => moments.every(({ at, offset }) => offsetIn(zone, at) === offset));
    if (found !== undefined) return found;
  }
  return undefined;
}

const HOUR_MS = 3_600_000;
/** In four years: Morocco changes its clocks four times a year. */
const MAX_CHANGES = 40;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone are ahead of UTC, in milliseconds. Few instants are asked of many zones, so nothing is kept but the formats. */
function offsetIn(zone: string, instant: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS + Number(seconds ?? 0) * 1_000;
  return sign === "-" ? -ahead : ahead;
}
