/** Runs of routines: the template becomes tasks, once for each routine and due time. */

import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { tierAtLeast } from "#cloud/least-tier";
import { problemOfDatabase } from "#cloud/problem-details";
import { inTurn } from "#core/platform/in-turn";
import { sending } from "#core/platform/notifications";
import { refreshSettings } from "#core/platform/system-settings";
import { DAY_MS, MINUTE_MS, readRule } from "#core/rhythm/cron";
import { turnOf } from "#core/rhythm/due";
import { RoutineRan } from "#core/rhythm/events";
import { isTooOften, limitsOf, madeToday, type RoutineLimits, startOfDay } from "#core/rhythm/limits";
import { type routineActivities, routineRuns, routines } from "#core/rhythm/routines.sql";
import { runReasons } from "#core/rhythm/sayings";
import { told } from "#core/rhythm/told.en";
import { instantOf, wallAt } from "#core/rhythm/zone-clock";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Ctx, Tier } from "#kit/ctx";
import { effect, type Query, type Read, read } from "#kit/db";
import { derivedId, leastId, uuidv7 } from "#kit/ids";
import { isConflict } from "#kit/problem";
import { rowRead } from "#kit/row";
import { type Coded, codedOf } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import type { Row } from "#kit/wire";

export type Activity = z.infer<typeof routineActivities>[number];
type Routine = Row<typeof routines>;

export interface Due {
  routineId: string;
  /** ISO 8601 UTC. */
  scheduledFor: string;
}

/**
 * Creates the run and its tasks in one batch: all or nothing. Speaks as the routine's owner. A permanent failure is stored as the
 * run's error, and so is too large a number of tasks for the day; any other failure is thrown, and the event is delivered again.
 */
export async function run(ctx: Ctx, due: Due): Promise<void> {
  await refreshSettings();
  const [routine, members, tier] = await ctx.db.batch([
    rowRead(routines, due.routineId),
    membersRead(due.routineId),
    tierRead,
  ]);
  // The routine was deleted meanwhile.
  if (!routine) return;
  const limits = limitsOf(tier);
  const { tasksPerDay } = limits;
  const runId = uuidv7(ctx.now());
  const planned = tasksOf(routine, members, due.scheduledFor).map((task) => ({ ...task, id: uuidv7(ctx.now()) }));
  try {
    await ctx.db.batch([
      inTurn(`routines ${routine.userId}`),
      effect(
        sql`select raise_problem('LF005', ${TOO_MANY}) where ${madeToday(ctx.now())} + ${planned.length}::int > ${tasksPerDay}::int`,
      ),
      runInsert(ctx, routine, { ...due, id: runId, status: "completed", taskIds: planned.map(({ id }) => id) }),
      insertMany(
        ctx,
        tasks,
        planned.map((task) => ({ ...task, routineRunId: runId })),
        { emits: { event: TaskEvents.created } },
      ),
      ...(isTooOften(readRule(routine.cronExpression), limits) ? [slowed(ctx, routine, limits)] : []),
    ]);
  } catch (error) {
    if (isMade(error)) return;
    if (isTooMany(error)) return await skip(ctx, routine, due, planned.length, { tier, tasksPerDay });
    if (mayWorkLater(error)) throw error;
    const reason = (error as Error).message;
    ctx.log("error", "a routine's run failed", { ...due, error: reason });
    const why = problemOfDatabase(error)?.saying;
    const values = why ? { error: why.text, errorCoded: codedOf(why) } : { error: cut(reason, 2_000) };
    await keep(ctx, routine, { ...due, id: runId, status: "failed", ...values, taskIds: [] });
  }
}

/** Tells the person once that a rule is more frequent than allowed (see `keepingApart`). */
const slowed = (ctx: Ctx, { id, name }: Routine, { minutesApart }: RoutineLimits) =>
  sending(ctx, {
    id: derivedId(id, "rhythm.tooOften"),
    kind: "routine_slowed",
    title: told("routine_slowed", { name: cut(name, 200) }),
    body: [told("routine_slowed_why", { minutes: minutesApart }), told("routine_slowed_until")],
    action: { routineId: id },
    sourceEventId: ctx.causationId!,
  });

/** Stores why a run made nothing, and tells the person, once a day. */
async function skip(ctx: Ctx, routine: Routine, due: Due, count: number, of: { tier: Tier; tasksPerDay: number }) {
  const why = runReasons("run_too_many", { count, most: of.tasksPerDay, tier: of.tier });
  const today = startOfDay(ctx.now());
  const telling = sending(ctx, {
    id: derivedId(leastId(today), `rhythm.tooMany:${routine.userId}`),
    kind: "routines_skipped",
    title: told("routines_skipped"),
    body: [told("routines_skipped_until", { name: routine.name }), told("routines_skipped_listed")],
    action: { routineId: routine.id },
    sourceEventId: ctx.causationId!,
  });
  await keep(
    ctx,
    routine,
    { ...due, id: uuidv7(ctx.now()), status: "skipped", error: why.text, errorCoded: codedOf(why), taskIds: [] },
    telling,
  );
}

