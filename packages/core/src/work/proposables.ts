/** What may be proposed of tasks: a new one, other fields, its end, and the steps that it is broken down into. */
import * as z from "zod/mini";
import type { Proposables } from "#core/cortex/proposable";
import { MAX_STEP_MINUTES, MAX_STEPS, MAX_TITLE, type Step } from "#core/work/breakdown";
import { TaskEvents } from "#core/work/events";
import { workRefusals } from "#core/work/sayings";
import * as Tasks from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { Conflict } from "#kit/problem";
import { createSchema, patchSchema, Text } from "#kit/wire";

const FIELDS = [
  "title",
  "description",
  "category",
  "priority",
  "energyLevel",
  "estimatedMinutes",
  "dueDate",
  "scheduledDate",
  "labels",
] as const;
const fields = {
  status: z.optional(z.enum(Tasks.settableStatuses)),
  estimatedMinutes: z.optional(z.nullable(Tasks.Minutes)),
};
const Steps = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        title: Text(MAX_TITLE, 1),
        estimatedMinutes: z.optional(z.int().check(z.gte(1), z.lte(MAX_STEP_MINUTES))),
      }),
    )
    .check(z.minLength(2), z.maxLength(MAX_STEPS)),
});

const isOver = (status: unknown) => status === "completed" || status === "cancelled";

export default {
  task: {
    table: tasks,
    events: TaskEvents,
    creates: createSchema(tasks, [...FIELDS, "projectId", "goalId", "parentTaskId"], { fields }),
    updates: patchSchema(tasks, [...FIELDS, "status"], fields),
    deletes: true,
    divides: {
      steps: Steps,
      // A part goes where the whole is; the database shares it with the same people.
      parts: ({ steps }, { id, projectId, goalId, lifeDomainId, category, priority, energyLevel, assigneeId }) =>
        (steps as Step[]).map((step, sortOrder) => ({
          ...step,
          estimatedMinutes: step.estimatedMinutes ?? null,
          parentTaskId: id,
          ...{ projectId, goalId, lifeDomainId, category, priority, energyLevel, assigneeId, sortOrder },
        })),
      noted: (given) => ({ aiBreakdown: given }),
    },
    written: (given, row) => ({ ...(row ? Tasks.changed(given as Tasks.Given) : Tasks.created(given as Tasks.Given)) }),
    refuse: ({ status }) => (isOver(status) ? Conflict(workRefusals("task_finished")) : undefined),
    refusals: Tasks.refusals,
    outcome: { metric: "tasks_completed", better: "higher" },
  },
} satisfies Proposables;
