/**
 * Tasks: what a client may say about one, and the verbs that move it through its states.
 *
 * Subtasks are tasks of their own: completing a task leaves them as they are unless `withSubtasks` says otherwise, and deleting
 * it deletes them, too (see tasks-below.ts). A task that waits for others (see dependencies.ts) cannot be completed before
 * them, unless the caller insists with `evenIfBlocked`; the state `blocked` is a person's word and hinders nobody.
 */
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { dayIn, instantOf, myZone, withinYears } from "#core/identity/zone";
import { halfPlace } from "#core/platform/places";
import {
  TaskCompleted,
  TaskEvents,
  TaskInputGiven,
  TaskInputNeeded,
  TaskReopened,
  TaskScheduled,
} from "#core/work/events";
import { canonicalRule, RuleError, ruleForm } from "#core/work/recurrence-rule";
import { tasks } from "#core/work/tasks.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { inContract } from "#kit/parameters";
import { Conflict, InvalidInput, type Refusals } from "#kit/problem";
import { justEmitted } from "#kit/story";
import { transition } from "#kit/transition";
import { type Row, Text } from "#kit/wire";

export type Task = Row<typeof tasks>;

/** The states that a person may give a task. `completed` has a verb, and the rest belong to agents. */
export const settableStatuses = ["backlog", "pending", "scheduled", "in_progress", "blocked", "cancelled"] as const;

/** A recurrence rule as it comes from a client; what is wrong with it is said in words. */
export const RecurrenceRule = inContract(
  Text(500).check((payload) => {
    try {
      canonicalRule(payload.value);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      payload.issues.push({ code: "custom", input: payload.value, message: error.message });
    }
  }),
  () => z.string().check(z.maxLength(500), z.regex(ruleForm())),
);

export const Minutes = z.int().check(z.gte(0), z.lte(1_000_000));
export const Completion = z.strictObject({
  actualMinutes: z.optional(Minutes),
  /** Complete even though it waits for other tasks. */
  evenIfBlocked: z.optional(z.boolean()),
  /** The next of its series is the one after it, even when that is in the past. */
  catchUp: z.optional(z.boolean()),
});
export type Completion = z.infer<typeof Completion>;

/** What a client sends in a create or a PATCH, as far as other columns follow from it. */
export interface Given {
  status?: (typeof settableStatuses)[number];
  dueDate?: string | null;
  dueAt?: string | null;
  scheduledDate?: string | null;
  scheduledStart?: string | null;
  scheduledEnd?: string | null;
  householdId?: string | null;
  recurrenceRule?: string | null;
  recurrenceTimezone?: string | null;
}

/** The columns of a new task. Days are those of the speaker's time zone. */
export function created<G extends Given>(given: G) {
  return { ...given, ...scopeOf(given), ...dayOf(given), ...scheduledDayOf(given), ...recurrenceOf(given, myZone) };
}

/** The columns that a PATCH sets. A completed task keeps its state: that is what `reopen` is for. */
export function changed<G extends Given>(given: G) {
  return {
    ...given,
    ...scopeOf(given),
    ...dueOf(given),
    ...scheduledOf(given),
    ...stateOf(given),
    ...seriesOf(given),
  };
}

const scopeOf = ({ householdId }: Given) =>
  householdId === undefined ? {} : { scope: householdId === null ? ("personal" as const) : ("household" as const) };

/** The day on which an instant is, for the speaker. */
const dayAt = (instant: string) => dayIn(sql`${instant}::timestamptz`, myZone);

/** The day follows the time of day. */
export const dayOf = ({ dueAt }: Given) => (dueAt ? { dueDate: dayAt(dueAt) } : {});
const scheduledDayOf = ({ scheduledStart }: Given) => (scheduledStart ? { scheduledDate: dayAt(scheduledStart) } : {});

/** A task that moves to another day keeps its time of day, on the clocks of its series; one without a day has no time either. */
function dueOf(given: Given) {
  const { dueDate, dueAt } = given;
  if (dueAt !== undefined || dueDate === undefined) return dayOf(given);
  if (dueDate === null) return { dueAt: null };
  const at = moved(tasks.dueAt, daysTo(dueDate, tasks.dueAt), clocksOf(given));
  // On the same day it stays as it is, although its clocks may show that time twice.
  return { dueAt: sql`case when ${tasks.dueDate} = ${dueDate}::date then ${tasks.dueAt} else ${at} end` };
}

/** The time to work on a task follows its day, and ends when there is none. */
function scheduledOf(given: Given) {
  const { scheduledDate, scheduledStart, scheduledEnd } = given;
  if (scheduledStart) return scheduledDayOf(given);
  if (scheduledStart === null) return { scheduledEnd: scheduledEnd ?? null };
  if (scheduledDate === undefined) return {};
  if (scheduledDate === null) return { scheduledStart: null, scheduledEnd: scheduledEnd ?? null };
  const days = daysTo(scheduledDate, tasks.scheduledStart);
  return {
    scheduledStart: moved(tasks.scheduledStart, days, myZone),
    scheduledEnd: scheduledEnd === undefined ? moved(tasks.scheduledEnd, days, myZone) : scheduledEnd,
  };
}

