/** Claims due jobs under a lease, renews leases, and releases them. */
import type { Database, Sql } from "#local/database";
import type { EngineContext, JobKind, LeasedJob } from "./state.ts";

const slotLockKey = 7_205_759_403_792_795;
const maxPriorityMs = 600_000;

interface ClaimedRow {
  key: string;
  kind: JobKind;
  lease: string;
  run_id: string | null;
  function_id: string | null;
  step_id: string;
  name: string | null;
  payload: string | null;
  attempt: number;
  faults: number;
  after_seq: number;
  slot_a: string | null;
  limit_a: number | null;
  slot_b: string | null;
  limit_b: number | null;
  status: string | null;
  event: string | null;
  events: string | null;
  seq: number | null;
  plan_only: boolean | null;
  steps: string | null;
  stack: string[] | null;
}

const isFree = "(lease_until is null or lease_until < $1::timestamptz)";
const isDue = "run_at <= $1::timestamptz and rank <= $2::timestamptz";

/** Leases the jobs that `due` selects and loads their runs and saved steps with them. */
function leaseAndLoad(due: string): string {
  return `with due as (${due}),
    leased as (
      update workflow.job j set lease = gen_random_uuid(), lease_until = $4::timestamptz, rerun = false
      from due where j.key = due.key
      returning j.key, j.kind, j.lease, j.run_id, j.function_id, j.step_id, j.name, j.payload, j.attempt, j.faults,
        j.after_seq, j.slot_a, j.limit_a, j.slot_b, j.limit_b, j.rank)
    select l.key, l.kind, l.lease::text as lease, l.run_id, l.function_id, l.step_id, l.name, l.payload::text as payload,
      l.attempt, l.faults, l.after_seq, l.slot_a, l.limit_a, l.slot_b, l.limit_b, r.status,
      r.event::text as event, r.events::text as events, r.seq, r.plan_only, s.steps, s.stack
    from leased l
    left join workflow.run r on r.id = l.run_id and l.kind in ('discover', 'step')
    left join lateral (
      select string_agg(to_json(step_id)::text || ':' || result::text, ',' order by seq) as steps,
        array_agg(step_id order by seq) as stack
      from workflow.step where run_id = r.id) s on true
    order by l.rank`;
}

const claimFree = leaseAndLoad(
  `select key from workflow.job where slot_a is null and ${isDue} and ${isFree}
     and ($5 or kind not in ('discover', 'step')) order by rank limit $3 for update skip locked`,
);

/**
 * For jobs with concurrency keys. Goes from one first key to the next through the index and takes as many due jobs of each as its
 * limit leaves room for; jobs whose second key is at its limit are left out. The advisory lock lets one process count at a time.
 */
const chooseLimited = `
  with recursive slots as (
    (select slot_a from workflow.job where slot_a is not null order by slot_a limit 1)
    union all
    select (select j.slot_a from workflow.job j where j.slot_a > s.slot_a order by j.slot_a limit 1)
    from slots s where s.slot_a is not null),
  leased as (
    select slot_a, slot_b from workflow.job
    where slot_a is not null and lease is not null and lease_until >= $1::timestamptz),
  busy as (
    select slot, count(*)::int as n from (
      select slot_a as slot from leased union all select slot_b from leased where slot_b is not null) s group by slot)
  select j.* from slots s cross join lateral (
    select j.key, j.slot_a, j.slot_b, j.limit_a, j.limit_b, j.rank, coalesce(a.n, 0) as used_a, coalesce(b.n, 0) as used_b,
      row_number() over (order by j.rank) as place
    from workflow.job j left join busy a on a.slot = j.slot_a left join busy b on b.slot = j.slot_b
    where j.slot_a = s.slot_a and j.run_at <= $1::timestamptz
      and (j.lease is null or j.lease_until < $1::timestamptz) and coalesce(a.n, 0) < j.limit_a
      and (j.slot_b is null or coalesce(b.n, 0) < j.limit_b)
    order by j.rank limit $2) j
  where j.place <= j.limit_a - j.used_a order by j.rank limit $2`;

const claimChosen = leaseAndLoad(
  `select key from workflow.job where key = any ($5::text[]) and ${isDue} and ${isFree} order by rank limit $3
   for update skip locked`,
);

export interface ClaimOptions {
  limit: number;
  /** Whether this process has room for calls; without it only timers and the like are claimed. */
  calls: boolean;
  /** Whether any function has concurrency keys. */
  limited: boolean;
}

/** Leases up to `limit` due jobs, those of higher priority first. */
export async function claimJobs(
  database: Database,
  context: EngineContext,
  { limit, calls, limited }: ClaimOptions,
): Promise<LeasedJob[]> {
  const now = context.now();
  const rows = await database.query<ClaimedRow>(claimFree, [...limitsAt(context, now, limit), calls]);
  if (limited && calls && rows.length < limit) {
    const more = await database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock($1::bigint)", [String(slotLockKey)]);
      // By the time it is now: one of higher priority may have become due while this waited for the lock.
      const then = context.now();
      const keys = await chooseKeys(tx, then, limit - rows.length);
      if (keys.length === 0) return [];
      return tx.query<ClaimedRow>(claimChosen, [...limitsAt(context, then, limit - rows.length), keys]);
    });
    rows.push(...more);
  }
  const stale = rows.filter((row) => row.seq !== null && row.seq < row.after_seq);
  if (stale.length > 0) await reload(database, stale);
  return rows.map((row) => leasedJob(row, now));
}

