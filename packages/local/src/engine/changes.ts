/** The rows that one transaction writes, gathered first and written in one statement. */
import type { Sql } from "#local/database";
import type { JobKind, SavedStep, Slots } from "./state.ts";

export interface JobRow extends Slots {
  key: string;
  kind: JobKind;
  runId: string | null;
  functionId: string | null;
  stepId: string;
  name: string | null;
  payload: string | null;
  runAt: Date;
  /** Seconds by which the job is moved forward in the queue. */
  priority: number;
  attempt: number;
  faults: number;
  lease: string | null;
  rerun: boolean;
  afterSeq: number;
}

export interface NewRun extends Slots {
  id: string;
  functionId: string;
  event: string;
  events: string | null;
  eventId: string;
  eventName: string;
  priority: number;
  singleton: string | null;
  parentRun: string | null;
  parentStep: string | null;
  replayOf: string | null;
  cron: string | null;
  /** How many steps it has from the start: those of the run that it repeats in part. */
  seq: number;
}

export interface RunUpdate {
  id: string;
  seq: number;
  planOnly: boolean;
  pending: string;
  race: string;
  startedAt: Date | null;
  status: string;
  output: string | null;
  error: string | null;
}

export interface WaitRow {
  runId: string;
  stepId: string;
  kind: "event" | "signal" | "invoke" | "cancel";
  name: string;
  expression: string | null;
  matchKey: string | null;
  label: string | null;
  expiresAt: Date;
}

export interface GateRow {
  key: string;
  state: string;
}

export interface Changes {
  newRuns: NewRun[];
  runs: Map<string, RunUpdate>;
  steps: SavedStep[];
  jobs: Map<string, JobRow>;
  /** Keys to delete; with a lease, only while that lease holds. */
  jobDeletes: Map<string, string | null>;
  waits: WaitRow[];
  waitDeletes: { runId: string; stepId: string }[];
  /** Runs that end: their remaining jobs and waits are deleted with them. */
  ended: Set<string>;
  gates: GateRow[];
  gateDeletes: string[];
  claimedRuns: { functionId: string; key: string; runId: string }[];
}

export function noChanges(): Changes {
  return {
    newRuns: [],
    runs: new Map(),
    steps: [],
    jobs: new Map(),
    jobDeletes: new Map(),
    waits: [],
    waitDeletes: [],
    ended: new Set(),
    gates: [],
    gateDeletes: [],
    claimedRuns: [],
  };
}

