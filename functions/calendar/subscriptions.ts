import * as z from "zod/mini";
import { calendarSubscriptions } from "#core/calendar/calendar.sql";
import { SubscriptionEvents } from "#core/calendar/events";
import * as Subscriptions from "#core/calendar/subscriptions";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { rowSchema, Text } from "#kit/wire";

const Shown = rowSchema(calendarSubscriptions, Subscriptions.OMIT);
const Address = Text(2_000, 1);

export const { list, get, changes } = crud("/v1/calendar/subscriptions", calendarSubscriptions, {
  write: [],
  filter: ["calendarId", "host", "status"],
  sort: ["nextFetchAt"],
  omit: Subscriptions.OMIT,
  title: "host",
  emits: SubscriptionEvents,
});

export const create = endpoint("POST /v1/calendar/subscriptions", {
  summary: "Subscribe to a calendar",
  description:
    "Any calendar file at a public address: holidays, a club, a calendar of Apple's or Google's that is published. It is fetched after the answer, and then hourly, into a calendar of its own that is only read here; what is not in it any more is deleted here. After it could not be fetched for about a week, it is `stopped` until `fetch` or another address, and its person is told.",
  body: z.strictObject({ url: Address, name: z.optional(Text(200, 1)) }),
  returns: Shown,
  status: 201,
  problems: [InvalidInput, Conflict],
  example: { body: { url: "webcal://calendar.example.org/holidays.ics", name: "Holidays" } },
  handler: (ctx) => Subscriptions.create(ctx, ctx.body),
});

export const update = endpoint("PATCH /v1/calendar/subscriptions/{subscriptionId}", {
  summary: "Update a subscription",
  description: "The new address is fetched after the answer. The calendar has its own name and colour.",
  body: z.strictObject({ url: Address }),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  handler: (ctx) => Subscriptions.update(ctx, ctx.params.subscriptionId, ifMatch(ctx.headers["if-match"]), ctx.body),
});

export const fetch = endpoint("POST /v1/calendar/subscriptions/{subscriptionId}/fetch", {
  summary: "Fetch a subscribed calendar now",
  description:
    "It happens after the answer; not within a minute after the last time. One that is `stopped` is fetched hourly again.",
  returns: Shown,
  status: 202,
  problems: [NotFound, Forbidden],
  handler: (ctx) => Subscriptions.fetchNow(ctx, ctx.params.subscriptionId),
});

export const remove = endpoint("DELETE /v1/calendar/subscriptions/{subscriptionId}", {
  summary: "Delete a subscription",
  description: "The calendar that it feeds is deleted with it, and its events.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Subscriptions.remove(ctx, ctx.params.subscriptionId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const restore = endpoint("POST /v1/calendar/subscriptions/{subscriptionId}/restore", {
  summary: "Restore a deleted subscription",
  description: "Its calendar comes back, and the events that were deleted with it; it is fetched after the answer.",
  returns: Shown,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Subscriptions.restore(ctx, ctx.params.subscriptionId),
});
