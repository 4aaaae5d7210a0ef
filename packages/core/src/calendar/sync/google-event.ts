/** Events as Google Calendar writes them (https://developers.google.com/workspace/calendar/api/v3/reference/events), and as they are here. */
import * as z from "zod/mini";
import type { Fields } from "#core/calendar/sync/fields";
import { clean } from "#core/calendar/sync/provider-calls";
import { readLines, writeLines } from "#core/calendar/sync/recurrence-lines";
import type { Remote } from "#core/calendar/sync/service";
import { wallAt } from "#core/rhythm/zone-clock";
import { cut } from "#kit/text";
import { timeZoneOf } from "#kit/time-zones";

const MAX_DESCRIPTION = 8_192;
const DAY_MS = 86_400_000;

const Moment = z.object({
  date: z.optional(z.string()),
  dateTime: z.optional(z.string()),
  timeZone: z.optional(z.string()),
});
const Attendee = z.object({
  email: z.optional(z.string()),
  displayName: z.optional(z.string()),
  responseStatus: z.optional(z.string()),
  organizer: z.optional(z.boolean()),
  optional: z.optional(z.boolean()),
  self: z.optional(z.boolean()),
});
/** Of a cancelled event nothing but its id can be relied on. */
export const Event = z.object({
  id: z.string(),
  etag: z.optional(z.string()),
  status: z.optional(z.string()),
  updated: z.optional(z.string()),
  summary: z.optional(z.string()),
  description: z.optional(z.string()),
  location: z.optional(z.string()),
  start: z.optional(Moment),
  end: z.optional(Moment),
  originalStartTime: z.optional(Moment),
  recurrence: z.optional(z.array(z.string())),
  recurringEventId: z.optional(z.string()),
  iCalUID: z.optional(z.string()),
  transparency: z.optional(z.string()),
  attendees: z.optional(z.array(Attendee)),
  reminders: z.optional(
    z.object({
      useDefault: z.optional(z.boolean()),
      overrides: z.optional(z.array(z.object({ method: z.optional(z.string()), minutes: z.number() }))),
    }),
  ),
  hangoutLink: z.optional(z.string()),
  conferenceData: z.optional(
    z.object({
      entryPoints: z.optional(
        z.array(z.object({ entryPointType: z.optional(z.string()), uri: z.optional(z.string()) })),
      ),
    }),
  ),
});
type GoogleEvent = z.output<typeof Event>;

/** An event of theirs. */
export function remoteOf(event: GoogleEvent, zone: string): Remote {
  const isGone = event.status === "cancelled" || !event.start || !event.end;
  return {
    externalId: cut(event.id, 1_024),
    etag: event.etag ?? "",
    changedAt: event.updated && !Number.isNaN(Date.parse(event.updated)) ? new Date(event.updated).toISOString() : null,
    icalUid: event.iCalUID ? cut(event.iCalUID, 1_024) : null,
    seriesId: event.recurringEventId ?? null,
    original: (event.originalStartTime && readMoment(event.originalStartTime)) ?? null,
    fields: isGone ? null : fieldsOfEvent(event, zone),
  };
}

