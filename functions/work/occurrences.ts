import * as z from "zod/mini";
import * as Recurring from "#core/work/tasks-recurring";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput, NotFound } from "#kit/problem";
import { Day, Instant, Text } from "#kit/wire";

export const list = endpoint("GET /v1/work/tasks/{taskId}/occurrences", {
  summary: "List when a recurring task comes again",
  description:
    "The instances after this one, were it completed now (or when it was), at most `count` (10 unless said): none of them is in the past. Empty for a task that comes once.",
  query: z.strictObject({
    count: z.optional(integerParameter(1, 100)),
  }),
  returns: z.strictObject({
    timezone: z.nullable(Text(64)),
    data: z.array(z.strictObject({ dueDate: Day, dueAt: z.nullable(Instant) })),
  }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Recurring.occurrences(ctx, ctx.params.taskId, ctx.query.count ?? 10),
});
