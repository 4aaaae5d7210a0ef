/**
 * Changes of runs: what a call returned, a step result from elsewhere, a cancellation. Several changes share one
 * transaction: it locks the runs, then their jobs (always in this order), decides in memory, and writes once.
 */
import type { Sql } from "#local/database";
import { matchKeyOf } from "./cel.ts";
import { type Changes, type JobRow, noChanges, type RunUpdate, writeChanges } from "./changes.ts";
import { momentOf } from "./duration.ts";
import type { Operation, Outcome } from "./protocol.ts";
import {
  type EngineContext,
  type LeasedJob,
  noSlots,
  type RunMemory,
  remember,
  type SavedStep,
  type Slots,
} from "./state.ts";

export interface Fence {
  key: string;
  lease: string;
}

export type Mutation =
  | { kind: "outcome"; runId: string; job: LeasedJob; outcome: Outcome }
  | { kind: "checkpoint"; runId: string; fence: Fence; operations: Operation[] }
  /** A result that comes from outside the function: an event, a signal, an invoked run, the end of a sleep. */
  | { kind: "settle"; runId: string; stepId: string; result: string; fence?: Fence; waiting?: boolean }
  | { kind: "cancel"; runId: string; fence?: Fence }
  | { kind: "deadline"; runId: string; job: LeasedJob }
  | { kind: "fail"; runId: string; fence: Fence; error: unknown };

export interface MutationResult {
  /** False when the lease was lost, the run had ended, or there was nothing to change. */
  applied: boolean;
  /** Steps that were saved, and the number of the last one. */
  saved: SavedStep[];
  seq: number;
}

export interface Applied {
  results: MutationResult[];
  /** Jobs that the transaction leased to this process: they go on without being claimed. */
  next: LeasedJob[];
  /** Whether it left jobs that are due and that nobody holds. */
  due: boolean;
}

