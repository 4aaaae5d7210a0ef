/** Deletes and restores subtasks together with their parent. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { remove, restore } from "#kit/change";
import type { Ctx } from "#kit/ctx";

/**
 * Deletes the subtasks of a deleted task, unless it has been restored meanwhile. Each deletion has an event of its own, which in
 * turn deletes the subtasks below.
 */
export async function removeBelow(ctx: Ctx, taskId: string): Promise<void> {
  const isStillDeleted = sql`exists (select from tasks t where t.id = ${taskId}::uuid and t.deleted_at is not null)`;
  await ctx.db.batch([
    remove(ctx, tasks, and(eq(tasks.parentTaskId, taskId), isStillDeleted), { emits: { event: TaskEvents.deleted } }),
  ]);
}

/**
 * Restores the subtasks that were deleted because their parent was, judged by the cause of the last deletion of each. One that
 * somebody had deleted before stays deleted, and so do all when the task was deleted again meanwhile. Each restoration has an
 * event of its own, which in turn restores the subtasks below.
 */
export async function restoreBelow(ctx: Ctx, taskId: string): Promise<void> {
  const deletions = (id: SQL) => sql`from events where entity_id = ${id} and event_type = ${TaskEvents.deleted.type}`;
  const cause = sql`(select causation_id ${deletions(sql`${tasks.id}`)} order by id desc limit 1)`;
  const isBack = sql`exists (select from tasks t where t.id = ${taskId}::uuid and t.deleted_at is null)`;
  await ctx.db.batch([
    restore(
      ctx,
      tasks,
      and(eq(tasks.parentTaskId, taskId), isBack, sql`${cause} in (select id ${deletions(sql`${taskId}::uuid`)})`),
      {},
      { emits: { event: TaskEvents.restored } },
    ),
  ]);
}
