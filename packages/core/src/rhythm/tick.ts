/**
 * The tick: every minute it claims the routines that are due. A claim advances `next_run_at` and emits `rhythm.routine.due` in
 * one statement, so that nothing is lost or claimed twice, however many ticks run.
 *
 * PostgreSQL cannot calculate the next due time of a cron rule, so a batch is read, calculated, and claimed under the versions
 * that were read. Claiming one batch and reading the next is one flight; a routine that another tick has locked or claimed
 * meanwhile is left to it.
 */

import { type SQL, sql } from "drizzle-orm";
import { eachApart, isEverybodys } from "#cloud/each-apart";
import { tierAtLeast } from "#cloud/least-tier";
import { users } from "#core/identity/users.sql";
import { refreshSettings } from "#core/platform/system-settings";
import { type CatchUp, type Step, stepOf } from "#core/rhythm/catch-up";
import { readRule } from "#core/rhythm/cron";
import { RoutineDue } from "#core/rhythm/events";
import { keepingApart, limitsOf } from "#core/rhythm/limits";
import { routines } from "#core/rhythm/routines.sql";
import { update } from "#kit/change";
import { isoInstant } from "#kit/columns";
import type { Ctx, Tier } from "#kit/ctx";
import { type Query, type Read, read, type Write } from "#kit/db";

/** A routine with many missed due times is claimed once a pass, and continues in the next tick. */
const MAX_PASSES = 100;
/** A pass ends early after so many of those. */
const MAX_DUE_AGAIN = 1_000;

export interface Tick {
  /** The number of claimed due times, each with its event. */
  due: number;
  /** The number of routines whose missed due times were skipped. */
  skipped: number;
  /** Whether it ended before everything due was claimed. */
  unfinished: boolean;
}

/** Claims everything that is due now, in batches, for at most `forMs`; the next tick continues. */
export async function tick(ctx: Ctx, { batchSize = 100, forMs = 40_000 } = {}): Promise<Tick> {
  await refreshSettings();
  const now = ctx.now().getTime();
  const inTime = () => ctx.now().getTime() - now < forMs;
  const counts: Tick = { due: 0, skipped: 0, unfinished: true };
  const leftOut: string[] = [];
  for (let pass = 0; pass < MAX_PASSES && counts.unfinished && inTime(); pass++) {
    counts.unfinished = await onePass(ctx, { now, batchSize, inTime, leftOut }, counts);
  }
  if (counts.due + counts.skipped > 0) ctx.log("info", "routines were due", { ...counts });
  return counts;
}

interface Pass {
  now: number;
  batchSize: number;
  inTime: () => boolean;
  /** Routines that cannot be claimed in any pass of this tick. */
  leftOut: string[];
}

/** Claims each due routine once, the longest due first; returns whether there is more to do. */
async function onePass(ctx: Ctx, { now, batchSize, inTime, leftOut }: Pass, counts: Tick): Promise<boolean> {
  const dueAgain: string[] = [];
  let [batch] = await ctx.db.batch([dueRead(now, batchSize, undefined, leftOut)]);
  while (batch.length > 0) {
    if (!inTime() || dueAgain.length >= MAX_DUE_AGAIN) return true;
    const claims = batch.map((routine) => ({ ...routine, ...decide(ctx, routine, now) }));
    for (const { id, next } of claims) if (next !== undefined && next <= now) dueAgain.push(id);
    const from = batch.at(-1)!.scheduledFor;
    const following = () => dueRead(now, batchSize, from, [...dueAgain, ...leftOut]);
    const { claimed, next } = await claimAll(ctx, claims, following, leftOut);
    counts.due += claimed.due;
    counts.skipped += claimed.skipped;
    // Another tick is processing the same rows; continuing would only compete for every batch.
    if (claimed.due + claimed.skipped === 0 && leftOut.length === 0) return true;
    batch = next;
  }
  return dueAgain.length > 0;
}

type Claim = DueRoutine & Step;

/**
 * Claims a batch and reads the next in one flight. When a batch cannot be written, it is written without the routines that cause
 * the error.
 */
