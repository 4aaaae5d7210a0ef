/**
 * Google Calendar, API version 3 (https://developers.google.com/workspace/calendar/api/v3/reference). Events are asked for as they are
 * kept there, series and the instances that differ from them, and not expanded. Nobody is sent an invitation by what is written here.
 */
import * as z from "zod/mini";
import { Event, remoteOf, written } from "#core/calendar/sync/google-event";
import { callsOf, conditional, ifMatch, isGone, statusOf } from "#core/calendar/sync/provider-calls";
import { type CalendarService, CursorEnded, GoneThere, type Remote } from "#core/calendar/sync/service";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";
import { thirdParty } from "#kit/third-party";
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
const DAY_MS = 86_400_000;

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

/** The calendars of a connection of the speaker's. `zone` is for what has none of its own. */
export function googleCalendars(ctx: Ctx, connectionId: string, zone: string): CalendarService {
  const call = callsOf(ctx, connectionId, { service: google, base: BASE });
  const eventPath = (calendar: string, id?: string) =>
    `/calendars/${encodeURIComponent(calendar)}/events${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
  const readOne = (event: z.output<typeof Event>) => remoteOf(event, zone);
  /** An event that was removed is kept for a while as a cancelled one, and is back once it is confirmed again; null when it is kept no more. */
  const revive = async (calendar: string, id: string, json: Record<string, unknown>): Promise<Remote | null> => {
    try {
      const path = `${eventPath(calendar, id)}?sendUpdates=none`;
      return readOne(
        await call(path, "a restored event", { method: "PATCH", json, isRepeatable: true, returns: Event }),
      );
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  };

  return {
    takesInstancesBack: true,

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

    async create(calendar, rowId, fields, formerId) {
      // Without reminders of its own a new event has those that its calendar gives to each.
      const { reminders, ...rest } = fields;
      const json = written(reminders.length > 0 ? fields : rest, zone);
      if (formerId !== null) {
        const revived = await revive(calendar, formerId, json);
        if (revived) return revived;
      }
      const id = newIdOf(rowId, formerId);
      try {
        return readOne(
          await call(`${eventPath(calendar)}?sendUpdates=none`, "a new event", {
            method: "POST",
            json: { id, ...json },
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
        const headers = ifMatch(etag);
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
          headers: ifMatch(etag),
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

    rowOf: (externalId) => (/^[0-9a-f]{32}(v\d+)?$/.test(externalId) ? hyphenated(externalId) : undefined),
  };
}

/** Ids of events are of base32hex, in lower case, which a UUID without its hyphens is. */
const googleIdOf = (rowId: string) => rowId.replaceAll("-", "");
/** No id is given twice, not even that of an event that is gone: one that was made from this row is counted up. */
function newIdOf(rowId: string, formerId: string | null): string {
  const own = googleIdOf(rowId);
  return formerId?.startsWith(own) ? `${own}v${Number(formerId.slice(own.length + 1)) + 1}` : own;
}
const hyphenated = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
