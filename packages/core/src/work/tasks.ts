/** Tasks: what a client may say about one, and the verbs that finish it and take that back. */
import { and, eq, ne, sql } from "drizzle-orm";
import { myZone } from "#core/identity/zone";
import { lastEventOf } from "#core/platform/story";
import { TaskCompleted, TaskEvents, TaskReopened } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { update } from "#kit/change";
import { live, rowRead } from "#kit/crud";
import { type Ctx, causedBy } from "#kit/ctx";
import { Forbidden, NotFound } from "#kit/problem";
import type { Row } from "#kit/wire";

export type Task = Row<typeof tasks>;

/** The states that a person may give a task. `completed` has a verb, and the rest belong to agents. */
export const settableStatuses = ["backlog", "pending", "scheduled", "in_progress", "blocked", "cancelled"] as const;

/** What a client sends in a create or a PATCH, as far as other columns follow from it. */
export interface Given {
  status?: (typeof settableStatuses)[number];
  dueDate?: string | null;
  dueAt?: string | null;
  householdId?: string | null;
}

/** The columns of a new task. Days are those of the speaker's time zone. */
export function created(given: Given) {
  return { ...given, ...scopeOf(given), ...dayOf(given) };
}

/** The columns that a PATCH sets. A completed task keeps its state: that is what `reopen` is for. */
export function changed(given: Given) {
  return { ...given, ...scopeOf(given), ...dueOf(given), ...stateOf(given) };
}

const scopeOf = ({ householdId }: Given) =>
  householdId === undefined ? {} : { scope: householdId === null ? "personal" : "household" };

/** The day follows the time of day. */
const dayOf = ({ dueAt }: Given) =>
  dueAt ? { dueDate: sql`(${dueAt}::timestamptz at time zone ${myZone})::date` } : {};

/** A task that moves to another day keeps its time of day; one without a day has no time either. */
function dueOf(given: Given) {
  if (given.dueAt !== undefined || given.dueDate === undefined) return dayOf(given);
  if (given.dueDate === null) return { dueAt: null };
  const time = sql`(${tasks.dueAt} at time zone ${myZone})::time`;
  return { dueAt: sql`(${given.dueDate}::date + ${time}) at time zone ${myZone}` };
}

/** CASE decides before the function is called, which raises the conflict. */
const stateOf = ({ status }: Given) =>
  status === undefined
    ? {}
    : {
        status: sql`case when ${tasks.status} = 'completed' then case when raise_problem('LF005', ${REOPEN_FIRST}) then null end else ${status}::text end`,
      };

const REOPEN_FIRST = "The task is completed; reopen it to give it another state.";
const COMPLETED = "The task is completed already.";
const OPEN = "Only a completed task can be reopened.";

/** Finishes a task, whatever its state was. The event continues the story in which the task was made. */
export async function complete(ctx: Ctx, id: string, done: { actualMinutes?: number }): Promise<Task> {
  const [task, made] = await ctx.db.batch([rowRead(tasks, id), lastEventOf(id, TaskEvents.created)]);
  if (!task) throw NotFound();
  // Whether it was open is decided by the write and not above: a request that is tried again is answered with what it did
  // the first time, when it was.
  const write = update(
    causedBy(ctx, made),
    tasks,
    and(live(tasks, id), ne(tasks.status, "completed")),
    { ...done, status: "completed", completedAt: ctx.now().toISOString(), completedBy: ctx.actor.userId },
    { emits: { event: TaskCompleted, payload: { completedViaAi: ctx.origin === "agent" } }, orConflict: COMPLETED },
  );
  try {
    const [completed] = await ctx.db.batch([write]);
    return completed!;
  } catch (error) {
    throw task.status === "completed" ? error : unlessTheirs(ctx, task, error);
  }
}

/** Takes back that a task was finished; the minutes it took stay. The event is caused by the one that finished it. */
export async function reopen(ctx: Ctx, id: string): Promise<Task> {
  const [task, finished] = await ctx.db.batch([rowRead(tasks, id), lastEventOf(id, TaskCompleted)]);
  if (!task) throw NotFound();
  const write = update(
    causedBy(ctx, finished),
    tasks,
    and(live(tasks, id), eq(tasks.status, "completed")),
    { status: "pending", completedAt: null, completedBy: null },
    { emits: { event: TaskReopened }, orConflict: OPEN },
  );
  try {
    const [reopened] = await ctx.db.batch([write]);
    return reopened!;
  } catch (error) {
    throw task.status === "completed" ? unlessTheirs(ctx, task, error) : error;
  }
}

/** A task in the right state that still did not change is one that the speaker may see and not change. */
function unlessTheirs(ctx: Ctx, task: { userId: string }, error: unknown): unknown {
  const conflict = (error as { code?: string }).code === "LF005";
  return conflict && task.userId !== ctx.actor.userId ? Forbidden("You may see this, but not change it.") : error;
}
