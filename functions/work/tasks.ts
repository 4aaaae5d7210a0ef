import * as z from "zod/mini";
import { problemBody } from "#cloud/problem-details";
import { TaskEvents } from "#core/work/events";
import { workFields } from "#core/work/sayings";
import * as Tasks from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import * as Batch from "#core/work/tasks-batch";
import * as Bulk from "#core/work/tasks-bulk";
import { check } from "#kit/check";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { listQuery } from "#kit/list";
import { inContract } from "#kit/parameters";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, Problem, StaleVersion } from "#kit/problem";
import { Coded } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { createSchema, Instant, patchSchema, rowSchema, Text, Uuid } from "#kit/wire";

const WRITE = [
  "title",
  "description",
  "status",
  "category",
  "priority",
  "energyLevel",
  "householdId",
  "assigneeId",
  "lifeDomainId",
  "goalId",
  "projectId",
  "sprintId",
  "parentTaskId",
  "estimatedMinutes",
  "actualMinutes",
  "dueDate",
  "dueAt",
  "scheduledDate",
  "scheduledStart",
  "scheduledEnd",
  "isQuickWin",
  "billable",
  "recurrenceRule",
  "recurrenceTimezone",
  "recurrenceBasis",
  "labels",
  "locationName",
  "latitude",
  "longitude",
  "sortOrder",
] as const;

const FILTER = [
  "id",
  "status",
  "category",
  "priority",
  "energyLevel",
  "householdId",
  "assigneeId",
  "lifeDomainId",
  "goalId",
  "projectId",
  "sprintId",
  "parentTaskId",
  "recurrenceParentId",
  "routineRunId",
  "dueDate",
  "dueAt",
  "scheduledDate",
  "scheduledStart",
  "completedAt",
  "isQuickWin",
  "billable",
  "labels",
] as const;

/** Fields with narrower values than their columns: states that a client may not set, recurrence rules, positive durations. */
const fields = {
  status: z.optional(z.enum(Tasks.settableStatuses)),
  recurrenceRule: z.optional(z.nullable(Tasks.RecurrenceRule)),
  estimatedMinutes: z.optional(z.nullable(Tasks.Minutes)),
  actualMinutes: z.optional(z.nullable(Tasks.Minutes)),
};

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/tasks", tasks, {
  write: WRITE,
  fields,
  filter: FILTER,
  sort: ["dueDate", "dueAt", "priority", "scheduledDate", "scheduledStart", "completedAt", "sortOrder", "title"],
  include: ["aiBreakdown", "aiContext"],
  emits: TaskEvents,
  refusals: Tasks.refusals,
  example: { title: "Take out the recycling", category: "chore", priority: "high", dueDate: "2026-03-04" },
  created: (_, body) => Tasks.created(body),
  changed: (_, body) => Tasks.changed(body),
  create: {
    description:
      "`dueDate` follows `dueAt`, and `scheduledDate` `scheduledStart`, in the time zone of the profile. A task with a household is the household's. `recurrenceRule` is an RFC 5545 rule of at most one instance a day, with RSCALE=GREGORIAN and SKIP of RFC 7529 where a month lacks the day; completing the task then makes the next, which is due after today. COUNT counts this task, whether or not the rule names its day; BYHOUR, BYMINUTE and BYSECOND are ignored, since a task recurs at its own time of day; FREQ=YEARLY;BYMONTHDAY without BYMONTH is that day of every month.",
  },
  update: {
    description:
      "Moving a task to another day keeps its time of day, for a recurring one on the clocks of `recurrenceTimezone`; `scheduledStart` and `scheduledEnd` follow `scheduledDate` alike. A completed task keeps its state until it is reopened. Cancelling a recurring task ends its series.",
    problems: [Conflict],
  },
  remove: {
    description: "Its subtasks are deleted, too, a moment later. A recurring task does not come again.",
  },
  restore: { description: "The subtasks that were deleted with it come back, too, a moment later." },
});
export const complete = endpoint("POST /v1/work/tasks/{taskId}/complete", {
  summary: "Complete a task",
  description:
    "A task that waits for others is refused unless `evenIfBlocked`. Subtasks stay as they are unless `withSubtasks`. A recurring task comes again, as a new task with its subtasks: on the next day of its rule after today, or with `catchUp` on the next after its own due date, even when that has passed.",
  body: z.extend(Tasks.Completion, { withSubtasks: z.optional(z.boolean()) }),
  returns: rowSchema(tasks),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { actualMinutes: 20 } },
  handler: (ctx) => Tasks.complete(ctx, ctx.params.taskId, ctx.body),
});

