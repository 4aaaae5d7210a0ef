/**
 * One run of a workflow. Which run has which event is kept by their claims in the inbox; how far a run has come is known to the
 * Inngest server that runs it.
 *
 * Replaying releases the claim and starts a new run with the same event. Whichever run takes the claim goes on with the
 * effects of the first one: a step that changed the database is not done again, and however often a replay is asked for
 * only one run gets past its claim. What a step does elsewhere (a mail, a call to a model) is at least once, as at any retry,
 * so it must bring a key made of the event's id and the step. A run that is repeated from a step on has the results of the steps
 * before, that of its claim among them.
 *
 * Who repeats a run says so in its claim before the server is asked, for a minute: of several requests at once one starts a run, and
 * the others are told of that one.
 */

import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audit, auditAside } from "#core/admin/audit";
import * as Inngest from "#core/admin/inngest";
import { adminRefusals } from "#core/admin/sayings";
import { type Claim, claims, known, ofEvent, ofRun, ofWorkflow, Replaying } from "#core/admin/workflow-claims";
import { consumerInbox, events } from "#core/platform/events.sql";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read, uncounted } from "#kit/db";
import type { EventRow } from "#kit/event";
import { Conflict, NotFound, wrongInput } from "#kit/problem";
import { Instant, Text, Uuid } from "#kit/wire";

export const Failure = z.strictObject({ name: z.string(), message: z.string() });
const Step = z.strictObject({
  id: z.string(),
  name: z.nullable(z.string()),
  status: z.string(),
  error: z.nullable(Failure),
  /** Null where the server does not tell, as with `attempts`. */
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  attempts: z.nullable(z.int()),
  /** What it returned; null unless it was asked for. */
  output: z.unknown(),
});
export const WorkflowRun = z.strictObject({
  id: z.string(),
  /** Null for a run without an event: it has not claimed it yet, or another run has it. */
  workflow: z.nullable(z.string()),
  eventId: z.nullable(z.string()),
  userId: z.nullable(Uuid),
  replayOf: z.nullable(z.string()),
  /** The server's status in lower case: running, completed, failed, cancelled. Null when it does not know the run any more. */
  status: z.nullable(z.string()),
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  error: z.nullable(Failure),
  /** The result of a completed run: ids and counts, because workflows return nothing of what people wrote. */
  output: z.unknown(),
  /** The event that started it; null unless it was asked for. */
  input: z.unknown(),
  /** Steps with a saved result, in order. */
  steps: z.nullable(z.array(Step)),
  /** Why there are no steps. */
  stepsUnknown: z.nullable(z.string()),
  /** What is due; null when the server does not tell. */
  pending: z.nullable(
    z.array(
      z.strictObject({ kind: z.string(), name: z.nullable(z.string()), attempt: z.int(), dueAt: z.nullable(Instant) }),
    ),
  ),
  /** Whether it was recorded that somebody looked at what the steps hold. */
  audited: z.boolean(),
});
export type WorkflowRun = z.output<typeof WorkflowRun>;

export const GetQuery = z.strictObject({
  /** With what started the run and what its steps returned, which is recorded. */
  include: z.optional(z.enum(["data"])),
});

export const Replay = z.strictObject({
  /** The new run; null when the server does not say yet which one it is. */
  runId: z.nullable(z.string()),
});

/** The name of the step to go on from, as it is shown. */
export const Rerun = z.strictObject({ step: Text(200, 1) });

/** `include` "data": with what the event and the steps hold, on the record. */
export const get = (ctx: Ctx, runId: string, { include }: z.output<typeof GetQuery> = {}): Promise<WorkflowRun> =>
  seen(ctx, runId, { withSteps: true, withData: include !== undefined });

async function seen(
  ctx: Ctx,
  runId: string,
  { withSteps, withData }: { withSteps: boolean; withData: boolean },
): Promise<WorkflowRun> {
  checkId(runId);
  const [[[claim]], run] = await Promise.all([ctx.db.batch([claims(ofRun(runId), 1)]), Inngest.getRun(ctx, runId)]);
  if (!run && !claim) throw NotFound();
  const spans = run && withSteps && (withData || !run.steps) ? await Inngest.getSteps(ctx, runId, withData) : undefined;
  const [stored] = withData ? await ctx.db.batch([eventRead(claim?.eventId ?? ""), look(ctx, runId, claim)]) : [];
  return {
    id: runId,
    ...(claim ? known(claim) : { workflow: null, eventId: null, userId: null, replayOf: run?.replay_of ?? null }),
    status: run?.status.toLowerCase() ?? null,
    startedAt: instantOf(run?.run_started_at ?? claim?.claimedAt),
    endedAt: instantOf(run?.ended_at),
    error: run ? errorOf(run) : null,
    output: run?.ended_at && /completed/i.test(run.status) ? (run.output ?? null) : null,
    input: stored ?? null,
    ...(withSteps ? stepsOf(run, spans, withData) : { steps: null, stepsUnknown: "They were not asked for." }),
    pending:
      run?.pending?.map(({ kind, name, attempt, due_at }) => ({
        kind,
        name: name ?? null,
        attempt,
        dueAt: instantOf(due_at),
      })) ?? null,
    audited: withData,
  };
}

