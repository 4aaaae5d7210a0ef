/** What happens to subtasks when the task above them is deleted, and when it comes back. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { remove, restore } from "#kit/change";
import type { Ctx } from "#kit/ctx";

/**
 * Deletes the subtasks of a deleted task, unless it has come back meanwhile. Each deletion is an event of its own, so theirs follow.
 */
export async function removeBelow(ctx: Ctx, taskId: string): Promise<void> {
  const isStillDeleted = sql`exists (select from tasks t where t.id = ${taskId}::uuid and t.deleted_at is not null)`;
  await ctx.db.batch([
    remove(ctx, tasks, and(eq(tasks.parentTaskId, taskId), isStillDeleted), { emits: { event: TaskEvents.deleted } }),
  ]);
}

/**
 * Restores the subtasks that were deleted because a task was, which is what caused the last deletion of each; one that somebody had
 * deleted before stays deleted, and so do all when the task was deleted again meanwhile. Each restoration is an event of its own, so
 * theirs follow.
 */
export async function restoreBelow(ctx: Ctx, taskId: string): Promise<void> {
  const deletions = (id: SQL) => sql`from events where entity_id = ${id} and event_type = ${TaskEvents.deleted.type}`;
  const cause = sql`(select causation_id ${deletions(sql`${tasks.id}`)} order by id desc limit 1)`;
  const isThere = sql`exists (select from tasks t where t.id = ${taskId}::uuid and t.deleted_at is null)`;
  await ctx.db.batch([
    restore(
      ctx,
      tasks,
      and(eq(tasks.parentTaskId, taskId), isThere, sql`${cause} in (select id ${deletions(sql`${taskId}::uuid`)})`),
      {},
      { emits: { event: TaskEvents.restored } },
    ),
  ]);
}
