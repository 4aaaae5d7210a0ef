/** Events of routines, and the end of each day. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const RoutineEvents = crudEvents("rhythm.routine", { isActive: z.boolean() });
export const RoutinePaused = event("rhythm.routine.paused", "A routine was paused");
export const RoutineResumed = event("rhythm.routine.resumed", "A routine was resumed");
export const RoutineDue = event("rhythm.routine.due", "It is time for a routine", {
  routineId: z.guid(),
  scheduledFor: z.iso.datetime(),
});
export const RoutineRan = event("rhythm.routine.ran", "A routine ran, failed for good, or was skipped", {
  routineId: z.guid(),
  runId: z.guid(),
  scheduledFor: z.iso.datetime(),
  status: z.enum(["completed", "failed", "skipped"]),
  taskCount: z.int(),
});
/** The person's own event. Only time causes it, so each begins a story, which that night's work continues. */
export const DayEnded = event(
  "rhythm.day.ended",
  "A person's day ended: the next has begun, by the clocks of their time zone and the time at which they let days begin",
  {
    day: z.iso.date(),
    timezone: z.string(),
  },
);

export const HabitEvents = crudEvents("rhythm.habit", { isActive: z.boolean() });
export const HabitPaused = event("rhythm.habit.paused", "A habit was paused");
export const HabitResumed = event("rhythm.habit.resumed", "A habit was resumed");
/** About the habit; a second time on a day it replaces what was said before. */
export const HabitCheckedIn = event("rhythm.habit.checked_in", "Something was said of a day of a habit", {
  checkInId: z.guid(),
  date: z.iso.date(),
  status: z.enum(["done", "skipped", "partial", "frozen"]),
});
export const HabitCheckInUndone = event(
  "rhythm.habit.check_in_undone",
  "What was said of a day of a habit was taken back",
  { date: z.iso.date() },
);
export const HabitDue = event("rhythm.habit.due", "It is time for a habit of which nothing was said yet", {
  /** The time of the reminder, by which it belongs to a day. */
  dueAt: z.optional(z.iso.datetime()),
});
const streak = { streakCurrent: z.int(), streakBest: z.int() };
export const HabitStreakExtended = event("rhythm.habit.streak_extended", "The streak of a habit became longer", streak);
export const HabitStreakBroken = event("rhythm.habit.streak_broken", "The streak of a habit ended with a missed day", {
  ...streak,
  was: z.int(),
  judgedThrough: z.iso.date(),
});
export const HabitFrozen = event("rhythm.habit.frozen", "A freeze kept the streak of a habit", {
  streakCurrent: z.int(),
  freezesLeft: z.int(),
  judgedThrough: z.iso.date(),
});

const session = { taskId: z.nullish(z.guid()), plannedMinutes: z.int(), startedAt: z.iso.datetime() };
export const FocusEvents = crudEvents("rhythm.focus");
export const FocusStarted = event("rhythm.focus.started", "A focus session began", session);
export const FocusPaused = event("rhythm.focus.paused", "A focus session was paused");
export const FocusResumed = event("rhythm.focus.resumed", "A focus session went on");
export const FocusInterrupted = event("rhythm.focus.interrupted", "Somebody was interrupted in a focus session", {
  interruptions: z.int(),
});
const ended = { ...session, endedAt: z.iso.datetime(), durationSeconds: z.int() };
export const FocusCompleted = event("rhythm.focus.completed", "A focus session was completed", ended);
export const FocusAbandoned = event("rhythm.focus.abandoned", "A focus session was given up, or forgotten", ended);
export const FocusRepeatedlyAbandoned = event(
  "rhythm.focus.repeatedly_abandoned",
  "Three focus sessions were abandoned in a day",
  { day: z.iso.date(), count: z.int() },
);

const counted = { kind: z.string(), current: z.int(), best: z.int() };
export const StreakExtended = event("rhythm.streak.extended", "A streak of days became longer", counted);
export const StreakBroken = event("rhythm.streak.broken", "A streak of days ended", { ...counted, was: z.int() });
export const AchievementEarned = event("rhythm.achievement.earned", "An achievement was earned", {
  kind: z.string(),
  level: z.int(),
});
