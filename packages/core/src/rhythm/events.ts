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
