/** The timeline of a person, and the causes of an event. */
import { live, MAX_OPEN, Told } from "#core/platform/live";
import * as Timeline from "#core/platform/timeline";
import { Trace, trace as traceOf } from "#core/platform/trace";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, Limited, NotFound } from "#kit/problem";
import { stream as streamed } from "#kit/stream";

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

export const stream = streamed("GET /v1/platform/events/stream", {
  summary: "Hear of events as they happen",
  description: `Every event that you may see, of your own rows and of what is shared with you, within moments. \`ready\` comes first; with a \`Last-Event-ID\` of the last hour the stream goes on there, and may repeat events of the minute before: tell them apart by \`data.id\`. After \`reset\` read again what you show, for not everything can be told: you were away for too long (\`too_old\`), too much happened at once (\`too_many\`), or you see other rows than before (\`access_changed\`). You may have ${MAX_OPEN} streams open; one more ends the oldest with the problem \`limited\`.`,
  problems: [Limited],
  events: Told,
  handler: (ctx) => live(ctx, ctx),
});
