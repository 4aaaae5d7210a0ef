/** Routines, which make tasks from a template at scheduled times. due.ts calculates the due times. */

import { type SQL, sql } from "drizzle-orm";
import { zoneRead } from "#core/identity/zone";
import { inTurn } from "#core/platform/in-turn";
import { refreshSettings } from "#core/platform/system-settings";
import { CronError, canonicalRule, readRule } from "#core/rhythm/cron";
import { nextDue, nextDues, type Timetable } from "#core/rhythm/due";
import { RoutineDue, RoutineEvents, RoutinePaused, RoutineResumed } from "#core/rhythm/events";
import { hasRoom, limitsOf, minutesApart } from "#core/rhythm/limits";
import { routines } from "#core/rhythm/routines.sql";
import { type Activity, type Due, membersOf, membersRead } from "#core/rhythm/runs";
import { rhythmFields, rhythmRefusals } from "#core/rhythm/sayings";
import { wallAt } from "#core/rhythm/zone-clock";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { Conflict, type InputError, InvalidInput, wrong, wrongInput } from "#kit/problem";
import { findRow } from "#kit/row";
import type { Saying } from "#kit/saying";
import { raised } from "#kit/saying";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Routine = Row<typeof routines>;

/** The fields of a routine that determine further columns. */
export interface Given {
  cronExpression?: string;
  /** The profile's zone by default. */
  timezone?: string;
  activities?: Activity[];
  householdId?: string | null;
  isActive?: boolean;
}

/** All fields of a new routine. */
export type New = Given & Pick<typeof routines.$inferInsert, "name" | "cronExpression" | "catchUp">;

/** Creates a routine, unless the person has as many active ones as their tier allows. At most two flights. */
export async function create(ctx: Ctx, given: New): Promise<Routine> {
  await refreshSettings();
  const values = await created(ctx, given);
  const [, routine] = await ctx.db.batch([
    inTurn(`routines ${ctx.actor.userId}`),
    insert(ctx, routines, values, { emits: { event: RoutineEvents.created } }),
  ]);
  return routine;
}

/** The columns of a new routine: the given ones, its zone and its first due time. */
export async function created(ctx: Ctx, given: New) {
  const cronExpression = checkRule(ctx, given.cronExpression);
  const rotates = given.activities?.some(({ assigneeRotation }) => assigneeRotation?.length);
  let { timezone } = given;
  if (timezone === undefined || rotates) {
    const [zone, members] = await ctx.db.batch([zoneRead(), membersOf(given.householdId ?? null)]);
    timezone ??= zone;
    checkRotations(given.activities ?? [], members.length > 0 ? members : [ctx.actor.userId]);
  }
  return {
    ...given,
    cronExpression,
    timezone,
    nextRunAt: given.isActive === false ? null : ifRoom(ctx, firstDue(ctx, cronExpression, timezone)),
  };
}

/**
 * The columns that a PATCH sets. A changed rule or zone applies from now on; due times missed under the old one are forgotten. A
 * repeated change has no effect.
 */
export async function changed<G extends Given>(ctx: Ctx, id: string, body: G) {
  if (body.cronExpression !== undefined) await refreshSettings();
  const cronExpression = body.cronExpression === undefined ? undefined : ruleOf(body.cronExpression);
  const given = cronExpression === undefined ? body : { ...body, cronExpression };
  const { timezone, activities } = given;
  if (cronExpression === undefined && timezone === undefined && activities === undefined) return given;

  const ofHousehold = given.householdId === undefined ? membersRead(id) : membersOf(given.householdId);
  const [routine, members] = await findRow(ctx, routines, id, ofHousehold);
  checkRotations(activities ?? [], members.length > 0 ? members : [routine.userId]);
  if (cronExpression === undefined && timezone === undefined) return given;

  const rule = cronExpression ?? routine.cronExpression;
  const zone = timezone ?? routine.timezone;
  const isSame = zone === routine.timezone && isSameRule(rule, routine.cronExpression);
  if (isSame) return { ...given, nextRunAt: ifUnchanged(routine, sql`${routines.nextRunAt}`) };
  if (cronExpression !== undefined) checkRule(ctx, cronExpression);
  const next = sql`case when ${routines.isActive} then ${firstDue(ctx, rule, zone)}::timestamptz end`;
  return { ...given, nextRunAt: ifUnchanged(routine, next) };
}

/** Pauses a routine, or leaves it paused. Due times meanwhile are not missed. */
export const pause = (ctx: Ctx, id: string): Promise<Routine> =>
  transition(ctx, routines, id, {
    change: { values: { isActive: false, nextRunAt: null }, emits: { event: RoutinePaused } },
  });

