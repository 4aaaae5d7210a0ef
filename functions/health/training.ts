import * as z from "zod/mini";
import * as TrainingDays from "#core/health/training-days";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day, Uuid } from "#kit/wire";

const TrainingDay = z.strictObject({
  date: Day,
  state: z.enum(["planned", "rest", "free"]),
  planned: z.array(
    z.strictObject({ planId: Uuid, workoutId: Uuid, name: z.string(), completedWorkoutId: z.nullable(Uuid) }),
  ),
  completed: z.int(),
});

export const today = endpoint("GET /v1/health/training/today", {
  summary: "Get what is to be trained today",
  description:
    "What the plans say of the day and its week, and what was done of it. A planned workout is done when one of that day names it; any workout counts in `completed`.",
  query: z.strictObject({ date: z.optional(Day), dependentId: z.optional(Uuid) }),
  returns: z.strictObject({ date: Day, timezone: z.string(), today: TrainingDay, week: z.array(TrainingDay) }),
  problems: [InvalidInput],
  handler: (ctx) => TrainingDays.today(ctx, ctx.query),
});
