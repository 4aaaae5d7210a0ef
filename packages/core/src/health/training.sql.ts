/** What surrounds workouts: personal records, exercises of the person's own, and plans by the days of the week. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { EQUIPMENT, MUSCLES } from "#core/health/exercises/terms";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import { dependents } from "#core/identity/users.sql";
import { boolean, day, instant, json, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned, service } from "#kit/table";

export const recordKinds = ["weight", "one_rep_max", "reps", "duration", "distance"] as const;

/**
 * The best of each completed workout in each exercise and kind, and whether it was a record: better than all before it. The database
 * keeps them in the transaction of the workout (see `keep_personal_records` in `migrations/`); a record is what follows from the
 * workouts, in whatever order they were noted, changed or deleted.
 */
export const personalRecords = owned(
  "personal_records",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    completedWorkoutId: uuid()
      .notNull()
      .references(() => completedWorkouts.id, { onDelete: "cascade" }),
    exerciseId: text(200).notNull(),
    /** As it was written. */
    exercise: text(200).notNull(),
    kind: oneOf(...recordKinds).notNull(),
    value: numeric().notNull(),
    reps: numeric(),
    /** What was lifted; of a record of repetitions the weight that they are compared at, as it was written. */
    weightKg: numeric(),
    isBodyweight: boolean().notNull().default(false),
    /** Records of repetitions are compared with others at the same weight. */
    comparedAtKg: numeric().notNull().default(0),
    achievedAt: instant().notNull(),
    /** The best until then; null for the first time. */
    previousValue: numeric(),
    /** Its workout has it still. */
    isLive: boolean().notNull().default(true),
    isRecord: boolean().notNull().default(false),
    isCurrent: boolean().notNull().default(false),
    /** The event says that it was set. */
    isTold: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("personal_records_unique").on(
      t.completedWorkoutId,
      t.exerciseId,
      t.kind,
      t.isBodyweight,
      t.comparedAtKg,
    ),
    index("personal_records_compared").on(t.userId, t.exerciseId, t.kind, t.isBodyweight, t.comparedAtKg),
    index("personal_records_user").on(t.userId, sql`id`),
    index("personal_records_told")
      .on(t.userId)
      .where(sql`is_told and not is_record or not is_told and previous_value is not null`),
    index("personal_records_dependent").on(t.dependentId),
  ],
  { private: true, deletedForGood: "they follow from the workouts, and come back with them" },
);

/** Workouts from before their records were kept, until they are. */
export const unrecordedWorkouts = service("unrecorded_workouts", {
  id: uuid()
    .primaryKey()
    .references(() => completedWorkouts.id, { onDelete: "cascade" }),
});

const musclesSchema = z.array(z.enum(MUSCLES)).check(z.maxLength(MUSCLES.length));

/** Exercises that the table does not have. Sets name them by their name. */
export const ownExercises = owned(
  "own_exercises",
  {
    name: text(200).notNull(),
    /** What the name makes, by which sets are compared. */
    exerciseId: text(200).notNull(),
    equipment: oneOf(...EQUIPMENT),
    primaryMuscles: json(musclesSchema).notNull().default(sql`'[]'`),
    secondaryMuscles: json(musclesSchema).notNull().default(sql`'[]'`),
    ...versioned(),
  },
  (t) => [
    index("own_exercises_user").on(t.userId, sql`id`),
    uniqueIndex("own_exercises_unique").on(t.userId, t.exerciseId).where(sql`deleted_at is null`),
  ],
  { title: "name" },
);

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A workout, or rest, on days of the week. */
export const trainingPlans = owned(
  "training_plans",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    /** Null is rest. */
    workoutId: uuid().references(() => workouts.id, { onDelete: "cascade" }),
    weekdays: json(z.array(z.enum(weekdays)).check(z.minLength(1), z.maxLength(7))).notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
    ...versioned(),
  },
  (t) => [
    index("training_plans_user").on(t.userId, sql`id`),
    index("training_plans_dependent").on(t.dependentId),
    index("training_plans_workout").on(t.workoutId),
    check("training_plans_dates_check", sql`ends_on >= starts_on`),
  ],
);
