/** What is known of rows that imports have taken in: the record by which the same thing is found again, and by which it is undone. */
import { createHash } from "node:crypto";
import { getTableName, type SQL, sql } from "drizzle-orm";
import { type importActions, importJobs, importRows } from "#core/ingest/import-jobs.sql";
import type { Target, Targets } from "#core/ingest/importer";
import { effect, type Read, read, type Write } from "#kit/db";
import type { Coded } from "#kit/saying";
import { me } from "#kit/table";

/** SHA-256 in base64url. */
export const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

/** What was made of a row by the latest import that took it in. */
export interface Trace {
  identity: string;
  occurrence: number;
  action: "created" | "updated" | "linked";
  entityType: string;
  entityId: string;
  version: number | null;
  content: string | null;
}

/** The import that asks: a dry run remembers what it has seen itself. */
export interface Asking {
  id: string;
  isDryRun: boolean;
}

/** What the person's other imports have done by now, as a text that is another one afterwards. */
export const othersOf = ({ id }: Pick<Asking, "id">): SQL =>
  sql`(select coalesce(sum(version), 0)::text from ${importJobs} where user_id = ${me} and id <> ${id}::uuid)`;

export function othersRead(job: Asking): Read<string> {
  const query = read<{ others: string }>(sql`select ${othersOf(job)} as others`);
  return { ...query, decode: (result) => query.decode(result)[0]!.others };
}

/** An identity that is asked about, and how many rows of it are to be decided: none when they only refer to it. */
export interface Wanted {
  identity: string;
  rows: number;
}

/**
 * The identities, each with the last row of this import that has it: `before` is its occurrence, -1 when there is none. It is written as a CASE
 * because PostgreSQL compares nothing with a COALESCE in an index under row-level security.
 */
const seenOf = (job: Asking, wanted: readonly Wanted[]): SQL => sql`
  select g.identity, g.rows, seen.occurrence, seen.entity_id, case when seen.occurrence is null then -1 else seen.occurrence end as before
  from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) g (identity text, rows int) left join lateral (
    select r.occurrence, r.entity_id from ${importRows} r
    where r.user_id = ${me} and r.identity = g.identity and r.part = 0 and r.import_job_id = ${job.id}::uuid and r.is_dry_run = ${job.isDryRun}::boolean
    order by r.occurrence desc, r.id desc limit 1) seen on true`;

/**
 * What this or an earlier import made of things with these identities, without what was undone: of those that are told apart by their order
 * only the next ones and the last one, because a file may repeat one thing any number of times.
 */
function tracesOf(job: Asking, wanted: readonly Wanted[]): SQL {
  const found = sql`
    select * from ${importRows} r where r.user_id = ${me} and r.identity = seen.identity and r.part = 0 and r.action in ('created', 'updated', 'linked')
      and coalesce(r.undo, 'kept') = 'kept' and (not r.is_dry_run or (r.import_job_id = ${job.id}::uuid and ${job.isDryRun}::boolean))`;
  return sql`
    select distinct on (r.identity, r.occurrence) r.* from (${seenOf(job, wanted)}) seen cross join lateral (
      (${found} and r.occurrence > seen.before and r.occurrence <= seen.before + seen.rows)
      union all (${found} order by r.occurrence desc, r.id desc limit 1)) r
    order by r.identity, r.occurrence, r.id desc`;
}

export const tracesRead = (job: Asking, wanted: readonly Wanted[]): Read<Trace[]> =>
  read<Trace>(sql`
    select identity, occurrence, action, entity_type as "entityType", entity_id as "entityId", version, content
    from (${tracesOf(job, wanted)}) r order by identity, occurrence`);

/** How often this import has come across an identity, and what the last of these is. */
export interface Seen {
  identity: string;
  count: number;
  entityId: string | null;
}

/** Those of the identities that this import has come across. They are counted where their order tells them apart. */
export const seenRead = (job: Asking, wanted: readonly Wanted[]): Read<Seen[]> =>
  read<Seen>(
    sql`select identity, occurrence + 1 as count, entity_id as "entityId" from (${seenOf(job, wanted)}) s where occurrence is not null`,
  );

