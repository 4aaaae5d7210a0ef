/**
 * Runs of workflows. Which run has which event is recorded by their claims in the inbox; the progress of a run is known to the
 * Inngest server that runs it.
 *
 * A replay releases the claim and starts a new run with the same event. The run that takes the claim continues with the effects
 * of the first one: a step that changed the database is not repeated, and however often a replay is requested, only one run gets
 * past its claim. A step's effects elsewhere (a mail, a call to a model) happen at least once, as with any retry, so such a step
 * must send an idempotency key made of the event's id and the step.
 */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audit } from "#core/admin/audit";
import * as Inngest from "#core/admin/inngest";
import { consumerInbox, events } from "#core/platform/events.sql";
import { Limit } from "#core/platform/limit";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import type { EventRow } from "#kit/event";
import { DEFAULT_LIMIT, type Page, pageSchema } from "#kit/list";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { Instant, Text, Uuid } from "#kit/wire";

/** A run that has claimed an event; claims are deleted after 30 days. */
export const Summary = z.strictObject({
  id: z.string(),
  workflow: z.string(),
  eventId: z.string(),
  /** When it claimed its event. */
  startedAt: Instant,
  /** The first run with this event, if this one is a replay. */
  replayOf: z.nullable(z.string()),
});
export type Summary = z.output<typeof Summary>;
export const WorkflowRuns = pageSchema(Summary);

const Failure = z.strictObject({ name: z.string(), message: z.string() });
export const WorkflowRun = z.strictObject({
  id: z.string(),
  /** Null for a run without an event: it has not claimed it yet, or another run has it. */
  workflow: z.nullable(z.string()),
  eventId: z.nullable(z.string()),
  replayOf: z.nullable(z.string()),
  /** The server's status in lower case: running, completed, failed, cancelled. Null when it does not know the run any more. */
  status: z.nullable(z.string()),
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  error: z.nullable(Failure),
  /** The result of a completed run: ids and counts, because workflows return nothing of what people wrote. */
  output: z.unknown(),
  /** Steps with a saved result, in order, without their values, and pending steps; null when the server does not say. */
  steps: z.nullable(
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.nullable(z.string()),
        status: z.string(),
        error: z.nullable(Failure),
        endedAt: z.nullable(Instant),
      }),
    ),
  ),
  pending: z.nullable(
    z.array(
      z.strictObject({ kind: z.string(), name: z.nullable(z.string()), attempt: z.int(), dueAt: z.nullable(Instant) }),
    ),
  ),
});
export type WorkflowRun = z.output<typeof WorkflowRun>;

export const Replay = z.strictObject({
  /** The new run; null when the server does not say yet which one it is. */
  runId: z.nullable(z.string()),
});

export const Query = z.strictObject({
  limit: z.optional(Limit),
  cursor: z.optional(z.string().check(z.maxLength(1_000), z.regex(/^[\w-]+$/, "is not a cursor of this list"))),
  workflow: z.optional(Text(180, 1)),
});

interface Claim {
  workflow: string;
  eventId: string;
  key: string;
  run: string;
  first: string;
  claimedAt: string;
}

/** The key of a debounced workflow's claim is its effect; the event's id is stored beside it. */
const eventOf = sql`coalesce(rows ->> 'event', event_id)`;

const claims = (where: SQL, limit: number): Read<Claim[]> =>
  read<Claim>(sql`
    select substr(consumer, 10) as workflow, ${eventOf} as "eventId", event_id as key, rows ->> 'run' as run, rows ->> 'first' as first, processed_at as "claimedAt"
    from ${consumerInbox} where consumer like 'workflow:%' and rows ? 'run' and ${where}
    order by processed_at desc, consumer desc, event_id desc limit ${limit}`);

/** The latest first. */
export async function list(ctx: Ctx, query: z.output<typeof Query>): Promise<Page<Summary>> {
  const size = query.limit ?? DEFAULT_LIMIT;
  const after = query.cursor === undefined ? sql`true` : beyond(query.cursor);
  const of = query.workflow === undefined ? sql`true` : sql`consumer = ${`workflow:${query.workflow}`}`;
  const [found] = await ctx.db.batch([claims(sql`${of} and ${after}`, size + 1)]);
  const page = found.slice(0, size);
  return {
    data: page.map((claim) => ({ ...known(claim), id: claim.run, startedAt: isoInstant(claim.claimedAt) })),
    nextCursor: found.length > size ? cursorOf(page.at(-1)!) : null,
  };
}

const known = ({ workflow, eventId, run, first }: Claim) => ({
  workflow,
  eventId,
  replayOf: first === run ? null : first,
});

/** The cursor's position. Instants of the API have milliseconds, which would come before others within the same millisecond. */
const Position = z.tuple([z.iso.datetime(), z.string().check(z.maxLength(200)), z.string().check(z.maxLength(200))]);

// With microseconds, which order claims of the same millisecond.
const cursorOf = ({ claimedAt, workflow, key }: Claim) =>
  Buffer.from(JSON.stringify([claimedAt.replace(" ", "T").replace(/\+00$/, "Z"), workflow, key])).toString("base64url");

function beyond(cursor: string): SQL {
  try {
    const [at, workflow, key] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return sql`(processed_at, consumer, event_id) < (${at}::timestamptz, ${`workflow:${workflow}`}, ${key})`;
  } catch {
    throw InvalidInput(undefined, { errors: [{ parameter: "cursor", detail: "is not a cursor of this list" }] });
  }
}

const ofRun = (runId: string) => claims(sql`rows ->> 'run' = ${runId}`, 1);

