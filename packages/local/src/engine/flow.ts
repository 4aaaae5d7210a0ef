/**
 * Flow control between an event and a run: rate limits and throttles (the generic cell rate algorithm, as Inngest has
 * them), debounces, batches and singletons. Each key has one gate row; whoever holds its lock decides.
 */
import type { Sql } from "#local/database";
import { groupKey, hasKey, matches } from "./cel.ts";
import type { Changes, JobRow } from "./changes.ts";
import { durationMs } from "./duration.ts";
import type { StoredEvent } from "./events.ts";
import type { WorkflowFunction } from "./functions.ts";
import { type EngineContext, type KeptStep, noSlots } from "./state.ts";

/** A run that would start if flow control lets it. */
export interface Candidate {
  fn: WorkflowFunction;
  events: StoredEvent[];
  claimKeys: string[];
  startAt: Date;
  parent?: { runId: string; stepId: string };
  replayOf?: string;
  /** What it has of the run that it repeats. */
  steps?: KeptStep[];
  cron?: string;
  /** Already released by a debounce or a batch. */
  released?: boolean;
  singletonKey?: string;
}

interface Gate {
  kind: "rateLimit" | "throttle" | "debounce" | "batch" | "singleton";
  key: string;
}

interface DebounceState {
  event: StoredEvent;
  firstAt: number;
  dueAt: number;
}

interface BatchState {
  events: StoredEvent[];
  dueAt: number;
}

export interface FlowResult {
  starts: Candidate[];
  /** Runs that a singleton in cancel mode replaces. */
  cancels: string[];
}

/** Decides on the candidates in their order. Takes the gates' locks in the order of their keys, before any run's. */
export async function passGates(
  tx: Sql,
  context: EngineContext,
  candidates: Candidate[],
  releases: string[],
  changes: Changes,
): Promise<FlowResult> {
  const now = context.now();
  const gatesOf = new Map(candidates.map((candidate) => [candidate, gatesFor(candidate, context)]));
  const keys = new Set([...gatesOf.values()].flat().map((gate) => gate.key));
  if (keys.size === 0 && releases.length === 0) return { starts: candidates, cancels: [] };
  const states = await lockGates(tx, [...keys], releases, now);
  const result: FlowResult = { starts: [], cancels: [] };
  const dirty = new Set<string>();
  const gone = new Set<string>();
  const put = (key: string, state: unknown) => {
    states.set(key, state);
    dirty.add(key);
    gone.delete(key);
  };
  const drop = (key: string) => {
    states.set(key, null);
    dirty.delete(key);
    gone.add(key);
  };
  const released: Candidate[] = [];
  for (const key of releases) {
    const state = states.get(key) as (DebounceState & BatchState) | null | undefined;
    const fn = context.registry().get(key.split("\n")[1]!);
    if (!fn || !state || state.dueAt > now.getTime()) continue;
    const events = state.events ?? [state.event];
    const claimKeys = events.map((event) => `event:${event.id}`);
    const candidate: Candidate = { fn, events, claimKeys, startAt: now, released: true };
    released.push(candidate);
    gatesOf.set(candidate, gatesFor(candidate, context));
    drop(key);
  }
  const later = released
    .flatMap((candidate) => gatesOf.get(candidate)!.map((gate) => gate.key))
    .filter((key) => !states.has(key));
  if (later.length > 0) for (const [key, state] of await lockGates(tx, later, [], now)) states.set(key, state);
  const singletons = await runningSingletons(tx, gatesOf);
  for (const candidate of [...released, ...candidates]) {
    let held = false;
    for (const { kind, key } of gatesOf.get(candidate)!) {
      if (held) break;
      const { fn } = candidate;
      const state = states.get(key);
      if (kind === "rateLimit") {
        const { limit, period } = fn.rateLimit!;
        const next = cellRate(
          state as number | null,
          now.getTime(),
          limit,
          durationMs(period)! * context.scale,
          Math.floor(limit / 10),
        );
        if (next.allowedAt > now.getTime()) held = true;
        else put(key, next.arrival);
      } else if (kind === "throttle") {
        const { limit, period, burst } = fn.throttle!;
        const next = cellRate(
          state as number | null,
          now.getTime(),
          limit,
          durationMs(period)! * context.scale,
          burst ?? 0,
        );
        put(key, next.arrival);
        candidate.startAt = new Date(Math.max(candidate.startAt.getTime(), next.allowedAt));
      } else if (kind === "debounce") {
        const before = state as DebounceState | null;
        const firstAt = before?.firstAt ?? now.getTime();
        const { period, timeout } = fn.debounce!;
        const latest = timeout ? firstAt + durationMs(timeout)! * context.scale : Number.POSITIVE_INFINITY;
        const dueAt = Math.min(now.getTime() + durationMs(period)! * context.scale, latest);
        // Events may arrive in another order than they happened in.
        const [event] = candidate.events as [StoredEvent];
        const isLater = !before || event.ts >= before.event.ts;
        put(key, { event: isLater ? event : before.event, firstAt, dueAt } satisfies DebounceState);
        putRelease(changes, key, fn, dueAt);
        held = true;
      } else if (kind === "batch") {
        const before = state as BatchState | null;
        const { maxSize, timeout } = fn.batch!;
        const dueAt = before?.dueAt ?? now.getTime() + durationMs(timeout)! * context.scale;
        const events = [...(before?.events ?? []), ...candidate.events];
        if (events.length >= maxSize) {
          candidate.events = events;
          candidate.claimKeys = events.map((event) => `event:${event.id}`);
          drop(key);
          changes.jobs.delete(key);
          changes.jobDeletes.set(key, null);
        } else {
          put(key, { events, dueAt } satisfies BatchState);
          putRelease(changes, key, fn, dueAt);
          held = true;
        }
      } else {
        candidate.singletonKey = key;
        const others = singletons.get(key) ?? [];
        if (others.length > 0 && fn.singleton!.mode === "skip") held = true;
        else {
          result.cancels.push(...others.filter((id) => id !== ""));
          singletons.set(key, [""]);
        }
      }
    }
    if (!held) result.starts.push(candidate);
  }
  for (const key of dirty) changes.gates.push({ key, state: JSON.stringify(states.get(key)) });
  changes.gateDeletes.push(...gone);
  return result;
}

