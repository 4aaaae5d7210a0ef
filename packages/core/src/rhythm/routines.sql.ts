/** Routines, which make tasks from a template at scheduled times, and their runs. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { boolean, ids, instant, json, oneOf, text, uuid, versioned, zone } from "#kit/columns";
import { Coded } from "#kit/saying";
import { child, shared } from "#kit/table";

/** Templates of the tasks of a run. `offsetMinutes` is relative to the due time; the rotation assigns members in turn. */
export const routineActivities = z
  .array(
    z.strictObject({
      title: z.string().check(z.minLength(1), z.maxLength(500)),
      offsetMinutes: z.optional(z.int().check(z.gte(-10_080), z.lte(527_040))),
      category: z.optional(z.enum(["chore", "errand", "project", "work", "health"])),
      priority: z.optional(z.enum(["low", "medium", "high", "critical"])),
      estimatedMinutes: z.optional(z.int().check(z.gte(0), z.lte(10_080))),
      labels: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(50))),
      assigneeRotation: z.optional(z.array(z.uuid()).check(z.maxLength(50))),
    }),
  )
  .check(z.maxLength(50));

export const routines = shared(
  "routines",
  {
    name: text(200).notNull(),
    // Stored as five fields separated by a space. cron.ts defines what else is accepted, and what is wrong with a rule.
    cronExpression: text(120).notNull(),
    timezone: zone().notNull().default("UTC"),
    activities: json(routineActivities).notNull().default(sql`'[]'`),
    isActive: boolean().notNull().default(true),
    catchUp: oneOf("skip", "latest", "all").notNull().default("latest"),
    nextRunAt: instant(),
    lastRunAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("routines_user").on(t.userId, sql`id desc`),
    index("routines_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    // The tick's query for due routines has both conditions.
    index("routines_due").on(t.nextRunAt).where(sql`is_active and deleted_at is null`),
    check("routines_cron_expression_check", sql`cron_expression ~ '^\\S+( \\S+){4}$'`),
  ],
  { title: "name" },
);

export const routineRuns = child(
  "routine_runs",
  { table: routines, key: "routine_id" },
  {
    routineId: uuid()
      .notNull()
      .references(() => routines.id, { onDelete: "cascade" }),
    scheduledFor: instant().notNull(),
    status: oneOf("running", "completed", "failed", "skipped").notNull().default("running"),
    taskIds: ids(50).notNull().default(sql`'{}'`),
    error: text(2000),
    errorCoded: json(Coded),
  },
  (t) => [uniqueIndex("routine_runs_once").on(t.routineId, t.scheduledFor)],
);
