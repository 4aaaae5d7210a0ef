/** Events of LifeOS as a calendar file (RFC 5545), such that whoever reads it has the same events. */
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import type { Here } from "./rows.ts";
import { uidOf } from "./rows.ts";
import { dateTimeValue, dateValue, durationValue, folded, parameterValue, textValue, uriValue } from "./write-lines.ts";
import { zoneLines } from "./write-zone.ts";

/** An event to write: its columns, and the series that it is an instance of. */
export interface WrittenEvent
  extends Omit<Here, "status" | "version" | "syncedVersion" | "calendarId" | "provider" | "externalId"> {
  status: string;
  createdAt: string;
  updatedAt: string;
  /** The series that it belongs to. */
  series?: Pick<Here, "id" | "icalUid" | "startAt" | "timezone" | "isAllDay">;
}

export interface WrittenCalendar {
  name: string;
  /** Years from now on are written of zones that change their clocks. */
  now: Date;
  events: readonly WrittenEvent[];
  /** Only when somebody is busy: no title, no place, nobody else. */
  isBusyOnly: boolean;
}

const REFRESH = "PT1H";
const YEARS_AHEAD = 5;

/** The largest calendar, in characters: an answer holds no more. The oldest events are left out. */
const MAX_CHARACTERS = 4_000_000;

export function writeCalendar({ name, now, events, isBusyOnly }: WrittenCalendar): string {
  const zones = new Map<string, number>();
  const parts: string[] = [];
  let characters = 0;
  for (const event of events) {
    const part = eventLines(event, isBusyOnly, zones).map(folded).join("");
    characters += part.length;
    if (characters > MAX_CHARACTERS) break;
    parts.push(part);
  }
  const lastYear = now.getUTCFullYear() + YEARS_AHEAD;
  const head = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//LifeOS//Calendar//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...[...zones].sort().flatMap(([zone, year]) => zoneLines(zone, Math.min(year, now.getUTCFullYear()), lastYear)),
  ];
  return [...head.map(folded), ...parts, folded("END:VCALENDAR")].join("");
}

/** `zones` collects the zones that the event names, with the first year of each. */
function eventLines(event: WrittenEvent, isBusyOnly: boolean, zones: Map<string, number>): string[] {
  const { startAt, endAt, timezone, isAllDay, series } = event;
  const clocks = { timezone, isAllDay };
  const [start, end] = [Date.parse(startAt), Date.parse(endAt)];
  const written = (property: string, moments: readonly number[], of: Clocks = clocks) =>
    timeLines(property, moments, of, zones);
  const original = event.recurrenceOriginalStart;
  const isRunning = event.lasts === "duration" && !isAllDay;
  const told = isBusyOnly ? ["SUMMARY:Busy"] : toldLines(event);
  return [
    "BEGIN:VEVENT",
    `UID:${textValue(uidIn(event, isBusyOnly))}`,
    `DTSTAMP:${dateTimeValue(Date.parse(event.updatedAt))}Z`,
    `CREATED:${dateTimeValue(Date.parse(event.createdAt))}Z`,
    `LAST-MODIFIED:${dateTimeValue(Date.parse(event.updatedAt))}Z`,
    `SEQUENCE:${event.sequence}`,
    ...(original ? written("RECURRENCE-ID", [Date.parse(original)], series ?? clocks) : []),
    ...written("DTSTART", [start]),
    ...(isRunning ? [`DURATION:${durationValue(end - start)}`] : written("DTEND", [end])),
    ...(event.recurrenceRule ? [`RRULE:${ruleValue(event.recurrenceRule)}`] : []),
    ...written("EXDATE", event.recurrenceExdates.map(Date.parse)),
    ...written("RDATE", event.recurrenceRdates.map(Date.parse)),
    `TRANSP:${event.transparency === "transparent" ? "TRANSPARENT" : "OPAQUE"}`,
    // What somebody has left out does not take place for whoever reads of it.
    `STATUS:${event.status === "cancelled" || event.status === "skipped" ? "CANCELLED" : "CONFIRMED"}`,
    ...told,
    "END:VEVENT",
  ];
}

function uidIn({ id, icalUid, series }: WrittenEvent, isBusyOnly: boolean): string {
  const named = series ?? { id, icalUid };
  // A UID from elsewhere may name who made it.
  return isBusyOnly ? uidOf({ id: named.id, icalUid: null }) : uidOf(named);
}

/** A rule has no line ends and no spaces. */
const ruleValue = (rule: string) => rule.replace(/[\p{Cc}\s]/gu, "");

interface Clocks {
  timezone: string | null;
  isAllDay: boolean;
}

/** Moments of an event as lines of a property: readings of its zone, and in UTC those that its clocks show twice. */
function timeLines(property: string, moments: readonly number[], clocks: Clocks, zones: Map<string, number>): string[] {
  const { timezone, isAllDay } = clocks;
  if (moments.length === 0) return [];
  if (isAllDay) return [`${property};VALUE=DATE:${moments.map(dateValue).join(",")}`];
  const utc = (some: readonly number[]) => `${property}:${some.map((at) => `${dateTimeValue(at)}Z`).join(",")}`;
  if (timezone === null) return [`${property}:${moments.map(dateTimeValue).join(",")}`];
  if (timezone === "UTC") return [utc(moments)];
  const isShown = (at: number) => calendarInstantOf(timezone, wallAt(timezone, at)) === at;
  const [shown, others] = [moments.filter(isShown), moments.filter((at) => !isShown(at))];
  for (const at of moments) {
    const year = new Date(at).getUTCFullYear() - 1;
    zones.set(timezone, Math.min(year, zones.get(timezone) ?? year));
  }
  const local = `${property};TZID=${timezone}:${shown.map((at) => dateTimeValue(wallAt(timezone, at))).join(",")}`;
  return [...(shown.length > 0 ? [local] : []), ...(others.length > 0 ? [utc(others)] : [])];
}

function toldLines(event: WrittenEvent): string[] {
  const text = (property: string, value: string | null) => (value ? [`${property}:${textValue(value)}`] : []);
  return [
    ...text("SUMMARY", event.title),
    ...text("DESCRIPTION", event.description),
    ...text("LOCATION", event.location),
    ...(event.url ? [`URL:${uriValue(event.url)}`] : []),
    ...(event.conferenceUrl ? [`CONFERENCE;VALUE=URI:${uriValue(event.conferenceUrl)}`] : []),
    ...event.attendees.flatMap(attendeeLines),
    ...event.reminders.flatMap(({ minutesBefore }) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${textValue(event.title)}`,
      `TRIGGER:${durationValue(-minutesBefore * 60_000)}`,
      "END:VALARM",
    ]),
  ];
}

type Attendee = WrittenEvent["attendees"][number];

function attendeeLines({ name, email, response, isOrganizer, isOptional }: Attendee): string[] {
  const address = email ? `mailto:${uriValue(email)}` : "invalid:nomail";
  const common = name ? `;CN=${parameterValue(name)}` : "";
  const role = isOptional ? ";ROLE=OPT-PARTICIPANT" : "";
  const status = response ? `;PARTSTAT=${response.toUpperCase().replaceAll("_", "-")}` : "";
  const guest = `ATTENDEE${common}${role}${status}:${address}`;
  if (!isOrganizer) return [guest];
  return [`ORGANIZER${common}:${address}`, ...(response ? [guest] : [])];
}
