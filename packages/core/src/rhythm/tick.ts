/**
 * The tick: every minute it claims the routines whose time has come. A claim moves `next_run_at` on and emits
 * `rhythm.routine.due` in one statement, so that what is due is neither lost nor claimed twice, however many ticks there are.
 *
 * PostgreSQL cannot tell what comes next in a cron rule, so a batch is read, thought through and claimed by the versions that
 * were read. Claiming one batch and reading the next is one flight; a routine that another tick holds or has claimed in
 * between is left to it.
 */
import { type SQL, sql } from "drizzle-orm";
import { type CatchUp, type Step, stepOf } from "#core/rhythm/catch-up";
import { readRule } from "#core/rhythm/cron";
import { RoutineDue } from "#core/rhythm/events";
import { routines } from "#core/rhythm/routines.sql";
import { update } from "#kit/change";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Query, type Read, read, type Write } from "#kit/db";

/** A routine with much to make up for is claimed once a pass, and goes on in the next tick. */
const MAX_PASSES = 100;
/** So many of those end a pass early. */
const MAX_DUE_AGAIN = 1_000;

export interface Tick {
  /** Due times that were claimed, each with its event. */
  due: number;
  /** Routines whose missed due times were skipped. */
  skipped: number;
  /** Whether it ended before everything due was claimed. */
  unfinished: boolean;
}

/** Claims all that is due now, in batches, for as long as `forMs`; the next tick goes on from there. */
export async function tick(ctx: Ctx, { batchSize = 100, forMs = 40_000 } = {}): Promise<Tick> {
  const now = ctx.now().getTime();
  const inTime = () => ctx.now().getTime() - now < forMs;
  const counts: Tick = { due: 0, skipped: 0, unfinished: true };
  for (let pass = 0; pass < MAX_PASSES && counts.unfinished && inTime(); pass++) {
    counts.unfinished = await onePass(ctx, { now, batchSize, inTime }, counts);
  }
  if (counts.due + counts.skipped > 0) ctx.log("info", "routines were due", { ...counts });
  return counts;
}

/** Claims each routine that is due once, the longest due first; returns whether there is more to do. */
async function onePass(
  ctx: Ctx,
  { now, batchSize, inTime }: { now: number; batchSize: number; inTime: () => boolean },
  counts: Tick,
): Promise<boolean> {
  const dueAgain: string[] = [];
  let [batch] = await ctx.db.batch([dueRead(now, batchSize)]);
  while (batch.length > 0) {
    if (!inTime() || dueAgain.length >= MAX_DUE_AGAIN) return true;
    const claims = batch.map((routine) => ({ ...routine, ...decide(ctx, routine, now) }));
    for (const { id, next } of claims) if (next !== undefined && next <= now) dueAgain.push(id);
    const [due, skipped] = [claims.filter(isDue), claims.filter((one) => !isDue(one))];
    const writes = [due, skipped].filter((some) => some.length > 0).map((some) => claim(ctx, some));
    const following = dueRead(now, batchSize, batch.at(-1)!.scheduledFor, dueAgain);
    const results = await ctx.db.batch([...writes, following] as [...Query[], typeof following]);
    const claimed = results.slice(0, -1) as number[];
    if (due.length > 0) counts.due += claimed[0]!;
    if (skipped.length > 0) counts.skipped += claimed.at(-1)!;
    // Another tick is at these; to follow it would be to compete for every batch.
    if (claimed.every((count) => count === 0)) return true;
    batch = results.at(-1) as DueRoutine[];
  }
  return dueAgain.length > 0;
}

const isDue = ({ due }: Step) => due !== undefined;

interface DueRoutine {
  id: string;
  version: number;
  cronExpression: string;
  timezone: string;
  catchUp: CatchUp;
  /** PostgreSQL's text form. */
  scheduledFor: string;
}

/** A pass walks up the index once: what it has claimed lies behind it, but for what is due again. */
function dueRead(now: number, limit: number, from?: string, except: readonly string[] = []): Read<DueRoutine[]> {
  return read<DueRoutine>(
    sql`select id, version, cron_expression as "cronExpression", timezone, catch_up as "catchUp", next_run_at as "scheduledFor"
      from ${routines} where is_active and deleted_at is null and next_run_at <= ${new Date(now).toISOString()}::timestamptz
      ${from === undefined ? sql`` : sql`and next_run_at >= ${from}::timestamptz`}
      ${except.length === 0 ? sql`` : sql`and id <> all(${uuids(except)})`}
      order by next_run_at limit ${limit}`,
  );
}

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** A rule or zone that this runtime cannot read any more takes its routine out of the timetable, and holds up nobody else. */
function decide(ctx: Ctx, { id, cronExpression, timezone, catchUp, scheduledFor }: DueRoutine, now: number): Step {
  try {
    const timetable = { rule: readRule(cronExpression), zone: timezone };
    return stepOf(timetable, catchUp, Date.parse(isoInstant(scheduledFor)), now);
  } catch (error) {
    ctx.log("error", "a routine has no readable rule", { routineId: id, error: (error as Error).message });
    return { due: undefined, next: undefined };
  }
}

/** Yields how many were claimed: those that are as they were read, and that nobody else is claiming. */
function claim(ctx: Ctx, claims: readonly (DueRoutine & Step)[]): Write<number> {
  const of = (row: SQL, value: (one: DueRoutine & Step) => string | null) =>
    sql`(${JSON.stringify(Object.fromEntries(claims.map((one) => [one.id, value(one)])))}::jsonb ->> ${row}::text)`;
  const due = (row: SQL) => of(row, (one) => iso(one.due));
  const emits = claims[0]!.due !== undefined && {
    event: RoutineDue,
    payload: { routineId: sql`changed.id`, scheduledFor: due(sql`changed.id`) },
  };
  const write = update(
    eachInAStoryOfItsOwn(ctx),
    routines,
    // A version only rises, so that one that is not above what was read is the same. Asked for equality, the planner expects
    // a single row and joins a hundred with their events in a loop, which takes longer than all the rest.
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
    ...(write as unknown as Write<number>),
    decode: (result) => ({ value: result.rows.length, events: write.decode(result).events }),
  };
}

const iso = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString());

/** What routines of many people do has nothing in common but the minute: the correlation is drawn anew for each event. */
const eachInAStoryOfItsOwn = (ctx: Ctx): Ctx => ({ ...ctx, correlationId: sql`uuidv7()` as unknown as string });
