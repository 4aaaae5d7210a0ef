import * as z from "zod/mini";
import { SprintEvents } from "#core/work/events";
import { sprints } from "#core/work/life-domains.sql";
import * as Sprints from "#core/work/sprints";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/sprints", sprints, {
  write: ["name", "startDate", "endDate", "goal", "retrospective", "lifeDomainId"],
  filter: ["status", "lifeDomainId", "startDate", "endDate"],
  sort: ["startDate", "endDate", "name"],
  emits: SprintEvents,
  refusals: Sprints.refusals,
  example: { name: "Week 10", startDate: "2026-03-02", endDate: "2026-03-08", goal: "Ship the kitchen plan" },
  changed: (_, body) => Sprints.changed(body),
  restore: { problems: [Sprints.SprintActive] },
  update: {
    description:
      "A sprint is started and completed by operations of their own; `status` can only give it up. An active one cannot go to a life domain with another.",
    fields: { status: z.optional(z.literal("cancelled")) },
    problems: [Conflict, Sprints.SprintActive],
  },
});
export const start = endpoint("POST /v1/work/sprints/{sprintId}/start", {
  summary: "Start a planned sprint",
  description: "A life domain has at most one active sprint, and so have the sprints without a domain.",
  returns: rowSchema(sprints),
  problems: [NotFound, Forbidden, Conflict, Sprints.SprintActive],
  refusals: Sprints.refusals,
  handler: (ctx) => Sprints.start(ctx, ctx.params.sprintId),
});

export const complete = endpoint("POST /v1/work/sprints/{sprintId}/complete", {
  summary: "Complete an active sprint",
  description: `Without \`moveOpenTasksTo\` the open tasks stay in it; null takes them out of any sprint. At most ${Sprints.MAX_MOVED} can be moved.`,
  body: z.strictObject({ moveOpenTasksTo: z.optional(z.nullable(Uuid)) }),
  returns: rowSchema(sprints),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { moveOpenTasksTo: null } },
  handler: (ctx) => Sprints.complete(ctx, ctx.params.sprintId, { moveTo: ctx.body.moveOpenTasksTo }),
});

export const burndown = endpoint("GET /v1/work/sprints/{sprintId}/burndown", {
  summary: "Get the burndown of a sprint",
  description: `Open tasks day by day, in your time zone, beside the ideal line. The first ${Sprints.MAX_DAYS} days of a sprint.`,
  returns: Sprints.Burndown,
  problems: [NotFound],
  handler: (ctx) => Sprints.burndown(ctx, ctx.params.sprintId),
});
