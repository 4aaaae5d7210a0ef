/**
 * Outlook by Microsoft Graph, version 1.0 (https://learn.microsoft.com/graph/api/resources/event). What changes is told for a view of a calendar
 * between two days alone, in which series come with their instances; of these only those that differ are kept. Which instances were
 * removed is said by the series itself.
 */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { windowsZones } from "#core/calendar/ics/windows-zones";
import type { Fields } from "#core/calendar/sync/fields";
import { PatternedRecurrence, patternOf, ruleOf } from "#core/calendar/sync/outlook-recurrence";
import {
  type CalendarService,
  ChangedThere,
  CursorEnded,
  GoneThere,
  NotWritable,
  type Remote,
} from "#core/calendar/sync/service";
import { accessTokenOf } from "#core/identity/connection-tokens";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";
import { timeZoneOf } from "#kit/time-zones";

const graph = thirdParty("outlook_calendar", {
  timeoutMs: 15_000,
  totalMs: 45_000,
  maxBytes: 8 * 1024 * 1024,
  tries: 5,
});
const BASE = "https://graph.microsoft.com/v1.0";
const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;
/** The view reaches from a year back to two years ahead, and is made anew when less than a year of it is left. */
const BEHIND_MS = 366 * DAY_MS;
const AHEAD_MS = 2 * 366 * DAY_MS;
const LEAST_AHEAD_MS = 366 * DAY_MS;
/** The longest that a subscription to events lasts is 10,080 minutes. */
const SUBSCRIPTION_MS = 7 * DAY_MS - 60_000;
/** Times in UTC, text without HTML, and ids that stay when an event is moved. */
const PREFER = 'outlook.timezone="UTC", outlook.body-content-type="text", IdType="ImmutableId"';

const Moment = z.object({ dateTime: z.string(), timeZone: z.optional(z.string()) });
const Event = z.object({
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
type GraphEvent = z.output<typeof Event>;
const Events = z.object({
  value: z.array(Event),
  "@odata.nextLink": z.optional(z.string()),
  "@odata.deltaLink": z.optional(z.string()),
});
const Calendars = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.nullish(z.string()),
      hexColor: z.nullish(z.string()),
      canEdit: z.nullish(z.boolean()),
      isDefaultCalendar: z.nullish(z.boolean()),
    }),
  ),
  "@odata.nextLink": z.optional(z.string()),
});
const Subscribed = z.object({ id: z.string(), expirationDateTime: z.string() });