const look = (ctx: Ctx, runId: string, claim: Claim | undefined) =>
  auditAside(ctx, "admin.workflow_run.read", {
    entityType: "workflow_run",
    details: { runId, workflow: claim?.workflow, eventId: claim?.eventId, userId: claim?.userId },
  });

function stepsOf(run: Inngest.Run | undefined, spans: Inngest.Span[] | undefined, withData: boolean) {
  if (spans)
    return {
      steps: spans.map(({ id, stepId, name, status, startedAt, endedAt, output, children }) => {
        const hasFailed = /failed/i.test(status ?? "");
        return {
          ...{ id: stepId ?? id, name: name ?? null, status: wordOf(status) },
          error: hasFailed ? failureOf(output) : null,
          ...{ startedAt: instantOf(startedAt), endedAt: instantOf(endedAt) },
          // A span of tries has one for each; one without began once, if it is known to have begun.
          attempts: children?.length || (startedAt ? 1 : null),
          output: withData && !hasFailed ? Inngest.unwrapped(output) : null,
        };
      }),
      stepsUnknown: null,
    };
  const steps = run?.steps?.map(({ id, name, status, error, ended_at }) => ({
    ...{ id, name: name ?? null, status: wordOf(status), error: error === undefined ? null : failureOf(error) },
    ...{ startedAt: null, endedAt: instantOf(ended_at), attempts: null, output: null },
  }));
  if (steps) return { steps, stepsUnknown: null };
  return {
    steps: null,
    stepsUnknown: run ? "The workflow server does not tell of steps." : "The workflow server has forgotten the run.",
  };
}

const wordOf = (status: string | null | undefined) =>
  (status ?? "completed").toLowerCase().replace("trace_span_status_", "");

/** Why a run that did not end well did not. */
export const errorOf = ({ status, output }: Inngest.Run): z.output<typeof Failure> | null =>
  /failed|cancelled/i.test(status) ? failureOf(output) : null;

/** Errors come as an object with name and message, whatever else they hold, or as a text; and some of them in others. */
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

export function instantOf(text: string | null | undefined): string | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/**
 * Cancels a run; what its steps have changed stays. A cancelled run stays as it is. Returns the state afterwards: a busy server
 * may report for a while that the run is still running.
 */
export async function cancel(ctx: Ctx, runId: string): Promise<WorkflowRun> {
  const run = await seen(ctx, runId, STATE_ONLY);
  if (run.status === "cancelled") return run;
  // Not a transition: a run is no row of ours but the workflow server's, which is asked over HTTP.
  if (run.status === null || hasEnded(run.status)) throw Conflict(notRunning(run));
  await Inngest.cancelRun(ctx, runId);
  let after = await seen(ctx, runId, STATE_ONLY);
  for (let looks = 1; looks < MAX_LOOKS && after.status !== null && !hasEnded(after.status); looks++) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    after = await seen(ctx, runId, STATE_ONLY);
  }
  // The run may have ended by itself meanwhile, for which servers also answer with success.
  if (after.status !== null && hasEnded(after.status) && after.status !== "cancelled")
    throw Conflict(notRunning(after));
  await ctx.db.batch([audit(ctx, "admin.workflow_run.cancelled", about(run, runId))]);
  return after;
}

/** The server is asked for the run alone. */
const STATE_ONLY = { withSteps: false, withData: false };
const MAX_LOOKS = 8;
const LOOK_EVERY_MS = 500;

const notRunning = ({ status }: WorkflowRun) =>
  status === null ? adminRefusals("run_forgotten") : adminRefusals("run_not_running", { status });

/** Starts a new run with the event of a run that has ended. */
export async function replay(ctx: Ctx, runId: string): Promise<z.output<typeof Replay>> {
  return restart(ctx, { ...(await claimOf(ctx, runId)), runId });
}

/**
 * Starts a new run that has the results of the steps before `step`, and does that one and what follows. This one must have ended, and
 * its server still know it.
 */
export async function rerun(ctx: Ctx, runId: string, step: string): Promise<z.output<typeof Replay>> {
  const claim = await claimOf(ctx, runId);
  const { steps, status } = await get(ctx, runId);
  if (status === null) throw Conflict(adminRefusals("run_forgotten_replay"));
  if (steps && !steps.some(({ name }) => name === step)) throw wrongInput("#/step", adminRefusals("run_step_unknown"));
  if (step === CLAIM) throw Conflict(adminRefusals("run_first_step"));
  return restart(ctx, { ...claim, runId }, step);
}

/** The step of every run that claims its event. */
const CLAIM = "claim";

async function claimOf(ctx: Ctx, runId: string): Promise<Claim> {
  checkId(runId);
  const [[claim]] = await ctx.db.batch([claims(ofRun(runId), 1)]);
  if (claim) return claim;
  if (!(await Inngest.getRun(ctx, runId))) throw NotFound();
  throw Conflict(adminRefusals("run_without_event"));
}

