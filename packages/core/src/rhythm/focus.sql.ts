/** Focus sessions: periods of undisturbed work. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { tasks } from "#core/work/tasks.sql";
import { instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const focusStatuses = ["running", "paused", "completed", "abandoned"] as const;

/** When a session stood still; the last one of a paused session has no end yet. */
export const focusPauses = z
  .array(z.strictObject({ from: z.iso.datetime(), to: z.optional(z.iso.datetime()) }))
  .check(z.maxLength(200));

export const focusSessions = owned(
  "focus_sessions",
  {
    taskId: uuid().references(() => tasks.id, { onDelete: "set null" }),
    startedAt: instant().notNull().default(sql`now()`),
    plannedMinutes: integer().notNull().default(25),
    /** How long it may go on beyond what was planned before it is ended. */
    overtimeMinutes: integer({ min: 0, max: 1_440 }).notNull().default(0),
    pauses: json(focusPauses).notNull().default(sql`'[]'`),
    notes: text(2000),
    endedAt: instant(),
    /** Without pauses, and never more than was planned and the overtime. */
    durationSeconds: integer(),
    status: oneOf(...focusStatuses)
      .notNull()
      .default("running"),
    interruptions: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("focus_sessions_one_running")
      .on(t.userId)
      .where(sql`status in ('running', 'paused') and deleted_at is null`),
    index("focus_sessions_user").on(t.userId, sql`id desc`),
    index("focus_sessions_user_started").on(t.userId, t.startedAt),
    index("focus_sessions_task").on(t.taskId),
    check("focus_sessions_planned_minutes_check", sql`planned_minutes between 1 and 1440`),
    check(
      "focus_sessions_duration_check",
      sql`duration_seconds between 0 and (planned_minutes + overtime_minutes) * 60`,
    ),
    check("focus_sessions_interruptions_check", sql`interruptions >= 0`),
    check("focus_sessions_ended_check", sql`(status in ('running', 'paused')) = (ended_at is null)`),
    check("focus_sessions_time_check", sql`ended_at >= started_at`),
  ],
);
