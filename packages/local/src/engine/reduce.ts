/** What each mutation does to a run: decided in memory, collected as rows to write. */
import { matchKeyOf, problemOf } from "./cel.ts";
import type { JobRow, RunUpdate } from "./changes.ts";
import { endOf, momentOf } from "./duration.ts";
import { discoverKey, type Mutation, type MutationResult, type RunState, stepKey, type Work } from "./mutations.ts";
import type { Operation, Outcome } from "./protocol.ts";
import { type Fence, type LeasedJob, noSlots } from "./state.ts";

export function reduce(work: Work, mutation: Mutation): MutationResult {
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
      // What is saved is not read here: whether it is the same is found out by discovering the run again.
      if (mutation.operations.some(({ id }) => work.savedBefore.has(stepKey(run.id, id))))
        return { ...nothing, isOther: true };
      run.startedAt ??= work.now;
      for (const operation of mutation.operations) if (run.running) checkpoint(work, run, operation);
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
        wait ? opOfWait[wait.kind]! : (mutation.op ?? "Sleep"),
        wait?.label ?? work.jobs.get(key)?.name ?? null,
      );
      if (fence) work.changes.jobDeletes.set(fence.key, null);
      break;
    }
    case "started":
      begin(work, run, mutation.at);
      break;
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
  if (outcome.kind === "completed") {
    finish(work, run, "completed", outcome.output, null);
    return;
  }
  if (outcome.kind === "error") {
    if (mayRetry) retry(outcome.retryAt);
    else finish(work, run, "failed", null, outcome.error);
    return;
  }
  work.changes.jobDeletes.set(job.key, null);
  // A report of a step that has been saved meanwhile comes from a call that did not know of it, so the run is discovered again.
  if (outcome.operations.some(({ id, op }) => op !== "StepRun" && work.savedBefore.has(stepKey(run.id, id))))
    run.discover = true;
  // What a call has done after a step that is saved already may have been made from another result of it than the saved one.
  const behind = outcome.operations.findIndex(
    ({ id, op }) => op === "StepRun" && work.savedBefore.has(stepKey(run.id, id)),
  );
  const operations =
    behind !== -1
      ? outcome.operations.slice(0, behind + 1).filter(({ op }) => op !== "RunComplete")
      : outcome.operations;
  if (operations.length < outcome.operations.length) run.discover = true;
  notePlan(work, run, operations);
  for (const operation of operations) {
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
      settle(work, run, id, JSON.stringify({ data: operation.data ?? null }), op, name);
      return;
    case "StepError":
    case "StepFailed":
      settle(
        work,
        run,
        id,
        JSON.stringify({ error: operation.error ?? { message: "Unknown error" } }),
        "StepRun",
        name,
      );
      return;
    case "StepPlanned":
      if (!known) putJob(work, { ...newJob(work, run, key, "step", id), name });
      return;
    case "Sleep":
      if (!known) {
        const runAt = endOf(operation.name, work.now, work.context.scale);
        putJob(work, { ...newJob(work, run, key, "sleep", id), name, runAt, ...noSlots });
      }
      return;
    case "WaitForEvent":
    case "WaitForSignal":
    case "InvokeFunction":
      if (!known) wait(work, run, operation, name);
      return;
    case "RunComplete":
      finish(work, run, "completed", operation.data, null);
      return;
    case "DiscoveryRequest":
      run.discover = true;
      return;
    case "Step":
    case "None":
      return;
    default:
      finish(work, run, "failed", null, {
        name: "UnsupportedOperationError",
        message: `The embedded engine does not support ${op}, which step "${name ?? id}" of function "${run.functionId}" asks for.`,
      });
      return;
  }
}

/** The app goes on by itself after each saved step; no discovery is due. */
function checkpoint(work: Work, run: RunState, { id, data, displayName }: Operation): void {
  save(work, run, id, JSON.stringify({ data: data ?? null }), "StepRun", displayName ?? null);
}

/** The same limit as Inngest's, so that a result that is too large is noticed before the deployment. */
export const MAX_RESULT_CHARS = 4 * 1024 * 1024;

