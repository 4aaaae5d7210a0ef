/** Focus sessions: periods of undisturbed work. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { tasks } from "#core/work/tasks.sql";
import { instant, integer, oneOf, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const focusStatuses = ["running", "completed", "abandoned"] as const;

export const focusSessions = owned(
  "focus_sessions",
  {
    taskId: uuid().references(() => tasks.id, { onDelete: "set null" }),
    startedAt: instant().notNull().default(sql`now()`),
    plannedMinutes: integer().notNull().default(25),
    endedAt: instant(),
    durationMinutes: integer(),
    status: oneOf(...focusStatuses)
      .notNull()
      .default("running"),
    interruptions: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("focus_sessions_one_running").on(t.userId).where(sql`status = 'running' and deleted_at is null`),
    index("focus_sessions_user").on(t.userId, sql`id desc`),
    index("focus_sessions_user_started").on(t.userId, t.startedAt),
    index("focus_sessions_task").on(t.taskId),
    check("focus_sessions_planned_minutes_check", sql`planned_minutes between 1 and 1440`),
    check("focus_sessions_duration_minutes_check", sql`duration_minutes >= 0`),
    check("focus_sessions_interruptions_check", sql`interruptions >= 0`),
    check("focus_sessions_ended_check", sql`(status = 'running') = (ended_at is null)`),
    check("focus_sessions_time_check", sql`ended_at >= started_at`),
  ],
);
