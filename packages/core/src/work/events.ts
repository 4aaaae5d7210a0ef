/** Events of tasks, and of what they are part of. */
import * as z from "zod/mini";
import { crudEvents, event, finalEvents } from "#kit/event";

/** The containers of a task. */
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
  /** For a recurring task: no instance of its series is skipped, even if this one was completed late. */
  catchUp: z.optional(z.boolean()),
  ...belongs,
});
export const TaskReopened = event("work.task.reopened", "A completed task was opened again", belongs);
export const TaskScheduled = event("work.task.scheduled", "A task was given a time to work on it", {
  scheduledStart: z.iso.datetime(),
  scheduledEnd: z.iso.datetime(),
  scheduledBy: z.enum(["user", "ai"]),
  rationale: z.optional(z.string()),
});
export const TaskOverdue = event("work.task.overdue", "The day on which a task was due has passed", {
  dueDate: z.iso.date(),
  ...belongs,
});
const ofRun = { agentRunId: z.nullish(z.guid()) };
export const TaskInputNeeded = event("work.task.input_needed", "A task needs an answer to go on", ofRun);
export const TaskInputGiven = event("work.task.input_given", "A task was given the answer it needed", ofRun);
export const TaskDependencyEvents = finalEvents("work.task_dependency", {
  taskId: z.guid(),
  blockedByTaskId: z.guid(),
});

export const LifeDomainEvents = crudEvents("work.life_domain");
export const GoalEvents = crudEvents("work.goal", {
  status: z.string(),
  progressPct: z.int(),
  parentId: z.nullish(z.guid()),
});
export const GoalReached = event("work.goal.reached", "A goal got to 100 percent");
export const ProjectEvents = crudEvents("work.project", { status: z.string(), goalId: z.nullish(z.guid()) });

const ofSprint = { lifeDomainId: z.nullish(z.guid()), startDate: z.iso.date(), endDate: z.iso.date() };
export const SprintEvents = crudEvents("work.sprint", { status: z.string(), ...ofSprint });
export const SprintStarted = event("work.sprint.started", "A sprint was started", ofSprint);
export const SprintCompleted = event("work.sprint.completed", "A sprint was completed", {
  ...ofSprint,
  /** The numbers of completed and of open tasks. */
  tasksCompleted: z.int(),
  tasksOpen: z.int(),
});

export const TodoCategoryEvents = crudEvents("work.todo_category");
export const TodoListEvents = crudEvents("work.todo_list", { categoryId: z.nullish(z.guid()) });
export const TodoItemEvents = crudEvents("work.todo_item", { status: z.string(), listId: z.nullish(z.guid()) });
export const ContentItemEvents = crudEvents("work.content_item", {
  status: z.string(),
  scheduledDate: z.nullish(z.iso.date()),
});
