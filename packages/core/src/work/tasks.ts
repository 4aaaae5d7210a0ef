/**
 * Tasks: the columns that a client may set, and the verbs that change their state.
 *
 * Subtasks are tasks of their own: completing a task leaves them as they are unless `withSubtasks` is set, and deleting it
 * deletes them, too (see tasks-below.ts). A task with open dependencies (see dependencies.ts) cannot be completed, unless the
 * caller sets `evenIfBlocked`; the state `blocked` is set by a person and prevents nothing.
 */

import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { dayIn, instantOf, myZone, withinYears } from "#core/identity/zone";
import { halfPlace } from "#core/platform/places";
import { canonicalRule, ruleForm } from "#core/rhythm/recurrence-rule";
import { checkRule } from "#core/rhythm/rule-check";
import {
  TaskCompleted,
  TaskEvents,
  TaskInputGiven,
  TaskInputNeeded,
  TaskReopened,
  TaskScheduled,
} from "#core/work/events";
import { workFields, workRefusals } from "#core/work/sayings";
import { tasks } from "#core/work/tasks.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { inContract } from "#kit/parameters";
import { Conflict, type Refusals, wrongInput } from "#kit/problem";
import { raised } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { transition } from "#kit/transition";
import { type Row, Text } from "#kit/wire";

export type Task = Row<typeof tasks>;

/** The states that a person may set. `completed` has a verb, and the rest belong to agents. */
export const settableStatuses = ["backlog", "pending", "scheduled", "in_progress", "blocked", "cancelled"] as const;

/** A recurrence rule from a client; an invalid one is refused with a description of the mistake. */
export const RecurrenceRule = inContract(
  Text(500).check((payload) => checkRule(payload)),
  () => z.string().check(z.maxLength(500), z.regex(ruleForm())),
);

export const Minutes = z.int().check(z.gte(0), z.lte(1_000_000));
export const Completion = z.strictObject({
  actualMinutes: z.optional(Minutes),
  /** Complete the task in spite of open dependencies. */
  evenIfBlocked: z.optional(z.boolean()),
  /** Create the very next instance of the series, even if it is in the past. */
  catchUp: z.optional(z.boolean()),
});
export type Completion = z.infer<typeof Completion>;

/** The fields of a create or PATCH that determine further columns. */
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

/** The columns of a new task. Days are in the speaker's time zone. */
export function created<G extends Given>(given: G) {
  return { ...given, ...scopeOf(given), ...dayOf(given), ...scheduledDayOf(given), ...recurrenceOf(given, myZone) };
}

/** The columns that a PATCH sets. A completed task keeps its state; `reopen` changes it. */
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

/** The day of an instant in the speaker's time zone. */
const dayAt = (instant: string) => dayIn(sql`${instant}::timestamptz`, myZone);

/** The due date follows the due time. */
export const dayOf = ({ dueAt }: Given) => (dueAt ? { dueDate: dayAt(dueAt) } : {});
const scheduledDayOf = ({ scheduledStart }: Given) => (scheduledStart ? { scheduledDate: dayAt(scheduledStart) } : {});

/** A task that moves to another day keeps its time of day in the zone of its series; one without a day has no time either. */
function dueOf(given: Given) {
  const { dueDate, dueAt } = given;
  if (dueAt !== undefined || dueDate === undefined) return dayOf(given);
  if (dueDate === null) return { dueAt: null };
  const at = moved(tasks.dueAt, daysTo(dueDate, tasks.dueAt), clocksOf(given));
  // On the same day the instant is kept, because the clocks may show that time twice.
  return { dueAt: sql`case when ${tasks.dueDate} = ${dueDate}::date then ${tasks.dueAt} else ${at} end` };
}

/** The scheduled time follows its day, and is removed with it. */
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

/** The number of days from an instant's day to another day, in the speaker's zone. */
const daysTo = (day: string, at: PgColumn) => sql`(${day}::date - ${dayIn(sql`${at}`, myZone)})`;

/** An instant moved by a number of days, at the same time of day; null stays null. */
const moved = (at: PgColumn, days: SQL, zone: SQL) =>
  withinYears(instantOf(sql`(${at} at time zone ${zone} + make_interval(days => ${days}))`, zone));

/** The time zone of a task: that of its series, or the speaker's when it does not recur. */
function clocksOf({ recurrenceRule, recurrenceTimezone }: Given): SQL {
  if (recurrenceRule === null) return myZone;
  if (recurrenceTimezone) return sql`${recurrenceTimezone}::text`;
  return sql`coalesce(case when ${tasks.recurrenceRule} is not null then ${tasks.recurrenceTimezone} end, ${myZone})`;
}

/** CASE guarantees that the function, which raises the conflict, is called only in that case. */
const stateOf = ({ status }: Given) =>
  status === undefined
    ? {}
    : {
        status: sql`case when ${tasks.status} = 'completed' then case when raise_problem('LF005', ${raised(REOPEN_FIRST)}) then null end else ${status}::text end`,
      };