const REPLAYING_MS = 60_000;

/** The same for the run that failed with an event. When another run has the event by now, that one is returned. */
export async function restart(
  ctx: Ctx,
  { workflow, eventId, runId }: { workflow: string; eventId: string; runId: string },
  fromStep?: string,
): Promise<z.output<typeof Replay>> {
  const mine = sql`${ofWorkflow(workflow)} and ${ofEvent(eventId)}`;
  const [[claim], stored] = await ctx.db.batch([claims(mine, 1), eventRead(eventId)]);
  if (claim && claim.run !== runId) return { runId: claim.run };
  const run = await Inngest.getRun(ctx, runId);
  if (run && !hasEnded(run.status)) throw Conflict(adminRefusals("run_running_still"));

  const attempt = randomUUID();
  const releasing = fromStep === undefined ? sql`'{"released": true}'::jsonb` : sql`'{}'::jsonb`;
  const replaying = JSON.stringify({ replay: { of: runId, by: attempt, at: ctx.now().toISOString() } });
  const free = sql`${mine} and ${ofRun(runId)} and ${isUnrepeated(ctx, runId)}`;
  const taking = sql`update ${consumerInbox} set rows = rows || ${releasing} || ${replaying}::jsonb where ${free}`;
  const [, entry, [now]] = await ctx.db.batch([
    effect(taking),
    audit(ctx, "admin.workflow_run.replayed", about({ workflow, eventId }, runId, { attempt, fromStep })),
    claims(mine, 1),
  ]);
  // The entry is the one of the first time when the request is repeated under its key: then that attempt is gone on with.
  const isRepeated = (entry.details as { attempt?: string }).attempt !== attempt;
  const other = now && attemptOf(now, runId);
  if (now && other?.by !== attempt) {
    if (now.run !== runId) return { runId: now.run };
    if (other?.run) return { runId: other.run };
    const [taken] = isRepeated ? await ctx.db.batch([uncounted(sql`${taking} returning 1`)]) : [[]];
    if (taken.length === 0) throw Conflict(adminRefusals("run_being_replayed"));
  }
  return { runId: await started(ctx, { runId, attempt, mine, stored, fromStep }) };
}

const attemptOf = ({ replay }: Claim, runId: string) => {
  const found = replay === null ? undefined : Replaying.safeParse(JSON.parse(replay)).data;
  return found?.of === runId ? found : undefined;
};

/** The condition that nobody has asked for a repetition of the run within the last minute. */
const isUnrepeated = (ctx: Ctx, runId: string): SQL =>
  sql`(rows #>> '{replay,of}' is distinct from ${runId} or (rows #>> '{replay,at}')::timestamptz <= ${new Date(ctx.now().getTime() - REPLAYING_MS).toISOString()}::timestamptz)`;

interface Starting {
  runId: string;
  attempt: string;
  /** The claim. */
  mine: SQL;
  stored: EventRow | undefined;
  fromStep: string | undefined;
}

/** The id of the new run, which is kept with the claim for those who ask meanwhile. What could not be started may be tried at once. */
async function started(ctx: Ctx, { runId, attempt, mine, stored, fromStep }: Starting): Promise<string | null> {
  const ours = sql`${mine} and rows #>> '{replay,by}' = ${attempt}`;
  let id: string | null;
  try {
    id = await Inngest.replayRun(ctx, runId, stored, fromStep);
  } catch (error) {
    await ctx.db.batch([uncounted(sql`update ${consumerInbox} set rows = rows - 'replay' where ${ours}`)]);
    throw error;
  }
  // A run that has the claim of the one before, as its first step's result, does not take it by itself.
  const holder = fromStep !== undefined && id !== null ? sql` || ${JSON.stringify({ run: id })}::jsonb` : sql``;
  await ctx.db.batch([
    uncounted(
      sql`update ${consumerInbox} set rows = jsonb_set(rows, '{replay,run}', ${JSON.stringify(id)}::jsonb)${holder} where ${ours}`,
    ),
  ]);
  return id;
}

const hasEnded = (status: string) => /^(completed|failed|cancelled|skipped)$/i.test(status);

const about = (
  { workflow, eventId }: Pick<WorkflowRun, "workflow" | "eventId">,
  runId: string,
  more: Record<string, unknown> = {},
) => ({ entityType: "workflow_run", details: { runId, workflow, eventId, ...more } });

function eventRead(eventId: string): Read<EventRow | undefined> {
  const id = Uuid.safeParse(eventId).data ?? null;
  const statement = sql`select to_jsonb(e) - 'previous' - 'ip' from ${events} e where e.id = ${id}::uuid`;
  return { ...read(statement), decode: ({ rows }) => rows[0] && (JSON.parse(rows[0][0] as string) as EventRow) };
}

/** The id becomes part of a URL. */
function checkId(runId: string): void {
  if (!/^[\w-]{1,100}$/.test(runId)) throw NotFound();
}
