/**
 * What enters the engine: events, invocations, cron ticks, released debounces and batches, replays. One transaction
 * stores the events, resumes and cancels the runs that waited for them, claims and starts new runs.
 */
import type { Sql } from "#local/database";
import { applyMutations, earliestOf } from "./apply.ts";
import { evaluate, groupKey, matches, matchKeyOf, matchKeysOf } from "./cel.ts";
import { type Changes, type JobRow, type NewRun, noChanges, writeChanges } from "./changes.ts";
import { durationMs, momentOf } from "./duration.ts";
import type { StoredEvent } from "./events.ts";
import { type Candidate, passGates } from "./flow.ts";
import { nextCron, type WorkflowFunction } from "./functions.ts";
import { ulid } from "./id.ts";
import { discoverKey, leasedJobOf, type Mutation } from "./mutations.ts";
import { deadlineKey } from "./reduce.ts";
import { type EngineContext, type KeptStep, type LeasedJob, noSlots, type Slots } from "./state.ts";

export type Entry =
  | { kind: "events"; events: StoredEvent[]; job?: LeasedJob }
  | { kind: "invoke"; job: LeasedJob }
  | { kind: "cron"; job: LeasedJob }
  | { kind: "release"; job: LeasedJob }
  | { kind: "replay"; functionId: string; events: StoredEvent[]; replayOf: string; steps?: KeptStep[] };

export interface EntryResult {
  /** Ids of the runs this entry started. */
  started: string[];
}

export interface IngestResult {
  entries: EntryResult[];
  next: LeasedJob[];
  dueAt: Date | undefined;
}

const idempotencyMs = 24 * 3_600_000;
const maxPrioritySeconds = 600;

export async function ingest(tx: Sql, context: EngineContext, entries: Entry[]): Promise<IngestResult> {
  const now = context.now();
  const changes = noChanges();
  const candidates: { candidate: Candidate; entry: number }[] = [];
  const releases: string[] = [];
  const events = new Map<string, { event: StoredEvent; entry: number }>();
  entries.forEach((entry, index) => {
    if (entry.kind !== "replay" && entry.job) changes.jobDeletes.set(entry.job.key, entry.job.lease);
    if (entry.kind === "events") {
      for (const event of entry.events) if (!events.has(event.id)) events.set(event.id, { event, entry: index });
    } else if (entry.kind === "release") releases.push(entry.job.key);
    else {
      const candidate =
        entry.kind === "invoke"
          ? invocation(context, entry.job, now)
          : entry.kind === "cron"
            ? tick(context, entry.job, changes, now)
            : replayed(context, entry, now);
      if (!candidate) return;
      candidates.push({ candidate, entry: index });
      if (entry.kind !== "replay") for (const event of candidate.events) events.set(event.id, { event, entry: -1 });
    }
  });
  for (const { event, entry } of events.values()) {
    if (entry < 0) continue;
    for (const fn of context.registry().startedBy(event, context.log)) {
      const startAt = new Date(Math.max(now.getTime(), event.ts));
      candidates.push({ candidate: { fn, events: [event], claimKeys: [`event:${event.id}`], startAt }, entry });
    }
  }
  const { admitted, mutations } = await admit(tx, context, events, candidates, now);
  const { starts, cancels } = await passGates(
    tx,
    context,
    admitted.map(({ candidate }) => candidate),
    releases,
    changes,
  );
  for (const runId of cancels) mutations.push({ kind: "cancel", runId });

  const result: IngestResult = { entries: entries.map(() => ({ started: [] })), next: [], dueAt: undefined };
  let places = context.free();
  for (const candidate of starts) {
    const { runId, job } = startRun(context, candidate, changes, now);
    const entry = admitted.find((one) => one.candidate === candidate)?.entry ?? -1;
    result.entries[entry]?.started.push(runId);
    // One that has steps already is called once they are written, like any other that is due.
    if (job.slotA === null && job.runAt <= now && !candidate.steps && places-- > 0) {
      job.lease = crypto.randomUUID();
      const run = changes.newRuns.at(-1)!;
      const memory = { ...run, steps: "", stack: [], seq: 0, planOnly: false };
      result.next.push(leasedJobOf(job, job.lease, memory, now));
    }
  }
  if (mutations.length === 0) {
    await writeChanges(tx, changes, now, context.leaseMs);
    result.dueAt = earliestOf(changes);
  } else {
    const applied = await applyMutations(tx, context, mutations, changes);
    result.next.push(...applied.next);
    result.dueAt = applied.dueAt;
  }
  return result;
}