async function claimAll(ctx: Ctx, claims: readonly Claim[], following: () => Read<DueRoutine[]>, leftOut: string[]) {
  const claimed = { due: 0, skipped: 0 };
  const write = async <const Q extends readonly Query[]>(some: readonly Claim[], ...more: Q) => {
    const parts = [some.filter(isDue), some.filter((one) => !isDue(one))];
    const results = await ctx.db.batch([
      ...parts.filter((part) => part.length > 0).map((part) => claim(ctx, part)),
      ...more,
    ]);
    if (parts[0]!.length > 0) claimed.due += results[0] as number;
    if (parts[1]!.length > 0) claimed.skipped += results.at(-1 - more.length) as number;
    return results.at(-1);
  };
  try {
    return { claimed, next: (await write(claims, following())) as DueRoutine[] };
  } catch (error) {
    if (isEverybodys(error)) throw error;
    const done = await eachApart(
      ctx,
      claims,
      (some) => write(some),
      ({ id, userId }) => ({ schedule: "rhythm.tick", userId, routineId: id }),
    );
    leftOut.push(...claims.filter((one) => !done.includes(one)).map(({ id }) => id));
    const [next] = await ctx.db.batch([following()]);
    return { claimed, next };
  }
}

const isDue = ({ due }: Step) => due !== undefined;

interface DueRoutine {
  id: string;
  userId: string;
  version: number;
  cronExpression: string;
  timezone: string;
  catchUp: CatchUp;
  tier: Tier;
  /** In PostgreSQL's text format. */
  scheduledFor: string;
}

/** A pass goes through the index once: what it has claimed is behind it, except for what is due again. */
function dueRead(now: number, limit: number, from?: string, except: readonly string[] = []): Read<DueRoutine[]> {
  return read<DueRoutine>(
    sql`select id, user_id as "userId", version, cron_expression as "cronExpression", timezone, catch_up as "catchUp", next_run_at as "scheduledFor",
        (select u.tier from ${users} u where u.id = user_id) as tier
      from ${routines} where is_active and deleted_at is null and next_run_at <= ${new Date(now).toISOString()}::timestamptz
      ${from === undefined ? sql`` : sql`and next_run_at >= ${from}::timestamptz`}
      ${except.length === 0 ? sql`` : sql`and id <> all(${uuids(except)})`}
      order by next_run_at limit ${limit}`,
  );
}

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

/**
 * A routine whose rule or zone this runtime cannot read any more is taken out of the schedule, so that it does not delay others.
 */
function decide(
  ctx: Ctx,
  { id, userId, cronExpression, timezone, catchUp, tier, scheduledFor }: DueRoutine,
  now: number,
): Step {
  try {
    const timetable = { rule: readRule(cronExpression), zone: timezone };
    return keepingApart(
      timetable,
      stepOf(timetable, catchUp, Date.parse(isoInstant(scheduledFor)), now),
      limitsOf(tierAtLeast(tier)),
    );
  } catch (error) {
    ctx.log("error", "a routine has no readable rule", { userId, routineId: id, error: (error as Error).message });
    return { due: undefined, next: undefined };
  }
}

/** Returns the number of claimed routines: those that are unchanged since they were read, and that nobody else is claiming. */
function claim(ctx: Ctx, claims: readonly Claim[]): Write<number> {
  const of = (row: SQL, value: (one: Claim) => string | null) =>
    sql`(${JSON.stringify(Object.fromEntries(claims.map((one) => [one.id, value(one)])))}::jsonb ->> ${row}::text)`;
  const due = (row: SQL) => of(row, (one) => iso(one.due));
  const emits = claims[0]!.due !== undefined && {
    event: RoutineDue,
    // Routines of different people have only the minute in common, so each begins a story of its own.
    ownStory: true as const,
    payload: { routineId: sql`changed.id`, scheduledFor: due(sql`changed.id`) },
  };
  const write = update(
    ctx,
    routines,
    // Versions only increase, so “not above what was read” means “the same”. With an equality the planner expects a single row
    // and joins a hundred with their events in a nested loop, which takes longer than everything else.
    sql`${routines.id} in (
      select r.id from ${routines} r
      join unnest(${uuids(claims.map(({ id }) => id))}, ${`{${claims.map(({ version }) => version).join(",")}}`}::int[]) as seen(id, version)
        on seen.id = r.id and r.version <= seen.version
      for update of r skip locked)`,
    {
      nextRunAt: sql`${of(sql`${routines.id}`, (one) => iso(one.next))}::timestamptz`,
      ...(emits && { lastRunAt: sql`greatest(${routines.lastRunAt}, ${due(sql`${routines.id}`)}::timestamptz)` }),
    },
    emits ? { emits } : {},
  );
  return {
    ...write,
    decodeStored: () => 0,
    decode: (result) => ({ value: result.rows.length, events: write.decode(result).events }),
  };
}

const iso = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString());
