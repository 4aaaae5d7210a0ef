/** The tables of a backup, an order in which they can be restored, and the comparison of their contents. */
import { hash } from "node:crypto";
import { Transform } from "node:stream";
import type pg from "pg";

export interface Table {
  name: string;
  /** In the table's order, without generated columns, which follow from the others. */
  columns: string[];
}

export interface ForeignKey {
  name: string;
  table: string;
  target: string;
}

export interface Sequence {
  name: string;
  /** As text, because it may not fit into a number. */
  lastValue: string;
  isCalled: boolean;
}

/** The audit log: the number of entries, and of those that do not match their hash or their predecessor. */
export interface AuditChain {
  entries: number;
  altered: number;
  unlinked: number;
}

export const MIGRATIONS = "lifeos_migrations";

/** See add_optional_tables in `migrations/`. */
const MADE_AGAIN = ["search_models", "search_unembedded", "search_bits", "search_vectors"];

/**
 * Every logged table, each before those that refer to it. Unlogged tables are left out: their contents can be recreated, and
 * PostgreSQL itself truncates them after a crash. So are the vectors of texts, which the model makes again, also where the backup is restored to a
 * server that has no pgvector. The records of migrations are in the manifest.
 */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relpersistence = 'p' and c.relname <> $1 and c.relname <> all ($2)
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname`,
    [MIGRATIONS, MADE_AGAIN],
  );
  return inDependencyOrder(rows, await readForeignKeys(client));
}

export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select k.conname as name, s.relname as "table", t.relname as target
     from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0 and s.relnamespace = 'public'::regnamespace
     order by s.relname, k.conname`,
  );
  return rows;
}

/**
 * Orders tables so that each comes after the tables that it refers to. Within a cycle of references that is impossible for some:
 * see `againstOrder`.
 */
export function inDependencyOrder<T extends { name: string }>(tables: readonly T[], keys: readonly ForeignKey[]): T[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const placed = new Set<string>();
  const order: T[] = [];
  const place = (table: T) => {
    if (placed.has(table.name)) return;
    placed.add(table.name);
    for (const key of keys) {
      const target = key.table === table.name ? byName.get(key.target) : undefined;
      if (target) place(target);
    }
    order.push(table);
  };
  for (const table of tables) place(table);
  return order;
}

/** The foreign keys whose target comes later in this order, so that they can be checked only at the end. */
export function againstOrder(order: readonly { name: string }[], keys: readonly ForeignKey[]): ForeignKey[] {
  const at = new Map(order.map(({ name }, index) => [name, index]));
  return keys.filter(({ table, target }) => at.get(target)! > at.get(table)!);
}

export async function readSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and c.relpersistence = 'p'
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
         and (d.deptype = 'e' or d.refobjid = $1::regclass))
     order by c.relname`,
    [`public.${MIGRATIONS}`],
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const at = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from public.${quoted(name)}`,
    );
    sequences.push({ name, lastValue: at.rows[0]!.last, isCalled: at.rows[0]!.called });
  }
  return sequences;
}

/**
 * Erasing a person removes their name from audit entries, which then count as altered. So a restore compares the counts instead
 * of expecting zero.
 */
export async function readAuditChain(client: pg.ClientBase): Promise<AuditChain> {
  const { rows } = await client.query<AuditChain>(
    `select count(*)::int as entries,
       count(*) filter (where (entry).hash is distinct from audit_hash(entry))::int as altered,
       count(*) filter (where (entry).prev_hash is distinct from before)::int as unlinked
     from (select a as entry, lag(a.hash) over (partition by a.user_id order by a.id) as before from audit_logs a) chain`,
  );
  return rows[0]!;
}

/** With these settings every server writes values in the same format, until the end of the transaction. */
export const plainFormats = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local lock_timeout = 0`;

export const copyOut = ({ name, columns }: Table) =>
  `copy (select ${columns.map(quoted).join(", ")} from public.${quoted(name)}) to stdout`;

export const copyIn = ({ name, columns }: Table) =>
  `copy public.${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export interface Content {
  rows: number;
  /** Independent of the order of the rows: the sum of their SHA-256 modulo 2^256, in hex. */
  digest: string;
}

/** Passes a table in COPY's text format (one line for each row) through, and then returns the number of rows and their digest. */
export function measuring(): { stream: Transform; content(): Content } {
  let rows = 0;
  let sum = 0n;
  let rest = Buffer.alloc(0);
  const stream = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      let start = 0;
      // COPY escapes line feeds within values as \n, so each line feed ends a row.
      for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, start)) {
        sum += BigInt(`0x${hash("sha256", all.subarray(start, end))}`);
        rows += 1;
        start = end + 1;
      }
      rest = Buffer.from(all.subarray(start));
      done(null, bytes);
    },
  });
  return { stream, content: () => ({ rows, digest: BigInt.asUintN(256, sum).toString(16).padStart(64, "0") }) };
}
