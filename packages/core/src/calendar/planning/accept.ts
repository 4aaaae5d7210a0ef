/**
 * Accepts proposed plans: each piece becomes a time block, and each task has its time. All of them or none, in one transaction, in which what the plan
 * was made of is looked at once more. That no two time blocks overlap is held by the database.
 */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { dailyPlans, timeBlocks } from "#core/calendar/calendar.sql";
import type { DailyPlan } from "#core/calendar/daily-plans";
import { PlanAccepted, TimeBlockEvents } from "#core/calendar/events";
import { CELL_MS } from "#core/calendar/planning/day";
import { dayAfter } from "#core/calendar/planning/given";
import { WEEK_DAYS } from "#core/calendar/planning/propose";
import { versionsOf } from "#core/calendar/planning/read";
import { planRefusals } from "#core/calendar/sayings";
import { inTurn } from "#core/platform/in-turn";
import { TaskScheduled } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { insertMany, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, isConflict, NotFound, StaleVersion } from "#kit/problem";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";

type Plan = NonNullable<DailyPlan["plan"]>;

/**
 * Accepts the plan of a day; one that is accepted stays so. Two flights. Throws NotFound where the day has no plan, Conflict where none was proposed,
 * and StaleVersion where the proposal is of another version than the given one, where anything that it was made of has changed, or a part of it has begun.
 */
export async function acceptDay(ctx: Ctx, date: string, version: number | undefined): Promise<DailyPlan> {
  const [found] = await ctx.db.batch([plansOf(date, 1)]);
  const [row] = found;
  if (!row) throw NotFound();
  if (!row.plan) throw Conflict(planRefusals("plan_missing"));
  if (row.plan.acceptedAt !== null) return row;
  if (version !== undefined && version !== row.version)
    throw StaleVersion(planRefusals("plan_stale"), { current: row });
  const [accepted] = await accept(ctx, [row]);
  return accepted!;
}

/** Accepts the plans of seven days that were proposed together; in order. Those of days that were planned by themselves since are left. */
export async function acceptWeek(ctx: Ctx, from: string): Promise<DailyPlan[]> {
  const [found] = await ctx.db.batch([plansOf(from, WEEK_DAYS)]);
  const ofWeek = found.filter(({ plan }) => plan?.basis.from === from && plan.basis.days === WEEK_DAYS);
  if (ofWeek.length === 0) throw Conflict(planRefusals("plan_missing"));
  const open = ofWeek.filter(({ plan }) => plan?.acceptedAt === null);
  if (open.length === 0) return ofWeek;
  const accepted = await accept(ctx, open);
  return accepted.sort((one, other) => (one.date < other.date ? -1 : 1));
}

const plansOf = (from: string, days: number) =>
  rowsRead(
    dailyPlans,
    sql`${dailyPlans.userId} = ${me} and ${dailyPlans.date} >= ${from}::date and ${dailyPlans.date} < ${dayAfter(from, days)}::date`,
    { limit: WEEK_DAYS },
  );

/** What the guard raises; nobody sees it. */
const STALE = "a plan is stale";

async function accept(ctx: Ctx, rows: readonly DailyPlan[]): Promise<DailyPlan[]> {
  const plans = rows.map((row) => ({ id: row.id, date: row.date, version: row.version, plan: row.plan as Plan }));
  const { basis } = plans[0]!.plan;
  const pieces = plans.flatMap(({ id, plan }) => plan.scheduledTasks.map((piece) => ({ ...piece, planId: id })));
  // A quarter of an hour is what somebody takes to look at a plan.
  if (pieces.some(({ startAt }) => Date.parse(startAt) + CELL_MS < ctx.now().getTime()))
    throw StaleVersion(planRefusals("plan_late"), { current: rows[0] });
  const isSame = sql`${versionsOf(basis)} = ${basis.versions}::text`;
  const areSame = sql`(select count(*) from ${dailyPlans} p where p.deleted_at is null and (${sql.join(
    plans.map(({ id, version }) => sql`(p.id = ${id}::uuid and p.version = ${version}::int)`),
    sql` or `,
  )})) = ${plans.length}::int`;
  const at = ctx.now().toISOString();
  const firsts = new Map<string, (typeof pieces)[number]>();
  for (const piece of pieces) if (piece.taskId && !firsts.has(piece.taskId)) firsts.set(piece.taskId, piece);
  const times = sql`${JSON.stringify(
    Object.fromEntries(
      [...firsts].map(([id, { startAt, endAt, rationale, planId }]) => [id, { startAt, endAt, rationale, planId }]),
    ),
  )}::jsonb`;
  const of = (row: "tasks" | "changed", field: string) =>
    sql`(${times} -> ${sql.raw(row)}.id::text ->> ${field}::text)`;
  const planIds = sql`${`{${plans.map(({ id }) => id).join(",")}}`}::uuid[]`;
  try {
    const [, , accepted] = await ctx.db.batch([
      inTurn(`daily plans ${ctx.actor.userId}`),
      effect(sql`select raise_problem('LF005', ${STALE}) where not (${isSame} and ${areSame})`),
      updateWhere(
        ctx,
        dailyPlans,
        sql`${dailyPlans.id} = any(${planIds})`,
        { plan: sql`jsonb_set(${dailyPlans.plan}, '{acceptedAt}', to_jsonb(${at}::text))` },
        {
          emits: {
            event: PlanAccepted,
            payload: { tasksScheduled: sql.raw("jsonb_array_length(changed.plan -> 'scheduledTasks')") },
          },
        },
      ),
      insertMany(
        ctx,
        timeBlocks,
        pieces.map((piece) => ({
          id: uuidv7(ctx.now()),
          taskId: piece.taskId,
          habitId: piece.habitId,
          title: piece.title,
          date: plans.find(({ id }) => id === piece.planId)!.date,
          startAt: piece.startAt,
          endAt: piece.endAt,
          blockType: piece.blockType,
          source: "plan" as const,
          lifeDomainId: piece.taskId
            ? sql`(select t.life_domain_id from ${tasks} t where t.id = ${piece.taskId}::uuid)`
            : null,
        })),
        { emits: { event: TimeBlockEvents.created, cause: justEmitted(plans[0]!.id, PlanAccepted) } },
      ),
      updateWhere(
        ctx,
        tasks,
        sql`${tasks.id} = any(${`{${[...firsts.keys()].join(",")}}`}::uuid[]) and ${tasks.deletedAt} is null`,
        {
          scheduledStart: sql`${of("tasks", "startAt")}::timestamptz`,
          scheduledEnd: sql`${of("tasks", "endAt")}::timestamptz`,
          scheduledDate: sql`(select p.date from ${dailyPlans} p where p.id = ${of("tasks", "planId")}::uuid)`,
          status: sql`case when ${tasks.status} in ('backlog', 'pending') then 'scheduled' else ${tasks.status} end`,
        },
        {
          emits: {
            event: TaskScheduled,
            payload: { scheduledBy: "ai", rationale: of("changed", "rationale") },
            cause: justEmitted(plans[0]!.id, PlanAccepted),
          },
        },
      ),
    ]);
    return accepted;
  } catch (error) {
    if (isConflict(error) && (error as { detail?: string }).detail === STALE)
      throw StaleVersion(planRefusals("plan_stale"), { current: rows[0] });
    throw error;
  }
}
