/** Claims due jobs, calls the app without holding a transaction, and passes on the app's answer. */
import type { Database } from "#local/database";
import type { Batcher } from "./batcher.ts";
import { claimJobs, heartbeat, nextDue, release } from "./claim.ts";
import type { Entry, EntryResult } from "./ingest.ts";
import type { Mutation, MutationResult } from "./mutations.ts";
import { callFunction, type Outcome } from "./protocol.ts";
import { type EngineContext, type LeasedJob, type RunMemory, remember } from "./state.ts";

export type Phase = "accept" | "commit" | "claim" | "call" | "apply" | "acknowledge";

export interface DispatcherOptions {
  database: Database;
  context: EngineContext;
  parallel: number;
  checkpointing: boolean;
  callTimeoutMs: number;
  pollMs: number;
  enter: Batcher<Entry, EntryResult>;
  apply: Batcher<Mutation, MutationResult>;
  applyOutcome(job: LeasedJob, outcome: Outcome): Promise<void>;
  onPhase?: (phase: Phase, info: object) => void | Promise<void>;
}

export interface Dispatcher {
  start(): void;
  /** Waits up to `boundMs` for calls under way, then releases the remaining jobs. */
  stop(boundMs: number): Promise<void>;
  /** Works on jobs that are already leased to this process. */
  take(jobs: LeasedJob[]): void;
  /** Looks for due jobs now instead of at the next poll. */
  wake(): void;
  /** Looks for due jobs at this moment, if that is before the next poll. */
  expect(dueAt: Date): void;
  free(): number;
  busy(): number;
  /** Tells the call that holds the lease that its steps have been saved. */
  saved(lease: string, result: MutationResult): void;
}

