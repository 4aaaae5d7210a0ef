import * as z from "zod/mini";
import { calendarSubscriptions } from "#core/calendar/calendar.sql";
import { SubscriptionCreated } from "#core/calendar/events";
import * as Subscriptions from "#core/calendar/subscriptions";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { findRow } from "#kit/row";
import { rowSchema, Text } from "#kit/wire";

const Shown = rowSchema(calendarSubscriptions, Subscriptions.OMIT);
const Address = Text(2_000, 1);

export const list = listEndpoint("GET /v1/calendar/subscriptions", calendarSubscriptions, {
  entities: [entityOf(SubscriptionCreated, calendarSubscriptions, { title: "host" })],
  filter: ["calendarId", "host"],
  sort: ["nextFetchAt"],
  omit: Subscriptions.OMIT,
});

export const get = endpoint("GET /v1/calendar/subscriptions/{subscriptionId}", {
  summary: "Get a subscription",
  returns: Shown,
  problems: [NotFound],
  async handler(ctx) {
    const [row] = await findRow(ctx, calendarSubscriptions, ctx.params.subscriptionId);
    return Subscriptions.answer(row);
  },
});

export const create = endpoint("POST /v1/calendar/subscriptions", {
  summary: "Subscribe to a calendar",
  description:
    "Any calendar file at a public address: holidays, a club, a calendar of Apple's or Google's that is published. It is fetched after the answer, and then hourly, into a calendar of its own that is only read here; what is not in it any more is deleted here. To end it, delete that calendar.",
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
  description: "It happens after the answer; not within a minute after the last time.",
  returns: Shown,
  status: 202,
  problems: [NotFound, Forbidden],
  handler: (ctx) => Subscriptions.fetchNow(ctx, ctx.params.subscriptionId),
});
