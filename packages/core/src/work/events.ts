/** What happens to tasks. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

/** What a task is part of. */
const belongs = {
  projectId: z.nullish(z.guid()),
  goalId: z.nullish(z.guid()),
  routineRunId: z.nullish(z.guid()),
};

export const TaskEvents = crudEvents("work.task", {
  status: z.string(),
  dueDate: z.nullish(z.iso.date()),
  assigneeId: z.nullish(z.guid()),
  ...belongs,
});
export const TaskCompleted = event("work.task.completed", "A task was completed", {
  actualMinutes: z.nullish(z.int()),
  completedViaAi: z.boolean(),
  ...belongs,
});
export const TaskReopened = event("work.task.reopened", "A completed task was opened again", belongs);
