/**
 * The nights after which tasks are overdue, each in its person's own time zone. It is said once for a task and the day on which
 * it was due: a task that is moved and missed again is overdue again.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { clocksAt, isUnknown } from "#core/identity/clocks";
import { TaskOverdue } from "#core/work/events";
import { isOpen } from "#core/work/tasks";
import { emit } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";

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
  await tellOfUnknownZones(ctx);
  const leftOut: string[] = [];
  let said = 0;
  for (let batch = 0; batch < maxBatches; batch++) {
    const [overdue] = await ctx.db.batch([overdueRead(ctx, batchSize, leftOut)]);
    if (overdue.length === 0) break;
    const done = await say(ctx, overdue);
    if (!done) break;
    said += done.length;
    leftOut.push(...overdue.filter((one) => !done.includes(one)).map(({ id }) => id));
  }
  if (said > 0) ctx.log("info", "tasks became overdue", { count: said });
  return said;
}

/** Whose night never comes, for whoever runs this deployment. */
async function tellOfUnknownZones(ctx: Ctx): Promise<void> {
  const [people] = await ctx.db.batch([
    read<{ userId: string; timezone: string }>(
      sql`select id as "userId", timezone from users where deleted_at is null and ${isUnknown(sql`timezone`)} limit 100`,
    ),
  ]);
  for (const person of people) ctx.log("error", "a person's time zone is not known", { ...person });
}

/** The people for whom it is between midnight and two: a clock that jumps over midnight misses nobody, and hourly is often enough. */
const overdueRead = (ctx: Ctx, limit: number, except: readonly string[]) => {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return read<Overdue>(sql`
    select t.id, t.user_id as "userId", t.household_id as "householdId", t.due_date as "dueDate", t.project_id as "projectId", t.goal_id as "goalId",
      t.routine_run_id as "routineRunId"
    from (select u.id, clock.day as today from users u join ${clocksAt(ctx.now())} on clock.zone = u.timezone
      where u.deleted_at is null and clock.hour < 2) person
    join tasks t on t.user_id = person.id and t.due_date < person.today
      and (t.due_date >= person.today - ${LOOK_BACK_DAYS}::int or t.updated_at > ${now} - interval '2 days')
      and t.id <> all(${`{${except.join(",")}}`}::uuid[])
    where t.deleted_at is null and ${isOpen(sql`t.status`)} and t.status <> 'failed' and not exists (
      select from events e where e.entity_type = 'task' and e.entity_id = t.id and e.event_type = ${TaskOverdue.type}
        and e.payload ->> 'dueDate' = t.due_date::text)
    order by t.due_date, t.id limit ${limit}::int`);
};

/** Claims and says a batch; yields what was said, or nothing when another run has claimed some of it: that goes on, and this one is not needed. */
async function say(ctx: Ctx, overdue: readonly Overdue[]): Promise<Overdue[] | undefined> {
  let isClaimed = false;
  const attempt = async (some: readonly Overdue[]) => {
    if (isClaimed) return;
    try {
      await ctx.db.batch(sayingAll(ctx, some));
    } catch (error) {
      if ((error as { code?: string }).code !== "LF001") throw error;
      isClaimed = true;
    }
  };
  const done = await eachApart(ctx, overdue, attempt, ({ id, userId }) => ({ schedule: CLAIMANT, userId, taskId: id }));
  return isClaimed ? undefined : done;
}

function sayingAll(ctx: Ctx, overdue: readonly Overdue[]): Query[] {
  const keys = JSON.stringify(overdue.map(({ id, dueDate }) => `${id} ${dueDate}`));
  const claim = effect(
    sql`select inbox_claim(${CLAIMANT}, key) from jsonb_array_elements_text(${keys}::jsonb) key order by key`,
  );
  const events = overdue.map(({ id, userId, householdId, ...payload }) =>
    emit({ ...ctx, correlationId: randomUUID() }, TaskOverdue, { entityId: id, owner: userId, householdId, payload }),
  );
  return [claim, ...events];
}
