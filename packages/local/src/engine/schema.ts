/** The engine's own tables, in a schema of their own. Changes are only ever appended to `versions`. */
import type { Database } from "#local/database";

const lockKey = 7_205_759_403_792_794;

const versions: string[][] = [
  [
    `create table workflow.event (
       id text primary key, name text not null, payload json not null, received_at timestamptz not null)`,
    // A claim says that a function took an event (or an idempotency key). Claims outlive the runs they started.
    `create table workflow.claim (
       function_id text not null, key text not null, run_id text, claimed_at timestamptz not null, expires_at timestamptz,
       primary key (function_id, key))`,
    `create table workflow.run (
       id text primary key, function_id text not null, status text not null default 'running',
       event json not null, events json, event_id text not null, event_name text not null,
       seq int not null default 0, plan_only boolean not null default false,
       pending json not null default '[]', race json not null default '[]',
       slot_a text, limit_a int, slot_b text, limit_b int, priority int not null default 0, singleton text,
       parent_run text, parent_step text, replay_of text, cron text,
       output json, error json, created_at timestamptz not null, started_at timestamptz, ended_at timestamptz,
       check (status in ('running', 'completed', 'failed', 'cancelled')))`,
    "create index run_by_function on workflow.run (function_id, id)",
    "create index run_open on workflow.run (function_id, singleton, id) where status = 'running'",
    `create table workflow.step (
       run_id text not null, step_id text not null, seq int not null, op text not null, name text, result json not null,
       saved_at timestamptz not null, primary key (run_id, step_id))`,
    `create table workflow.wait (
       run_id text not null, step_id text not null, kind text not null, name text not null, expression text, match_key text,
       label text, expires_at timestamptz not null, primary key (run_id, step_id),
       check (kind in ('event', 'signal', 'invoke', 'cancel')))`,
    "create index wait_by_name on workflow.wait (name, match_key) where kind in ('event', 'cancel')",
    "create unique index wait_signal on workflow.wait (name) where kind = 'signal'",
    `create table workflow.job (
       key text primary key, kind text not null, run_id text, function_id text, step_id text not null default '',
       name text, payload json, run_at timestamptz not null, rank timestamptz not null, attempt int not null default 0,
       faults int not null default 0, lease uuid, lease_until timestamptz, rerun boolean not null default false,
       after_seq int not null default 0, slot_a text, limit_a int, slot_b text, limit_b int) with (fillfactor = 70)`,
    "create index job_by_rank on workflow.job (rank)",
    "create index job_by_run on workflow.job (run_id) where run_id is not null",
    "create index job_by_slot on workflow.job (slot_a, rank) where slot_a is not null",
    "create index job_in_slot on workflow.job (slot_a) where slot_a is not null and lease is not null",
    // The state of rate limits, throttles, debounces, batches and singletons, one row a key.
    "create table workflow.gate (key text primary key, state json, updated_at timestamptz not null)",
  ],
];

/** Creates or upgrades the tables. Safe to run from several processes at once, and again. */
export async function migrate(database: Database): Promise<void> {
  await database.exec(
    `select pg_advisory_xact_lock(${lockKey});
     create schema if not exists workflow;
     create table if not exists workflow.version (version int primary key, applied_at timestamptz not null default now());`,
  );
  await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1::bigint)", [String(lockKey)]);
    const [row] = await tx.query<{ version: number }>(
      "select coalesce(max(version), 0)::int as version from workflow.version",
    );
    for (let version = row!.version; version < versions.length; version++) {
      for (const statement of versions[version]!) await tx.query(statement);
      await tx.query("insert into workflow.version (version) values ($1)", [version + 1]);
    }
    if (row!.version > versions.length) {
      throw new Error(
        `The workflow tables are at version ${row!.version}, newer than this engine's ${versions.length}.`,
      );
    }
  });
}