/** How many days it is from where an instant is, for the speaker, to another day. */
const daysTo = (day: string, at: PgColumn) => sql`(${day}::date - ${dayIn(sql`${at}`, myZone)})`;

/** An instant so many days later, at the same time of day; null where there is none. */
const moved = (at: PgColumn, days: SQL, zone: SQL) =>
  withinYears(instantOf(sql`(${at} at time zone ${zone} + make_interval(days => ${days}))`, zone));

/** The clocks that a task goes by: those of its series, or the speaker's when it comes once. */
function clocksOf({ recurrenceRule, recurrenceTimezone }: Given): SQL {
  if (recurrenceRule === null) return myZone;
  if (recurrenceTimezone) return sql`${recurrenceTimezone}::text`;
  return sql`coalesce(case when ${tasks.recurrenceRule} is not null then ${tasks.recurrenceTimezone} end, ${myZone})`;
}

/** CASE decides before the function is called, which raises the conflict. */
const stateOf = ({ status }: Given) =>
  status === undefined
    ? {}
    : {
        status: sql`case when ${tasks.status} = 'completed' then case when raise_problem('LF005', ${REOPEN_FIRST}) then null end else ${status}::text end`,
      };

/** A rule is kept in its canonical form, and is read on the clocks of the speaker unless a zone is given. */
function recurrenceOf({ recurrenceRule, recurrenceTimezone }: Given, zone: SQL) {
  if (!recurrenceRule) return {};
  return { recurrenceRule: canonicalRule(recurrenceRule), recurrenceTimezone: recurrenceTimezone ?? zone };
}

/** The same of a task that is there: it keeps its zone, and a series that is to have none goes by the speaker's. */
function seriesOf(given: Given) {
  const { recurrenceRule, recurrenceTimezone } = given;
  if (recurrenceTimezone === null && recurrenceRule === undefined)
    return { recurrenceTimezone: sql`case when ${tasks.recurrenceRule} is not null then ${myZone} end` };
  const zone = recurrenceTimezone === null ? myZone : sql`coalesce(${tasks.recurrenceTimezone}, ${myZone})`;
  return recurrenceOf(given, zone);
}

export const REOPEN_FIRST = "The task is completed; reopen it to give it another state.";
export const COMPLETED = "The task is completed already.";
export const BLOCKED = "The task waits for others that are not completed.";
export const OPEN = "Only a completed task can be reopened.";
export const NOT_ASKED = "Only a task that needs input can be given an answer.";
const FINISHED = "The task is completed or cancelled.";

/** Finishes a task, whatever its state was. The event continues the story in which the task was made. */
export const complete = (
  ctx: Ctx,
  id: string,
  { withSubtasks, ...done }: Completion & { withSubtasks?: boolean } = {},
): Promise<Task> =>
  transition(ctx, tasks, id, {
    follows: TaskEvents.created,
    beside: blockedRead(id),
    refuse: ({ status }, blocked) => {
      if (status === "completed") return Conflict(COMPLETED);
      return blocked && !done.evenIfBlocked ? Conflict(BLOCKED) : undefined;
    },
    change: {
      ...completing(ctx, id, done),
      also: (story) => (withSubtasks ? [completingBelow(story, id, done)] : []),
    },
  });

/** What completes an open task. */
export const completing = (ctx: Ctx, id: string, done: Completion) => ({
  where: and(ne(tasks.status, "completed"), done.evenIfBlocked ? undefined : sql`not ${isBlocked(id)}`),
  values: { ...completion(ctx), actualMinutes: done.actualMinutes },
  emits: completed(ctx, done),
});

/** Everything below a task that is still open, whatever it waits for. */
const completingBelow = (ctx: Ctx, id: string, done: Completion) =>
  update(ctx, tasks, sql`${tasks.id} in ${below(id)} and ${isOpen(sql`${tasks.status}`)}`, completion(ctx), {
    emits: { ...completed(ctx, done), cause: justEmitted(id, TaskCompleted) },
  });

export const completion = (ctx: Ctx) => ({
  status: "completed" as const,
  completedAt: ctx.now().toISOString(),
  completedBy: ctx.actor.userId,
});
export const completed = (ctx: Ctx, { catchUp }: Completion) => ({
  event: TaskCompleted,
  payload: { completedViaAi: ctx.origin === "agent", catchUp },
});

export const isOpen = (status: SQL): SQL => sql`${status} not in ('completed', 'cancelled')`;

/** The ids of the subtasks of a task, and of theirs. */
export const below = (id: string): SQL => sql`(
  with recursive below(id) as (
    select t.id from tasks t where t.parent_task_id = ${id}::uuid and t.deleted_at is null
    union select t.id from tasks t join below on t.parent_task_id = below.id where t.deleted_at is null
  ) select id from below)`;