/** Writes everything in one statement. The caller holds the locks: run rows first, then jobs. */
export async function writeChanges(tx: Sql, changes: Changes, now: Date, leaseMs: number): Promise<void> {
  const parts: string[] = [];
  const params: unknown[] = [];
  let written: string | undefined;
  const at = () => {
    written ??= parameter(params, now.toISOString(), "timestamptz");
    return written;
  };
  const rows = (columns: [values: unknown[], type: string][]) =>
    `unnest(${columns.map(([values, type]) => parameter(params, values, `${type}[]`)).join(", ")})`;
  const { newRuns: n, steps: s, waits: w, gates: g, claimedRuns: c } = changes;

  if (n.length > 0) {
    const from = rows([
      ...text(n, (run) => [run.id, run.functionId, run.event, run.events, run.eventId, run.eventName]),
      ...text(n, (run) => [run.slotA, run.slotB, run.singleton, run.parentRun, run.parentStep, run.replayOf, run.cron]),
      ...int(n, (run) => [run.limitA, run.limitB, run.priority, run.seq]),
    ]);
    parts.push(`insert into workflow.run (id, function_id, event, events, event_id, event_name, slot_a, slot_b, singleton,
        parent_run, parent_step, replay_of, cron, limit_a, limit_b, priority, seq, created_at)
      select x.a, x.b, x.c::json, x.d::json, x.e, x.f, x.g, x.h, x.i, x.j, x.k, x.l, x.m, x.n, x.o, x.p, x.q, ${at()}
      from ${from} as x (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)`);
  }
  if (changes.runs.size > 0) {
    const list = [...changes.runs.values()];
    const from = rows([
      ...text(list, (run) => [run.id, run.pending, run.race, iso(run.startedAt), run.status, run.output, run.error]),
      ...int(list, (run) => [run.seq]),
      [list.map((run) => run.planOnly), "boolean"],
    ]);
    parts.push(`update workflow.run r set seq = x.h, plan_only = x.i, pending = x.b::json, race = x.c::json,
        started_at = x.d::timestamptz, status = x.e, output = x.f::json, error = x.g::json,
        ended_at = case when x.e = 'running' then null else ${at()} end
      from ${from} as x (a, b, c, d, e, f, g, h, i) where r.id = x.a`);
  }
  if (s.length > 0) {
    const from = rows([
      ...text(s, (step) => [step.runId, step.stepId, step.op, step.name, step.result]),
      ...int(s, (step) => [step.seq]),
    ]);
    // The first writer wins: a saved result never changes.
    parts.push(`insert into workflow.step (run_id, step_id, op, name, result, seq, saved_at)
      select x.a, x.b, x.c, x.d, x.e::json, x.f, ${at()} from ${from} as x (a, b, c, d, e, f) on conflict do nothing`);
  }
  if (changes.jobs.size > 0) {
    const list = [...changes.jobs.values()];
    const until = new Date(now.getTime() + leaseMs);
    const from = rows([
      ...text(list, (job) => [job.key, job.kind, job.runId, job.functionId, job.stepId, job.name, job.payload]),
      ...text(list, (job) => [iso(job.runAt), iso(rankOf(job)), job.lease, job.lease ? iso(until) : null]),
      ...text(list, (job) => [job.slotA, job.slotB]),
      ...int(list, (job) => [job.limitA, job.limitB, job.attempt, job.faults, job.afterSeq]),
      [list.map((job) => job.rerun), "boolean"],
    ]);
    parts.push(`insert into workflow.job (key, kind, run_id, function_id, step_id, name, payload, run_at, rank, lease,
        lease_until, slot_a, slot_b, limit_a, limit_b, attempt, faults, after_seq, rerun)
      select x.a, x.b, x.c, x.d, x.e, x.f, x.g::json, x.h::timestamptz, x.i::timestamptz, x.j::uuid, x.k::timestamptz,
        x.l, x.m, x.n, x.o, x.p, x.q, x.r, x.s
      from ${from} as x (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
      on conflict (key) do update set payload = excluded.payload, run_at = excluded.run_at, rank = excluded.rank,
        lease = excluded.lease, lease_until = excluded.lease_until, attempt = excluded.attempt, faults = excluded.faults,
        after_seq = excluded.after_seq, rerun = excluded.rerun`);
  }
  const deletes = [...changes.jobDeletes].filter(([key]) => !changes.jobs.has(key));
  if (deletes.length > 0) {
    const from = rows(text(deletes, ([key, lease]) => [key, lease]));
    parts.push(`delete from workflow.job j using ${from} as x (a, b)
      where j.key = x.a and (x.b is null or j.lease = x.b::uuid)`);
  }
  if (w.length > 0) {
    const from = rows(
      text(w, (wait) => [
        ...[wait.runId, wait.stepId, wait.kind, wait.name, wait.expression, wait.matchKey, wait.label],
        iso(wait.expiresAt),
      ]),
    );
    parts.push(`insert into workflow.wait (run_id, step_id, kind, name, expression, match_key, label, expires_at)
      select x.a, x.b, x.c, x.d, x.e, x.f, x.g, x.h::timestamptz from ${from} as x (a, b, c, d, e, f, g, h)
      on conflict do nothing`);
  }
  if (changes.waitDeletes.length > 0) {
    const from = rows(text(changes.waitDeletes, (wait) => [wait.runId, wait.stepId]));
    parts.push(`delete from workflow.wait w using ${from} as x (a, b) where w.run_id = x.a and w.step_id = x.b`);
  }
  if (changes.ended.size > 0) {
    const ended = parameter(params, [...changes.ended], "text[]");
    const kept = parameter(params, [...changes.jobs.keys()], "text[]");
    parts.push(`delete from workflow.job where run_id = any (${ended}) and key <> all (${kept})`);
    parts.push(`delete from workflow.wait where run_id = any (${ended})`);
  }
  if (g.length > 0) {
    parts.push(`update workflow.gate set state = x.b::json, updated_at = ${at()}
      from ${rows(text(g, (gate) => [gate.key, gate.state]))} as x (a, b) where gate.key = x.a`);
  }
  if (changes.gateDeletes.length > 0) {
    parts.push(`delete from workflow.gate where key = any (${parameter(params, changes.gateDeletes, "text[]")})`);
  }
  if (c.length > 0) {
    parts.push(`update workflow.claim set run_id = x.c
      from ${rows(text(c, (claim) => [claim.functionId, claim.key, claim.runId]))} as x (a, b, c)
      where claim.function_id = x.a and claim.key = x.b`);
  }
  if (parts.length === 0) return;
  const last = parts.pop()!;
  const rest = parts.map((part, index) => `c${index} as (${part})`).join(",\n");
  await tx.query(rest ? `with ${rest}\n${last}` : last, params);
}

function parameter(params: unknown[], value: unknown, type: string): string {
  params.push(value);
  return `$${params.length}::${type}`;
}

type Column = [values: unknown[], type: string];

function text<Row>(rows: Row[], columns: (row: Row) => (string | null)[]): Column[] {
  return transpose(rows, columns).map((values) => [values, "text"]);
}

function int<Row>(rows: Row[], columns: (row: Row) => (number | null)[]): Column[] {
  return transpose(rows, columns).map((values) => [values, "int"]);
}

function transpose<Row, Value>(rows: Row[], columns: (row: Row) => Value[]): Value[][] {
  const width = rows.length === 0 ? 0 : columns(rows[0]!).length;
  const result: Value[][] = Array.from({ length: width }, () => []);
  for (const row of rows) columns(row).forEach((value, index) => void result[index]!.push(value));
  return result;
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

function rankOf(job: JobRow): Date {
  return new Date(job.runAt.getTime() - job.priority * 1_000);
}
