/** Events as Microsoft Graph writes them (https://learn.microsoft.com/graph/api/resources/event), and as they are here. */
import * as z from "zod/mini";
import { MAX_DATES } from "#core/calendar/calendar.sql";
import { windowsZones } from "#core/calendar/ics/windows-zones";
import type { Fields } from "#core/calendar/sync/fields";
import { PatternedRecurrence, patternOf, ruleOf } from "#core/calendar/sync/outlook-recurrence";
import { clean } from "#core/calendar/sync/provider-calls";
import { NotWritable, type Remote } from "#core/calendar/sync/service";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import { cut } from "#kit/text";
import { timeZoneOf } from "#kit/time-zones";

const DAY_MS = 86_400_000;

const Moment = z.object({ dateTime: z.string(), timeZone: z.optional(z.string()) });
export const Event = z.object({
  id: z.string(),
  "@odata.etag": z.optional(z.string()),
  "@removed": z.optional(z.object({ reason: z.optional(z.string()) })),
  type: z.nullish(z.string()),
  isCancelled: z.nullish(z.boolean()),
  lastModifiedDateTime: z.nullish(z.string()),
  subject: z.nullish(z.string()),
  body: z.nullish(z.object({ content: z.nullish(z.string()) })),
  location: z.nullish(z.object({ displayName: z.nullish(z.string()) })),
  start: z.nullish(Moment),
  end: z.nullish(Moment),
  originalStartTimeZone: z.nullish(z.string()),
  isAllDay: z.nullish(z.boolean()),
  originalStart: z.nullish(z.string()),
  seriesMasterId: z.nullish(z.string()),
  iCalUId: z.nullish(z.string()),
  showAs: z.nullish(z.string()),
  recurrence: z.nullish(PatternedRecurrence),
  cancelledOccurrences: z.nullish(z.array(z.string())),
  attendees: z.nullish(
    z.array(
      z.object({
        type: z.nullish(z.string()),
        status: z.nullish(z.object({ response: z.nullish(z.string()) })),
        emailAddress: z.nullish(z.object({ name: z.nullish(z.string()), address: z.nullish(z.string()) })),
      }),
    ),
  ),
  isReminderOn: z.nullish(z.boolean()),
  reminderMinutesBeforeStart: z.nullish(z.number()),
  onlineMeeting: z.nullish(z.object({ joinUrl: z.nullish(z.string()) })),
});
export type GraphEvent = z.output<typeof Event>;

