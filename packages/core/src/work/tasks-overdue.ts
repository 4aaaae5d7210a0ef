/**
 * The nights after which tasks are overdue, each in its person's own time zone. It is said once for a task and the day on which
 * it was due: a task that is moved and missed again is overdue again.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { TaskOverdue } from "#core/work/events";
import { isOpen } from "#core/work/tasks";
import { emit } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, read } from "#kit/db";

/** A night on which nothing ran is made up for within a week; later only what was changed lately is looked at. */
const LOOK_BACK_DAYS = 7;
const CLAIMANT = "work.overdue";

interface Overdue {
  id: string;
  userId: string;
  householdId: string | null;
  dueDate: string;
  projectId: string | null;
  goalId: string | null;
  routineRunId: string | null;
}

/** Says what became overdue for those whose day has just begun; run hourly. Yields how many tasks there were. */
export async function sayOverdue(ctx: Ctx, { batchSize = 100, maxBatches = 200 } = {}): Promise<number> {
  let said = 0;
  for (let batch = 0; batch < maxBatches; batch++) {
    const [overdue] = await ctx.db.batch([overdueRead(ctx, batchSize)]);
    if (overdue.length === 0) break;
    if (!(await say(ctx, overdue))) break;
    said += overdue.length;
  }
  if (said > 0) ctx.log("info", "tasks became overdue", { count: said });
  return said;
}

/** The people for whom it is between midnight and two: a clock that jumps over midnight misses nobody, and hourly is often enough. */
const overdueRead = (ctx: Ctx, limit: number) => {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return read<Overdue>(sql`
    select t.id, t.user_id as "userId", t.household_id as "householdId", t.due_date as "dueDate", t.project_id as "projectId", t.goal_id as "goalId",
      t.routine_run_id as "routineRunId"
    from (select u.id, (${now} at time zone u.timezone)::date as today from users u
      where u.deleted_at is null and extract(hour from ${now} at time zone u.timezone) < 2) person
    join tasks t on t.user_id = person.id and t.due_date < person.today
      and (t.due_date >= person.today - ${LOOK_BACK_DAYS}::int or t.updated_at > ${now} - interval '2 days')
    where t.deleted_at is null and ${isOpen(sql`t.status`)} and t.status <> 'failed' and not exists (
      select from events e where e.entity_type = 'task' and e.entity_id = t.id and e.event_type = ${TaskOverdue.type}
        and e.payload ->> 'dueDate' = t.due_date::text)
    order by t.due_date, t.id limit ${limit}::int`);
};

/** Claims and says a batch in one transaction. When another run has claimed some of it, that goes on and this one is not needed. */
async function say(ctx: Ctx, overdue: readonly Overdue[]): Promise<boolean> {
  const keys = JSON.stringify(overdue.map(({ id, dueDate }) => `${id} ${dueDate}`));
  const claim = read(
    sql`select inbox_claim(${CLAIMANT}, key) from jsonb_array_elements_text(${keys}::jsonb) key order by key`,
  );
  const events = overdue.map(({ id, userId, householdId, ...payload }) =>
    emit({ ...ctx, correlationId: randomUUID() }, TaskOverdue, { entityId: id, owner: userId, householdId, payload }),
  );
  try {
    await ctx.db.batch([claim, ...events] as Query[]);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "LF001") return false;
    throw error;
  }
}