/** The columns of a new rule, in its canonical form; its zone is the speaker's unless one is given. */
function recurrenceOf({ recurrenceRule, recurrenceTimezone }: Given, zone: SQL) {
  if (!recurrenceRule) return {};
  return { recurrenceRule: canonicalRule(recurrenceRule), recurrenceTimezone: recurrenceTimezone ?? zone };
}

/** The columns of a changed rule: an existing series keeps its zone, and a new one gets the speaker's. */
function seriesOf(given: Given) {
  const { recurrenceRule, recurrenceTimezone } = given;
  if (recurrenceTimezone === null && recurrenceRule === undefined)
    return { recurrenceTimezone: sql`case when ${tasks.recurrenceRule} is not null then ${myZone} end` };
  const zone = recurrenceTimezone === null ? myZone : sql`coalesce(${tasks.recurrenceTimezone}, ${myZone})`;
  return recurrenceOf(given, zone);
}

export const REOPEN_FIRST = workRefusals("reopen_first");
export const COMPLETED = workRefusals("task_completed");
export const BLOCKED = workRefusals("task_blocked");
export const OPEN = workRefusals("task_not_completed");
export const NOT_ASKED = workRefusals("no_input_needed");
const FINISHED = workRefusals("task_finished");

/** Completes a task in any open state. The event continues the story in which the task was created. */
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

/** The transition that completes an open task. */
export const completing = (ctx: Ctx, id: string, done: Completion) => ({
  where: and(ne(tasks.status, "completed"), done.evenIfBlocked ? undefined : sql`not ${isBlocked(id)}`),
  values: { ...completion(ctx), actualMinutes: done.actualMinutes },
  emits: completed(ctx, done),
});

/** Completes all open subtasks at any depth, even with open dependencies. */
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

/** The ids of all subtasks of a task, at any depth. */
export const below = (id: string): SQL => sql`(
  with recursive below(id) as (
    select t.id from tasks t where t.parent_task_id = ${id}::uuid and t.deleted_at is null
    union select t.id from tasks t join below on t.parent_task_id = below.id where t.deleted_at is null
  ) select id from below)`;

/** Whether a task has an open dependency. */
export const isBlocked = (id: string | PgColumn): SQL => sql`exists (
  select from task_dependencies d join tasks b on b.id = d.blocked_by_task_id
  where d.task_id = ${typeof id === "string" ? sql`${id}::uuid` : id} and b.deleted_at is null and ${isOpen(sql`b.status`)})`;

function blockedRead(id: string): Read<boolean> {
  const query = read<{ blocked: boolean }>(sql`select ${isBlocked(id)} as blocked`);
  return { ...query, decode: (result) => query.decode(result)[0]!.blocked };
}

/**
 * Reopens a completed task; the recorded minutes stay, and so does the next task of its series. The event is caused by the one
 * that completed it.
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

/** Schedules a task for a time to work on it. An open task that was not begun becomes `scheduled`. */
export async function schedule(ctx: Ctx, id: string, times: Times): Promise<Task> {
  checkTimes(times);
  return transition(ctx, tasks, id, {
    follows: TaskEvents.created,
    refuse: refuseFinished,
    change: scheduling(ctx, times),
  });
}

/** The transition that schedules an open task; the event distinguishes a person's choice from a planner's. */
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
    throw wrongInput("#/scheduledEnd", fieldSayings("after_field", { field: "scheduledStart" }));
}

/** Marks that an agent needs an answer to go on. The question is stored with the task, where the answer will be added. */
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
 * Gives an agent the answer that it waits for. It is stored with the task, in `aiContext`; the event, which leaves the database,
 * does not contain it, and is caused by the event that asked.
 */
export const answer = (ctx: Ctx, id: string, text: string): Promise<Task> =>
  transition(ctx, tasks, id, {
    follows: TaskInputNeeded,
    refuse: ({ status }) => (status === "needing_input" ? undefined : Conflict(NOT_ASKED)),
    change: {
      values: {
        // With a run the agent continues; without one the task is a person's again.
        status: sql`case when ${tasks.agentRunId} is null then 'pending' else 'running' end`,
        aiContext: noted("Answer", text),
      },
      emits: { event: TaskInputGiven },
    },
  });

/** Appends an entry to the dialogue; the oldest entries are dropped. */
const noted = (who: string, text: string) =>
  sql`right(concat_ws(E'\n\n', ${tasks.aiContext}, ${`${who}: ${text}`}::text), 10000)`;

const itself = () => Conflict(workRefusals("subtask_of_itself"));

/** Their pointers are relative to the task. */
export const refusals: Refusals = {
  cycle: itself,
  tasks_parent_check: itself,
  tasks_recurrence_check: () => wrongInput("#/recurrenceTimezone", workFields("zone_of_rule")),
  tasks_scheduled_check: () =>
    wrongInput("#/scheduledEnd", fieldSayings("not_before_field", { field: "scheduledStart" })),
  tasks_scheduled_end_check: () => wrongInput("#/scheduledEnd", workFields("needs_start")),
  tasks_place_check: halfPlace(),
};
