/**
 * The embedded durable engine. It runs unmodified Inngest functions over the SDK's own protocol and keeps all state in
 * Postgres, so that a process may be killed at any moment: what was committed goes on, calls are at least once, and each
 * step's result is saved once. Several processes may share a server; PGlite has one.
 */
import type { Database } from "#local/database";
import { applyMutations } from "./apply.ts";
import { createBatcher } from "./batcher.ts";
import { noChanges, writeChanges } from "./changes.ts";
import { clearLeases } from "./claim.ts";
import { createDispatcher, type Phase } from "./dispatch.ts";
import type { StoredEvent } from "./events.ts";
import {
  type Arrival,
  type Arrived,
  arrive,
  type Checkpoint,
  type Completion,
  canCheckpointFast,
  canStartFast,
  complete,
  completionOf,
  saveCheckpoints,
} from "./fast.ts";
import { createRegistry, type Registry } from "./functions.ts";
import { handle } from "./http.ts";
import { cronJob, type Entry, type EntryResult, ingest } from "./ingest.ts";
import type { Mutation, MutationResult } from "./mutations.ts";
import { type Outcome, type ServeApp, sync } from "./protocol.ts";
import {
  getRun,
  type ListOptions,
  listRuns,
  pruneRuns,
  type RunDetail,
  type RunSummary,
  runsOfEvent,
  stepsBefore,
} from "./runs.ts";
import { migrate } from "./schema.ts";
import type { EngineContext, EngineFaults, LeasedJob, LogLine } from "./state.ts";

export type { Phase } from "./dispatch.ts";
export { UnsupportedFunctionError } from "./functions.ts";
export type { ServeApp } from "./protocol.ts";
export type { ListOptions, RunDetail, RunStatus, RunSummary } from "./runs.ts";
export type { EngineFaults } from "./state.ts";

export interface EngineOptions {
  database: Database;
  apps: ServeApp[];
  now?: () => Date;
  /** Multiplies every duration; 0.01 makes a sleep of 1 s last 10 ms. Dates stand as they are. */
  timeScale?: number;
  /** Calls of apps that may be under way at once in this process; 50 unless told. */
  parallel?: number;
  /** How long a dead process keeps its jobs; 30 s unless told. */
  leaseMs?: number;
  /** Whether apps may run several steps in one call, each saved before the next starts; true unless told. */
  checkpointing?: boolean;
  /** Delay before retry `attempt` (0 is the first); Inngest's own table unless told. */
  backoffMs?: (attempt: number) => number;
  /** How often to look for jobs that other processes left; 200 ms on a server and 1 s on PGlite unless told. */
  pollMs?: number;
  callTimeoutMs?: number;
  onPhase?: (phase: Phase, info: object) => void | Promise<void>;
  log?: (line: LogLine) => void;
  /** Deliberate mistakes, for the tests that prove they would be noticed. */
  faults?: EngineFaults;
}

export interface Engine {
  /** Creates or upgrades the tables, in the schema `workflow`. */
  migrate(): Promise<void>;
  /**
   * Asks the apps for their functions, refuses those that it cannot run, and begins to work. Events that were sent before wait
   * until then.
   */
  start(): Promise<void>;
  /** Waits for what is under way, up to `boundMs` (5 s), and gives the rest back. */
  stop(boundMs?: number): Promise<void>;
  /**
   * The event API (`POST /e/:key`), the SDK's REST API, and Inngest's public inspection of runs. Has the signature of `fetch`, so
   * that an Inngest client in the same process can use it as its `fetch`.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  runs: {
    /** Newest first. */
    list(options?: ListOptions): Promise<{ items: RunSummary[]; nextCursor: string | null }>;
    get(id: string): Promise<RunDetail | undefined>;
    /** False when the run does not exist or has ended. */
    cancel(id: string): Promise<boolean>;
    /**
     * Starts a new run with the same events; undefined when the run or its function does not exist. With `fromStep`, the name of a
     * step, it has the results of the steps before; undefined when the run has no such step.
     */
    replay(id: string, fromStep?: string): Promise<string | undefined>;
    /** Deletes runs that ended before a moment; answers how many. */
    prune(endedBefore: Date, limit?: number): Promise<number>;
  };
  /** Looks for due jobs now; for tests that move the clock. */
  wake(): void;
  /** Resolves when no job is due or under way. */
  idle(): Promise<void>;
}

const backoffTableSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];

export function createEngine(options: EngineOptions): Engine {
  const { database, onPhase } = options;
  const faults = options.faults ?? {};
  const scale = options.timeScale ?? 1;
  let registry: Registry = createRegistry([]);
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  const context: EngineContext = {
    now: options.now ?? (() => new Date()),
    scale,
    leaseMs: options.leaseMs ?? 30_000,
    backoffMs: options.backoffMs ?? ((attempt) => backoffTableSeconds[Math.min(attempt, 9)]! * 1_000 * scale),
    faults,
    log: options.log ?? ((line) => console.error(JSON.stringify(line))),
    free: () => dispatcher.free(),
    registry: () => registry,
  };
  // PGlite runs one statement after the other. On a server two transactions overlap, so that one writes while the other waits for
  // the disk.
  const parallel = database.kind === "pglite" ? 1 : 2;
  const batch = { maxItems: 200, parallel };
  const enter = createBatcher<Entry, EntryResult>({
    ...batch,
    async write(entries) {
      const result = await database.transaction((tx) => ingest(tx, context, entries));
      handOver(result);
      return result.entries;
    },
  });
  const apply = createBatcher<Mutation, MutationResult>({
    ...batch,
    async write(mutations) {
      const applied = await database.transaction((tx) => applyMutations(tx, context, mutations));
      handOver(applied);
      return applied.results;
    },
  });
  const arrivals = createBatcher<Arrival, Arrived>({
    ...batch,
    async write(items) {
      const arrived = await arrive(database, context, items);
      for (const one of arrived) handOver(one);
      return arrived;
    },
  });
  const checkpoints = createBatcher<Checkpoint, MutationResult>({
    ...batch,
    write: (items) => saveCheckpoints(database, context, items),
  });
  const completions = createBatcher<Completion, boolean>({
    ...batch,
    write: (items) => complete(database, context, items),
  });
  const batchers = [enter, apply, arrivals, checkpoints, completions];
  const dispatcher = createDispatcher({
    ...{ database, context, enter, apply, applyOutcome, onPhase },
    parallel: options.parallel ?? 50,
    checkpointing: options.checkpointing ?? true,
    callTimeoutMs: options.callTimeoutMs ?? 15 * 60_000,
    pollMs: options.pollMs ?? (database.kind === "pglite" ? 1_000 : 200),
  });

  /** Works on the jobs that a committed transaction has leased to this process. */
  function handOver({ next, dueAt }: { next: LeasedJob[]; dueAt: Date | undefined }): void {
    dispatcher.take(next);
    if (dueAt) dispatcher.expect(dueAt);
  }

  async function accept(events: StoredEvent[]): Promise<void> {
    if (onPhase) await onPhase("accept", { events: events.length });
    const stored = store(events);
    if (faults.acknowledgeEarly) stored.catch(() => {});
    else await stored;
    if (onPhase) await onPhase("acknowledge", { events: events.length });
  }

  async function store(events: StoredEvent[]): Promise<void> {
    // An event that is stored before the functions are known would start none of them, now or later.
    await ready.promise;
    const now = context.now().getTime();
    const fast = events.every((event) => event.ts <= now && registry.startedBy(event).every(canStartFast));
    const stored = fast && !(await arrivals.submit({ events })).heard;
    if (!stored) await enter.submit({ kind: "events", events });
    if (onPhase) await onPhase("commit", { events: events.length });
  }

  async function applyOutcome(job: LeasedJob, outcome: Outcome): Promise<void> {
    const runId = job.runId!;
    const output = completionOf(context, outcome);
    if (output !== undefined && (await completions.submit({ runId, job, output }))) return;
    await apply.submit({ kind: "outcome", runId, job, outcome });
  }

  function checkpoint(item: Checkpoint): Promise<MutationResult> {
    const fast = canCheckpointFast(item) && !faults.dropLeaseCheck;
    return fast ? checkpoints.submit(item) : apply.submit({ kind: "checkpoint", ...item });
  }

  const busy = () => batchers.reduce((sum, batcher) => sum + batcher.size(), dispatcher.busy());

  async function signal(name: string, data: unknown): Promise<string | undefined> {
    const [wait] = await database.query<{ run_id: string; step_id: string }>(
      "select run_id, step_id from workflow.wait where kind = 'signal' and name = $1",
      [name],
    );
    if (!wait) return undefined;
    const result = JSON.stringify({ data: { signal: name, data } });
    const settled = await apply.submit({
      kind: "settle",
      runId: wait.run_id,
      stepId: wait.step_id,
      result,
      waiting: true,
    });
    return settled.applied ? wait.run_id : undefined;
  }

  async function cancel(id: string): Promise<boolean> {
    return (await apply.submit({ kind: "cancel", runId: id })).applied;
  }

  async function replay(id: string, fromStep?: string): Promise<string | undefined> {
    const run = await getRun(database, id);
    if (!run || !registry.get(run.functionId)) return undefined;
    const events = run.events as StoredEvent[];
    const steps = fromStep === undefined ? undefined : await stepsBefore(database, id, fromStep);
    if (fromStep !== undefined && !steps) return undefined;
    const { started } = await enter.submit({ kind: "replay", functionId: run.functionId, events, replayOf: id, steps });
    return started[0];
  }

  /**
   * Creates a job for each cron trigger that has none yet. A job whose function no longer has the trigger ends at its next tick.
   */
  async function armCrons(): Promise<void> {
    const jobs = registry.all().flatMap((fn) => fn.crons.map((cron) => cronJob(fn, cron, context.now())));
    const wanted = jobs.filter((job) => job !== undefined);
    await database.transaction(async (tx) => {
      const known = await tx.query<{ key: string }>(
        "select key from workflow.job where kind = 'cron' order by key for update",
      );
      const keys = new Set(known.map((row) => row.key));
      const changes = noChanges();
      for (const job of wanted) if (!keys.has(job.key)) changes.jobs.set(job.key, job);
      await writeChanges(tx, changes, context.now(), context.leaseMs);
    });
  }

  return {
    migrate: () => migrate(database),
    async start() {
      try {
        const declared = await Promise.all(
          options.apps.map(async (app) => (await sync(app)).map((config) => ({ app, config }))),
        );
        registry = createRegistry(declared.flat());
        if (database.kind === "pglite") await clearLeases(database);
        await armCrons();
      } catch (error) {
        ready.reject(error);
        throw error;
      }
      dispatcher.start();
      ready.resolve();
    },
    stop: (boundMs = 5_000) => dispatcher.stop(boundMs),
    fetch: (input, init) =>
      handle(
        {
          ...{ context, checkpoint, accept, signal, cancel, replay, saved: dispatcher.saved },
          getRun: (id) => getRun(database, id),
          listRuns: (listOptions) => listRuns(database, listOptions),
          runsOfEvent: (eventId) => runsOfEvent(database, registry, eventId),
        },
        input,
        init,
      ),
    runs: {
      list: (listOptions) => listRuns(database, listOptions),
      get: (id) => getRun(database, id),
      cancel,
      replay,
      prune: (endedBefore, limit = 1_000) => pruneRuns(database, endedBefore, limit),
    },
    wake: () => dispatcher.wake(),
    async idle() {
      for (;;) {
        if (busy() === 0) {
          const [row] = await database.query<{ due: boolean }>(
            "select exists (select from workflow.job where run_at <= $1::timestamptz) as due",
            [context.now().toISOString()],
          );
          if (!row!.due && busy() === 0) return;
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