function save(work: Work, run: RunState, stepId: string, result: string, op: string, name: string | null): void {
  const key = stepKey(run.id, stepId);
  if (work.savedBefore.has(key)) return;
  if (result.length > MAX_RESULT_CHARS) {
    const message = `The step "${name ?? stepId}" returned more than 4 MB.`;
    finish(work, run, "failed", null, { name: "OutputTooLargeError", message });
    return;
  }
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
  const moment = operation.op === "WaitForEvent" ? endOf : momentOf;
  const expiresAt = moment(opts?.timeout, work.now, scale);
  const row = { runId: run.id, stepId: id, label, expiresAt, expression: null, matchKey: null };
  if (operation.op === "WaitForEvent") {
    const expression = opts?.if ?? null;
    const problem = expression === null ? undefined : problemOf(expression);
    if (problem) {
      const message = `The wait "${label ?? id}" has an expression that ${problem}.`;
      finish(work, run, "failed", null, { name: "InvalidExpressionError", message });
      return;
    }
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
      settle(work, run, id, JSON.stringify({ error }), "InvokeFunction", label);
      return;
    }
    work.changes.waits.push({ ...row, kind: "invoke", name: functionId });
    const request = JSON.stringify({ functionId, parentRun: run.id, parentStep: id, payload: opts?.payload ?? {} });
    putJob(work, { ...newJob(work, run, `invoke:${key}`, "invoke", id), runId: null, payload: request, ...noSlots });
  }
  work.waits.set(key, { kind: "event", name: "", label });
  const payload = operation.op === "InvokeFunction" ? '"invoke"' : null;
  putJob(work, { ...newJob(work, run, key, "timeout", id), name: label, payload, runAt: expiresAt, ...noSlots });
}

export function finish(
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

/** The fields of a lifecycle event: a failed run has its error as the result and as `error`; a cancelled run has neither. */
function endOfRun(status: "completed" | "failed" | "cancelled", output: unknown, error: unknown): object {
  if (status === "completed") return { result: output ?? null };
  if (status === "cancelled") return {};
  const { name, message, stack } = (typeof error === "object" && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  return {
    result: error,
    error: { error: name ?? "Error", name: name ?? "Error", message: message ?? "", stack: stack ?? "" },
  };
}

/** Emits the lifecycle events of a run that ended, for onFailure handlers and for functions or waits on these events. */
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
      ...endOfRun(status, output, error),
      _inngest: { status: status[0]!.toUpperCase() + status.slice(1) },
    };
    // The event's id is derived from the run's, so that a failure is announced only once.
    const id = name === "inngest/function.finished" ? `${run.id}-finished` : run.id;
    const payload = JSON.stringify({ id, name, data, ts: work.now.getTime() });
    putJob(work, { ...newJob(work, run, `event:${id}`, "event", ""), runId: null, payload, ...noSlots });
  }
}

/** The time-out of a run counts from its first call, which is recorded when the call begins: otherwise only its end would be. */
function begin(work: Work, run: RunState, at: Date): void {
  if (run.startedAt) return;
  run.startedAt = at;
  const limit = work.context.registry().get(run.functionId)?.finishTimeout;
  if (!limit) return;
  const runAt = momentOf(limit, at, work.context.scale);
  putJob(work, { ...newJob(work, run, deadlineKey(run.id, "finish"), "deadline", "finish"), runAt, ...noSlots });
}

export const deadlineKey = (runId: string, of: "start" | "finish") => `${runId}:deadline:${of}`;

function deadline(work: Work, run: RunState, job: LeasedJob): void {
  work.changes.jobDeletes.set(job.key, null);
  if (job.stepId === "finish") {
    finish(work, run, "cancelled", null, { name: "FinishTimeoutError", message: "The run did not finish in time." });
  } else if (!run.startedAt && !work.jobs.get(discoverKey(run.id))?.leased) {
    finish(work, run, "cancelled", null, { name: "StartTimeoutError", message: "The run did not start in time." });
  }
}

export function putJob(work: Work, job: JobRow): void {
  work.changes.jobs.set(job.key, job);
}

export function newJob(work: Work, run: RunState, key: string, kind: JobRow["kind"], stepId: string): JobRow {
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

export function updateOf(run: RunState): RunUpdate {
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
