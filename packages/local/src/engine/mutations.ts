/** Changes of runs as the engine requests them, and the rows that a transaction reads, under locks, before it decides. */
import type { Sql } from "#local/database";
import type { Changes, JobRow } from "./changes.ts";
import type { Operation, Outcome } from "./protocol.ts";
import type { EngineContext, Fence, LeasedJob, RunMemory, SavedStep, Slots } from "./state.ts";

export type Mutation =
  | { kind: "outcome"; runId: string; job: LeasedJob; outcome: Outcome }
  | { kind: "checkpoint"; runId: string; fence: Fence; operations: Operation[] }
  /** A result that comes from outside the function: an event, a signal, an invoked run, the end of a sleep. */
  | { kind: "settle"; runId: string; stepId: string; result: string; fence?: Fence; waiting?: boolean; op?: string }
  /** The run's first call has begun. */
  | { kind: "started"; runId: string; at: Date; fence?: undefined }
  | { kind: "cancel"; runId: string; fence?: Fence }
  | { kind: "deadline"; runId: string; job: LeasedJob }
  | { kind: "fail"; runId: string; fence: Fence; error: unknown };

export interface MutationResult {
  /** False when the lease was lost, the run had ended, or there was nothing to change. */
  applied: boolean;
  /** Whether a step of a checkpoint is saved with another result already, so that nothing of the checkpoint was. */
  isOther?: boolean;
  /** Steps that were saved, and the number of the last one. */
  saved: SavedStep[];
  seq: number;
}

export interface Applied {
  results: MutationResult[];
  /** Jobs that the transaction leased to this process: they go on without being claimed. */
  next: LeasedJob[];
  /** When the first of the written jobs that no process has leased is due. */
  dueAt: Date | undefined;
}

export interface RunState {
  id: string;
  functionId: string;
  running: boolean;
  seqBefore: number;
  seq: number;
  planOnly: boolean;
  pending: Set<string>;
  race: Set<string>;
  priority: number;
  slots: Slots;
  event: string;
  events: string | null;
  eventName: string;
  parentRun: string | null;
  parentStep: string | null;
  startedAt: Date | null;
  createdAt: Date;
  discover: boolean;
  touched: boolean;
}

export interface JobState {
  key: string;
  lease: string | null;
  leased: boolean;
  rerun: boolean;
  runAt: Date;
  attempt: number;
  faults: number;
  name: string | null;
}

export interface Work {
  context: EngineContext;
  now: Date;
  changes: Changes;
  runs: Map<string, RunState>;
  jobs: Map<string, JobState>;
  savedBefore: Set<string>;
  waits: Map<string, { kind: string; name: string; label: string | null }>;
  listening: Set<string>;
  /** Calls that this process can still take on. */
  places: number;
}

export const discoverKey = (runId: string) => runId;
export const stepKey = (runId: string, stepId: string) => `${runId}:${stepId}`;

const lifecycleEvents = ["inngest/function.finished", "inngest/function.failed", "inngest/function.cancelled"];

