/**
 * Google Calendar, API version 3 (https://developers.google.com/workspace/calendar/api/v3/reference). Events are asked for as they are
 * kept there, series and the instances that differ from them, and not expanded. Nobody is sent an invitation by what is written here.
 */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import type { Fields } from "#core/calendar/sync/fields";
import { readLines, writeLines } from "#core/calendar/sync/recurrence-lines";
import { type CalendarService, ChangedThere, CursorEnded, GoneThere, type Remote } from "#core/calendar/sync/service";
import { accessTokenOf } from "#core/identity/connection-tokens";
import { wallAt } from "#core/rhythm/zone-clock";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";
import { timeZoneOf } from "#kit/time-zones";

const google = thirdParty("google_calendar", {
  timeoutMs: 15_000,
  totalMs: 45_000,
  maxBytes: 8 * 1024 * 1024,
  tries: 5,
});
const BASE = "https://www.googleapis.com/calendar/v3";
/** As many as come by default; an answer may have fewer, or none, and still not be the last. */
const PAGE_SIZE = 250;
const MAX_DESCRIPTION = 8_192;

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
const Event = z.object({
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

const Events = z.object({
  items: z.optional(z.array(Event)),
  nextPageToken: z.optional(z.string()),
  nextSyncToken: z.optional(z.string()),
  timeZone: z.optional(z.string()),
});
const Calendars = z.object({
  items: z.optional(
    z.array(
      z.object({
        id: z.string(),
        summary: z.optional(z.string()),
        summaryOverride: z.optional(z.string()),
        description: z.optional(z.string()),
        backgroundColor: z.optional(z.string()),
        timeZone: z.optional(z.string()),
        accessRole: z.optional(z.string()),
        primary: z.optional(z.boolean()),
        deleted: z.optional(z.boolean()),
      }),
    ),
  ),
  nextPageToken: z.optional(z.string()),
});
const Watched = z.object({ resourceId: z.string(), expiration: z.optional(z.string()) });
const Problem = z.object({
  error: z.object({ errors: z.optional(z.array(z.object({ reason: z.optional(z.string()) }))) }),
});

/** The calendars of a connection of the speaker's. `zone` is for what has none of its own. */
export function googleCalendars(ctx: Ctx, connectionId: string, zone: string): CalendarService {
  let token: string | undefined;
  /** Asks with the connection's token, and with another one when Google no longer takes it. */
  async function call<S extends z.ZodMiniType | undefined = undefined>(
    path: string,
    what: string,
    request: Omit<Ask<S>, "url" | "what">,
  ) {
    const asked = async () =>
      ask(ctx, google, {
        ...request,
        what,
        url: `${BASE}${path}`,
        headers: { authorization: `Bearer ${token}`, ...request.headers },
      } as Ask<S>);
    token ??= await accessTokenOf(ctx, connectionId);
    try {
      return await asked();
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      token = await accessTokenOf(ctx, connectionId, token);
      return asked();
    }
  }

  const eventPath = (calendar: string, id?: string) =>
    `/calendars/${encodeURIComponent(calendar)}/events${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
  const readOne = (event: GoogleEvent) => remoteOf(event, zone);

  return {
    async calendars() {
      const all = [];
      for (let page: string | undefined, n = 0; n < 40; n++) {
        const query = new URLSearchParams({ maxResults: "250", ...(page && { pageToken: page }) });
        const list = await call(`/users/me/calendarList?${query}`, "the list of calendars", { returns: Calendars });
        all.push(...(list.items ?? []).filter(({ deleted }) => !deleted));
        page = list.nextPageToken;
        if (page === undefined) break;
      }
      return all.map(
        ({ id, summary, summaryOverride, description, backgroundColor, timeZone, accessRole, primary }) => ({
          externalId: id,
          name: cut(summaryOverride ?? summary ?? id, 200) || id,
          description: description ? cut(description, 5_000) : null,
          color: /^#[0-9a-f]{6}$/i.test(backgroundColor ?? "") ? backgroundColor! : null,
          timezone: timeZone === undefined ? null : (timeZoneOf(timeZone) ?? null),
          isReadOnly: accessRole !== "owner" && accessRole !== "writer",
          isPrimary: primary === true,
        }),
      );
    },

    async page(calendar, { page, since }) {
      const query = new URLSearchParams({
        maxResults: String(PAGE_SIZE),
        ...(page && { pageToken: page }),
        // The parameters of a list that goes on have to be those with which it began.
        ...(since && { syncToken: since }),
      });
      try {
        const list = await call(`${eventPath(calendar)}?${query}`, "events", { returns: Events });
        return {
          events: (list.items ?? []).map(readOne),
          page: list.nextPageToken,
          since: list.nextPageToken === undefined ? list.nextSyncToken : undefined,
        };
      } catch (error) {
        // A token that has ended, or that was made for another list (400), means the same: there is nothing to go on from.
        if (since !== undefined && [400, 410].includes(statusOf(error) ?? 0))
          throw new CursorEnded("the cursor has ended");
        throw error;
      }
    },

    async get(calendar, externalId) {
      try {
        return readOne(await call(eventPath(calendar, externalId), "an event", { returns: Event }));
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async instance(calendar, seriesId, originalStart, isAllDay) {
      const moment = isAllDay ? originalStart.slice(0, 10) : originalStart;
      const query = new URLSearchParams({ originalStart: moment, showDeleted: "true", maxResults: "1" });
      try {
        const list = await call(`${eventPath(calendar, seriesId)}/instances?${query}`, "an instance", {
          returns: Events,
        });
        const [event] = list.items ?? [];
        return event ? readOne(event) : null;
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async create(calendar, rowId, fields) {
      const id = googleIdOf(rowId);
      try {
        // Without reminders of its own a new event has those that its calendar gives to each.
        const { reminders, ...rest } = fields;
        const json = { id, ...written(reminders.length > 0 ? fields : rest, zone) };
        return readOne(
          await call(`${eventPath(calendar)}?sendUpdates=none`, "a new event", {
            method: "POST",
            json,
            isRepeatable: true,
            returns: Event,
          }),
        );
      } catch (error) {
        // An earlier try has come through, and its answer has not.
        if (statusOf(error) !== 409) throw error;
        return readOne(await call(eventPath(calendar, id), "an event", { returns: Event }));
      }
    },

    async change(calendar, externalId, etag, fields) {
      try {
        const json = written(fields, zone);
        const path = `${eventPath(calendar, externalId)}?sendUpdates=none`;
        const headers: Record<string, string> = etag === "" ? {} : { "if-match": etag };
        return readOne(await call(path, "a change of an event", { method: "PATCH", json, headers, returns: Event }));
      } catch (error) {
        throw conditional(error);
      }
    },

    async remove(calendar, externalId, etag) {
      try {
        const path = `${eventPath(calendar, externalId)}?sendUpdates=none`;
        await call(path, "the removal of an event", {
          method: "DELETE",
          headers: etag === "" ? {} : { "if-match": etag },
        });
      } catch (error) {
        const read = conditional(error);
        if (!(read instanceof GoneThere)) throw read;
      }
    },

    async watch(calendar, { id, token: secret, address }) {
      const json = { id, type: "web_hook", address, token: secret };
      try {
        const { resourceId, expiration } = await call(`${eventPath(calendar)}/watch`, "notifications", {
          method: "POST",
          json,
          secrets: [secret],
          returns: Watched,
        });
        return { resourceId, expiresAt: new Date(Number(expiration ?? ctx.now().getTime() + DAY_MS)).toISOString() };
      } catch (error) {
        // Some calendars, such as those of holidays, tell nobody (pushNotSupportedForRequestedResource).
        if (statusOf(error) === 400) return null;
        throw error;
      }
    },

    async unwatch(channelId, resourceId) {
      try {
        await call("/channels/stop", "the end of notifications", {
          method: "POST",
          json: { id: channelId, resourceId },
          isRepeatable: true,
        });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },

    rowOf: (externalId) => (/^[0-9a-f]{32}$/.test(externalId) ? hyphenated(externalId) : undefined),
  };
}

const DAY_MS = 86_400_000;

/** Ids of events are of base32hex, in lower case, which a UUID without its hyphens is. */
const googleIdOf = (rowId: string) => rowId.replaceAll("-", "");
const hyphenated = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const statusOf = (error: unknown) => (error instanceof ThirdPartyError ? error.status : undefined);
const isGone = (error: unknown) => [404, 410].includes(statusOf(error) ?? 0);

function conditional(error: unknown): unknown {
  if (statusOf(error) === 412) return new ChangedThere("it was changed there");
  return isGone(error) ? new GoneThere("it is no longer there") : error;
}

/** Whether Google asks for fewer requests by a 403, which otherwise means that something is not allowed. */
export function isQuota(error: unknown): boolean {
  if (statusOf(error) === 429) return true;
  if (!(error instanceof ThirdPartyError) || error.status !== 403) return false;
  try {
    const read = Problem.safeParse(JSON.parse(error.body ?? ""));
    return read.data?.error.errors?.some(({ reason = "" }) => /rateLimitExceeded|quotaExceeded/i.test(reason)) === true;
  } catch {
    return false;
  }
}

/** An event of theirs. */
function remoteOf(event: GoogleEvent, zone: string): Remote {
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

const clean = (text: string, longest: number) => cut(text.replaceAll("\0", "").toWellFormed(), longest);

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
function written(fields: Partial<Fields>, zone: string): Record<string, unknown> {
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
