/**
 * The three changes that make up most of the work, each as one statement and so one round trip for a whole batch: events that
 * only start runs, checkpoints, and completions. Everything else is left to the general form (apply.ts), which decides in memory.
 * The rules are the same: run locks before job locks, leases are checked, the first result stays.
 */
import type { Sql } from "#local/database";
import { matchKeysOf } from "./cel.ts";
import type { JobRow, NewRun } from "./changes.ts";
import type { StoredEvent } from "./events.ts";
import type { WorkflowFunction } from "./functions.ts";
import { planRun } from "./ingest.ts";
import { leasedJobOf, type MutationResult } from "./mutations.ts";
import type { Operation, Outcome } from "./protocol.ts";
import { MAX_RESULT_CHARS } from "./reduce.ts";
import type { EngineContext, Fence, LeasedJob, SavedStep } from "./state.ts";

export interface Checkpoint {
  runId: string;
  fence: Fence;
  operations: Operation[];
  /** Length of the request that brought them. */
  chars: number;
}

export interface Completion {
  runId: string;
  job: LeasedJob;
  /** What the function returned, as JSON. */
  output: string;
}

export interface Arrival {
  events: StoredEvent[];
}

export interface Arrived {
  /** True when a run may wait for one of these events; then nothing was written. */
  heard: boolean;
  next: LeasedJob[];
  dueAt: Date | undefined;
}

/** Whether an event starts runs of this function without flow control, claims by key, timeouts or cancellation. */
export function canStartFast(fn: WorkflowFunction): boolean {
  const flow = fn.idempotency || fn.rateLimit || fn.throttle || fn.debounce || fn.batch || fn.singleton;
  return !flow && !fn.startTimeout && !fn.finishTimeout && fn.cancel.length === 0;
}

/** Whether a checkpoint can take the fast path: a longer one may contain a result that is too large. */
export function canCheckpointFast({ chars }: Checkpoint): boolean {
  return chars <= MAX_RESULT_CHARS;
}

/** The output of an outcome that only completes the run; undefined for any other. */
export function completionOf(context: EngineContext, outcome: Outcome): string | undefined {
  if (context.faults.dropLeaseCheck || context.registry().listens("inngest/function.finished")) return undefined;
  if (outcome.kind === "completed") return JSON.stringify(outcome.output ?? null);
  if (outcome.kind !== "operations" || outcome.operations.length !== 1) return undefined;
  const [only] = outcome.operations;
  return only!.op === "RunComplete" ? JSON.stringify(only!.data ?? null) : undefined;
}

const arriveSql = `
  with hot as (
    select from workflow.wait w where w.kind in ('event', 'cancel') and w.name = any ($4::text[])
      and ($5::text[] is null or w.match_key is null or w.match_key = any ($5::text[])) limit 1),
  arrived as (select * from unnest($1::text[], $2::text[], $3::text[]) as x (id, name, payload)),
  fresh as (
    insert into workflow.event (id, name, payload, received_at)
    select id, name, payload::json, $6::timestamptz from arrived where not exists (select from hot) order by id
    on conflict do nothing returning id),
  started as (
    select * from unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[], $13::int[], $14::int[],
      $15::uuid[]) as x (run_id, function_id, event_id, slot_a, limit_a, slot_b, limit_b, priority, lease)),
  claimed as (
    insert into workflow.claim (function_id, key, run_id, claimed_at)
    select s.function_id, 'event:' || s.event_id, s.run_id, $6::timestamptz from started s join fresh on fresh.id = s.event_id
    order by s.function_id, s.event_id on conflict do nothing returning run_id),
  runs as (
    insert into workflow.run (id, function_id, event, event_id, event_name, slot_a, limit_a, slot_b, limit_b, priority, created_at)
    select s.run_id, s.function_id, a.payload::json, a.id, a.name, s.slot_a, s.limit_a, s.slot_b, s.limit_b, s.priority,
      $6::timestamptz
    from claimed c join started s on s.run_id = c.run_id join arrived a on a.id = s.event_id),
  jobs as (
    insert into workflow.job (key, kind, run_id, function_id, step_id, run_at, rank, slot_a, limit_a, slot_b, limit_b, lease,
      lease_until)
    select s.run_id, 'discover', s.run_id, s.function_id, 'step', $6::timestamptz,
      $6::timestamptz - make_interval(secs => s.priority), s.slot_a, s.limit_a, s.slot_b, s.limit_b, s.lease,
      case when s.lease is null then null else $16::timestamptz end
    from claimed c join started s on s.run_id = c.run_id)
  select run_id from claimed union all select null from hot`;

