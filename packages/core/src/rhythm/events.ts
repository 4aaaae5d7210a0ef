/** What happens to routines, and the end of each day. */
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
/** About the person, and caused by nothing but the time: each begins a story, which what is done in that night continues. */
export const DayEnded = event("rhythm.day.ended", "A person's day ended, by the clocks of their time zone", {
  day: z.iso.date(),
  timezone: z.string(),
});
