/**
 * Reports overdue tasks after each night, in the time zone of their person. It is reported once for a task and due date: a task
 * that is moved and missed again is overdue again.
 */
import { sql } from "drizzle-orm";
import { dayAfter } from "#core/rhythm/days";
import { TaskOverdue } from "#core/work/events";
import { isOpen } from "#core/work/tasks";
import { emit } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";
import { me } from "#kit/table";

/** A night without a run is made up for within a week; after that, only tasks that changed recently are found. */
const LOOK_BACK_DAYS = 7;
const CLAIMANT = "work.overdue";

interface Overdue {
  id: string;
  householdId: string | null;
  dueDate: string;
  projectId: string | null;
  goalId: string | null;
  routineRunId: string | null;
}

/** Reports which of the speaker's tasks are overdue since a day of theirs has ended (ISO 8601), in batches. */
export async function sayOverdue(ctx: Ctx, day: string, { batchSize = 100, maxBatches = 200 } = {}): Promise<void> {
  for (let batch = 0; batch < maxBatches; batch++) {
    const [overdue] = await ctx.db.batch([overdueRead(ctx, day, batchSize)]);
    if (overdue.length === 0) return;
    await ctx.db.batch(saying(ctx, overdue));
  }
}

const overdueRead = (ctx: Ctx, day: string, limit: number) =>
  read<Overdue>(sql`
    with today as materialized (select ${dayAfter(ctx, day)} as day)
    select t.id, t.household_id as "householdId", t.due_date as "dueDate", t.project_id as "projectId", t.goal_id as "goalId",
      t.routine_run_id as "routineRunId"
    from today join tasks t on t.user_id = ${me} and t.due_date < today.day
      and (t.due_date >= today.day - ${LOOK_BACK_DAYS}::int
        or t.updated_at > ${ctx.now().toISOString()}::timestamptz - interval '2 days')
    where t.deleted_at is null and ${isOpen(sql`t.status`)} and t.status <> 'failed' and not exists (
      select from events e where e.entity_type = 'task' and e.entity_id = t.id and e.event_type = ${TaskOverdue.type}
        and e.payload ->> 'dueDate' = t.due_date::text)
    order by t.due_date, t.id limit ${limit}::int`);

/**
 * The writes of a batch. A repeated delivery finds its claim taken and continues with the next batch. Each task is claimed as
 * well, because two days of a person may be processed at the same time when the first is delivered late: the second finds its
 * tasks claimed, and also continues.
 */
function saying(ctx: Ctx, overdue: readonly Overdue[]): Query[] {
  const keys = JSON.stringify(overdue.map(({ id, dueDate }) => `${id} ${dueDate}`));
  const claim = effect(
    sql`select inbox_claim(${CLAIMANT}, key) from jsonb_array_elements_text(${keys}::jsonb) key order by key`,
  );
  const events = overdue.map(({ id, householdId, ...payload }) =>
    emit(ctx, TaskOverdue, { entityId: id, owner: ctx.actor.userId, householdId, payload }),
  );
  return [claim, ...events];
}
