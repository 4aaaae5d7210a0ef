/** What happens to subtasks when the task above them is deleted. */
import { and, eq } from "drizzle-orm";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { remove } from "#kit/change";
import type { Ctx } from "#kit/ctx";

/** Deletes the subtasks of a deleted task. Each deletion is an event of its own, so theirs follow. */
export async function removeBelow(ctx: Ctx, taskId: string): Promise<void> {
  await ctx.db.batch([
    remove(ctx, tasks, and(eq(tasks.parentTaskId, taskId)), { emits: { event: TaskEvents.deleted } }),
  ]);
}