function readMoment({ date, dateTime }: z.output<typeof Moment>): { at: string; isAllDay: boolean } | undefined {
  const ms = Date.parse(date === undefined ? (dateTime ?? "") : `${date}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : { at: new Date(ms).toISOString(), isAllDay: date !== undefined };
}

function fieldsOfEvent(event: GoogleEvent, zone: string): Fields | null {
  const start = readMoment(event.start!);
  const end = readMoment(event.end!);
  if (!start || !end) return null;
  const timezone = start.isAllDay ? null : (timeZoneOf(event.start!.timeZone ?? zone) ?? zone);
  const least = start.isAllDay ? new Date(Date.parse(start.at) + DAY_MS).toISOString() : start.at;
  return {
    title: clean(event.summary ?? "", 1_000),
    description: event.description ? clean(event.description, 20_000) : null,
    location: event.location ? clean(event.location, 1_000) : null,
    startAt: start.at,
    endAt: end.at > start.at ? end.at : least,
    timezone,
    isAllDay: start.isAllDay,
    ...readLines(event.recurrence ?? [], timezone ?? "UTC"),
    transparency: event.transparency === "transparent" ? "transparent" : "opaque",
    status: "scheduled",
    attendees: (event.attendees ?? []).slice(0, 500).map(attendeeOf),
    reminders: remindersOf(event.reminders),
    conferenceUrl: conferenceOf(event),
  };
}

function attendeeOf({ email, displayName, responseStatus, organizer, optional, self }: z.output<typeof Attendee>) {
  const response = RESPONSES[responseStatus as keyof typeof RESPONSES];
  return {
    ...(displayName && { name: clean(displayName, 200) }),
    ...(email && { email: clean(email, 320) }),
    ...(response && { response }),
    ...(organizer && { isOrganizer: true }),
    ...(optional && { isOptional: true }),
    ...(self && { isSelf: true }),
  };
}
const RESPONSES = {
  needsAction: "needs_action",
  declined: "declined",
  tentative: "tentative",
  accepted: "accepted",
} as const;

const remindersOf = (reminders: GoogleEvent["reminders"]) =>
  (reminders?.useDefault ? [] : (reminders?.overrides ?? []))
    .map(({ minutes }) => ({ minutesBefore: Math.trunc(minutes) }))
    .filter(({ minutesBefore }) => minutesBefore >= 0 && minutesBefore <= 40_320)
    .sort((a, b) => a.minutesBefore - b.minutesBefore)
    .slice(0, 10);

function conferenceOf({ hangoutLink, conferenceData }: GoogleEvent): string | null {
  const video = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === "video")?.uri;
  const url = video ?? hangoutLink;
  return url !== undefined && url.length <= 2_000 && /^https?:\/\//.test(url) ? url : null;
}

/** What of an event Google is given; the address of a conference is theirs to make. */
export function written(fields: Partial<Fields>, zone: string): Record<string, unknown> {
  const { startAt, endAt, isAllDay = false, timezone = null } = fields;
  // Google knows no floating time: such an event gets the zone of its calendar, and keeps what its clocks show.
  const moment = (at: string) => {
    if (isAllDay) return { date: at.slice(0, 10), dateTime: null, timeZone: null };
    if (timezone !== null) return { dateTime: at, timeZone: timezone, date: null };
    return { dateTime: at.slice(0, 19), timeZone: zone, date: null };
  };
  return {
    ...(fields.title !== undefined && { summary: fields.title }),
    ...(fields.description !== undefined && {
      description: fields.description && cut(fields.description, MAX_DESCRIPTION),
    }),
    ...(fields.location !== undefined && { location: fields.location }),
    ...(startAt !== undefined && endAt !== undefined && { start: moment(startAt), end: moment(endAt) }),
    ...(fields.recurrenceRule !== undefined && { recurrence: lines(fields, zone) }),
    ...(fields.transparency !== undefined && { transparency: fields.transparency }),
    ...(fields.status === "cancelled" && { status: "cancelled" }),
    ...(fields.status === "scheduled" && { status: "confirmed" }),
    ...(fields.attendees !== undefined && { attendees: fields.attendees.filter(({ email }) => email).map(attendee) }),
    ...(fields.reminders !== undefined && { reminders: reminding(fields.reminders) }),
  };
}

function lines(fields: Partial<Fields>, zone: string): string[] {
  const { isAllDay = false, timezone = null, recurrenceRule = null } = fields;
  const { recurrenceExdates = [], recurrenceRdates = [] } = fields;
  if (timezone !== null || isAllDay)
    return writeLines({ recurrenceRule, recurrenceExdates, recurrenceRdates, isAllDay, timezone });
  // What clocks show of a floating event is what they show in the calendar's zone.
  const shift = (moments: readonly string[]) =>
    moments.map((at) => new Date(2 * Date.parse(at) - wallAt(zone, Date.parse(at))).toISOString());
  const shifted = { recurrenceExdates: shift(recurrenceExdates), recurrenceRdates: shift(recurrenceRdates) };
  return writeLines({ recurrenceRule, ...shifted, isAllDay, timezone: zone });
}

const attendee = ({ name, email, response, isOptional, isOrganizer, isSelf }: Fields["attendees"][number]) => ({
  email,
  ...(name && { displayName: name }),
  ...(response &&
    response !== "delegated" && { responseStatus: response === "needs_action" ? "needsAction" : response }),
  ...(isOptional && { optional: true }),
  ...(isOrganizer && { organizer: true }),
  ...(isSelf && { self: true }),
});

/** At most five (https://developers.google.com/workspace/calendar/api/concepts/reminders), and none after the start. */
function reminding(reminders: Fields["reminders"]) {
  const overrides = reminders
    .filter(({ minutesBefore }) => minutesBefore >= 0)
    .slice(0, 5)
    .map(({ minutesBefore }) => ({ method: "popup", minutes: minutesBefore }));
  return { useDefault: false, overrides };
}