export const reopen = endpoint("POST /v1/work/tasks/{taskId}/reopen", {
  summary: "Reopen a completed task",
  description: "The next of its series stays, and completing the task again makes no other.",
  returns: rowSchema(tasks),
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Tasks.reopen(ctx, ctx.params.taskId),
});

const times = {
  scheduledStart: Instant,
  scheduledEnd: Instant,
  rationale: z.optional(Text(500)),
};

export const schedule = endpoint("POST /v1/work/tasks/{taskId}/schedule", {
  summary: "Give a task a time to work on it",
  description: "A task of the backlog or pending becomes `scheduled`. A completed or cancelled one is refused.",
  body: z.strictObject(times),
  returns: rowSchema(tasks),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { scheduledStart: "2026-03-04T09:00:00Z", scheduledEnd: "2026-03-04T09:30:00Z" } },
  handler: (ctx) => Tasks.schedule(ctx, ctx.params.taskId, ctx.body),
});

export const answer = endpoint("POST /v1/work/tasks/{taskId}/answer", {
  summary: "Give a task the answer it needs",
  description: "Only for a task that is `needing_input`; whoever asked goes on with it.",
  body: z.strictObject({ answer: Text(4_000, 1).check(z.regex(/\S/, fieldSayings.sentences.empty)) }),
  returns: rowSchema(tasks),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { answer: "The blue one." } },
  handler: (ctx) => Tasks.answer(ctx, ctx.params.taskId, ctx.body.answer),
});

/** A task by its id, or by the key of the operation that creates it. */
const Reference = z.union([Uuid, z.string().check(z.regex(/^\$[\w-]{1,64}$/, workFields("task_or_key").text))]);
const inBatch = { ...fields, parentTaskId: z.optional(z.nullable(Reference)) };
const ifVersion = z.optional(z.int().check(z.gte(1), z.lte(2_147_483_647)));

const Operation = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.literal("create"),
    key: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, workFields("must_be_key").text))),
    task: createSchema(tasks, WRITE, { fields: inBatch }),
  }),
  z.strictObject({
    op: z.literal("update"),
    taskId: Reference,
    ifVersion,
    task: patchSchema(tasks, WRITE, inBatch),
  }),
  z.extend(Tasks.Completion, { op: z.literal("complete"), taskId: Reference }),
  z.strictObject({ op: z.literal("reopen"), taskId: Reference }),
  z.strictObject({ op: z.literal("schedule"), taskId: Reference, ...times }),
  z.strictObject({ op: z.literal("remove"), taskId: Reference, ifVersion }),
]);