async function keep(ctx: Ctx, routine: Routine, values: RunValues, ...more: Query[]): Promise<void> {
  try {
    await ctx.db.batch([runInsert(ctx, routine, values), ...more]);
  } catch (error) {
    if (!isMade(error)) throw error;
  }
}

interface RunValues extends Due {
  id: string;
  status: "completed" | "failed" | "skipped";
  taskIds: string[];
  error?: string;
  errorCoded?: Coded;
}

function runInsert(ctx: Ctx, routine: Routine, values: RunValues) {
  const { routineId, scheduledFor, status, taskIds } = values;
  const payload = { routineId, runId: values.id, scheduledFor, status, taskCount: taskIds.length };
  return insert(ctx, routineRuns, values, {
    emits: { event: RoutineRan, owner: routine.userId, entityId: routineId, payload },
  });
}

/** The speaker's tier, which has to be read because a consumer's actor has none. */
const tierOfMe = read<{ tier: Tier }>(sql`select tier from users where id = ${me}`);
const tierRead: Read<Tier> = {
  ...tierOfMe,
  decode: (result) => tierAtLeast(tierOfMe.decode(result)[0]?.tier ?? "free"),
};

const TOO_MANY = "too many tasks for a day";
const isTooMany = (error: unknown) => isConflict(error) && (error as { detail?: string }).detail === TOO_MANY;

interface DatabaseError {
  code?: string;
  constraint?: string;
}

/** Another event with the same due time came first. */
const isMade = (error: unknown) =>
  (error as DatabaseError).code === "23505" && (error as DatabaseError).constraint === "routine_runs_once";

/** Whether a retry may help: after our own or the database's faults, and when an assignee has just left the household. */
function mayWorkLater(error: unknown): boolean {
  const problem = problemOfDatabase(error);
  return !problem || problem.kind === "unavailable" || (error as DatabaseError).code === "LF004";
}

/** The members of a routine's household, in the order in which they joined; empty for a routine of one person. */
export function membersRead(routineId: string): Read<string[]> {
  return membersOf(sql`(select household_id from ${routines} where id = ${routineId}::uuid)`);
}

/** The members of a household of the speaker's, in the order in which they joined. `householdId` is SQL or an id. */
export function membersOf(householdId: unknown): Read<string[]> {
  const query = read<{ userId: string }>(
    sql`select user_id as "userId" from household_members where household_id = ${householdId}::uuid order by id`,
  );
  return { ...query, decode: (result) => query.decode(result).map(({ userId }) => userId) };
}

/** The tasks of one due time: titles and labels as in the template, days and times in the routine's zone. */
export function tasksOf(routine: Routine, members: readonly string[], scheduledFor: string) {
  const { householdId, timezone } = routine;
  const due = Date.parse(scheduledFor);
  return routine.activities.map((activity, place) => {
    const dueAt = dueOf(timezone, due, activity.offsetMinutes ?? 0);
    return {
      title: activity.title,
      scope: householdId ? ("household" as const) : ("personal" as const),
      householdId,
      assigneeId: assigneeOf(routine, activity, members, due),
      category: activity.category,
      priority: activity.priority,
      estimatedMinutes: activity.estimatedMinutes,
      labels: activity.labels,
      dueAt: new Date(dueAt).toISOString(),
      dueDate: new Date(wallAt(timezone, dueAt)).toISOString().slice(0, 10),
      sortOrder: place,
    };
  });
}

/** Whole days of an offset are calendar days, so that nine o'clock stays nine o'clock; the rest is elapsed time. */
function dueOf(zone: string, scheduledFor: number, offsetMinutes: number): number {
  const days = Math.trunc((offsetMinutes * MINUTE_MS) / DAY_MS) * DAY_MS;
  const day = days === 0 ? scheduledFor : instantOf(zone, wallAt(zone, scheduledFor) + days);
  return day + offsetMinutes * MINUTE_MS - days;
}

/**
 * The assignee whose turn it is. Turns are numbered by the timetable (see `turnOf`) and shared among those of the rotation who
 * are still members; an empty rotation means everybody. Without a rotation nobody is assigned.
 */
function assigneeOf(routine: Routine, activity: Activity, members: readonly string[], due: number): string | null {
  const { assigneeRotation } = activity;
  if (!assigneeRotation) return null;
  const present = members.length > 0 ? members : [routine.userId];
  const willing = assigneeRotation.length === 0 ? present : assigneeRotation.filter((id) => present.includes(id));
  if (willing.length === 0) return null;
  const timetable = { rule: readRule(routine.cronExpression), zone: routine.timezone };
  return willing[turnOf(timetable, Date.parse(routine.createdAt), due) % willing.length]!;
}
