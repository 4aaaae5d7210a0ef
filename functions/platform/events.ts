/** The timeline of a person, and the causes of an event. */
import * as Timeline from "#core/platform/timeline";
import { Trace, trace as traceOf } from "#core/platform/trace";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotFound } from "#kit/problem";

export const list = endpoint("GET /v1/platform/events", {
  summary: "List events",
  description:
    "Newest first. `scope=household` lists what happened to rows that are shared with the caller's households, since the caller belongs to them and for as long as the rows are shared. `scope=shared` lists what happened to rows that somebody granted the caller, and to what is in them, since they could see them. `previous` is null to everybody but the owner of the row and whoever changed it.",
  query: Timeline.Query,
  returns: Timeline.Events,
  problems: [InvalidInput],
  handler: (ctx) => Timeline.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/platform/events/{eventId}", {
  summary: "Get an event",
  returns: Timeline.Event,
  problems: [NotFound],
  handler: (ctx) => Timeline.get(ctx, ctx.params.eventId),
});

export const trace = endpoint("GET /v1/platform/events/{eventId}/trace", {
  summary: "Trace an event's causes and effects",
  description:
    "The whole story that the event is part of, as a tree from its beginning: every event of it that the caller may see, with the milliseconds since its cause and since the beginning. At most a thousand events.",
  returns: Trace,
  problems: [NotFound],
  handler: (ctx) => traceOf(ctx, ctx.params.eventId),
});
