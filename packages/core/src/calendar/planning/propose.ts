/**
 * Proposes plans: nothing but the proposal is written. It says what was planned and why, what was not and why, and by `basis` what it was made of.
 */
import { sql } from "drizzle-orm";
import { dailyPlans, type planContents } from "#core/calendar/calendar.sql";
import type { DailyPlan } from "#core/calendar/daily-plans";
import { PlanProposed } from "#core/calendar/events";
import { type DayGiven, modelOf } from "#core/calendar/planning/day";
import { factorOf } from "#core/calendar/planning/estimates";
import { busyIn, dayAfter, givenOf, type Pieces, spanOfDay, type Wish } from "#core/calendar/planning/given";
import { type Ordering, orderOf } from "#core/calendar/planning/ordering";
import { type GivenPin, pinsOf, readPin, refusePins, stillPossible } from "#core/calendar/planning/pins";
import { type DaysRead, MAX_TASKS, readDays } from "#core/calendar/planning/read";
import { type Pin, type Shown, shown } from "#core/calendar/planning/shown";
import { solveDay } from "#core/calendar/planning/solver";
import { calendarFields, planRefusals } from "#core/calendar/sayings";
import type { Why } from "#core/cortex/door/asked";
import { MINUTE_MS } from "#core/rhythm/cron";
import { isInYears } from "#core/rhythm/years";
import { upsertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { wrongInput } from "#kit/problem";

export const WEEK_DAYS = 7;

/** How tasks are cut unless somebody says otherwise. */
export const USUAL: Pieces = { minMinutes: 30, maxMinutes: 90, breakMinutes: 15 };

export interface Asked {
  minPieceMinutes?: number | undefined;
  maxPieceMinutes?: number | undefined;
  breakMinutes?: number | undefined;
}

export interface DayAsked extends Asked {
  /** What stays where its person has put it; what is pinned in the proposal that there is unless given. */
  pinned?: readonly GivenPin[] | undefined;
  /** What is not to be planned; what was left out of the proposal that there is unless given. */
  leaveOut?: readonly string[] | undefined;
}

export interface Proposal extends Shown {
  id: string;
  date: string;
  version: number;
  madeBy: "rules" | "model";
  why: Why | null;
  proposedAt: string;
}

/**
 * Proposes a plan for a day. Reads in one flight and writes in another; a model that may be asked has its own between. Throws InvalidInput for a day
 * that has passed, for pieces that do not fit together, and for what is pinned where it cannot be.
 */
export async function proposeDay(ctx: Ctx, date: string, asked: DayAsked): Promise<Proposal> {
  const begun = ctx.now().getTime();
  const found = await readFor(ctx, date, 1);
  const before = found.plans.find((one) => one.date === date)?.plan ?? null;
  const wish = wishOf(asked, before, found);
  const busy = busyIn(found, date, 1);
  const bare = givenOf(found, date, begun, wish, NOTHING, busy);
  const day = spanOfDay(found.situation.zone, date);
  const wanted = asked.pinned?.map(readPin) ?? pinsOf(before);
  if (asked.pinned) refusePins(wanted, day, bare);
  const pins = asked.pinned ? wanted : stillPossible(wanted, day, bare);
  const ordering = await orderOf(ctx, bare, found.situation.versions);
  const order = ordering.madeBy === "model" ? ordering.order : undefined;
  const given = givenOf(found, date, begun, { ...wish, pins, ...(order && { order }) }, NOTHING, busy);
  const contents = planOf(found, given, { pins, pinsGone: wanted.length - pins.length, isUnread: !busy, ordering });
  const [proposal] = await write(ctx, found, { from: date, days: 1 }, [{ date, wish, contents, ordering }], begun);
  return proposal!;
}

/**
 * Proposes plans for seven days. What found no place on a day is carried over to the next, and what is planned whole is not planned again. No model is
 * asked, and nothing is pinned.
 */
export async function proposeWeek(ctx: Ctx, from: string, asked: Asked): Promise<Proposal[]> {
  const begun = ctx.now().getTime();
  const found = await readFor(ctx, from, WEEK_DAYS);
  const wish = wishOf(asked, null, found);
  const busy = busyIn(found, from, WEEK_DAYS);
  const planned = new Map<string, number>();
  const days = Array.from({ length: WEEK_DAYS }, (_, n) => dayAfter(from, n)).map((date) => {
    const given = givenOf(found, date, begun, wish, { planned }, busy);
    const ordering = { madeBy: "rules", why: null } as const;
    const contents = planOf(found, given, { pins: [], pinsGone: 0, isUnread: !busy, ordering });
    for (const { taskId, startAt, endAt } of contents.scheduledTasks)
      if (taskId)
        planned.set(taskId, (planned.get(taskId) ?? 0) + (Date.parse(endAt) - Date.parse(startAt)) / MINUTE_MS);
    return { date, wish, contents, ordering };
  });
  return write(ctx, found, { from, days: WEEK_DAYS }, days, begun);
}

const NOTHING = { planned: new Map<string, number>() };

async function readFor(ctx: Ctx, from: string, days: number): Promise<DaysRead> {
  // A day beside is looked at, too.
  if (!isInYears(dayAfter(from, -2)) || !isInYears(dayAfter(from, days + 2)))
    throw wrongInput({ parameter: "date" }, calendarFields("years_left"));
  const found = await readDays(ctx, { from, days });
  const last = spanOfDay(found.situation.zone, dayAfter(from, days - 1));
  if (last.end <= ctx.now().getTime()) throw wrongInput({ parameter: "date" }, planRefusals("plan_passed"));
  return found;
}

function wishOf(asked: DayAsked, before: DailyPlan["plan"], { open, habits }: DaysRead): Wish {
  const kept = before?.acceptedAt === null ? before : undefined;
  const pieces = {
    minMinutes: asked.minPieceMinutes ?? kept?.pieces.minMinutes ?? USUAL.minMinutes,
    maxMinutes: asked.maxPieceMinutes ?? kept?.pieces.maxMinutes ?? USUAL.maxMinutes,
    breakMinutes: asked.breakMinutes ?? kept?.pieces.breakMinutes ?? USUAL.breakMinutes,
  };
  if (pieces.maxMinutes < 2 * pieces.minMinutes) throw wrongInput("#/maxPieceMinutes", planRefusals("plan_pieces"));
  const leftOut = asked.leaveOut?.map((id) => id.toLowerCase()) ?? kept?.leftOut ?? [];
  // What could not be planned anyway is not kept: an id may be anybody's.
  const isKnown = (id: string) => [...open, ...habits].some((one) => one.id === id);
  return { pieces, leftOut: [...new Set(leftOut)].filter(isKnown), pins: [] };
}

function planOf(
  found: DaysRead,
  given: DayGiven,
  {
    ordering,
    ...known
  }: { pins: readonly Pin[]; pinsGone: number; isUnread: boolean; ordering: Ordering | { madeBy: "rules"; why: null } },
): Shown {
  const model = modelOf(given);
  const factors = found.open.flatMap((task): [string, number][] =>
    task.estimatedMinutes && given.tasks.some(({ id }) => id === task.id)
      ? [[task.id, Math.round(factorOf(task, found.factors) * 100)]]
      : [],
  );
  return shown(given, model, solveDay(model.problem), {
    ...known,
    hasMore: found.open.length > MAX_TASKS,
    mostTasks: MAX_TASKS,
    factors: new Map(factors),
    notes: ordering.madeBy === "model" ? ordering.notes : new Map(),
  });
}

interface Planned {
  date: string;
  wish: Wish;
  contents: { [K in keyof typeof planContents]: Shown[K] };
  ordering: Ordering | { madeBy: "rules"; why: null };
}

/** One statement; a plan that is the same as the one that is there changes nothing. */
async function write(
  ctx: Ctx,
  found: DaysRead,
  days: { from: string; days: number },
  planned: readonly Planned[],
  begun: number,
): Promise<Proposal[]> {
  const now = ctx.now();
  const basis = { ...days, versions: found.situation.versions };
  const rows = planned.map(({ date, wish, contents, ordering }) => ({
    date,
    plan: {
      ...contents,
      pieces: wish.pieces,
      leftOut: [...wish.leftOut],
      basis,
      madeBy: ordering.madeBy,
      why: ordering.madeBy === "rules" ? ordering.why : null,
      proposedAt: now.toISOString(),
      acceptedAt: null,
    },
    plannedBy: ordering.madeBy === "model" ? ("ai" as const) : ("solver" as const),
  }));
  const count = (list: string) => sql.raw(`jsonb_array_length(changed.plan -> '${list}')`);
  const [tokensUsed] = planned.map(({ ordering }) => (ordering.madeBy === "model" ? ordering.tokensUsed : 0));
  const emits = {
    event: PlanProposed,
    payload: {
      tasksScheduled: count("scheduledTasks"),
      tasksUnscheduled: count("unscheduledTasks"),
      tokensUsed,
      latencyMs: now.getTime() - begun,
    },
  };
  const [written] = await ctx.db.batch([
    upsertMany(ctx, dailyPlans, rows, {
      on: ["userId", "date"],
      onWhere: sql`deleted_at is null`,
      emits: { created: emits, updated: emits },
    }),
  ]);
  return rows.map((row) => {
    const { id, version } = [...written, ...found.plans].find(({ date }) => date === row.date)!;
    const { scheduledTasks, unscheduledTasks, insights, warnings, madeBy, why, proposedAt } = row.plan;
    return {
      id,
      date: row.date,
      version,
      scheduledTasks,
      unscheduledTasks,
      insights,
      warnings,
      madeBy,
      why,
      proposedAt,
    };
  });
}
