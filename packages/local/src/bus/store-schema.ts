/** The tables of the queues and schedules. */
import type { Database } from "#local/database";

const migrationLock = 7_310_523_001;
/** After how many deleted messages the table of the queues is vacuumed. */
export const vacuumAfter = 5_000;

const migrations = [
  `create table if not exists cloud.queue_message (
    message_id uuid primary key,
    queue text not null,
    body text not null,
    sent_at timestamptz not null,
    visible_at timestamptz not null,
    first_received_at timestamptz,
    receive_count integer not null default 0,
    failure_count integer not null default 0,
    lease uuid,
    last_error text
  )`,
  // Messages are inserted and deleted all day in a table that is usually almost empty, so vacuum goes by the number of changes
  // and not by a share of the table.
  `alter table cloud.queue_message set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = ${vacuumAfter})`,
  // Only if needed, because ALTER TABLE waits for all users of the table even when there is nothing to change.
  `do $$ begin
    if not exists (select from pg_attribute where attrelid = 'cloud.queue_message'::regclass and attname = 'died') then
      alter table cloud.queue_message add column died jsonb;
    end if;
  end $$`,
  `create index if not exists queue_message_due on cloud.queue_message (queue, (receive_count > 0), visible_at)`,
  `create table if not exists cloud.dead_letter_message (
    message_id uuid primary key,
    queue text not null,
    body text not null,
    sent_at timestamptz not null,
    dead_at timestamptz not null,
    receive_count integer not null,
    error text not null
  )`,
  `create index if not exists dead_letter_message_latest on cloud.dead_letter_message (queue, dead_at desc)`,
  `create table if not exists cloud.schedule (
    name text primary key,
    expression text not null,
    timezone text not null,
    registered_at timestamptz not null
  )`,
  `create table if not exists cloud.schedule_run (
    schedule text not null,
    due_at timestamptz not null,
    claimed_at timestamptz not null,
    primary key (schedule, due_at)
  )`,
];

/** Several processes may migrate the same server at once. */
export async function migrateQueues(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [migrationLock]);
    // Reading a table also makes the session notice what the previous holder of the lock created: "if not exists"
    // alone would trust its cached catalogue from before the wait.
    const schemas = await tx.query("select from pg_namespace where nspname = 'cloud'");
    if (schemas.length === 0) await tx.query("create schema cloud");
    for (const statement of migrations) await tx.query(statement);
  });
}

/** SQL for an instant in milliseconds since the epoch. */
export const epochMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