/** The calendars of a connection of the speaker's. `zone` is for what has none of its own. */
export function outlookCalendars(ctx: Ctx, connectionId: string, zone: string): CalendarService {
  let token: string | undefined;
  async function call<S extends z.ZodMiniType | undefined = undefined>(
    path: string,
    what: string,
    request: Omit<Ask<S>, "url" | "what">,
  ) {
    const asked = async () =>
      ask(ctx, graph, {
        ...request,
        what,
        url: `${BASE}${path}`,
        headers: { authorization: `Bearer ${token}`, prefer: PREFER, ...request.headers },
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

  const events = (calendar: string) => `/me/calendars/${encodeURIComponent(calendar)}`;
  const one = (id: string) => `/me/events/${encodeURIComponent(id)}`;
  /** A series says which of its instances were removed only when it is asked for by itself. */
  const whole = async (event: GraphEvent): Promise<GraphEvent> => {
    if (event.type !== "seriesMaster") return event;
    const { cancelledOccurrences } = await call(`${one(event.id)}?$select=cancelledOccurrences`, "a series", {
      returns: Event,
    });
    return { ...event, cancelledOccurrences };
  };
  const get = async (id: string): Promise<Remote | null> => {
    try {
      return remoteOf(await whole(await call(one(id), "an event", { returns: Event })), zone);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  };
  const instance = async (seriesId: string, originalStart: string): Promise<GraphEvent | undefined> => {
    const from = Date.parse(originalStart);
    const day = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
    const query = `startDateTime=${day(from - DAY_MS)}&endDateTime=${day(from + 2 * DAY_MS)}`;
    const { value } = await call(`${one(seriesId)}/instances?${query}`, "the instances of a series", {
      returns: Events,
    });
    const isIt = ({ originalStart: original, start }: GraphEvent) =>
      Date.parse(original ?? "") === from || (start && momentOf(start) === originalStart);
    return value.find(isIt);
  };
  const remove = async (id: string, etag: string) => {
    try {
      await call(one(id), "the removal of an event", {
        method: "DELETE",
        headers: etag === "" ? {} : { "if-match": etag },
      });
    } catch (error) {
      const read = conditional(error);
      if (!(read instanceof GoneThere)) throw read;
    }
  };
  /** Instances that a series leaves out are removed one by one: a pattern cannot leave any out. */
  const leaveOut = async (seriesId: string, exdates: readonly string[]) => {
    for (const at of exdates) {
      const found = await instance(seriesId, at);
      if (found) await remove(found.id, "");
    }
  };

  return {
    async calendars() {
      const { value } = await call("/me/calendars?$top=100", "the list of calendars", { returns: Calendars });
      return value.map(({ id, name, hexColor, canEdit, isDefaultCalendar }) => ({
        externalId: id,
        name: cut(name ?? "", 200) || "Calendar",
        description: null,
        color: /^#[0-9a-f]{6}$/i.test(hexColor ?? "") ? hexColor! : null,
        timezone: null,
        isReadOnly: canEdit === false,
        isPrimary: isDefaultCalendar === true,
      }));
    },

    async page(calendar, { page, since }) {
      const now = ctx.now().getTime();
      const [until, deltaToken] = since === undefined ? [] : (since.split("|", 2) as [string, string]);
      if (until !== undefined && Date.parse(until) < now + LEAST_AHEAD_MS) throw new CursorEnded("its view ends soon");
      const [from, to] = [new Date(now - BEHIND_MS).toISOString(), new Date(now + AHEAD_MS).toISOString()];
      const [pageUntil, skipToken] = page === undefined ? [] : (page.split("|", 2) as [string, string]);
      const query =
        skipToken !== undefined
          ? `$skiptoken=${encodeURIComponent(skipToken)}`
          : deltaToken !== undefined
            ? `$deltatoken=${encodeURIComponent(deltaToken)}`
            : `startDateTime=${from}&endDateTime=${to}`;
      const end = pageUntil ?? until ?? to;
      try {
        const list = await call(`${events(calendar)}/calendarView/delta?${query}`, "events", {
          headers: { prefer: `${PREFER}, odata.maxpagesize=${PAGE_SIZE}` },
          returns: Events,
        });
        const kept = list.value.filter(({ type, ...event }) => type !== "occurrence" || event["@removed"]);
        const remotes: Remote[] = [];
        for (const event of kept) remotes.push(remoteOf(await whole(event), zone));
        const next = tokenOf(list["@odata.nextLink"], "$skiptoken");
        const delta = tokenOf(list["@odata.deltaLink"], "$deltatoken");
        return {
          events: remotes,
          ...(next !== undefined && { page: `${end}|${next}` }),
          ...(next === undefined && delta !== undefined && { since: `${end}|${delta}` }),
          from,
        };
      } catch (error) {
        // 410 syncStateNotFound and resyncRequired; 400 for a token that was made for another view.
        if (since !== undefined && [400, 410].includes(statusOf(error) ?? 0))
          throw new CursorEnded("the cursor has ended");
        throw error;
      }
    },

    get: (_, externalId) => get(externalId),

    async instance(_, seriesId, originalStart) {
      try {
        const found = await instance(seriesId, originalStart);
        return found
          ? { ...remoteOf(found, zone), seriesId, original: { at: originalStart, isAllDay: found.isAllDay === true } }
          : null;
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async create(calendar, rowId, fields) {
      const json = { ...written(fields, zone), transactionId: rowId };
      const made = await call(`${events(calendar)}/events`, "a new event", {
        method: "POST",
        json,
        isRepeatable: true,
        returns: Event,
      });
      await leaveOut(made.id, fields.recurrenceExdates);
      return (await get(made.id)) ?? remoteOf(made, zone);
    },

    async change(_, externalId, etag, fields) {
      try {
        const headers: Record<string, string> = etag === "" ? {} : { "if-match": etag };
        await call(one(externalId), "a change of an event", {
          method: "PATCH",
          json: written(fields, zone),
          headers,
          returns: Event,
        });
        await leaveOut(externalId, fields.recurrenceExdates ?? []);
        const now = await get(externalId);
        if (!now) throw new GoneThere("it is no longer there");
        return now;
      } catch (error) {
        throw conditional(error);
      }
    },

    remove: (_, externalId, etag) => remove(externalId, etag),

    async watch(calendar, { token: clientState, address }) {
      const json = {
        changeType: "created,updated,deleted",
        notificationUrl: address,
        resource: `me/calendars/${calendar}/events`,
        expirationDateTime: new Date(ctx.now().getTime() + SUBSCRIPTION_MS).toISOString(),
        clientState,
      };
      const { id, expirationDateTime } = await call("/subscriptions", "notifications", {
        method: "POST",
        json,
        secrets: [clientState],
        returns: Subscribed,
      });
      return { resourceId: id, expiresAt: new Date(expirationDateTime).toISOString() };
    },

    async unwatch(_, subscriptionId) {
      try {
        await call(`/subscriptions/${encodeURIComponent(subscriptionId)}`, "the end of notifications", {
          method: "DELETE",
        });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },

    rowOf: () => undefined,
  };
}

const statusOf = (error: unknown) => (error instanceof ThirdPartyError ? error.status : undefined);
const isGone = (error: unknown) => [404, 410].includes(statusOf(error) ?? 0);

function conditional(error: unknown): unknown {
  if (statusOf(error) === 412) return new ChangedThere("it was changed there");
  return isGone(error) ? new GoneThere("it is no longer there") : error;
}

/** The token of a link: the rest of it is the address that it was asked at. */
function tokenOf(link: string | undefined, name: string): string | undefined {
  return link === undefined ? undefined : (new URL(link).searchParams.get(name) ?? undefined);
}

/** A moment in UTC, as PREFER asks for it; Graph writes it without a `Z`. */
function momentOf({ dateTime }: z.output<typeof Moment>): string | undefined {
  const ms = Date.parse(/Z|[+-]\d\d:\d\d$/.test(dateTime) ? dateTime : `${dateTime.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const zoneOf = (name: string | null | undefined): string | undefined =>
  name ? (timeZoneOf(name) ?? timeZoneOf(windowsZones.get(name.toLowerCase()) ?? "")) : undefined;

function remoteOf(event: GraphEvent, zone: string): Remote {
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
  return [...new Set(moments)].sort().slice(0, 2_000);
}

const clean = (text: string, longest: number) => cut(text.replaceAll("\0", "").toWellFormed(), longest);

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
function written(fields: Partial<Fields>, zone: string): Record<string, unknown> {
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
