import * as z from "zod/mini";
import { whys } from "#core/cortex/door/asked";
import { Shown } from "#core/cortex/proposals";
import { makers } from "#core/cortex/proposals.sql";
import { breakDown } from "#core/work/task-breakdown";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, NotFound } from "#kit/problem";

export const create = endpoint("POST /v1/work/tasks/{taskId}/breakdown", {
  summary: "Propose the steps of a task",
  description:
    "The steps are a proposal, which makes subtasks of them when it is accepted. They come from a model, where one is configured and may read tasks; otherwise from the list in the description, from the usual steps of such a task, or from its time. Where none of these says something, `proposal` is null. Asked again for the task as it is, what is open is answered.",
  returns: z.strictObject({
    proposal: z.nullable(Shown),
    madeBy: z.enum(makers),
    why: z.nullable(z.enum(whys)),
  }),
  problems: [NotFound, Forbidden, Conflict, AlreadyExists],
  handler: (ctx) => breakDown(ctx, ctx.params.taskId),
});