/** Up to when jobs are due and may have been put first by their priority, how many are taken, and until when they are leased. */
const limitsAt = (context: EngineContext, now: Date, limit: number) => [
  now.toISOString(),
  new Date(now.getTime() + maxPriorityMs).toISOString(),
  limit,
  new Date(now.getTime() + context.leaseMs).toISOString(),
];

async function chooseKeys(tx: Sql, now: Date, limit: number): Promise<string[]> {
  interface Choice {
    key: string;
    slot_a: string;
    slot_b: string | null;
    limit_a: number;
    limit_b: number | null;
    used_a: number;
    used_b: number;
  }
  const used = new Map<string, number>();
  const keys: string[] = [];
  for (const row of await tx.query<Choice>(chooseLimited, [now.toISOString(), limit * 4])) {
    const a = used.get(row.slot_a) ?? row.used_a;
    const b = row.slot_b === null ? 0 : (used.get(row.slot_b) ?? row.used_b);
    if (keys.length >= limit || a >= row.limit_a || (row.limit_b !== null && b >= row.limit_b)) continue;
    used.set(row.slot_a, a + 1);
    if (row.slot_b !== null) used.set(row.slot_b, b + 1);
    keys.push(row.key);
  }
  return keys;
}

/**
 * A claim that waited for a row sees the job as it is now but the run as it was when its statement began. Those runs are
 * read again, so that a call never lacks a step that was saved before its job became due.
 */
async function reload(database: Database, rows: ClaimedRow[]): Promise<void> {
  const fresh = await database.query<Pick<ClaimedRow, "seq" | "plan_only" | "steps" | "stack"> & { id: string }>(
    `select r.id, r.seq, r.plan_only, string_agg(to_json(s.step_id)::text || ':' || s.result::text, ',' order by s.seq) as steps,
       array_agg(s.step_id order by s.seq) as stack
     from workflow.run r join workflow.step s on s.run_id = r.id where r.id = any ($1::text[]) group by r.id`,
    [rows.map((row) => row.run_id)],
  );
  const byId = new Map(fresh.map((row) => [row.id, row]));
  for (const row of rows) Object.assign(row, byId.get(row.run_id!));
}

function leasedJob(row: ClaimedRow, now: Date): LeasedJob {
  return {
    ...{ key: row.key, kind: row.kind, lease: row.lease, runId: row.run_id, functionId: row.function_id },
    ...{ stepId: row.step_id, name: row.name, payload: row.payload, attempt: row.attempt, faults: row.faults },
    claimedAt: now,
    slots: { slotA: row.slot_a, limitA: row.limit_a, slotB: row.slot_b, limitB: row.limit_b },
    run:
      row.event === null || row.status !== "running"
        ? undefined
        : {
            ...{ id: row.run_id!, event: row.event, events: row.events },
            ...{ steps: row.steps ?? "", stack: row.stack ?? [], seq: row.seq!, planOnly: row.plan_only! },
          },
  };
}

/** When the next job that nobody holds is due; undefined when there is none. Concurrency may still hold it back. */
export async function nextDue(database: Database): Promise<Date | undefined> {
  const [row] = await database.query<{ run_at: string | null }>(
    "select min(run_at) as run_at from (select run_at from workflow.job where lease is null order by rank limit 1) j",
  );
  return row?.run_at ? new Date(row.run_at) : undefined;
}

/** Prolongs the leases this process holds. Rows that an apply has locked are skipped: they are about to change anyway. */
export async function heartbeat(database: Database, context: EngineContext, jobs: LeasedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const until = new Date(context.now().getTime() + context.leaseMs).toISOString();
  await database.query(
    `with mine as (
       select j.key from workflow.job j join unnest($1::text[], $2::uuid[]) as x (key, lease)
         on j.key = x.key and j.lease = x.lease order by j.key for update of j skip locked)
     update workflow.job j set lease_until = $3::timestamptz from mine where j.key = mine.key`,
    [jobs.map((job) => job.key), jobs.map((job) => job.lease), until],
  );
}

/** Gives jobs back, due again at `runAt`; `faults` is 1 when the engine itself failed on them. */
export async function release(database: Database, jobs: LeasedJob[], runAt: Date, faults: number): Promise<void> {
  if (jobs.length === 0) return;
  await database.query(
    `with mine as (
       select j.key from workflow.job j join unnest($1::text[], $2::uuid[]) as x (key, lease)
         on j.key = x.key and j.lease = x.lease order by j.key for update of j)
     update workflow.job j set lease = null, lease_until = null, run_at = $3::timestamptz, faults = j.faults + $4
     from mine where j.key = mine.key`,
    [jobs.map((job) => job.key), jobs.map((job) => job.lease), runAt.toISOString(), faults],
  );
}

/** PGlite has one owner, so every lease found at start is dead. On a server leases end by themselves. */
export async function clearLeases(database: Database): Promise<void> {
  await database.query("update workflow.job set lease = null, lease_until = null where lease is not null");
}