/** Stores events, and claims and starts their runs; the runs that fit are leased to this process at once. */
export async function arrive(sql: Sql, context: EngineContext, arrivals: Arrival[]): Promise<Arrived[]> {
  const now = context.now();
  const events = new Map<string, { event: StoredEvent; text: string }>();
  for (const { events: list } of arrivals) {
    for (const event of list) if (!events.has(event.id)) events.set(event.id, { event, text: JSON.stringify(event) });
  }
  const starts: { run: NewRun; job: JobRow; eventId: string }[] = [];
  let places = context.free();
  for (const { event, text } of events.values()) {
    for (const fn of context.registry().startedBy(event, context.log)) {
      const { run, job } = planRun(context, fn, event, text, now);
      if (job.slotA === null && places-- > 0) job.lease = crypto.randomUUID();
      starts.push({ run, job, eventId: event.id });
    }
  }
  const list = [...events.values()];
  const keys = list.map(({ event }) => matchKeysOf(event));
  const rows = await sql.query<{ run_id: string | null }>(arriveSql, [
    ...[[...events.keys()], list.map(({ event }) => event.name), list.map(({ text }) => text)],
    [...new Set(list.map(({ event }) => event.name))],
    keys.includes(null) ? null : keys.flat(),
    now.toISOString(),
    ...[starts.map(({ run }) => run.id), starts.map(({ run }) => run.functionId), starts.map(({ eventId }) => eventId)],
    ...[starts.map(({ run }) => run.slotA), starts.map(({ run }) => run.limitA)],
    ...[starts.map(({ run }) => run.slotB), starts.map(({ run }) => run.limitB)],
    ...[starts.map(({ run }) => run.priority), starts.map(({ job }) => job.lease)],
    new Date(now.getTime() + context.leaseMs).toISOString(),
  ]);
  const heard = rows.some((row) => row.run_id === null);
  const claimed = new Set(rows.map((row) => row.run_id));
  const real = starts.filter(({ run }) => claimed.has(run.id));
  const next = real.flatMap(({ run, job }) =>
    job.lease ? [leasedJobOf(job, job.lease, { ...run, steps: "", stack: [], seq: 0, planOnly: false }, now)] : [],
  );
  const dueAt = next.length < real.length ? now : undefined;
  return arrivals.map((_, index) => (index === 0 ? { heard, next, dueAt } : { heard, next: [], dueAt: undefined }));
}

/** Locks the runs that are open, then the jobs whose leases hold. Counting the runs first forces this order of locks. */
const fenced = (parentless: string) => `
  locked as (
    select r.id, r.seq from workflow.run r where r.id in (select run_id from input) and r.status = 'running' ${parentless}
    order by r.id for update),
  held as (
    select j.key from workflow.job j join (select distinct key, lease from input) i on i.key = j.key and i.lease = j.lease
    where (select count(*) from locked) > 0 order by j.key for update of j)`;

