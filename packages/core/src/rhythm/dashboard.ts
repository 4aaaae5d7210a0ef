/** What of rhythm is on the dashboard. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { dashboardPart, iso, row, rows, span } from "#core/platform/dashboard-part";
import {
  FocusAbandoned,
  FocusCompleted,
  FocusEvents,
  FocusInterrupted,
  FocusPaused,
  FocusResumed,
  FocusStarted,
  HabitCheckedIn,
  HabitCheckInUndone,
  HabitEvents,
  HabitFrozen,
  HabitPaused,
  HabitResumed,
  HabitStreakBroken,
  HabitStreakExtended,
} from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { habitCheckIns, habits as habitTable } from "#core/rhythm/habits.sql";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

const Count = z.int();

export const habits = dashboardPart({
  shape: z.strictObject({
    active: Count,
    /** How many were done today. */
    doneToday: Count,
    /** The five longest that go on. */
    streaks: z.array(z.strictObject({ id: Uuid, name: z.string(), streakCurrent: Count })),
  }),
  empty: { active: 0, doneToday: 0, streaks: [] },
  changedBy: [
    HabitEvents,
    HabitPaused,
    HabitResumed,
    HabitCheckedIn,
    HabitCheckInUndone,
    HabitStreakExtended,
    HabitStreakBroken,
    HabitFrozen,
  ],
  figures: row(
    sql`select count(*) as "active",
      (select count(*) from ${habitCheckIns} c join ${habitTable} h on h.id = c.habit_id
        where c.user_id = ${me} and c.date = ${span.today} and c.status = 'done' and c.deleted_at is null and h.deleted_at is null) as "doneToday",
      ${rows(
        sql`select id, name, streak_current as "streakCurrent" from ${habitTable}
          where user_id = ${me} and deleted_at is null and is_active and streak_current > 0 order by streak_current desc, id limit 5`,
      )} as "streaks"
    from ${habitTable} where user_id = ${me} and deleted_at is null and is_active`,
  ),
});

export const focus = dashboardPart({
  shape: z.strictObject({
    secondsToday: Count,
    secondsThisWeek: Count,
    completedToday: Count,
    /** The session that runs, or stands still. */
    current: z.nullable(
      z.strictObject({
        id: Uuid,
        taskId: z.nullable(Uuid),
        status: z.enum(["running", "paused"]),
        startedAt: Instant,
        plannedMinutes: Count,
      }),
    ),
  }),
  empty: { secondsToday: 0, secondsThisWeek: 0, completedToday: 0, current: null },
  changedBy: [FocusEvents, FocusStarted, FocusPaused, FocusResumed, FocusInterrupted, FocusCompleted, FocusAbandoned],
  figures: row(
    sql`select coalesce(sum(duration_seconds) filter (where started_at >= ${span.todayFrom}), 0) as "secondsToday",
      coalesce(sum(duration_seconds), 0) as "secondsThisWeek",
      count(*) filter (where started_at >= ${span.todayFrom}) as "completedToday",
      ${row(
        sql`select id, task_id as "taskId", status, ${iso("started_at")} as "startedAt", planned_minutes as "plannedMinutes"
          from ${focusSessions} where user_id = ${me} and deleted_at is null and status in ('running', 'paused')`,
      )} as "current"
    from ${focusSessions} where user_id = ${me} and deleted_at is null and status = 'completed'
      and started_at >= ${span.weekFrom} and started_at < ${span.todayTo}`,
  ),
});