/** A moment in UTC, as PREFER asks for it; Graph writes it without a `Z`. */
export function momentOf({ dateTime }: z.output<typeof Moment>): string | undefined {
  const ms = Date.parse(/Z|[+-]\d\d:\d\d$/.test(dateTime) ? dateTime : `${dateTime.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const zoneOf = (name: string | null | undefined): string | undefined =>
  name ? (timeZoneOf(name) ?? timeZoneOf(windowsZones.get(name.toLowerCase()) ?? "")) : undefined;

export function remoteOf(event: GraphEvent, zone: string): Remote {
  const isOff = event["@removed"] !== undefined || event.isCancelled === true || !event.start || !event.end;
  const changed = Date.parse(event.lastModifiedDateTime ?? "");
  const original = Date.parse(event.originalStart ?? "");
  return {
    externalId: cut(event.id, 1_024),
    etag: event["@odata.etag"] ?? "",
    changedAt: Number.isNaN(changed) ? null : new Date(changed).toISOString(),
    icalUid: event.iCalUId ? cut(event.iCalUId, 1_024) : null,
    seriesId: event.type === "exception" ? (event.seriesMasterId ?? null) : null,
    original: Number.isNaN(original)
      ? null
      : { at: new Date(original).toISOString(), isAllDay: event.isAllDay === true },
    fields: isOff ? null : fieldsOfEvent(event, zone),
  };
}

function fieldsOfEvent(event: GraphEvent, zone: string): Fields | null {
  const startAt = momentOf(event.start!);
  const endAt = momentOf(event.end!);
  if (startAt === undefined || endAt === undefined) return null;
  const isAllDay = event.isAllDay === true;
  const timezone = isAllDay
    ? null
    : (zoneOf(event.recurrence?.range.recurrenceTimeZone) ?? zoneOf(event.originalStartTimeZone) ?? zone);
  const least = isAllDay ? new Date(Date.parse(startAt) + DAY_MS).toISOString() : startAt;
  return {
    title: clean(event.subject ?? "", 1_000),
    description: event.body?.content ? clean(event.body.content.replaceAll("\r\n", "\n"), 20_000).trim() || null : null,
    location: event.location?.displayName ? clean(event.location.displayName, 1_000) : null,
    startAt,
    endAt: endAt > startAt ? endAt : least,
    timezone,
    isAllDay,
    recurrenceRule: event.recurrence ? ruleOf(event.recurrence) : null,
    recurrenceExdates: exdatesOf(event, startAt, timezone),
    recurrenceRdates: [],
    transparency: event.showAs === "free" ? "transparent" : "opaque",
    status: "scheduled",
    attendees: (event.attendees ?? []).slice(0, 500).map(attendeeOf),
    reminders:
      event.isReminderOn && event.reminderMinutesBeforeStart != null
        ? [{ minutesBefore: Math.max(0, Math.min(40_320, Math.trunc(event.reminderMinutesBeforeStart))) }]
        : [],
    conferenceUrl: /^https?:\/\/.{1,1990}$/.test(event.onlineMeeting?.joinUrl ?? "")
      ? event.onlineMeeting!.joinUrl!
      : null,
  };
}

/** The starts of instances that were removed; their ids end in the day of each, `OID.….2026-03-09`. */
function exdatesOf({ cancelledOccurrences }: GraphEvent, startAt: string, timezone: string | null): string[] {
  const first = Date.parse(startAt);
  const time = timezone === null ? 0 : wallAt(timezone, first) % DAY_MS;
  const days = (cancelledOccurrences ?? []).flatMap((id) => /\.(\d{4}-\d\d-\d\d)$/.exec(id)?.[1] ?? []);
  const moments = days.map((day) => {
    const wall = Date.parse(`${day}T00:00:00Z`) + time;
    return new Date(timezone === null ? wall : calendarInstantOf(timezone, wall)).toISOString();
  });
  return [...new Set(moments)].sort().slice(0, MAX_DATES);
}

const RESPONSES = {
  none: "needs_action",
  notResponded: "needs_action",
  organizer: "accepted",
  tentativelyAccepted: "tentative",
  accepted: "accepted",
  declined: "declined",
} as const;

function attendeeOf({ type, status, emailAddress }: NonNullable<GraphEvent["attendees"]>[number]) {
  const response = RESPONSES[(status?.response ?? "none") as keyof typeof RESPONSES];
  return {
    ...(emailAddress?.name && { name: clean(emailAddress.name, 200) }),
    ...(emailAddress?.address && { email: clean(emailAddress.address, 320) }),
    ...(response && { response }),
    ...(type === "optional" && { isOptional: true }),
  };
}

/** What of an event Graph is given. Throws NotWritable. */
export function written(fields: Partial<Fields>, zone: string): Record<string, unknown> {
  const { startAt, endAt, isAllDay = false, timezone = null } = fields;
  // Graph knows no floating time: such an event gets the zone of its calendar, and keeps what its clocks show.
  const own = isAllDay ? "UTC" : (timezone ?? zone);
  const moment = (at: string) => {
    const wall = timezone === null ? Date.parse(at) : wallAt(timezone, Date.parse(at));
    return { dateTime: new Date(wall).toISOString().slice(0, 19), timeZone: own };
  };
  return {
    ...(fields.title !== undefined && { subject: fields.title }),
    ...(fields.description !== undefined && { body: { contentType: "text", content: fields.description ?? "" } }),
    ...(fields.location !== undefined && { location: { displayName: fields.location ?? "" } }),
    ...(startAt !== undefined &&
      endAt !== undefined && {
        isAllDay,
        start: moment(startAt),
        end: moment(endAt),
        ...(fields.recurrenceRule !== undefined && {
          recurrence: recurrence(fields, moment(startAt).dateTime.slice(0, 10), own),
        }),
      }),
    ...(fields.transparency !== undefined && { showAs: fields.transparency === "transparent" ? "free" : "busy" }),
    ...(fields.attendees !== undefined && {
      attendees: fields.attendees
        .filter(({ email }) => email)
        .map(({ email, name, isOptional }) => ({
          type: isOptional ? "optional" : "required",
          emailAddress: { address: email, name: name ?? email },
        })),
    }),
    ...(fields.reminders !== undefined && reminding(fields.reminders)),
  };
}

function recurrence({ recurrenceRule, recurrenceRdates }: Partial<Fields>, start: string, zone: string) {
  if (recurrenceRdates && recurrenceRdates.length > 0)
    throw new NotWritable("Outlook knows no single dates that are added to a series.");
  if (!recurrenceRule) return null;
  const pattern = patternOf(recurrenceRule, start, zone);
  if (!pattern) throw new NotWritable("Outlook has no pattern for the way in which it recurs.");
  return pattern;
}

/** Outlook knows one reminder: the first that would come. */
function reminding(reminders: Fields["reminders"]) {
  const minutes = reminders.map(({ minutesBefore }) => minutesBefore).filter((one) => one >= 0);
  return minutes.length > 0
    ? { isReminderOn: true, reminderMinutesBeforeStart: Math.max(...minutes) }
    : { isReminderOn: false };
}
