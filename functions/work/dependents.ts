import * as z from "zod/mini";
import * as Dependencies from "#core/work/dependencies";
import { taskStatuses } from "#core/work/tasks.sql";
import { endpoint } from "#kit/endpoint";
import { pageSchema } from "#kit/list";
import { InvalidInput, NotFound } from "#kit/problem";
import { Day, Text, Uuid } from "#kit/wire";

export const list = endpoint("GET /v1/work/tasks/{taskId}/dependents", {
  summary: "List what waits for a task",
  description:
    "The tasks that wait for this one, in the order in which they were made: all that you may see, unless `scope` says less.",
  query: Dependencies.DependentsQuery,
  returns: pageSchema(
    z.strictObject({ id: Uuid, title: Text(500), status: z.enum(taskStatuses), dueDate: z.nullable(Day) }),
  ),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Dependencies.dependents(ctx, ctx.params.taskId, ctx.query),
});
