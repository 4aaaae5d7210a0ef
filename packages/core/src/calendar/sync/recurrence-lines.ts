/**
 * The recurrence of an event as lines of iCalendar (RFC 5545, 3.8.5), the form in which Google has it, and as columns here. A moment of an
 * event that lasts all day is its date at midnight, as if in UTC.
 */
import { MAX_DATES } from "#core/calendar/calendar.sql";
import { canonicalRule, RuleError } from "#core/rhythm/recurrence-rule";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";

export interface Recurrence {
  recurrenceRule: string | null;
  recurrenceExdates: string[];
  recurrenceRdates: string[];
}

/** Reads the lines of an event in `zone`. A rule that LifeOS cannot evaluate is left out: the event then stands for its first instance. */
export function readLines(lines: readonly string[], zone: string): Recurrence {
  const found: Recurrence = { recurrenceRule: null, recurrenceExdates: [], recurrenceRdates: [] };
  for (const line of lines) {
    const [, name, parameters = "", value = ""] = /^(RRULE|EXDATE|RDATE)((?:;[^:]*)?):(.*)$/is.exec(line.trim()) ?? [];
    if (name?.toUpperCase() === "RRULE") found.recurrenceRule ??= ruleOf(value);
    if (name?.toUpperCase() === "EXDATE") found.recurrenceExdates.push(...datesOf(value, parameters, zone));
    if (name?.toUpperCase() === "RDATE") found.recurrenceRdates.push(...datesOf(value, parameters, zone));
  }
  return {
    ...found,
    recurrenceExdates: [...new Set(found.recurrenceExdates)].sort().slice(0, MAX_DATES),
    recurrenceRdates: [...new Set(found.recurrenceRdates)].sort().slice(0, MAX_DATES),
  };
}

function ruleOf(value: string): string | null {
  try {
    return canonicalRule(value);
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

function datesOf(value: string, parameters: string, zone: string): string[] {
  const own = /;TZID="?([^";:]+)/i.exec(parameters)?.[1];
  return value.split(",").flatMap((one) => momentOf(one.trim(), knownZone(own) ?? zone) ?? []);
}

const knownZone = (zone: string | undefined): string | undefined => {
  try {
    return zone && new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** `20260302`, `20260302T090000` in the zone, `20260302T080000Z`; undefined for what is none of these. */
function momentOf(text: string, zone: string): string | undefined {
  const [, year, month, day, hours = "00", minutes = "00", seconds = "00", utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const wall = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(wall)) return undefined;
  return new Date(utc === "" ? calendarInstantOf(zone, wall) : wall).toISOString();
}

/** The lines of a series; none of an event that does not recur. */
export function writeLines(of: Recurrence & { isAllDay: boolean; timezone: string | null }): string[] {
  const dates = (name: string, moments: readonly string[]) =>
    moments.length > 0 ? [`${name}${writtenDates(moments, of)}`] : [];
  return [
    ...(of.recurrenceRule === null ? [] : [`RRULE:${of.recurrenceRule}`]),
    ...dates("EXDATE", of.recurrenceExdates),
    ...dates("RDATE", of.recurrenceRdates),
  ];
}

function writtenDates(
  moments: readonly string[],
  { isAllDay, timezone }: { isAllDay: boolean; timezone: string | null },
) {
  const compact = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "");
  const instants = moments.map((moment) => Date.parse(moment));
  if (isAllDay) return `;VALUE=DATE:${instants.map((ms) => compact(ms).slice(0, 8)).join(",")}`;
  if (timezone === null) return `:${instants.map((ms) => `${compact(ms)}Z`).join(",")}`;
  return `;TZID=${timezone}:${instants.map((ms) => compact(wallAt(timezone, ms))).join(",")}`;
}
