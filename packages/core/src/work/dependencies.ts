/**
 * Dependencies between tasks. They never form a cycle: a trigger checks, and serializes inserts, because two inserts that are
 * harmless alone may close a cycle together.
 */

import { and, eq, isNull, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { TaskDependencyEvents } from "#core/work/events";
import { dependencyRefusals } from "#core/work/sayings";
import type { Task } from "#core/work/tasks";
import { taskDependencies, tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db, effect } from "#kit/db";
import { type ListSpec, listQuery, listRead } from "#kit/list";
import { AlreadyExists, Conflict, type Refusals } from "#kit/problem";
import { findRow } from "#kit/row";
import { raised } from "#kit/saying";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export const MAX_DEPENDENCIES = 100;

export interface Dependency extends Row<typeof taskDependencies> {
  /** Null when the caller may not see that task, or it is deleted; it then blocks nothing. */
  blockedBy: Pick<Task, "id" | "title" | "status" | "dueDate"> | null;
}

/** All dependencies of a task, in the order in which they were added. */
export async function list(ctx: Ctx, taskId: string): Promise<Dependency[]> {
  const [, rows, blockers] = await findRow(
    ctx,
    tasks,
    taskId,
    db
      .select()
      .from(taskDependencies)
      .where(eq(taskDependencies.taskId, taskId))
      .orderBy(taskDependencies.id)
      .limit(MAX_DEPENDENCIES),
    db
      .select({ id: tasks.id, title: tasks.title, status: tasks.status, dueDate: tasks.dueDate })
      .from(tasks)
      .innerJoin(taskDependencies, eq(taskDependencies.blockedByTaskId, tasks.id))
      .where(and(eq(taskDependencies.taskId, taskId), isNull(tasks.deletedAt)))
      .limit(MAX_DEPENDENCIES),
  );
  const byId = new Map(blockers.map((one) => [one.id, one]));
  return rows.map((row) => ({ ...row, blockedBy: byId.get(row.blockedByTaskId) ?? null }));
}

const waiting: ListSpec<typeof tasks> = { filter: ["status"], sort: [], order: "createdAt" };

export const DependentsQuery = listQuery(tasks, waiting);

/** A page of the tasks that wait for a task, in the order in which they were made: of all that the caller may see unless `scope` says less. */
export async function dependents(ctx: Ctx, taskId: string, query: z.output<typeof DependentsQuery>) {
  const those = sql`${tasks.id} = any(array(select task_id from task_dependencies where blocked_by_task_id = ${taskId}::uuid))`;
  const [, { data, nextCursor }] = await findRow(
    ctx,
    tasks,
    taskId,
    listRead(tasks, waiting, { scope: "visible", ...query }, those),
  );
  return { data: data.map(({ id, title, status, dueDate }) => ({ id, title, status, dueDate })), nextCursor };
}

/** Makes a task depend on another. */
export async function add(ctx: Ctx, taskId: string, blockedByTaskId: string): Promise<Row<typeof taskDependencies>> {
  const [task] = await findRow(ctx, tasks, taskId);
  if (taskId === blockedByTaskId) throw Conflict(dependencyRefusals("waits_for_itself"));
  const [added] = await ctx.db.batch([
    insert(
      ctx,
      taskDependencies,
      { taskId, blockedByTaskId },
      { emits: { event: TaskDependencyEvents.created, owner: task.userId } },
    ),
    // Runs after the insert, and reverts it by raising a problem. It comes last, so that a repeated request gets the same result.
    effect(sql`select raise_problem('LF005', ${raised(dependencyRefusals("waits_for_many", { max: MAX_DEPENDENCIES }))})
        where (select count(*) from task_dependencies where task_id = ${taskId}::uuid) > ${MAX_DEPENDENCIES}::int`),
  ]);
  return added;
}

export const refusals: Refusals = {
  cycle: () => Conflict(dependencyRefusals("wait_for_each_other")),
  task_dependencies_pair: () => AlreadyExists(dependencyRefusals("waits_already")),
};

export async function removeOne(ctx: Ctx, taskId: string, id: string): Promise<void> {
  const owner = sql`(select t.user_id from tasks t where t.id = changed.task_id)`;
  await transition(ctx, taskDependencies, id, {
    of: eq(taskDependencies.taskId, taskId),
    change: { values: "removed", emits: { event: TaskDependencyEvents.deleted, owner } },
  });
}