interface AdmitRow {
  found: "claim" | "wait";
  a: string;
  b: string;
  kind: "event" | "cancel" | null;
  name: string | null;
  expression: string | null;
  event: string | null;
}

/**
 * Stores the events that are new, writes the claims (function, event) of the runs they would start, and finds the runs that wait
 * for them. An event that was stored before starts nothing; neither does one that a function has claimed and that was pruned
 * since.
 */
async function admit(
  tx: Sql,
  context: EngineContext,
  events: Map<string, { event: StoredEvent; entry: number }>,
  candidates: { candidate: Candidate; entry: number }[],
  now: Date,
): Promise<{ admitted: { candidate: Candidate; entry: number }[]; mutations: Mutation[] }> {
  const list = [...events.values()].map(({ event }) => event);
  const claims = claimsOf(
    context,
    candidates.map(({ candidate }) => candidate),
    now,
  );
  const heard = [...events.values()].filter(({ entry }) => entry >= 0).map(({ event }) => event);
  const keys = heard.map(matchKeysOf);
  const matchKeys = keys.includes(null) ? null : (keys as string[][]).flat();
  const rows = await tx.query<AdmitRow>(
    `with fresh as (
       insert into workflow.event (id, name, payload, received_at)
       select x.id, x.name, x.payload::json, $4::timestamptz from unnest($1::text[], $2::text[], $3::text[])
         as x (id, name, payload) order by x.id on conflict do nothing returning id),
     claimed as (
       insert into workflow.claim (function_id, key, claimed_at, expires_at)
       select x.function_id, x.key, $4::timestamptz, x.expires_at
       from unnest($5::text[], $6::text[], $7::timestamptz[], $8::text[]) as x (function_id, key, expires_at, event_id)
       where x.event_id is null or exists (select from fresh where fresh.id = x.event_id)
       order by x.function_id, x.key
       on conflict (function_id, key) do update
         set claimed_at = excluded.claimed_at, expires_at = excluded.expires_at
         where claim.expires_at <= excluded.claimed_at
       returning function_id, key)
     select 'claim' as found, function_id as a, key as b, null as kind, null as name, null as expression, null as event
       from claimed
     union all
     select 'wait', w.run_id, w.step_id, w.kind, w.name, w.expression, r.event::text
       from workflow.wait w join workflow.run r on r.id = w.run_id
       where w.kind in ('event', 'cancel') and w.name = any ($9::text[]) and w.expires_at > $4::timestamptz
         and ($10::text[] is null or w.match_key is null or w.match_key = any ($10::text[]))
     union all
     select 'claim', '', id, null, null, null, null from fresh`,
    [
      ...[list.map((event) => event.id), list.map((event) => event.name), list.map((event) => JSON.stringify(event))],
      now.toISOString(),
      ...[claims.map((claim) => claim.functionId), claims.map((claim) => claim.key)],
      claims.map((claim) => claim.expiresAt?.toISOString() ?? null),
      claims.map((claim) => claim.eventId),
      ...[[...new Set(heard.map((event) => event.name))], matchKeys],
    ],
  );
  const claimed = new Set(rows.filter((row) => row.found === "claim").map((row) => `${row.a}\n${row.b}`));
  // Debounced and batched functions gather repeated events again, because they are not deduplicated by the ids of events.
  const gathers = ({ fn, parent, replayOf, cron }: Candidate) =>
    (fn.debounce || fn.batch) && !parent && !replayOf && !cron;
  const admitted = candidates.filter(({ candidate }) =>
    candidate.claimKeys.every(
      (key) => claimed.has(`${candidate.fn.id}\n${key}`) || (key.startsWith("event:") && gathers(candidate)),
    ),
  );
  const mutations: Mutation[] = [];
  const taken = new Set<string>();
  const fresh = heard.filter((event) => claimed.has(`\n${event.id}`));
  for (const row of rows) {
    if (row.found !== "wait") continue;
    const trigger = JSON.parse(row.event!) as StoredEvent;
    const event = fresh.find(
      (one) => one.name === row.name && matches(row.expression, { event: trigger, async: one }, context.log),
    );
    if (!event || taken.has(`${row.a}:${row.b}`)) continue;
    taken.add(`${row.a}:${row.b}`);
    if (row.kind === "event") {
      const result = JSON.stringify({ data: event });
      mutations.push({ kind: "settle", runId: row.a, stepId: row.b, result, waiting: true });
    } else if (event.id !== trigger.id) mutations.push({ kind: "cancel", runId: row.a });
  }
  return { admitted, mutations };
}

