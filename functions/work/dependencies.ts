import * as z from "zod/mini";
import * as Dependencies from "#core/work/dependencies";
import { TaskDependencyEvents } from "#core/work/events";
import { taskDependencies, taskStatuses } from "#core/work/tasks.sql";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { Day, rowSchema, Text, Uuid } from "#kit/wire";

const Dependency = rowSchema(taskDependencies);

export const list = endpoint("GET /v1/work/tasks/{taskId}/dependencies", {
  entities: [entityOf(TaskDependencyEvents.created, taskDependencies)],
  summary: "List what a task waits for",
  description: "`blockedBy` is null when that task is deleted or not yours to see; it then blocks nothing.",
  returns: z.strictObject({
    data: z.array(
      rowSchema(taskDependencies, [], {
        blockedBy: z.nullable(
          z.strictObject({ id: Uuid, title: Text(500), status: z.enum(taskStatuses), dueDate: z.nullable(Day) }),
        ),
      }),
    ),
    nextCursor: z.null(),
  }),
  problems: [NotFound],
  handler: async (ctx) => ({ data: await Dependencies.list(ctx, ctx.params.taskId), nextCursor: null }),
});

export const add = endpoint("POST /v1/work/tasks/{taskId}/dependencies", {
  summary: "Make a task wait for another",
  description: `Tasks cannot wait for each other, and one waits for at most ${Dependencies.MAX_DEPENDENCIES} others.`,
  body: z.strictObject({ blockedByTaskId: Uuid }),
  returns: Dependency,
  status: 201,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, AlreadyExists],
  refusals: Dependencies.refusals,
  example: { body: { blockedByTaskId: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37" } },
  handler: (ctx) => Dependencies.add(ctx, ctx.params.taskId, ctx.body.blockedByTaskId),
});

export const remove = endpoint("DELETE /v1/work/tasks/{taskId}/dependencies/{dependencyId}", {
  summary: "Let a task no longer wait for another",
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Dependencies.removeOne(ctx, ctx.params.taskId, ctx.params.dependencyId);
    return undefined;
  },
});
