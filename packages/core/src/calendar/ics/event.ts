/**
 * A VEVENT (RFC 5545, section 3.6.1) as the columns of a row of `calendar_events`. What cannot be kept of it as it is written is told in
 * sentences; an event that cannot be kept at all is one of them.
 */
import { createHash } from "node:crypto";
import { MAX_DATES } from "#core/calendar/calendar.sql";
import { icsReasons } from "#core/calendar/sayings";
import { MAX_KEPT_BYTES } from "#core/people/lines";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";
import { type Attendee, attendeesOf } from "./attendees.ts";
import { type ContentLine, nameOf, type Property, propertyOf, storable, textOf } from "./content-line.ts";
import { Notes } from "./notes.ts";
import { type Alarm, alarmsIn, type Reminder, remindersOf } from "./reminders.ts";
import { ruleOf } from "./rule.ts";
import { dayOf, durationOf, momentIn, type Timed, timed } from "./times.ts";
import { wallOf } from "./written-times.ts";
import type { ZonesOfFile } from "./zones.ts";

/** The columns that an event of a file sets. */
export interface EventColumns {
  title: string;
  description: string | null;
  location: string | null;
  url: string | null;
  startAt: string;
  endAt: string;
  timezone: string | null;
  isAllDay: boolean;
  lasts: "until_end" | "duration";
  transparency: "opaque" | "transparent";
  status: "scheduled" | "cancelled";
  recurrenceRule: string | null;
  recurrenceExdates: string[];
  recurrenceRdates: string[];
  attendees: Attendee[];
  reminders: Reminder[];
  conferenceUrl: string | null;
  sequence: number;
}

export interface IcsEvent {
  uid: string;
  /** The instance that it replaces, as it is written; undefined of an event or a series. */
  recurrenceId: Timed | undefined;
  columns: EventColumns;
}

/** An event, or why there is none; and what of the event cannot be kept. */
export interface ReadEvent {
  event?: IcsEvent;
  problem?: Saying;
  notes: readonly Saying[];
}

const MAX_UID = 900;

export function eventOf(lines: readonly ContentLine[], zones: ZonesOfFile): ReadEvent {
  const notes = new Notes();
  const read = new Reader(lines, zones, notes);
  if (read.problem) return { problem: read.problem, notes: [] };
  const start = read.time("DTSTART");
  if (!start) return { problem: read.startProblem(), notes: [] };
  const { startAt, endAt, lasts, timezone, isAllDay } = spanOf(read, start, notes);
  const clocks = { isAllDay, timezone, startAt };
  const recurrenceId = read.time("RECURRENCE-ID");
  const exdates = datesOf(read, "EXDATE", clocks, notes);
  const rdates = datesOf(read, "RDATE", clocks, notes);
  if (exdates.length > MAX_DATES) return { problem: icsReasons("ics_too_many_exdates", { max: MAX_DATES }), notes: [] };
  if (rdates.length > MAX_DATES) return { problem: icsReasons("ics_too_many_rdates", { max: MAX_DATES }), notes: [] };
  const isSeries = recurrenceId === undefined;
  const title = cut(read.text("SUMMARY"), 1_000).trim();
  const length = Date.parse(endAt) - Date.parse(startAt);
  const columns: EventColumns = {
    title: title || "(No title)",
    description: cut(read.text("DESCRIPTION"), 20_000).trim() || null,
    location: cut(read.text("LOCATION"), 1_000).trim() || null,
    url: urlIn(read.text("URL")),
    startAt,
    endAt,
    timezone,
    isAllDay,
    lasts,
    transparency: /^TRANSPARENT$/i.test(read.text("TRANSP").trim()) ? "transparent" : "opaque",
    status: /^CANCELLED$/i.test(read.text("STATUS").trim()) ? "cancelled" : "scheduled",
    recurrenceRule: isSeries ? ruleOf(read.raw("RRULE"), read.raw("EXRULE").length > 0, start, notes) : null,
    recurrenceExdates: isSeries ? exdates : [],
    recurrenceRdates: isSeries ? rdates : [],
    attendees: attendeesOf(read.all("ATTENDEE"), read.first("ORGANIZER")),
    reminders: remindersOf(read.alarms, { startMs: Date.parse(startAt), lengthMs: length }, zones),
    conferenceUrl: CONFERENCES.map((name) => urlIn(read.text(name))).find((url) => url !== null) ?? null,
    sequence: sequenceOf(read),
  };
  return { event: { uid: uidOf(read, columns), recurrenceId, columns }, notes: notes.all() };
}