/** The gates a candidate has to pass, in the order Inngest applies them. An invoked run skips those that would swallow it. */
function gatesFor(candidate: Candidate, context: EngineContext): Gate[] {
  const { fn, events, parent, released, replayOf } = candidate;
  const scope = { event: events[0] };
  const gate = (kind: Gate["kind"], key: string | undefined): Gate => ({
    kind,
    key: `${kind}\n${fn.id}\n${groupKey(key, scope, context.log)}`,
  });
  const gates: Gate[] = [];
  if (!parent && !replayOf && !released) {
    if (fn.rateLimit && hasKey(fn.rateLimit.key, scope)) gates.push(gate("rateLimit", fn.rateLimit.key));
    if (fn.debounce) gates.push(gate("debounce", fn.debounce.key));
    if (fn.batch && matches(fn.batch.if, scope, context.log)) gates.push(gate("batch", fn.batch.key));
  }
  if (fn.singleton) gates.push(gate("singleton", fn.singleton.key));
  if (fn.throttle) gates.push(gate("throttle", fn.throttle.key));
  return gates;
}

/** Locks the rows of the keys, making those that are missing, and reads them. A release never makes a row. */
async function lockGates(tx: Sql, keys: string[], releases: string[], now: Date): Promise<Map<string, unknown>> {
  if (keys.length > 0) {
    await tx.query(
      `insert into workflow.gate (key, updated_at) select key, $2::timestamptz from unnest($1::text[]) as x (key)
       order by key on conflict do nothing`,
      [keys, now.toISOString()],
    );
  }
  const rows = await tx.query<{ key: string; state: unknown }>(
    "select key, state from workflow.gate where key = any ($1::text[]) order by key for update",
    [[...new Set([...keys, ...releases])]],
  );
  return new Map(rows.map((row) => [row.key, row.state]));
}

async function runningSingletons(tx: Sql, gates: Map<Candidate, Gate[]>): Promise<Map<string, string[]>> {
  const keys = [...gates.values()]
    .flat()
    .filter((gate) => gate.kind === "singleton")
    .map((gate) => gate.key);
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ id: string; singleton: string }>(
    `select id, singleton from workflow.run
     where status = 'running' and function_id = any ($1::text[]) and singleton = any ($2::text[])`,
    [[...gates.keys()].map((candidate) => candidate.fn.id), keys],
  );
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.singleton, [...(found.get(row.singleton) ?? []), row.id]);
  return found;
}

/**
 * The generic cell rate algorithm: `limit` arrivals a period, evenly spaced, `burst` more at once. Times in milliseconds.
 * Answers when this arrival is allowed, and the theoretical arrival time after it.
 */
export function cellRate(
  arrivalBefore: number | null | undefined,
  now: number,
  limit: number,
  periodMs: number,
  burst: number,
): { allowedAt: number; arrival: number } {
  const spacing = periodMs / Math.max(limit, 1);
  // Not calculated from the next theoretical arrival time, because rounding could delay the very first arrival.
  const due = Math.max(arrivalBefore ?? now, now);
  return { arrival: due + spacing, allowedAt: due - spacing * burst };
}

function putRelease(changes: Changes, key: string, fn: WorkflowFunction, dueAt: number): void {
  const row: JobRow = {
    ...{ key, kind: "release", runId: null, functionId: fn.id, stepId: "", name: null, payload: null },
    ...{
      runAt: new Date(dueAt),
      priority: 0,
      attempt: 0,
      faults: 0,
      lease: null,
      rerun: false,
      afterSeq: 0,
      ...noSlots,
    },
  };
  changes.jobs.set(key, row);
  changes.jobDeletes.delete(key);
}