const maxClaim = 100;
const timersWhenFull = 20;
const maxFaults = 5;
const faultDelaysMs = [1_000, 5_000, 30_000, 120_000, 600_000];

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { database, context, parallel, onPhase } = options;
  const inFlight = new Map<string, LeasedJob>();
  let calls = 0;
  let stopping = false;
  let woken = false;
  let wakeUp: (() => void) | undefined;
  let loop: Promise<void> | undefined;
  let heart: NodeJS.Timeout | undefined;

  const isCall = (job: LeasedJob) => job.kind === "discover" || job.kind === "step";
  const free = () => Math.max(0, parallel - calls);

  function wake(): void {
    woken = true;
    wakeUp?.();
  }

  function take(jobs: LeasedJob[]): void {
    for (const job of jobs) {
      inFlight.set(job.lease, job);
      if (isCall(job)) calls++;
      void work(job).finally(() => {
        inFlight.delete(job.lease);
        if (isCall(job) && calls-- >= parallel) wake();
        if (job.slots.slotA !== null) wake();
      });
    }
  }

  async function poll(): Promise<void> {
    while (!stopping) {
      woken = false;
      let sleepMs = options.pollMs;
      try {
        const room = free();
        const limit = room > 0 ? Math.min(room, maxClaim) : timersWhenFull;
        const limited = context
          .registry()
          .all()
          .some((fn) => fn.concurrency.length > 0);
        const jobs = await claimJobs(database, context, { limit, calls: room > 0, limited });
        take(jobs);
        if (jobs.length === limit) woken = true;
        else if (!woken) sleepMs = await untilNextJob();
      } catch (error) {
        context.log({ level: "error", message: "The engine could not claim jobs.", error: describe(error) });
      }
      if (!woken && !stopping) await sleep(sleepMs);
    }
  }

  /** Jobs that other processes wrote, and those that concurrency holds back, are found only by polling. */
  async function untilNextJob(): Promise<number> {
    const next = await nextDue(database);
    const ms = next ? next.getTime() - context.now().getTime() : options.pollMs;
    return ms <= 0 ? options.pollMs : Math.min(ms + 1, options.pollMs);
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function work(job: LeasedJob): Promise<void> {
    try {
      if (onPhase) await onPhase("claim", { key: job.key, kind: job.kind, runId: job.runId });
      await perform(job);
    } catch (error) {
      await fault(job, error);
    }
  }

  async function perform(job: LeasedJob): Promise<void> {
    const fence = { key: job.key, lease: job.lease };
    const runId = job.runId!;
    switch (job.kind) {
      case "discover":
      case "step": {
        if (!job.run) {
          // The run has ended meanwhile, so only its job has to be removed.
          await options.apply.submit({ kind: "cancel", runId, fence });
          return;
        }
        if (job.run.seq === 0 && context.registry().get(job.functionId ?? "")?.finishTimeout)
          await options.apply.submit({ kind: "started", runId, at: job.claimedAt });
        const outcome = await call(job, job.run);
        if (onPhase) await onPhase("apply", { key: job.key, runId });
        if (stopping && !inFlight.has(job.lease)) return;
        await options.applyOutcome(job, outcome);
        return;
      }
      case "sleep":
        await options.apply.submit({ kind: "settle", runId, stepId: job.stepId, result: '{"data":null}', fence });
        return;
      case "timeout":
        await options.apply.submit({
          kind: "settle",
          runId,
          stepId: job.stepId,
          result: timeoutResult(job),
          fence,
          // The wait may have been deleted: another run has taken its signal.
          op: "WaitForSignal",
        });
        return;
      case "resume":
        await options.apply.submit({
          kind: "settle",
          runId,
          stepId: job.stepId,
          result: job.payload!,
          fence,
          waiting: true,
        });
        return;
      case "deadline":
        await options.apply.submit({ kind: "deadline", runId, job });
        return;
      case "event":
        await options.enter.submit({ kind: "events", events: [JSON.parse(job.payload!)], job });
        return;
      default:
        await options.enter.submit({ kind: job.kind, job });
    }
  }

  async function call(job: LeasedJob, run: RunMemory): Promise<Outcome> {
    const fn = context.registry().get(job.functionId ?? "");
    if (!fn) throw new Error(`No app serves the function "${job.functionId}" any more.`);
    if (onPhase) await onPhase("call", { key: job.key, runId: job.runId, stepId: job.stepId });
    const { event, events, steps, stack, planOnly } = run;
    return callFunction({
      ...{ app: fn.app, functionUrl: fn.url, runId: job.runId!, event, events, steps, stack, planOnly },
      ...{ attempt: job.attempt, maxAttempts: fn.maxAttempts, stepId: job.stepId, jobId: job.key },
      ...(options.checkpointing && job.kind === "discover" ? { checkpointId: `${job.key}~${job.lease}` } : {}),
      ...{ timeoutMs: options.callTimeoutMs, now: context.now, scale: context.scale },
    });
  }

  /** An error of the engine itself: the job is tried again later, and a run whose job keeps failing ends as failed. */
  async function fault(job: LeasedJob, error: unknown): Promise<void> {
    const details = { runId: job.runId, job: job.key, kind: job.kind, faults: job.faults + 1, error: describe(error) };
    context.log({ level: "error", message: "The engine failed on a job.", ...details });
    try {
      if (job.runId && job.faults + 1 >= maxFaults) {
        const failure = { name: "EngineError", message: error instanceof Error ? error.message : String(error) };
        await options.apply.submit({
          kind: "fail",
          runId: job.runId,
          fence: { key: job.key, lease: job.lease },
          error: failure,
        });
      } else {
        const delayMs = faultDelaysMs[Math.min(job.faults, faultDelaysMs.length - 1)]! * context.scale;
        await release(database, [job], new Date(context.now().getTime() + delayMs), 1);
      }
    } catch (second) {
      context.log({ level: "error", message: "A job is left to its lease.", ...details, second: describe(second) });
    }
  }

  return {
    free,
    take,
    wake,
    expect(dueAt) {
      const ms = dueAt.getTime() - context.now().getTime();
      if (ms <= 0) wake();
      else if (ms < options.pollMs) setTimeout(wake, ms + 1).unref();
    },
    busy: () => inFlight.size,
    start() {
      loop = poll();
      heart = setInterval(
        () => {
          heartbeat(database, context, [...inFlight.values()]).catch((error) => {
            context.log({
              level: "error",
              message: "The engine could not prolong its leases.",
              error: describe(error),
            });
          });
        },
        Math.max(20, context.leaseMs / 3),
      );
      heart.unref();
    },
    async stop(boundMs) {
      stopping = true;
      wake();
      await loop;
      const end = Date.now() + boundMs;
      while (inFlight.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
      clearInterval(heart);
      const left = [...inFlight.values()];
      inFlight.clear();
      await release(database, left, context.now(), 0);
    },
    saved(lease, { saved, seq }) {
      const job = inFlight.get(lease);
      if (job?.run && job.run.seq + saved.length === seq) job.run = remember(job.run, saved, seq, job.run.planOnly);
    },
  };
}

/** An event or signal that never came is null; an invoked run that did not end in time is an error. */
function timeoutResult(job: LeasedJob): string {
  if (job.payload !== "invoke" && job.payload !== '"invoke"') return '{"data":null}';
  const message = "Timed out waiting for the invoked function to finish.";
  return JSON.stringify({ error: { name: "InngestInvokeTimeoutError", message } });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