export const batch = endpoint("POST /v1/work/tasks/batch", {
  summary: "Do many things to tasks at once",
  description: `Up to ${Batch.MAX_OPERATIONS} operations, done in order. With \`atomic\` all of them or none: the problem then points at the operation that could not be done. Otherwise each has a result of its own, with the status that it would have had alone. A task that an operation creates under a \`key\` is \`$key\` to later ones.`,
  body: z.strictObject({
    atomic: z.optional(z.boolean()),
    // An invalid operation is refused in its own result, and the others are executed.
    operations: z
      .array(inContract(z.union([Operation, z.looseObject({ op: z.unknown() })]), Operation))
      .check(z.minLength(1), z.maxLength(Batch.MAX_OPERATIONS)),
  }),
  returns: z.strictObject({
    results: z.array(
      z.strictObject({
        status: z.int(),
        task: z.optional(rowSchema(tasks)),
        problem: z.optional(
          z.strictObject({
            type: z.string(),
            title: z.string(),
            status: z.int(),
            detail: z.string(),
            code: z.string(),
            coded: z.optional(Coded),
            errors: z.optional(
              z.array(
                z.strictObject({
                  pointer: z.optional(z.string()),
                  parameter: z.optional(z.string()),
                  detail: z.string(),
                  coded: z.optional(Coded),
                }),
              ),
            ),
          }),
        ),
      }),
    ),
  }),
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion, AlreadyExists],
  example: {
    body: {
      operations: [
        { op: "create", key: "trip", task: { title: "Plan the trip" } },
        { op: "create", task: { title: "Book the train", parentTaskId: "$trip" } },
        { op: "complete", taskId: "$trip", actualMinutes: 10 },
      ],
    },
  },
  async handler(ctx) {
    const { atomic = false, operations } = ctx.body;
    const outcomes = await Batch.run(ctx, operations.map(readOperation), atomic);
    return {
      results: outcomes.map((outcome, at) => resultOf(ctx.requestId, operations[at] as { op: string }, outcome)),
    };
  },
});

/** The operation, or the problem with which it would be answered alone. */
function readOperation(given: unknown): Batch.Operation | Problem {
  try {
    return check(Operation, given, "pointer") as Batch.Operation;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

const SUCCESS: Record<string, number> = { create: 201, remove: 204 };

function resultOf(requestId: string, { op }: { op: string }, { task, problem }: Batch.Outcome) {
  if (!problem) return { status: SUCCESS[op] ?? 200, task };
  const { type, title, status, detail, code, errors } = problemBody(problem, "", requestId);
  return { status, problem: { type, title, status, detail, code, errors } };
}

const bulkListing = { filter: FILTER, sort: [] } as const;
// What is left of a list's parameters are its filters and the scope.
const {
  limit: _,
  cursor: __,
  sort: ___,
  from: ____,
  ...filters
} = (listQuery(tasks, bulkListing) as unknown as z.ZodMiniObject).shape;

export const bulk = endpoint("POST /v1/work/tasks/bulk", {
  summary: "Do one thing to all tasks that match a filter",
  description: `The filter is that of the list, in the query; whoever lists tasks and chooses all does not send their ids. One request does it to ${Bulk.SLICE} tasks at most, oldest first: go on with \`after\` until \`next\` is null, each time with an Idempotency-Key of its own. Tasks that you may not change, and those that are in no state for it (waiting for others, completed), stay as they are. \`dryRun\` counts and changes nothing.`,
  query: z.strictObject({ ...filters, after: z.optional(Uuid) }),
  body: z.discriminatedUnion("op", [
    z.strictObject({
      op: z.literal("complete"),
      evenIfBlocked: z.optional(z.boolean()),
      dryRun: z.optional(z.boolean()),
    }),
    z.strictObject({ op: z.literal("remove"), dryRun: z.optional(z.boolean()) }),
    z.strictObject({
      op: z.literal("update"),
      task: patchSchema(tasks, Bulk.SETTABLE, { status: fields.status }),
      dryRun: z.optional(z.boolean()),
    }),
  ]),
  returns: z.strictObject({ matched: z.int(), changed: z.int(), taskIds: z.array(Uuid), next: z.nullable(Uuid) }),
  problems: [InvalidInput, Forbidden, Conflict],
  refusals: Tasks.refusals,
  example: { body: { op: "complete" } },
  handler: (ctx) => Bulk.run(ctx, bulkListing, ctx.query as Record<string, unknown>, ctx.body as Bulk.Operation),
});