interface RunState {
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

interface JobState {
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

/** Applies the mutations in their order, in the caller's transaction. Takes no other locks than runs, then jobs. */
export async function applyMutations(
  tx: Sql,
  context: EngineContext,
  mutations: Mutation[],
  changes: Changes = noChanges(),
): Promise<Applied> {
  const now = context.now();
  const work = await load(tx, context, mutations, changes, now);
  const results = mutations.map((mutation) => reduce(work, mutation));
  scheduleDiscoveries(work);
  const next = leaseNext(work, mutations, results);
  for (const run of work.runs.values()) if (run.touched && run.running) changes.runs.set(run.id, updateOf(run));
  changes.waits = changes.waits.filter((row) => !changes.ended.has(row.runId));
  await writeSignals(tx, work);
  await writeChanges(tx, changes, now, context.leaseMs);
  return { results, next, due: leavesDue(changes, now) };
}

export function leavesDue(changes: Changes, now: Date): boolean {
  for (const job of changes.jobs.values()) if (job.lease === null && job.runAt <= now) return true;
  return false;
}

async function load(
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
  }
  const runRows = await tx.query<RunRow>(
    `select id, function_id, status, seq, plan_only, pending, race, priority, slot_a, limit_a, slot_b, limit_b,
       event::text as event, events::text as events, event_name, parent_run, parent_step, started_at, created_at
     from workflow.run where id = any ($1::text[]) order by id for update`,
    [runIds],
  );
  // Read after the run locks are held: nobody else changes these rows now, except leases, which the row locks hold still.
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

function reduce(work: Work, mutation: Mutation): MutationResult {
  const nothing: MutationResult = { applied: false, saved: [], seq: 0 };
  const run = work.runs.get(mutation.runId);
  const fence = mutation.kind === "outcome" || mutation.kind === "deadline" ? mutation.job : mutation.fence;
  if (fence && !holds(work, fence)) return nothing;
  if (!run?.running) {
    if (fence) work.changes.jobDeletes.set(fence.key, fence.lease);
    return nothing;
  }
  const before = work.changes.steps.length;
  run.touched = true;
  switch (mutation.kind) {
    case "outcome":
      run.startedAt ??= mutation.job.claimedAt;
      applyOutcome(work, run, mutation.job, mutation.outcome);
      break;
    case "checkpoint":
      run.startedAt ??= work.now;
      for (const operation of mutation.operations) checkpoint(work, run, operation);
      break;
    case "settle": {
      const key = stepKey(run.id, mutation.stepId);
      const wait = work.waits.get(key);
      if ((mutation.waiting && !wait) || work.savedBefore.has(key)) {
        if (fence) work.changes.jobDeletes.set(fence.key, fence.lease);
        return nothing;
      }
      settle(
        work,
        run,
        mutation.stepId,
        mutation.result,
        wait ? opOfWait[wait.kind]! : "Sleep",
        wait?.label ?? work.jobs.get(key)?.name ?? null,
      );
      if (fence) work.changes.jobDeletes.set(fence.key, null);
      break;
    }
    case "cancel":
      finish(work, run, "cancelled", null, null);
      break;
    case "deadline":
      deadline(work, run, mutation.job);
      break;
    case "fail":
      finish(work, run, "failed", null, mutation.error);
      break;
  }
  return { applied: true, saved: work.changes.steps.slice(before), seq: run.seq };
}

const opOfWait: Record<string, string> = { event: "WaitForEvent", signal: "WaitForSignal", invoke: "InvokeFunction" };

function holds(work: Work, fence: Fence): boolean {
  if (work.context.faults.dropLeaseCheck) return true;
  return work.jobs.get(fence.key)?.lease === fence.lease;
}

function applyOutcome(work: Work, run: RunState, job: LeasedJob, outcome: Outcome): void {
  const maxAttempts = work.context.registry().get(run.functionId)?.maxAttempts ?? 1;
  const mayRetry = outcome.kind !== "completed" && !outcome.noRetry && job.attempt + 1 < maxAttempts;
  const retry = (retryAt?: Date) => {
    const runAt = retryAt ?? new Date(work.now.getTime() + work.context.backoffMs(job.attempt));
    putJob(work, { ...jobRowOf(work, job, run), runAt, attempt: job.attempt + 1 });
  };
  if (outcome.kind === "completed") return finish(work, run, "completed", outcome.output, null);
  if (outcome.kind === "error") {
    return mayRetry ? retry(outcome.retryAt) : finish(work, run, "failed", null, outcome.error);
  }
  work.changes.jobDeletes.set(job.key, null);
  // A report of a step that has been saved meanwhile comes from a call that did not know: ask again.
  if (outcome.operations.some(({ id, op }) => op !== "StepRun" && work.savedBefore.has(stepKey(run.id, id))))
    run.discover = true;
  notePlan(work, run, outcome.operations);
  for (const operation of outcome.operations) {
    if (!run.running) return;
    if (operation.op === "StepError" && mayRetry) {
      retry(outcome.retryAt);
      continue;
    }
    try {
      applyOperation(work, run, operation);
    } catch (error) {
      // A time or an expression that cannot be read fails the step, not the engine.
      const message = error instanceof Error ? error.message : String(error);
      const name = operation.displayName ?? null;
      settle(
        work,
        run,
        operation.id,
        JSON.stringify({ error: { name: "InvalidOperationError", message } }),
        operation.op,
        name,
      );
    }
  }
}

/**
 * Several operations at once mean parallel steps. From then on the SDK only plans, and discovery waits until all of them
 * have settled; a step in race mode does not hold the others back.
 */
function notePlan(work: Work, run: RunState, operations: Operation[]): void {
  for (const { id, opts } of operations) if (opts?.parallelMode === "race") run.race.add(id);
  if (operations.length < 2 || operations.some(({ op }) => op === "RunComplete")) return;
  run.planOnly = true;
  if (!operations.some(({ op }) => op === "StepPlanned")) return;
  const open = operations.filter(
    ({ id, op, opts }) =>
      op !== "StepRun" && opts?.parallelMode !== "race" && !work.savedBefore.has(stepKey(run.id, id)),
  );
  run.pending = new Set(open.map(({ id }) => id));
}

function applyOperation(work: Work, run: RunState, operation: Operation): void {
  const { id, op } = operation;
  const key = stepKey(run.id, id);
  const name = operation.displayName ?? operation.name ?? null;
  const known = work.savedBefore.has(key) || work.jobs.has(key) || work.waits.has(key);
  switch (op) {
    case "StepRun":
      return settle(work, run, id, JSON.stringify({ data: operation.data ?? null }), op, name);
    case "StepError":
    case "StepFailed":
      return settle(
        work,
        run,
        id,
        JSON.stringify({ error: operation.error ?? { message: "Unknown error" } }),
        "StepRun",
        name,
      );
    case "StepPlanned":
      if (!known) putJob(work, { ...newJob(work, run, key, "step", id), name });
      return;
    case "Sleep":
      if (!known) {
        const runAt = momentOf(operation.name, work.now, work.context.scale);
        putJob(work, { ...newJob(work, run, key, "sleep", id), name, runAt, ...noSlots });
      }
      return;
    case "WaitForEvent":
    case "WaitForSignal":
    case "InvokeFunction":
      if (!known) wait(work, run, operation, name);
      return;
    case "RunComplete":
      return finish(work, run, "completed", operation.data, null);
    case "DiscoveryRequest":
      run.discover = true;
      return;
    case "Step":
    case "None":
      return;
    default:
      return finish(work, run, "failed", null, {
        name: "UnsupportedOperationError",
        message: `The embedded engine does not support ${op}, which step "${name ?? id}" of function "${run.functionId}" asks for.`,
      });
  }
}

/** In async checkpointing the app goes on by itself after each saved step; no discovery is due. */
function checkpoint(work: Work, run: RunState, operation: Operation): void {
  if (operation.op === "StepRun") {
    save(
      work,
      run,
      operation.id,
      JSON.stringify({ data: operation.data ?? null }),
      "StepRun",
      operation.displayName ?? null,
    );
  } else {
    applyOperation(work, run, operation);
  }
}

function save(work: Work, run: RunState, stepId: string, result: string, op: string, name: string | null): void {
  const key = stepKey(run.id, stepId);
  if (work.savedBefore.has(key)) return;
  work.savedBefore.add(key);
  run.seq++;
  work.changes.steps.push({ runId: run.id, stepId, seq: run.seq, op, name, result });
}

function settle(work: Work, run: RunState, stepId: string, result: string, op: string, name: string | null): void {
  const key = stepKey(run.id, stepId);
  save(work, run, stepId, result, op, name);
  run.pending.delete(stepId);
  if (work.waits.delete(key)) work.changes.waitDeletes.push({ runId: run.id, stepId });
  if (work.jobs.has(key)) work.changes.jobDeletes.set(key, null);
  if (run.pending.size === 0) run.planOnly = false;
  if (run.pending.size === 0 || run.race.has(stepId)) run.discover = true;
}

function wait(work: Work, run: RunState, operation: Operation, label: string | null): void {
  const { id, opts } = operation;
  const scale = work.context.scale;
  const key = stepKey(run.id, id);
  const expiresAt = momentOf(opts?.timeout, work.now, scale);
  const row = { runId: run.id, stepId: id, label, expiresAt, expression: null, matchKey: null };
  if (operation.op === "WaitForEvent") {
    const expression = opts?.if ?? null;
    const matchKey = expression ? matchKeyOf(expression, JSON.parse(run.event)) : null;
    work.changes.waits.push({ ...row, kind: "event", name: opts?.event ?? operation.name ?? "", expression, matchKey });
  } else if (operation.op === "WaitForSignal") {
    work.changes.waits.push({
      ...row,
      kind: "signal",
      name: opts?.signal ?? operation.name ?? "",
      expression: opts?.conflict ?? "fail",
    });
  } else {
    const functionId = opts?.function_id ?? "";
    if (!work.context.registry().get(functionId)) {
      const error = { name: "InngestInvokeError", message: `There is no function "${functionId}" to invoke.` };
      return settle(work, run, id, JSON.stringify({ error }), "InvokeFunction", label);
    }
    work.changes.waits.push({ ...row, kind: "invoke", name: functionId });
    const request = JSON.stringify({ functionId, parentRun: run.id, parentStep: id, payload: opts?.payload ?? {} });
    putJob(work, { ...newJob(work, run, `invoke:${key}`, "invoke", id), runId: null, payload: request, ...noSlots });
  }
  work.waits.set(key, { kind: "event", name: "", label });
  const payload = operation.op === "InvokeFunction" ? '"invoke"' : null;
  putJob(work, { ...newJob(work, run, key, "timeout", id), name: label, payload, runAt: expiresAt, ...noSlots });
}

function finish(
  work: Work,
  run: RunState,
  status: "completed" | "failed" | "cancelled",
  output: unknown,
  error: unknown,
): void {
  run.running = false;
  run.discover = false;
  const failure = status === "completed" ? null : (error ?? { name: "Error", message: `Function ${status}` });
  const outputJson = JSON.stringify(output ?? null);
  work.changes.runs.set(run.id, {
    ...updateOf(run),
    status,
    output: status === "completed" ? outputJson : null,
    error: failure === null ? null : JSON.stringify(failure),
  });
  work.changes.ended.add(run.id);
  for (const [key, job] of work.changes.jobs) {
    if (job.runId === run.id) work.changes.jobs.delete(key);
  }
  if (run.parentRun && run.parentStep) {
    const result = status === "completed" ? `{"data":${outputJson}}` : JSON.stringify({ error: failure });
    putJob(work, {
      ...newJob(work, run, `resume:${stepKey(run.parentRun, run.parentStep)}`, "resume", run.parentStep),
      runId: run.parentRun,
      payload: result,
      ...noSlots,
    });
  }
  announce(work, run, status, output, failure);
}

/** Tells whoever listens that a run ended: onFailure handlers, and functions or waits on Inngest's lifecycle events. */
function announce(
  work: Work,
  run: RunState,
  status: "completed" | "failed" | "cancelled",
  output: unknown,
  error: unknown,
): void {
  if (run.eventName === "inngest/function.failed" || run.eventName === "inngest/function.finished") return;
  const heard = (name: string) => work.listening.has(name) || work.context.registry().listens(name);
  const names = ["inngest/function.finished"];
  if (status !== "completed") names.push(`inngest/function.${status}`);
  for (const name of names.filter(heard)) {
    const event = JSON.parse(run.event) as unknown;
    const data = {
      function_id: run.functionId,
      run_id: run.id,
      event,
      events: run.events === null ? [event] : (JSON.parse(run.events) as unknown),
      ...(status === "completed" ? { result: output ?? null } : { error }),
      _inngest: { status: status[0]!.toUpperCase() + status.slice(1) },
    };
    // The id of a failure is the run's own, so that it is announced once.
    const id = name === "inngest/function.finished" ? `${run.id}-finished` : run.id;
    const payload = JSON.stringify({ id, name, data, ts: work.now.getTime() });
    putJob(work, { ...newJob(work, run, `event:${id}`, "event", ""), runId: null, payload, ...noSlots });
  }
}

function deadline(work: Work, run: RunState, job: LeasedJob): void {
  work.changes.jobDeletes.set(job.key, null);
  const limits = work.context.registry().get(run.functionId);
  const started = run.startedAt ?? (work.jobs.get(discoverKey(run.id))?.leased ? work.now : null);
  if (job.stepId === "start") {
    if (!started)
      finish(work, run, "cancelled", null, { name: "StartTimeoutError", message: "The run did not start in time." });
    return;
  }
  if (!limits?.finishTimeout) return;
  const runAt = momentOf(limits.finishTimeout, started ?? work.now, work.context.scale);
  if (started && runAt <= work.now) {
    finish(work, run, "cancelled", null, { name: "FinishTimeoutError", message: "The run did not finish in time." });
  } else {
    putJob(work, { ...newJob(work, run, job.key, "deadline", "finish"), runAt, ...noSlots });
  }
}

/** Each run has at most one discovery job; one that is under way is told to run again. */
function scheduleDiscoveries(work: Work): void {
  const { jobs, jobDeletes } = work.changes;
  for (const run of work.runs.values()) {
    const key = discoverKey(run.id);
    if (!run.running || jobs.has(key)) continue;
    const current = work.jobs.get(key);
    if (!current || jobDeletes.has(key)) {
      if (run.discover || current?.rerun) putJob(work, newJob(work, run, key, "discover", "step"));
    } else if (run.discover) {
      const base = { ...newJob(work, run, key, "discover", "step"), attempt: current.attempt, faults: current.faults };
      // A lease that is alive keeps its job; the flag makes it run once more afterwards.
      putJob(work, current.leased ? { ...base, runAt: current.runAt, lease: current.lease, rerun: true } : base);
    }
  }
}

const withoutCall = new Set(["event", "invoke", "resume"]);

/**
 * Leases new jobs that are due to this process right away, which saves a claim: those that are no calls, and calls of
 * runs whose saved steps it knows, as far as it has room. Jobs with concurrency keys have to be claimed.
 */
function leaseNext(work: Work, mutations: Mutation[], results: MutationResult[]): LeasedJob[] {
  const memories = new Map<string, RunMemory>();
  mutations.forEach((mutation, index) => {
    if (mutation.kind !== "outcome" || !results[index]!.applied || !mutation.job.run) return;
    const run = work.runs.get(mutation.runId)!;
    if (!run.running || run.slots.slotA !== null || mutation.job.run.seq !== run.seqBefore) return;
    const saved = work.changes.steps.filter((step) => step.runId === run.id);
    memories.set(run.id, remember(mutation.job.run, saved, run.seq, run.planOnly));
  });
  const next: LeasedJob[] = [];
  for (const row of work.changes.jobs.values()) {
    if (row.lease !== null || row.runAt > work.now) continue;
    const isCall = row.kind === "discover" || row.kind === "step";
    const memory = isCall && row.runId ? memories.get(row.runId) : undefined;
    if (!withoutCall.has(row.kind) && (!memory || work.places-- <= 0)) continue;
    row.lease = crypto.randomUUID();
    next.push(leasedJobOf(row, row.lease, memory, work.now));
  }
  return next;
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

/** A signal has one waiter. Another one either takes its place or fails, as the step asks. */
async function writeSignals(tx: Sql, work: Work): Promise<void> {
  const signals = work.changes.waits.filter((row) => row.kind === "signal");
  if (signals.length === 0) return;
  work.changes.waits = work.changes.waits.filter((row) => row.kind !== "signal");
  for (const row of signals) {
    const onConflict =
      row.expression === "replace"
        ? "update set run_id = excluded.run_id, step_id = excluded.step_id, label = excluded.label, expires_at = excluded.expires_at"
        : "nothing";
    const inserted = await tx.query(
      `insert into workflow.wait (run_id, step_id, kind, name, label, expires_at) values ($1, $2, 'signal', $3, $4, $5)
       on conflict (name) where kind = 'signal' do ${onConflict} returning name`,
      [row.runId, row.stepId, row.name, row.label, row.expiresAt.toISOString()],
    );
    const run = work.runs.get(row.runId)!;
    if (inserted.length > 0 || !run.running) continue;
    const error = { name: "SignalConflictError", message: `Another run already waits for the signal "${row.name}".` };
    work.changes.jobs.delete(stepKey(row.runId, row.stepId));
    settle(work, run, row.stepId, JSON.stringify({ error }), "WaitForSignal", row.label);
    if (run.discover && !work.changes.jobs.has(discoverKey(run.id))) {
      putJob(work, newJob(work, run, discoverKey(run.id), "discover", "step"));
    }
    work.changes.runs.set(run.id, updateOf(run));
  }
}

function putJob(work: Work, job: JobRow): void {
  work.changes.jobs.set(job.key, job);
}

function newJob(work: Work, run: RunState, key: string, kind: JobRow["kind"], stepId: string): JobRow {
  return {
    ...{ key, kind, runId: run.id, functionId: run.functionId, stepId, name: null, payload: null },
    ...{ runAt: work.now, priority: run.priority, attempt: 0, faults: 0, lease: null, rerun: false },
    ...{ afterSeq: run.seq, ...run.slots },
  };
}

function jobRowOf(work: Work, job: LeasedJob, run: RunState): JobRow {
  return {
    ...newJob(work, run, job.key, job.kind, job.stepId),
    name: job.name,
    payload: job.payload,
    faults: job.faults,
  };
}

function updateOf(run: RunState): RunUpdate {
  return {
    id: run.id,
    seq: run.seq,
    planOnly: run.planOnly,
    pending: JSON.stringify([...run.pending]),
    race: JSON.stringify([...run.race]),
    startedAt: run.startedAt,
    status: "running",
    output: null,
    error: null,
  };
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