interface Claim {
  functionId: string;
  key: string;
  expiresAt: Date | null;
  /** The claim is made only if this event is new. */
  eventId: string | null;
}

/** One claim for the event and, with idempotency, one for its key, which lapses after a day. The first candidate wins. */
function claimsOf(context: EngineContext, candidates: Candidate[], now: Date): Claim[] {
  const claims = new Map<string, Claim>();
  for (const candidate of candidates) {
    const { fn, events, parent, replayOf } = candidate;
    const eventId = replayOf ? null : events[0]!.id;
    if (fn.idempotency && !parent && !replayOf) {
      const key = `key:${groupKey(fn.idempotency, { event: events[0] }, context.log)}`;
      // No claim row has this key, so a second event with the same key in this batch starts nothing.
      candidate.claimKeys = [...candidate.claimKeys, claims.has(`${fn.id}\n${key}`) ? `${key}\nagain` : key];
      const expiresAt = new Date(now.getTime() + idempotencyMs * context.scale);
      if (!claims.has(`${fn.id}\n${key}`))
        claims.set(`${fn.id}\n${key}`, { functionId: fn.id, key, expiresAt, eventId });
    }
    const [key] = candidate.claimKeys;
    claims.set(`${fn.id}\n${key}`, { functionId: fn.id, key: key!, expiresAt: null, eventId });
  }
  return [...claims.values()];
}

/** The rows of a new run and of the job that makes its first call. `text` is the event as JSON. */
export function planRun(
  context: EngineContext,
  fn: WorkflowFunction,
  event: StoredEvent,
  text: string,
  now: Date,
): { run: NewRun; job: JobRow } {
  const id = ulid(now);
  const slots = slotsOf(context, fn, event);
  const priority = priorityOf(context, fn, event);
  const none = { events: null, singleton: null, parentRun: null, parentStep: null, replayOf: null, cron: null };
  return {
    run: {
      ...{ id, functionId: fn.id, event: text, eventId: event.id, eventName: event.name, priority, seq: 0 },
      ...none,
      ...slots,
    },
    job: {
      ...{ key: discoverKey(id), kind: "discover", runId: id, functionId: fn.id, stepId: "step", name: null },
      ...{
        payload: null,
        runAt: now,
        priority,
        attempt: 0,
        faults: 0,
        lease: null,
        rerun: false,
        afterSeq: 0,
        ...slots,
      },
    },
  };
}

function startRun(
  context: EngineContext,
  candidate: Candidate,
  changes: Changes,
  now: Date,
): { runId: string; job: JobRow } {
  const { fn, events, parent, startAt } = candidate;
  const first = events[0]!;
  const planned = planRun(context, fn, first, JSON.stringify(first), now);
  const job = { ...planned.job, runAt: startAt };
  const runId = planned.run.id;
  changes.newRuns.push({
    ...planned.run,
    events: events.length > 1 ? JSON.stringify(events) : null,
    singleton: candidate.singletonKey ?? null,
    ...{ parentRun: parent?.runId ?? null, parentStep: parent?.stepId ?? null },
    ...{ replayOf: candidate.replayOf ?? null, cron: candidate.cron ?? null },
    seq: candidate.steps?.length ?? 0,
  });
  candidate.steps?.forEach((step, index) => {
    changes.steps.push({ ...step, runId, seq: index + 1 });
  });
  for (const key of candidate.claimKeys) changes.claimedRuns.push({ functionId: fn.id, key, runId });
  changes.jobs.set(job.key, job);
  if (fn.startTimeout) {
    const key = deadlineKey(runId, "start");
    const runAt = new Date(startAt.getTime() + durationMs(fn.startTimeout)! * context.scale);
    changes.jobs.set(key, { ...job, ...noSlots, key, kind: "deadline", stepId: "start", runAt });
  }
  fn.cancel.forEach((cancel, index) => {
    changes.waits.push({
      ...{ runId, stepId: `cancel:${index}`, kind: "cancel", name: cancel.event, label: null },
      expression: cancel.expression ?? null,
      matchKey: cancel.expression ? matchKeyOf(cancel.expression, first) : null,
      expiresAt: momentOf(cancel.timeout, now, context.scale),
    });
  });
  return { runId, job };
}