/** How an entity is now. */
export interface State {
  id: string;
  version: number;
  isDeleted: boolean;
}

/** The states of those of these entities that are rows of a target. */
export function statesRead({ table, ...target }: Target, ids: readonly string[]): Read<State[]> {
  return read<State>(sql`
    select t.id, t.version, ${isDeleted({ table, ...target }, sql`t`)} as "isDeleted" from ${table} t
    where t.id = any(${`{${ids.join(",")}}`}::uuid[])`);
}

export const isDeleted = ({ table }: Target, row: SQL): SQL =>
  "deletedAt" in table ? sql`${row}.deleted_at is not null` : sql`false`;

/** A row of the record, as it is written. */
export interface Entry {
  position: number;
  part: number;
  line: number;
  title: string | null;
  action: (typeof importActions)[number];
  reason?: string;
  reasonCoded?: Coded;
  entityType?: string;
  entityId?: string;
  identity?: string;
  occurrence: number;
  content?: string;
  version?: number;
  /** Names of the columns that an update is about to set: their values are kept. */
  replacing?: string[];
}

/** Writes entries. Before the updates that they tell of, because the values that these replace are read here. */
export function recording(job: Asking, entries: readonly Entry[], targets: Targets): Write<undefined> {
  const replaced = Object.entries(targets)
    .filter(([name]) => entries.some(({ entityType, replacing }) => replacing && entityType === name))
    .map(
      ([name, { table }]) => sql`when ${name} then (
        select jsonb_object_agg(c.name, to_jsonb(t) -> c.name) from ${sql.identifier(getTableName(table))} t, unnest(g.replacing) c(name) where t.id = g.entity_id)`,
    );
  const previous = replaced.length > 0 ? sql`case g.entity_type ${sql.join(replaced, sql` `)} end` : sql`null::jsonb`;
  const given = JSON.stringify(
    entries.map(({ entityType, entityId, reasonCoded, ...rest }) => ({
      ...rest,
      entity_type: entityType,
      entity_id: entityId,
      reason_coded: reasonCoded,
    })),
  );
  return effect(sql`
    insert into ${importRows} (import_job_id, is_dry_run, position, part, line, title, action, reason, reason_coded, entity_type, entity_id, identity, occurrence, content, version, previous)
    select ${job.id}::uuid, ${job.isDryRun}::boolean, g.position, g.part, g.line, g.title, g.action, g.reason, g.reason_coded, g.entity_type, g.entity_id, g.identity, g.occurrence, g.content, g.version,
      case when g.replacing is not null then ${previous} end
    from jsonb_to_recordset(${given}::jsonb) g (position int, part smallint, line int, title text, action text, reason text, reason_coded jsonb, entity_type text, entity_id uuid,
      identity text, occurrence int, content text, version int, replacing text[])`);
}

/** The ids of the rows of one kind that an import of the speaker's has created of units between two places, both included, as SQL. */
export const createdRows = (
  entityType: string,
  { importId, fromPosition, toPosition }: { importId: string; fromPosition: number; toPosition: number },
): SQL => sql`
  select r.entity_id from ${importRows} r where r.user_id = ${me} and r.import_job_id = ${importId}::uuid and not r.is_dry_run
    and r.position between ${fromPosition}::int and ${toPosition}::int and r.action = 'created' and r.entity_type = ${entityType}`;

const AT_ONCE = 5_000;

/** Removes what a dry run has recorded, a part at a time; yields how many rows that were. */
export function forgetting(jobId: string): Write<undefined> {
  return effect(sql`
    delete from ${importRows} where id in (
      select id from ${importRows} where import_job_id = ${jobId}::uuid and is_dry_run limit ${sql.raw(String(AT_ONCE))})`);
}

export const hasDryRunRows = (jobId: string): Read<{ any: boolean }[]> =>
  read(sql`select exists (select from ${importRows} where import_job_id = ${jobId}::uuid and is_dry_run) as any`);
