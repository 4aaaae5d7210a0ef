import * as z from "zod/mini";
import { calendarFeeds, feedScope } from "#core/calendar/calendar.sql";
import { FeedCreated } from "#core/calendar/events";
import * as Feeds from "#core/calendar/feeds";
import { listEndpoint } from "#kit/crud";
import { endpoint, file } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, Limited, MissingScope, NotFound } from "#kit/problem";
import { rowSchema, Text } from "#kit/wire";

const Shown = rowSchema(calendarFeeds, Feeds.OMIT);
const WithAddress = rowSchema(calendarFeeds, Feeds.OMIT, { address: z.optional(z.string()) });

export const list = listEndpoint("GET /v1/calendar/feeds", calendarFeeds, {
  entities: [entityOf(FeedCreated, calendarFeeds)],
  summary: "List your feeds",
  filter: ["name"],
  sort: ["lastReadAt"],
  omit: Feeds.OMIT,
});

export const create = endpoint("POST /v1/calendar/feeds", {
  summary: "Create a feed",
  description:
    "An address at which other programs read your own events as a calendar file (RFC 5545), without signing in. `address`, a path of this API, is in this answer and never shown again: whoever has it reads what the feed shows, until it is revoked. With `busyOnly` that is when you are busy, and nothing of with what. An API key also needs `calendar:read`, and for tasks `work:read`.",
  body: z.strictObject({ name: Text(200, 1), scope: z.optional(feedScope) }),
  returns: WithAddress,
  status: 201,
  problems: [InvalidInput, MissingScope],
  example: { body: { name: "For the family", scope: { busyOnly: true } } },
  handler: (ctx) => Feeds.create(ctx, ctx.body),
});

export const revoke = endpoint("POST /v1/calendar/feeds/{feedId}/revoke", {
  summary: "Revoke a feed",
  description: "Its address opens nothing any more, at once and for ever.",
  returns: Shown,
  problems: [NotFound],
  handler: (ctx) => Feeds.revoke(ctx, ctx.params.feedId),
});

export const read = endpoint("GET /v1/calendar/feeds/{feedId}/feed.ics", {
  summary: "Read a feed",
  description:
    "For calendar programs: the address itself says what may be seen. The file asks to be read once an hour; with If-None-Match, one that has not changed is 304. An address is read at most 120 times an hour.",
  access: "public",
  query: z.strictObject({ token: Text(100, 1) }),
  produces: ["text/calendar; charset=utf-8"],
  problems: [NotFound, Limited],
  async handler(ctx) {
    const calendar = await Feeds.readFeed(ctx, ctx.params.feedId, ctx.query.token);
    return file(calendar, {
      contentType: "text/calendar; charset=utf-8",
      name: "calendar.ics",
      headers: { "cache-control": "private, no-cache", "referrer-policy": "no-referrer" },
    });
  },
});