export async function get(ctx: Ctx, runId: string): Promise<WorkflowRun> {
  checkId(runId);
  const [[claim], run] = await Promise.all([
    ctx.db.batch([ofRun(runId)]).then(([found]) => found),
    Inngest.getRun(ctx, runId),
  ]);
  if (!run && !claim) throw NotFound();
  return {
    id: runId,
    ...(claim ? known(claim) : { workflow: null, eventId: null, replayOf: run?.replay_of ?? null }),
    status: run?.status.toLowerCase() ?? null,
    startedAt: instantOf(run?.run_started_at ?? claim?.claimedAt),
    endedAt: instantOf(run?.ended_at),
    error: run && /failed|cancelled/i.test(run.status) ? failureOf(run.output) : null,
    output: run?.ended_at && /completed/i.test(run.status) ? (run.output ?? null) : null,
    steps:
      run?.steps?.map(({ id, name, status, error, ended_at }) => ({
        id,
        name: name ?? null,
        status: status?.toLowerCase() ?? "completed",
        error: error === undefined ? null : failureOf(error),
        endedAt: instantOf(ended_at),
      })) ?? null,
    pending:
      run?.pending?.map(({ kind, name, attempt, due_at }) => ({
        kind,
        name: name ?? null,
        attempt,
        dueAt: instantOf(due_at),
      })) ?? null,
  };
}

/** Errors are objects with name and message, or texts, and may be nested. */
function failureOf(error: unknown, depth = 0): z.output<typeof Failure> {
  const inner = (error as { error?: unknown } | null | undefined)?.error;
  if (inner !== undefined && inner !== null && depth < MAX_NESTED) return failureOf(inner, depth + 1);
  const { name, message } = (typeof error === "object" && error !== null ? error : { message: error }) as {
    name?: unknown;
    message?: unknown;
  };
  const text = (value: unknown, absent: string) => (typeof value === "string" && value !== "" ? value : absent);
  return { name: text(name, "Error"), message: text(message, "no reason given") };
}

const MAX_NESTED = 5;

function instantOf(text: string | null | undefined): string | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/**
 * Cancels a run; what its steps have changed stays. A cancelled run stays as it is. Returns the state afterwards: a busy server
 * may report for a while that the run is still running.
 */
export async function cancel(ctx: Ctx, runId: string): Promise<WorkflowRun> {
  const run = await get(ctx, runId);
  if (run.status === "cancelled") return run;
  // Not a transition: a run is no row of ours but the workflow server's, which is asked over HTTP.
  if (run.status === null || hasEnded(run.status)) throw Conflict(notRunning(run));
  await Inngest.cancelRun(ctx, runId);
  let after = await get(ctx, runId);
  for (let looks = 1; looks < MAX_LOOKS && after.status !== null && !hasEnded(after.status); looks++) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    after = await get(ctx, runId);
  }
  // The run may have ended by itself meanwhile, for which servers also answer with success.
  if (after.status !== null && hasEnded(after.status) && after.status !== "cancelled")
    throw Conflict(notRunning(after));
  await ctx.db.batch([audit(ctx, "admin.workflow_run.cancelled", about(run, runId))]);
  return after;
}

const MAX_LOOKS = 8;
const LOOK_EVERY_MS = 500;

const notRunning = ({ status }: WorkflowRun) => `The run is not running: ${status ?? "the server has forgotten it"}.`;

/** Starts a new run with the event of a run that has ended. */
export async function replay(ctx: Ctx, runId: string): Promise<z.output<typeof Replay>> {
  checkId(runId);
  const [[claim]] = await ctx.db.batch([ofRun(runId)]);
  if (claim) return restart(ctx, { ...claim, runId });
  if (!(await Inngest.getRun(ctx, runId))) throw NotFound();
  throw Conflict("The run does not have its event: it never came so far, or it was replayed before.");
}

/** The same for the run that failed with an event. When another run has the event by now, that one is returned. */
export async function restart(
  ctx: Ctx,
  { workflow, eventId, runId }: { workflow: string; eventId: string; runId: string },
): Promise<z.output<typeof Replay>> {
  const mine = sql`consumer = ${`workflow:${workflow}`} and ${eventOf} = ${eventId}`;
  const [[claim], stored] = await ctx.db.batch([claims(mine, 1), eventRead(eventId)]);
  if (claim && claim.run !== runId) return { runId: claim.run };
  const run = await Inngest.getRun(ctx, runId);
  if (run && !hasEnded(run.status)) throw Conflict("The run is running still; cancel it first.");
  await ctx.db.batch([
    effect(
      sql`update ${consumerInbox} set rows = rows || '{"released": true}' where ${mine} and rows ->> 'run' = ${runId}`,
    ),
    audit(ctx, "admin.workflow_run.replayed", about({ workflow, eventId }, runId)),
  ]);
  return { runId: await Inngest.replayRun(ctx, runId, stored) };
}

const hasEnded = (status: string) => /^(completed|failed|cancelled|skipped)$/i.test(status);

const about = ({ workflow, eventId }: Pick<WorkflowRun, "workflow" | "eventId">, runId: string) => ({
  entityType: "workflow_run",
  details: { runId, workflow, eventId },
});

function eventRead(eventId: string): Read<EventRow | undefined> {
  const id = Uuid.safeParse(eventId).data ?? null;
  const statement = sql`select to_jsonb(e) - 'previous' - 'ip' from ${events} e where e.id = ${id}::uuid`;
  return { ...read(statement), decode: ({ rows }) => rows[0] && (JSON.parse(rows[0][0] as string) as EventRow) };
}

/** The id becomes part of a URL. */
function checkId(runId: string): void {
  if (!/^[\w-]{1,100}$/.test(runId)) throw NotFound();
}