const checkpointSql = `
  with input as (
    select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $8::int[])
      with ordinality as x (run_id, key, lease, step_id, name, result, checkpoint, place)),
  ${fenced("")},
  others as (
    select i.checkpoint, i.place from input i join held h on h.key = i.key join workflow.step s on s.run_id = i.run_id and s.step_id = i.step_id
    where s.result::text <> i.result),
  kept as (
    select i.*, l.seq + row_number() over (partition by i.run_id order by i.place) as seq
    from input i join locked l on l.id = i.run_id join held h on h.key = i.key
    where not exists (select from others o where o.checkpoint = i.checkpoint)),
  saved as (
    insert into workflow.step (run_id, step_id, seq, op, name, result, saved_at)
    select run_id, step_id, seq, 'StepRun', name, result::json, $7::timestamptz from kept on conflict do nothing),
  numbered as (
    update workflow.run r set seq = n.seq, started_at = coalesce(r.started_at, $7::timestamptz)
    from (select run_id, max(seq) as seq from kept group by run_id) n where r.id = n.run_id)
  select place::int, seq::int from kept union all select place::int, null from others`;

/**
 * Saves steps of calls that are still under way. A step that is saved already keeps its result; a call that has made another one did not
 * know of it, and nothing that it has done since may be saved.
 */
export async function saveCheckpoints(
  sql: Sql,
  context: EngineContext,
  checkpoints: Checkpoint[],
): Promise<MutationResult[]> {
  const steps = checkpoints.flatMap(({ runId, fence, operations }, index) =>
    operations.map(({ id, data, displayName }) => ({
      ...{ index, runId, fence, stepId: id, name: displayName ?? null },
      result: JSON.stringify({ data: data ?? null }),
    })),
  );
  const rows = await sql.query<{ place: number; seq: number | null }>(checkpointSql, [
    ...[steps.map((step) => step.runId), steps.map((step) => step.fence.key), steps.map((step) => step.fence.lease)],
    ...[steps.map((step) => step.stepId), steps.map((step) => step.name), steps.map((step) => step.result)],
    context.now().toISOString(),
    steps.map((step) => step.index),
  ]);
  const results = checkpoints.map((): MutationResult => ({ applied: false, saved: [], seq: 0 }));
  for (const { place, seq } of rows.sort((a, b) => a.place - b.place)) {
    const { index, runId, stepId, name, result } = steps[place - 1]!;
    if (seq === null) {
      results[index]!.isOther = true;
      continue;
    }
    const saved: SavedStep = { runId, stepId, seq, op: "StepRun", name, result };
    results[index]!.saved.push(saved);
    Object.assign(results[index]!, { applied: true, seq });
  }
  return results;
}

const completeSql = `
  with input as (
    select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[])
      as x (run_id, key, lease, output, started_at)),
  ${fenced("and r.parent_run is null")},
  kept as (
    select i.* from input i join locked l on l.id = i.run_id join held h on h.key = i.key
    where not exists (
      select from workflow.wait w where w.kind in ('event', 'cancel') and w.name = 'inngest/function.finished')),
  ended as (
    update workflow.run r set status = 'completed', output = k.output::json, ended_at = $6::timestamptz,
      started_at = coalesce(r.started_at, k.started_at)
    from kept k where r.id = k.run_id),
  jobs as (delete from workflow.job j using kept k where j.run_id = k.run_id),
  waits as (delete from workflow.wait w using kept k where w.run_id = k.run_id)
  select run_id from kept`;

/** Completes runs that no other run waits for. Returns false for a run that needs the general form. */
export async function complete(sql: Sql, context: EngineContext, completions: Completion[]): Promise<boolean[]> {
  const rows = await sql.query<{ run_id: string }>(completeSql, [
    ...[completions.map(({ runId }) => runId), completions.map(({ job }) => job.key)],
    ...[completions.map(({ job }) => job.lease), completions.map(({ output }) => output)],
    completions.map(({ job }) => job.claimedAt.toISOString()),
    context.now().toISOString(),
  ]);
  const done = new Set(rows.map((row) => row.run_id));
  return completions.map(({ runId }) => done.has(runId));
}