/** Sets a routine going again from now on, or leaves it going. */
export async function resume(ctx: Ctx, id: string): Promise<Routine> {
  await refreshSettings();
  return transition(ctx, routines, id, {
    change(routine) {
      const tooOften = !routine.isActive && whyTooOften(ctx, routine.cronExpression);
      if (tooOften) throw Conflict({ ...tooOften, text: `The rule of the routine ${tooOften.text}.` });
      const next = firstDue(ctx, routine.cronExpression, routine.timezone);
      // A routine of another person is made and limited as that person, so it does not count for the speaker.
      const due = routine.userId === ctx.actor.userId ? ifRoom(ctx, next) : sql`${next}::timestamptz`;
      return {
        first: [inTurn(`routines ${routine.userId}`)],
        // An active routine may have missed due times to catch up, which stay.
        values: { isActive: true, nextRunAt: routine.isActive ? undefined : due },
        emits: { event: RoutineResumed },
      };
    },
  });
}

/** The columns of a routine that goes on from now on, if the speaker may have one more that does. */
export const goingOn = (ctx: Ctx, { cronExpression, timezone }: Pick<Routine, "cronExpression" | "timezone">) => ({
  isActive: true,
  nextRunAt: ifRoom(ctx, firstDue(ctx, cronExpression, timezone)),
});

/** Makes a routine due now, even if paused. The consumer of the event makes the run, as the routine's owner. */
export async function runNow(ctx: Ctx, id: string): Promise<Due> {
  const scheduledFor = ctx.now().toISOString();
  const due = await transition(ctx, routines, id, {
    change: {
      values: { lastRunAt: scheduledFor },
      emits: { event: RoutineDue, payload: { routineId: id, scheduledFor } },
    },
  });
  return { routineId: id, scheduledFor: due.lastRunAt! };
}

/** The next due times from now on, as if it were active. */
export async function preview(ctx: Ctx, id: string, count: number) {
  const [routine] = await findRow(ctx, routines, id);
  const { timezone } = routine;
  const dues = nextDues(timetableOf(routine.cronExpression, timezone), ctx.now().getTime(), count);
  return {
    timezone,
    data: dues.map((due) => ({
      scheduledFor: new Date(due).toISOString(),
      localTime: new Date(wallAt(timezone, due)).toISOString().slice(0, 16),
    })),
  };
}

/** Checks that a rule is valid and allowed, and returns it in its stored form. */
function checkRule(ctx: Ctx, expression: string): string {
  const rule = ruleOf(expression);
  const tooOften = whyTooOften(ctx, rule);
  if (tooOften) throw refused(tooOften);
  return rule;
}

/** The rule in its stored form. */
function ruleOf(expression: string): string {
  try {
    return canonicalRule(expression);
  } catch (error) {
    throw error instanceof CronError ? refused(error.saying) : error;
  }
}

const refused = (saying: Saying) => wrongInput("#/cronExpression", saying);

/** The message for a rule that is more frequent than the speaker's tier allows. */
function whyTooOften({ actor }: Ctx, expression: string): Saying | undefined {
  const [least, found] = [limitsOf(actor.tier).minutesApart, minutesApart(readRule(expression))];
  if (found >= least) return undefined;
  const saying = rhythmFields("comes_too_often", { found, least, tier: actor.tier });
  return { ...saying, text: saying.text.replace(/\b1 minutes\b/g, "a minute") };
}

/** A rotation may only name members of the household. */
function checkRotations(activities: readonly Activity[], members: readonly string[]): void {
  const errors = activities.flatMap(({ assigneeRotation = [] }, i) =>
    assigneeRotation.flatMap((userId, j): InputError[] =>
      members.includes(userId) ? [] : [wrong(`#/activities/${i}/assigneeRotation/${j}`, rhythmFields("no_member"))],
    ),
  );
  if (errors.length > 0) throw InvalidInput(undefined, { errors: errors.slice(0, 20) });
}

const timetableOf = (cronExpression: string, zone: string): Timetable => ({ rule: readRule(cronExpression), zone });

const firstDue = (ctx: Ctx, cronExpression: string, zone: string) =>
  new Date(nextDue(timetableOf(cronExpression, zone), ctx.now().getTime())!).toISOString();

const isSameRule = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();

/** A due time, if the speaker may have one more active routine. CASE guarantees that the conflict is raised only otherwise. */
function ifRoom({ actor }: Ctx, due: string): SQL {
  const limits = limitsOf(actor.tier);
  const full = raised(rhythmRefusals("routines_full", { active: limits.active, tier: actor.tier }));
  return sql`case when ${hasRoom(limits)} then ${due}::timestamptz else case when raise_problem('LF005', ${full}) then null::timestamptz end end`;
}

/**
 * A due time that was calculated from a rule and a zone, if these are unchanged. CASE guarantees that the conflict is raised only
 * otherwise.
 */
const ifUnchanged = (routine: Routine, due: ReturnType<typeof sql>) =>
  sql`case when ${routines.cronExpression} = ${routine.cronExpression} and ${routines.timezone} = ${routine.timezone} then ${due}
    else case when raise_problem('LF005', ${raised(rhythmRefusals("rule_meanwhile"))}) then null::timestamptz end end`;