const CONFERENCES = ["CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];

export function sequenceOf(read: { text(name: string): string }): number {
  const sequence = Number(read.text("SEQUENCE"));
  return Number.isInteger(sequence) && sequence >= 0 && sequence < 2 ** 31 ? sequence : 0;
}

/** The properties of an event, found by their names. */
class Reader {
  readonly alarms: Alarm[];
  readonly problem: Saying | undefined;
  readonly #lines = new Map<string, ContentLine[]>();
  readonly #zones: ZonesOfFile;
  readonly #notes: Notes;

  constructor(lines: readonly ContentLine[], zones: ZonesOfFile, notes: Notes) {
    this.#zones = zones;
    this.#notes = notes;
    const { own, alarms } = alarmsIn(lines);
    this.alarms = alarms;
    for (const line of own) {
      const name = nameOf(line);
      const where = { property: name ?? "", line: line.number, maxKb: MAX_KEPT_BYTES / 1024 };
      if (name === undefined) notes.add(icsReasons("ics_no_property", { line: line.number }));
      else if (!line.isCut) this.#keep(name, line);
      else if (DATES.has(name)) this.problem ??= icsReasons("ics_long_date", where);
      else notes.add(icsReasons("ics_long_property", where));
    }
  }

  /** An event may have thousands of lines of one name, so they are added to one list. */
  #keep(name: string, line: ContentLine): void {
    const known = this.#lines.get(name);
    if (known) known.push(line);
    else this.#lines.set(name, [line]);
  }

  raw(name: string): readonly ContentLine[] {
    return this.#lines.get(name) ?? [];
  }

  all(name: string): Property[] {
    return this.raw(name).flatMap((line) => propertyOf(line) ?? []);
  }

  first(name: string): Property | undefined {
    const [line] = this.raw(name);
    return line && propertyOf(line);
  }

  text(name: string): string {
    return textOf(this.first(name));
  }

  time(name: string): Timed | undefined {
    const property = this.first(name);
    const written = wallOf(property?.values[0]);
    return written && this.timed(property!, written);
  }

  timed(property: Property, written: NonNullable<ReturnType<typeof wallOf>>): Timed {
    return timed(written, property, this.#zones, (tzid) =>
      this.#notes.add(icsReasons("ics_zone_unknown", { zone: cut(storable(tzid), 100) })),
    );
  }

  startProblem(): Saying {
    const [line] = this.raw("DTSTART");
    return line ? icsReasons("ics_start_no_date", { said: cut(storable(line.text), 100) }) : icsReasons("ics_no_start");
  }
}

const DATES: ReadonlySet<string> = new Set([
  "DTSTART",
  "DTEND",
  "DURATION",
  "RRULE",
  "EXDATE",
  "RDATE",
  "RECURRENCE-ID",
  "UID",
]);

type Span = Pick<EventColumns, "startAt" | "endAt" | "lasts" | "timezone" | "isAllDay">;

const DAY_MS = 86_400_000;
const iso = (moment: number) => new Date(moment).toISOString();

/** When an event is: until its DTEND, for its DURATION, for its day, or at a moment. */
function spanOf(read: Reader, start: Timed, notes: Notes): Span {
  const { isDate: isAllDay, zone: timezone } = start;
  const startMoment = start.instant ?? start.wall;
  const span = (end: number, lasts: Span["lasts"] = "until_end"): Span => {
    const least = isAllDay ? startMoment + DAY_MS : startMoment;
    // Some programs give the last day as the end of an event that lasts all day.
    if (end < startMoment) notes.add(icsReasons("ics_ends_before_start"));
    return { startAt: iso(startMoment), endAt: iso(Math.max(end, least)), lasts, timezone, isAllDay };
  };
  const later = (days: number) => {
    if (timezone === null || start.instant === null) return startMoment + days;
    return days === 0 ? startMoment : calendarInstantOf(timezone, wallAt(timezone, startMoment) + days);
  };
  if (read.raw("DTEND").length > 0) {
    const end = read.time("DTEND");
    if (!end) notes.add(icsReasons("ics_end_no_date"));
    else if (isAllDay) return span(dayOf(end.wall) + (end.wall > dayOf(end.wall) ? DAY_MS : 0));
    else return span(endMoment(start, end));
  } else if (read.raw("DURATION").length > 0) {
    const duration = durationOf(read.first("DURATION")?.values[0]);
    if (!duration) notes.add(icsReasons("ics_duration_unreadable"));
    else if (isAllDay) return span(startMoment + duration.days + Math.ceil(duration.exact / DAY_MS) * DAY_MS);
    else return span(later(duration.days) + duration.exact, duration.exact === 0 ? "until_end" : "duration");
  }
  return span(isAllDay ? startMoment + DAY_MS : startMoment);
}

/** The moment of an end on the clocks of the start, where they go by different ones. */
function endMoment(start: Timed, end: Timed): number {
  if (start.instant === null) return end.wall;
  if (end.instant !== null) return end.instant;
  return calendarInstantOf(start.zone!, end.wall);
}

type Clocks = Parameters<typeof momentIn>[0];

function datesOf(read: Reader, name: "EXDATE" | "RDATE", clocks: Clocks, notes: Notes): string[] {
  const moments = new Set<number>();
  for (const property of read.all(name))
    for (const value of property.values) {
      // Of a period, only the start is kept.
      const isPeriod = Array.isArray(value);
      const written = wallOf(isPeriod ? value[0] : value);
      if (written) moments.add(momentIn(clocks, read.timed(property, written)));
      else if (value !== "")
        notes.add(icsReasons("ics_no_date", { property: name, said: cut(storable(String(value)), 40) }));
      if (written && isPeriod) notes.add(icsReasons("ics_only_starts"));
      if (moments.size > MAX_DATES) break;
    }
  return [...moments].sort((a, b) => a - b).map(iso);
}

/** A UID, or without one what tells the event from others. */
function uidOf(read: Reader, { title, startAt, isAllDay, recurrenceRule }: EventColumns): string {
  const uid = read.text("UID").trim();
  const made = uid.length > MAX_UID ? uid : JSON.stringify([title, startAt, isAllDay, recurrenceRule]);
  return uid && uid.length <= MAX_UID ? uid : `lifeos-${hashOf(made)}`;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

/** A link of the web that columns take; null for anything else. */
function urlIn(text: string): string | null {
  const url = text.trim();
  if (!/^https?:\/\//i.test(url) || url.length > 2_000 || !URL.canParse(url)) return null;
  return url;
}
