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
export const DayEnded = event("rhythm.day.ended", "A person's day ended: the next has begun, by the clocks of their time zone and the time at which they let days begin", {
  day: z.iso.date(),
  timezone: z.string(),
});
