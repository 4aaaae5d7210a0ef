/** Planned and completed workouts. */
import { sql } from "drizzle-orm";
import { index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { healthFields } from "#core/health/sayings";
import { dependents } from "#core/identity/users.sql";
import { instant, integer, json, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

const count = z.int().check(z.nonnegative(), z.maximum(100_000));
const amount = z.number().check(z.nonnegative(), z.maximum(1_000_000));

/** The share of each muscle in the work; the shares add up to 1. */
export const muscleSplitSchema = z
  .record(z.string().check(z.maxLength(50)), z.number().check(z.nonnegative(), z.maximum(1)))
  .check(
    z.refine((split) => {
      const shares = Object.values(split);
      return shares.length <= 30 && (shares.length === 0 || Math.abs(shares.reduce((a, b) => a + b, 0) - 1) < 0.001);
    }, "at most 30 shares that add up to 1"),
  );

export const exercisesSchema = z
  .array(
    z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      sets: z.nullish(count),
      reps: z.nullish(count),
      weightKg: z.nullish(amount),
      durationSeconds: z.nullish(count),
      distanceM: z.nullish(amount),
      restSeconds: z.nullish(count),
      notes: z.nullish(z.string().check(z.maxLength(1000))),
    }),
  )
  .check(z.maxLength(100));

/** What a set was for. Warm-ups count for nothing: no volume, no record, no muscle. */
export const setKinds = ["normal", "warmup", "drop", "failure"] as const;

/**
 * Completed sets: `sets` times (default once) `reps` at `weightKg`. With `isBodyweight`, what is lifted is the body with `weightKg` added
 * or `assistedKg` taken off. `exerciseId` is the server's to say, by the name; one of the table that is sent along stays, whatever the name.
 */
export const completedSetsSchema = z
  .array(
    z
      .strictObject({
        exercise: z.string().check(z.minLength(1), z.maxLength(200)),
        exerciseId: z.nullish(z.string().check(z.minLength(1), z.maxLength(200))),
        sets: z.nullish(count),
        reps: z.nullish(count),
        weightKg: z.nullish(amount),
        isBodyweight: z.nullish(z.boolean()),
        assistedKg: z.nullish(amount),
        kind: z.nullish(z.enum(setKinds)),
        /** The rate of perceived exertion: 10 is no repetition more, 8 is two more. */
        rpe: z.nullish(z.number().check(z.gte(1), z.lte(10), z.multipleOf(0.5))),
        durationSeconds: z.nullish(count),
        distanceM: z.nullish(amount),
      })
      .check(
        z.refine(
          ({ isBodyweight, assistedKg }) => !assistedKg || isBodyweight === true,
          healthFields.sentences.assisted_without_body,
        ),
        // The same for the contract.
        z.meta({
          anyOf: [
            { properties: { isBodyweight: { const: true } }, required: ["isBodyweight"] },
            { properties: { assistedKg: { enum: [0, null] } } },
          ],
        }),
      ),
  )
  .check(z.maxLength(500));

/** So many points of a route are kept at most, of as many lines. */
export const MAX_ROUTE_POINTS = 2_000;
export const MAX_ROUTE_LINES = 200;

/** Longitude and latitude in degrees. */
const position = z.array(z.number().check(z.gte(-180), z.lte(180))).check(z.length(2));

/** The coordinates of a MultiLineString (RFC 7946, section 3.1.5): where a device has lost its way, another line begins. */
export const routeLinesSchema = z
  .array(z.array(position).check(z.minLength(2), z.maxLength(MAX_ROUTE_POINTS)))
  .check(z.maxLength(MAX_ROUTE_LINES));

export const workouts = owned(
  "workouts",
  {
    name: text(200).notNull(),
    type: oneOf("cardio", "strength", "mobility").notNull().default("strength"),
    smartTags: strings(30, 50).notNull().default(sql`'{}'`),
    muscleSplit: json(muscleSplitSchema).notNull().default(sql`'{}'`),
    exercises: json(exercisesSchema).notNull().default(sql`'[]'`),
    ...versioned(),
  },
  (t) => [index("workouts_user").on(t.userId, sql`id`)],
  { title: "name" },
);

export const completedWorkouts = owned(
  "completed_workouts",
  {
    // What was a dependent's goes with them: it is not their parent's own.
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    workoutId: uuid().references(() => workouts.id, { onDelete: "set null" }),
    durationMinutes: integer({ min: 0, max: 100_000 }),
    sets: json(completedSetsSchema).notNull().default(sql`'[]'`),
    /** What the person weighed then: said, or the last that was measured before. */
    bodyWeightKg: numeric({ min: 1, max: 1_000 }),
    /** These two follow from the sets and the body weight (see `weigh_workout` in `migrations/`). */
    volumeLoad: integer().notNull().default(0),
    unknownLoadSets: integer().notNull().default(0),
    calories: numeric({ min: 0, max: 1_000_000 }),
    completedAt: instant().notNull(),
    source: text(50).notNull().default("manual"),
    externalId: text(255),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("completed_workouts_unique").on(t.userId, t.source, t.externalId).where(sql`deleted_at is null`),
    index("completed_workouts_user").on(t.userId, sql`id`),
    index("completed_workouts_user_completed").on(t.userId, t.completedAt),
    index("completed_workouts_dependent").on(t.dependentId),
    index("completed_workouts_workout").on(t.workoutId),
  ],
);

/** The way of a completed workout, as simple as it can be drawn. Nobody but its person sees it, whoever sees the workout. */
export const workoutRoutes = owned(
  "workout_routes",
  {
    completedWorkoutId: uuid()
      .notNull()
      .references(() => completedWorkouts.id, { onDelete: "cascade" }),
    lines: json(routeLinesSchema).notNull(),
    /** As many as were recorded. */
    points: integer({ min: 0, max: 100_000_000 }).notNull(),
    ...versioned(),
  },
  (t) => [
    index("workout_routes_user").on(t.userId, sql`id`),
    uniqueIndex("workout_routes_unique").on(t.completedWorkoutId),
  ],
  { private: true, deletedForGood: "it is part of its workout, which is what is deleted and comes back" },
);