/** Whether a task waits for one that is open. */
export const isBlocked = (id: string | PgColumn): SQL => sql`exists (
  select from task_dependencies d join tasks b on b.id = d.blocked_by_task_id
  where d.task_id = ${typeof id === "string" ? sql`${id}::uuid` : id} and b.deleted_at is null and ${isOpen(sql`b.status`)})`;

function blockedRead(id: string): Read<boolean> {
  const query = read<{ blocked: boolean }>(sql`select ${isBlocked(id)} as blocked`);
  return { ...query, decode: (result) => query.decode(result)[0]!.blocked };
}

/**
 * Takes back that a task was finished; the minutes it took stay, and so does the next of its series. The event is caused by
 * the one that finished it.
 */
export const reopen = (ctx: Ctx, id: string): Promise<Task> =>
  transition(ctx, tasks, id, {
    follows: TaskCompleted,
    refuse: ({ status }) => (status === "completed" ? undefined : Conflict(OPEN)),
    change: reopening,
  });

export const reopening = {
  where: eq(tasks.status, "completed"),
  values: { status: "pending", completedAt: null, completedBy: null },
  emits: { event: TaskReopened },
} as const;

export interface Times {
  scheduledStart: string;
  scheduledEnd: string;
  rationale?: string;
}

/** Gives a task a time at which somebody works on it. A task that was waiting for that becomes `scheduled`. */
export async function schedule(ctx: Ctx, id: string, times: Times): Promise<Task> {
  checkTimes(times);
  return transition(ctx, tasks, id, {
    follows: TaskEvents.created,
    refuse: refuseFinished,
    change: scheduling(ctx, times),
  });
}

/** What schedules an open task; the event tells a person's choice from a planner's. */
export const scheduling = (ctx: Ctx, { scheduledStart, scheduledEnd, rationale }: Times) => ({
  where: isOpen(sql`${tasks.status}`),
  values: {
    scheduledStart,
    scheduledEnd,
    ...scheduledDayOf({ scheduledStart }),
    status: sql`case when ${tasks.status} in ('backlog', 'pending') then 'scheduled' else ${tasks.status} end`,
  },
  emits: { event: TaskScheduled, payload: { scheduledBy: ctx.origin === "agent" ? "ai" : "user", rationale } } as const,
});

const refuseFinished = ({ status }: Task) =>
  status === "completed" || status === "cancelled" ? Conflict(FINISHED) : undefined;

export function checkTimes({ scheduledStart, scheduledEnd }: Times): void {
  if (Date.parse(scheduledEnd) <= Date.parse(scheduledStart))
    throw InvalidInput(undefined, { errors: [{ pointer: "#/scheduledEnd", detail: "must be after scheduledStart" }] });
}

/** An agent cannot go on with a task without an answer. The question is kept with the task, where the answer will be. */
export const needInput = (ctx: Ctx, id: string, question: string): Promise<Task> =>
  transition(ctx, tasks, id, {
    follows: TaskEvents.created,
    refuse: refuseFinished,
    change: {
      values: { status: "needing_input", aiContext: noted("Question", question) },
      emits: { event: TaskInputNeeded },
    },
  });

/**
 * Gives an agent the answer it waits for. It is kept with the task, in `aiContext`; the event, which leaves the database, says
 * only that it is there and is caused by the one that asked.
 */
export const answer = (ctx: Ctx, id: string, text: string): Promise<Task> =>
  transition(ctx, tasks, id, {
    follows: TaskInputNeeded,
    refuse: ({ status }) => (status === "needing_input" ? undefined : Conflict(NOT_ASKED)),
    change: {
      values: {
        // A run takes its task up again; without one it is a person's once more.
        status: sql`case when ${tasks.agentRunId} is null then 'pending' else 'running' end`,
        aiContext: noted("Answer", text),
      },
      emits: { event: TaskInputGiven },
    },
  });

/** What was said, after what was said before; the oldest gives way. */
const noted = (who: string, text: string) =>
  sql`right(concat_ws(E'\n\n', ${tasks.aiContext}, ${`${who}: ${text}`}::text), 10000)`;

const itself = () => Conflict("A task cannot be a subtask of itself or of a task below it.");

/** Their pointers are those of the task. */
export const refusals: Refusals = {
  cycle: itself,
  tasks_parent_check: itself,
  tasks_recurrence_check: () =>
    InvalidInput(undefined, {
      errors: [{ pointer: "#/recurrenceTimezone", detail: "is what the recurrence rule counts its days in" }],
    }),
  tasks_scheduled_check: () =>
    InvalidInput(undefined, { errors: [{ pointer: "#/scheduledEnd", detail: "must not be before scheduledStart" }] }),
  tasks_scheduled_end_check: () =>
    InvalidInput(undefined, { errors: [{ pointer: "#/scheduledEnd", detail: "needs a scheduledStart" }] }),
  tasks_place_check: halfPlace(),
};
