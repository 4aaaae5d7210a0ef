import * as z from "zod/mini";
import { CATEGORIES, EQUIPMENT, MECHANICS, MUSCLES } from "#core/health/exercises/terms";
import * as OwnExercises from "#core/health/own-exercises";
import { completedSetsSchema } from "#core/health/workouts.sql";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput } from "#kit/problem";
import { Instant, Text, Uuid } from "#kit/wire";

const DEFAULT_LIMIT = 20;

export const search = endpoint("GET /v1/health/exercises", {
  summary: "Find exercises",
  description:
    "Among 873 of Free Exercise DB and your own. Each word of `q` is in a name, a muscle or the equipment, in English or German, whatever the case and the accents. The best come first, your own before others.",
  query: z.strictObject({
    q: z.optional(Text(200)),
    muscle: z.optional(z.enum(MUSCLES)),
    equipment: z.optional(z.enum(EQUIPMENT)),
    limit: z.optional(integerParameter(1, 100)),
  }),
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        ownExerciseId: z.nullable(Uuid),
        name: z.string(),
        nameDe: z.nullable(z.string()),
        equipment: z.nullable(z.enum(EQUIPMENT)),
        mechanic: z.nullable(z.enum(MECHANICS)),
        category: z.nullable(z.enum(CATEGORIES)),
        primaryMuscles: z.array(z.enum(MUSCLES)),
        secondaryMuscles: z.array(z.enum(MUSCLES)),
      }),
    ),
    nextCursor: z.null(),
  }),
  problems: [InvalidInput],
  async handler(ctx) {
    const { limit = DEFAULT_LIMIT, ...wanted } = ctx.query;
    return { data: await OwnExercises.search(ctx, { ...wanted, limit }), nextCursor: null };
  },
});

export const last = endpoint("GET /v1/health/exercises/last", {
  summary: "Get what you did of an exercise last",
  description: "The sets of the last workout that had it. `exercise` is a name or an id.",
  query: z.strictObject({ exercise: Text(200, 1), dependentId: z.optional(Uuid) }),
  returns: z.strictObject({
    exerciseId: z.string(),
    completedWorkoutId: z.nullable(Uuid),
    completedAt: z.nullable(Instant),
    sets: completedSetsSchema,
  }),
  problems: [InvalidInput],
  handler: (ctx) => OwnExercises.last(ctx, ctx.query),
});
