/** Billable work. */
import { sql } from "drizzle-orm";
import { BillableDrafted } from "#core/finance/events";
import { billableEntries } from "#core/finance/income.sql";
import { dayIn, myZone } from "#core/identity/zone";
import { ifLive } from "#core/platform/live-reference";
import { focusSessions } from "#core/rhythm/focus.sql";
import { lifeDomains } from "#core/work/life-domains.sql";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { derivedId } from "#kit/ids";
import { rowRead } from "#kit/row";

export interface Worked {
  taskId?: string | null;
  durationSeconds: number;
  startedAt: string;
}

/**
 * Drafts an entry for a focus session on a task that is marked `billable`, once; its rate is to be said by its person. None for less
 * than half a hundredth of an hour.
 */
export async function draft(
  ctx: Ctx,
  sessionId: string,
  { taskId, durationSeconds, startedAt }: Worked,
): Promise<void> {
  const hours = Math.round(durationSeconds / 36) / 100;
  if (!taskId || hours === 0) return;
  const [task] = await ctx.db.batch([rowRead(tasks, taskId)]);
  if (!task?.billable) return;
  await ctx.db.batch([
    insert(
      ctx,
      billableEntries,
      {
        id: derivedId(sessionId, "billable"),
        taskId,
        lifeDomainId: ifLive(lifeDomains, task.lifeDomainId),
        date: dayIn(sql`${startedAt}::timestamptz`, myZone),
        hours,
        description: task.title,
        focusSessionId: ifLive(focusSessions, sessionId),
      },
      { emits: { event: BillableDrafted }, onConflict: "nothing" },
    ),
  ]);
}
