/**
 * Outlook by Microsoft Graph, version 1.0 (https://learn.microsoft.com/graph/api/resources/event). What changes is told for a view of a calendar
 * between two days alone, in which series come with their instances; of these only those that differ are kept. Which instances were
 * removed is said by the series itself.
 */
import * as z from "zod/mini";
import { Event, type GraphEvent, momentOf, remoteOf, written } from "#core/calendar/sync/outlook-event";
import { callsOf, conditional, ifMatch, isGone, statusOf } from "#core/calendar/sync/provider-calls";
import { type CalendarService, CursorEnded, GoneThere, type Remote } from "#core/calendar/sync/service";
import type { Ctx } from "#kit/ctx";
import { derivedId } from "#kit/ids";
import { cut } from "#kit/text";
import { thirdParty } from "#kit/third-party";

const graph = thirdParty("outlook_calendar", {
  timeoutMs: 15_000,
  totalMs: 45_000,
  maxBytes: 8 * 1024 * 1024,
  tries: 5,
});
const BASE = "https://graph.microsoft.com/v1.0";
const PAGE_SIZE = 100;
/** The most pages of calendars. */
const MOST_PAGES = 40;
const DAY_MS = 86_400_000;
/** The view reaches from a year back to two years ahead, and is made anew when less than a year of it is left. */
const BEHIND_MS = 366 * DAY_MS;
const AHEAD_MS = 2 * 366 * DAY_MS;
const LEAST_AHEAD_MS = 366 * DAY_MS;
/** The longest that a subscription to events lasts is 10,080 minutes. */
const SUBSCRIPTION_MS = 7 * DAY_MS - 60_000;
/** Times in UTC, text without HTML, and ids that stay when an event is moved. */
const PREFER = 'outlook.timezone="UTC", outlook.body-content-type="text", IdType="ImmutableId"';

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
  const call = callsOf(ctx, connectionId, { service: graph, base: BASE, headers: { prefer: PREFER } });
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
        headers: ifMatch(etag),
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
    // Of the instances of a series that were removed Graph tells the ids (`cancelledOccurrences`), and has no operation that brings one back.
    takesInstancesBack: false,

    async calendars() {
      const all: z.output<typeof Calendars>["value"] = [];
      for (let n = 0; n < MOST_PAGES; n++) {
        const query = `$top=${PAGE_SIZE}&$skip=${n * PAGE_SIZE}`;
        const list = await call(`/me/calendars?${query}`, "the list of calendars", { returns: Calendars });
        all.push(...list.value);
        if (list["@odata.nextLink"] === undefined) break;
      }
      return all.map(({ id, name, hexColor, canEdit, isDefaultCalendar }) => ({
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

    async create(calendar, rowId, fields, formerId) {
      // What was removed cannot be brought back by Graph: another event takes its place, which needs an id of its own that is the same each time.
      const transactionId = formerId === null ? rowId : derivedId(rowId, `after ${formerId}`);
      const json = { ...written(fields, zone), transactionId };
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
        const headers = ifMatch(etag);
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

/** The token of a link: the rest of it is the address that it was asked at. */
function tokenOf(link: string | undefined, name: string): string | undefined {
  return link === undefined ? undefined : (new URL(link).searchParams.get(name) ?? undefined);
}
