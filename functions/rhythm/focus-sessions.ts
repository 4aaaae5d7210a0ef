import * as z from "zod/mini";
import { FocusEvents } from "#core/rhythm/events";
import * as Focus from "#core/rhythm/focus";
import { focusSessions } from "#core/rhythm/focus.sql";
import { FocusStats, stats as statsOf } from "#core/rhythm/focus-stats";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { Day, rowSchema, Text, Uuid } from "#kit/wire";

export const { list, get, update, changes } = crud("/v1/rhythm/focus-sessions", focusSessions, {
  write: ["notes", "taskId"],
  filter: ["status", "taskId", "startedAt"],
  sort: ["startedAt"],
  emits: FocusEvents,
  update: { description: "What it is about, and notes. Its time is told by its verbs." },
});

const Minutes = z.int().check(z.gte(1), z.lte(1_440));

export const start = endpoint("POST /v1/rhythm/focus-sessions/start", {
  summary: "Start a focus session",
  description:
    "One runs at a time. It lasts as long as the settings say unless `plannedMinutes` is given; whenever it is ended, no more counts than that and the overtime.",
  body: z.strictObject({
    taskId: z.optional(z.nullable(Uuid)),
    plannedMinutes: z.optional(Minutes),
    overtimeMinutes: z.optional(z.int().check(z.gte(0), z.lte(1_440))),
    notes: z.optional(z.nullable(Text(2_000))),
  }),
  returns: rowSchema(focusSessions),
  status: 201,
  problems: [InvalidInput, Conflict],
  refusals: Focus.refusals,
  example: { body: { plannedMinutes: 25, overtimeMinutes: 5 } },
  handler: (ctx) => Focus.start(ctx, ctx.body),
});

const verb = { returns: rowSchema(focusSessions), problems: [NotFound, Forbidden, Conflict] };

export const pause = endpoint("POST /v1/rhythm/focus-sessions/{focusSessionId}/pause", {
  summary: "Pause a focus session",
  description: "The time until it goes on does not count.",
  ...verb,
  handler: (ctx) => Focus.pause(ctx, ctx.params.focusSessionId),
});

export const resume = endpoint("POST /v1/rhythm/focus-sessions/{focusSessionId}/resume", {
  summary: "Go on with a paused focus session",
  ...verb,
  handler: (ctx) => Focus.resume(ctx, ctx.params.focusSessionId),
});

export const interrupt = endpoint("POST /v1/rhythm/focus-sessions/{focusSessionId}/interrupt", {
  summary: "Count an interruption of a focus session",
  ...verb,
  handler: (ctx) => Focus.interrupt(ctx, ctx.params.focusSessionId),
});

export const end = endpoint("POST /v1/rhythm/focus-sessions/{focusSessionId}/end", {
  summary: "End a focus session as completed",
  description:
    "What counts is its time without pauses, and never more than was planned and the overtime. Work on a billable task drafts a billable entry.",
  ...verb,
  handler: (ctx) => Focus.end(ctx, ctx.params.focusSessionId),
});

export const abandon = endpoint("POST /v1/rhythm/focus-sessions/{focusSessionId}/abandon", {
  summary: "Abandon a focus session",
  ...verb,
  handler: (ctx) => Focus.abandon(ctx, ctx.params.focusSessionId),
});

export const stats = endpoint("GET /v1/rhythm/focus-sessions/stats", {
  summary: "Get where focused time went",
  description:
    "The seconds of completed sessions by day, task, life domain and hour of the day, in the time zone of the profile; a session over midnight is split. The last seven days unless `from` and `to` name others, at most 366.",
  query: z.strictObject({ from: z.optional(Day), to: z.optional(Day) }),
  returns: FocusStats,
  problems: [InvalidInput],
  handler: (ctx) => statsOf(ctx, ctx.query),
});
