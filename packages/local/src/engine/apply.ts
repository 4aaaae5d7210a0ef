/**
 * Changes of runs: what a call returned, a step result from elsewhere, a cancellation. Several changes share one
 * transaction: it locks the runs, then their jobs (always in this order), decides in memory, and writes once.
 */
import type { Sql } from "#local/database";
import { type Changes, noChanges, writeChanges } from "./changes.ts";
import {
  type Applied,
  discoverKey,
  leasedJobOf,
  load,
  type Mutation,
  type MutationResult,
  type Work,
} from "./mutations.ts";
import { finish, newJob, putJob, reduce, updateOf } from "./reduce.ts";
import { type EngineContext, type LeasedJob, type RunMemory, remember } from "./state.ts";

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
  await writeSignals(tx, work);
  changes.waits = changes.waits.filter((row) => !changes.ended.has(row.runId));
  await writeChanges(tx, changes, now, context.leaseMs);
  return { results, next, dueAt: earliestOf(changes) };
}

/** When the first of the written jobs that no process has leased is due. */
export function earliestOf(changes: Changes): Date | undefined {
  let earliest: Date | undefined;
  for (const { lease, runAt } of changes.jobs.values()) {
    if (lease === null && (!earliest || runAt < earliest)) earliest = runAt;
  }
  return earliest;
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

/**
 * A signal has one waiter. Another one either takes its place, and the first is woken by its own time-out, or fails its run, as
 * the step asks.
 */
async function writeSignals(tx: Sql, work: Work): Promise<void> {
  const signals = work.changes.waits.filter((row) => row.kind === "signal");
  if (signals.length === 0) return;
  work.changes.waits = work.changes.waits.filter((row) => row.kind !== "signal");
  for (const row of signals.filter((signal) => !work.changes.ended.has(signal.runId))) {
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
    // Not the step's error, which the function could catch: the whole run fails, as it does at Inngest's.
    const message = `Another run already waits for the signal "${row.name}".`;
    finish(work, run, "failed", null, { name: "SignalConflictError", message });
  }
}
