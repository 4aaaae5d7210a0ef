import * as z from "zod/mini";
import { TaskEvents } from "#core/work/events";
import * as Tasks from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const plain = crud("/v1/work/tasks", tasks, {
  write: [
    "title",
    "description",
    "status",
    "category",
    "priority",
    "energyLevel",
    "householdId",
    "assigneeId",
    "lifeDomainId",
    "goalId",
    "projectId",
    "sprintId",
    "parentTaskId",
    "estimatedMinutes",
    "actualMinutes",
    "dueDate",
    "dueAt",
    "scheduledDate",
    "scheduledStart",
    "scheduledEnd",
    "isQuickWin",
    "recurrenceRule",
    "recurrenceTimezone",
    "recurrenceBasis",
    "labels",
    "locationName",
    "latitude",
    "longitude",
    "sortOrder",
  ],
  filter: [
    "status",
    "category",
    "priority",
    "energyLevel",
    "householdId",
    "assigneeId",
    "lifeDomainId",
    "goalId",
    "projectId",
    "sprintId",
    "parentTaskId",
    "routineRunId",
    "dueDate",
    "dueAt",
    "scheduledDate",
    "scheduledStart",
    "completedAt",
    "isQuickWin",
    "labels",
  ],
  sort: ["dueDate", "dueAt", "priority", "scheduledDate", "scheduledStart", "completedAt", "sortOrder", "title"],
  include: ["aiBreakdown", "aiContext"],
  emits: TaskEvents,
  example: { title: "Take out the recycling", category: "chore", priority: "high", dueDate: "2026-03-04" },
});
export const { list, get, remove } = plain;

/** The derived body, but for the states that are not a client's to set. */
const withSettableStatus = (body: z.ZodMiniType | undefined) =>
  z.safeExtend(body as z.ZodMiniObject, {
    status: z.optional(z.enum(Tasks.settableStatuses)),
  }) as unknown as z.ZodMiniType<Tasks.Given>;

export const create = endpoint("POST /v1/work/tasks", {
  ...plain.create.spec,
  description:
    "`dueDate` follows `dueAt`, in the time zone of the profile. A task with a household is the household's.",
  body: withSettableStatus(plain.create.spec.body),
  handler: (ctx) => plain.create.spec.handler({ ...ctx, body: Tasks.created(ctx.body) }),
});

export const update = endpoint("PATCH /v1/work/tasks/{taskId}", {
  ...plain.update.spec,
  description:
    "Moving a task to another day keeps its time of day. A completed task keeps its state until it is reopened.",
  body: withSettableStatus(plain.update.spec.body),
  problems: [...(plain.update.spec.problems ?? []), Conflict],
  handler: (ctx) => plain.update.spec.handler({ ...ctx, body: Tasks.changed(ctx.body) }),
});

export const complete = endpoint("POST /v1/work/tasks/{taskId}/complete", {
  summary: "Complete a task",
  body: z.strictObject({ actualMinutes: z.optional(z.int().check(z.gte(0), z.lte(1_000_000))) }),
  returns: rowSchema(tasks),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { actualMinutes: 20 } },
  handler: (ctx) => Tasks.complete(ctx, ctx.params.taskId, ctx.body),
});

export const reopen = endpoint("POST /v1/work/tasks/{taskId}/reopen", {
  summary: "Reopen a completed task",
  returns: rowSchema(tasks),
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Tasks.reopen(ctx, ctx.params.taskId),
});