/** Up to two concurrency keys; those of scope env and account are shared by all functions that name the same key. */
function slotsOf(context: EngineContext, fn: WorkflowFunction, event: StoredEvent): Slots {
  const [a, b] = fn.concurrency.map(({ limit, key, scope }) => {
    const value = groupKey(key, { event }, context.log);
    return { slot: scope === "fn" ? `fn\n${fn.id}\n${value}` : `${scope}\n${value}`, limit };
  });
  return { slotA: a?.slot ?? null, limitA: a?.limit ?? null, slotB: b?.slot ?? null, limitB: b?.limit ?? null };
}

function priorityOf(context: EngineContext, fn: WorkflowFunction, event: StoredEvent): number {
  const value = fn.priority ? evaluate(fn.priority, { event }, context.log) : 0;
  if (typeof value !== "number" || !Number.isFinite(value)) return 0;
  return Math.trunc(Math.min(maxPrioritySeconds, Math.max(-maxPrioritySeconds, value)));
}

interface InvokePayload {
  functionId: string;
  parentRun: string;
  parentStep: string;
  payload: { data?: Record<string, unknown>; [key: string]: unknown };
}

function invocation(context: EngineContext, job: LeasedJob, now: Date): Candidate | undefined {
  const { functionId, parentRun, parentStep, payload } = JSON.parse(job.payload!) as InvokePayload;
  const fn = context.registry().get(functionId);
  if (!fn) return undefined;
  const correlation = `${parentRun}.${parentStep}`;
  const event: StoredEvent = {
    ...payload,
    id: `invoke-${correlation}`,
    name: "inngest/function.invoked",
    ts: now.getTime(),
    data: { ...payload.data, _inngest: { correlation_id: correlation, fn_id: functionId } },
  };
  const parent = { runId: parentRun, stepId: parentStep };
  return { fn, events: [event], claimKeys: [`event:${event.id}`], startAt: now, parent };
}

/**
 * The id of a tick is made of its function and due time, so that it starts one run whichever process fires it. It also schedules
 * the next tick.
 */
function tick(context: EngineContext, job: LeasedJob, changes: Changes, now: Date): Candidate | undefined {
  const { cron, dueAt } = JSON.parse(job.payload!) as { cron: string; dueAt: string };
  const fn = context.registry().get(job.functionId!);
  if (!fn?.crons.includes(cron)) return undefined;
  const next = cronJob(fn, cron, now);
  if (next) changes.jobs.set(next.key, next);
  const event = {
    id: `cron-${fn.id}-${cron}-${dueAt}`,
    name: "inngest/scheduled.timer",
    ts: Date.parse(dueAt),
    data: { cron },
  };
  return { fn, events: [event], claimKeys: [`event:${event.id}`], startAt: now, cron };
}

/** The job that waits for the next time a cron trigger is due after `after`. */
export function cronJob(fn: WorkflowFunction, cron: string, after: Date): JobRow | undefined {
  const runAt = nextCron(cron, after);
  if (!runAt) return undefined;
  return {
    ...{ key: `cron:${fn.id}:${cron}`, kind: "cron", runId: null, functionId: fn.id, stepId: "", name: null },
    payload: JSON.stringify({ cron, dueAt: runAt.toISOString() }),
    ...{ runAt, priority: 0, attempt: 0, faults: 0, lease: null, rerun: false, afterSeq: 0, ...noSlots },
  };
}

function replayed(context: EngineContext, entry: Extract<Entry, { kind: "replay" }>, now: Date): Candidate | undefined {
  const fn = context.registry().get(entry.functionId);
  if (!fn) return undefined;
  const { events, replayOf, steps } = entry;
  return { fn, events, claimKeys: [`replay:${ulid(now)}`], startAt: now, replayOf, steps };
}