/** Locks the runs, then their jobs, and reads what the decisions need. */
export async function load(
  tx: Sql,
  context: EngineContext,
  mutations: Mutation[],
  changes: Changes,
  now: Date,
): Promise<Work> {
  const runIds = [...new Set(mutations.map((mutation) => mutation.runId))];
  const keys = new Set<string>();
  const steps: { runId: string; stepId: string }[] = [];
  for (const mutation of mutations) {
    keys.add(discoverKey(mutation.runId));
    if (mutation.kind === "outcome" || mutation.kind === "deadline") keys.add(mutation.job.key);
    else if (mutation.fence) keys.add(mutation.fence.key);
    const stepIds =
      mutation.kind === "settle"
        ? [mutation.stepId]
        : mutation.kind === "outcome" && mutation.outcome.kind === "operations"
          ? mutation.outcome.operations.filter((o) => o.op !== "StepRun" && o.op !== "RunComplete").map((o) => o.id)
          : [];
    for (const stepId of stepIds) {
      keys.add(stepKey(mutation.runId, stepId));
      steps.push({ runId: mutation.runId, stepId });
    }
    for (const stepId of ranIn(mutation)) steps.push({ runId: mutation.runId, stepId });
  }
  const runRows = await tx.query<RunRow>(
    `select id, function_id, status, seq, plan_only, pending, race, priority, slot_a, limit_a, slot_b, limit_b,
       event::text as event, events::text as events, event_name, parent_run, parent_step, started_at, created_at
     from workflow.run where id = any ($1::text[]) order by id for update`,
    [runIds],
  );
  // Read after the run locks are held: from then on nobody else changes these rows, except leases, which the row locks protect.
  const found = await tx.query<FoundRow>(
    `with job as (
       select key, lease, lease_until, rerun, run_at, attempt, faults, name from workflow.job
       where key = any ($1::text[]) order by key for update)
     select 'job' as found, key as a, lease::text as b, name as c, null as d, rerun, run_at, lease_until, attempt, faults
       from job
     union all
     select 'step', s.run_id, s.step_id, null, null, null, null, null, null, null
       from unnest($2::text[], $3::text[]) as x (a, b) join workflow.step s on s.run_id = x.a and s.step_id = x.b
     union all
     select 'wait', w.run_id, w.step_id, w.kind, coalesce(w.label, w.name), null, null, null, null, null
       from unnest($2::text[], $3::text[]) as x (a, b) join workflow.wait w on w.run_id = x.a and w.step_id = x.b
     union all
     select distinct 'listen', w.name, null, null, null, null::boolean, null::timestamptz, null::timestamptz, null::int,
       null::int from workflow.wait w where w.name = any ($4::text[]) and w.kind in ('event', 'cancel')`,
    [[...keys], steps.map((step) => step.runId), steps.map((step) => step.stepId), lifecycleEvents],
  );
  const work: Work = {
    context,
    now,
    changes,
    runs: new Map(runRows.map((row) => [row.id, runStateOf(row)])),
    jobs: new Map(),
    savedBefore: new Set(),
    waits: new Map(),
    listening: new Set(),
    places: context.free(),
  };
  for (const row of found) {
    if (row.found === "job") work.jobs.set(row.a, jobStateOf(row, now));
    else if (row.found === "step") work.savedBefore.add(stepKey(row.a, row.b!));
    else if (row.found === "wait") work.waits.set(stepKey(row.a, row.b!), { kind: row.c!, name: "", label: row.d });
    else work.listening.add(row.a);
  }
  return work;
}

/** The steps that a call says to have run, of which another may have saved a result. */
function ranIn(mutation: Mutation): string[] {
  if (mutation.kind === "checkpoint") return mutation.operations.map(({ id }) => id);
  if (mutation.kind !== "outcome" || mutation.outcome.kind !== "operations") return [];
  return mutation.outcome.operations.filter(({ op }) => op === "StepRun").map(({ id }) => id);
}

interface RunRow {
  id: string;
  function_id: string;
  status: string;
  seq: number;
  plan_only: boolean;
  pending: string[];
  race: string[];
  priority: number;
  slot_a: string | null;
  limit_a: number | null;
  slot_b: string | null;
  limit_b: number | null;
  event: string;
  events: string | null;
  event_name: string;
  parent_run: string | null;
  parent_step: string | null;
  started_at: string | null;
  created_at: string;
}

interface FoundRow {
  found: "job" | "step" | "wait" | "listen";
  a: string;
  b: string | null;
  c: string | null;
  d: string | null;
  rerun: boolean | null;
  run_at: string | null;
  lease_until: string | null;
  attempt: number | null;
  faults: number | null;
}

function runStateOf(row: RunRow): RunState {
  return {
    id: row.id,
    functionId: row.function_id,
    running: row.status === "running",
    seqBefore: row.seq,
    seq: row.seq,
    planOnly: row.plan_only,
    pending: new Set(row.pending),
    race: new Set(row.race),
    priority: row.priority,
    slots: { slotA: row.slot_a, limitA: row.limit_a, slotB: row.slot_b, limitB: row.limit_b },
    event: row.event,
    events: row.events,
    eventName: row.event_name,
    parentRun: row.parent_run,
    parentStep: row.parent_step,
    startedAt: row.started_at === null ? null : new Date(row.started_at),
    createdAt: new Date(row.created_at),
    discover: false,
    touched: false,
  };
}

function jobStateOf(row: FoundRow, now: Date): JobState {
  return {
    key: row.a,
    lease: row.b,
    leased: row.b !== null && row.lease_until !== null && new Date(row.lease_until) > now,
    rerun: row.rerun ?? false,
    runAt: new Date(row.run_at ?? 0),
    attempt: row.attempt ?? 0,
    faults: row.faults ?? 0,
    name: row.c,
  };
}
export function leasedJobOf(row: JobRow, lease: string, run: RunMemory | undefined, now: Date): LeasedJob {
  return {
    key: row.key,
    kind: row.kind,
    lease,
    runId: row.runId,
    functionId: row.functionId,
    stepId: row.stepId,
    name: row.name,
    payload: row.payload,
    attempt: row.attempt,
    faults: row.faults,
    claimedAt: now,
    slots: { slotA: row.slotA, limitA: row.limitA, slotB: row.slotB, limitB: row.limitB },
    run,
  };
}
