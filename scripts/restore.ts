/**
 * Restores a backup into an empty database: migrates it to the version of the backup, copies every table in one transaction,
 * compares the contents with the manifest, and migrates to the current version.
 *
 * All or nothing: when anything differs from the manifest, the transaction is rolled back, and the restore can be repeated.
 */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { serverDatabase } from "#local/database";
import { MigrationRefused, migrate, readMigrations } from "#local/migrate";
import { type Bucket, openBucket } from "./backup/bucket.ts";
import { Unsealable, unsealing } from "./backup/envelope.ts";
import { type Manifest, objectKey, readManifest, type SavedTable, streamName } from "./backup/manifest.ts";
import { NotSet, readSettings, settingsHelp } from "./backup/settings.ts";
import {
  type AuditChain,
  againstOrder,
  type Content,
  copyIn,
  copyOut,
  MIGRATIONS,
  measuring,
  plainFormats,
  quoted,
  readAuditChain,
  readForeignKeys,
  readTables,
} from "./backup/tables.ts";
import { listBackups } from "./backup.ts";

export interface RestoreOptions {
  /** The connection string of the owner of the database, who may create roles as for a migration. */
  databaseUrl: string;
  bucket: Bucket;
  key: Buffer;
  /** The newest backup by default. */
  id?: string;
  log?: (line: string) => void;
  /** The folder with the migrations; the project's own by default. */
  migrations?: string;
}

/** A restore that must not be done, or whose result differs from the backup; the message is one sentence for the operator. */
export class RestoreRefused extends Error {
  override name = "RestoreRefused";
}

const projectMigrations = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Restores a backup and returns its manifest. Fails with RestoreRefused, Unsealable or MigrationRefused; errors of PostgreSQL are
 * passed on.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  const { log = () => {}, migrations = projectMigrations } = options;
  const manifest = await chooseBackup(options);
  log(`backup ${manifest.id}, made on PostgreSQL ${manifest.postgres} at ${manifest.migrations.at(-1)?.name}`);
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: "lifeos restore" });
  await client.connect();
  try {
    await refuseUnlessEmpty(client);
    await migrateToBackup(options.databaseUrl, manifest, migrations, log);
    await client.query("begin");
    await copyEverything(client, manifest, options);
    await client.query("commit");
    await client.query("analyze");
  } finally {
    // This also rolls back a failed transaction.
    await client.end();
  }
  await migrateFurther(options.databaseUrl, migrations, log);
  return manifest;
}

/** Checks a whole backup without a database: every object can be opened and matches the manifest. */
export async function checkBackup(options: Omit<RestoreOptions, "databaseUrl">): Promise<Manifest> {
  const manifest = await chooseBackup(options);
  for (const table of manifest.tables) {
    compare(table, await readTable(table, manifest, options, nowhere), "the backup");
    if (table.object) options.log?.(`${table.name}: ${table.rows} rows`);
  }
  return manifest;
}

async function chooseBackup({ bucket, key, id }: Pick<RestoreOptions, "bucket" | "key" | "id">): Promise<Manifest> {
  const wanted = id ?? (await listBackups(bucket)).at(-1);
  if (!wanted) throw new RestoreRefused("There is no backup in this bucket.");
  const manifest = await readManifest(bucket, key, wanted);
  if (!manifest) throw new RestoreRefused(`There is no backup ${wanted}; --list says which there are.`);
  return manifest;
}

/** Refuses a database with contents: it must have no tables, or be migrated and never used. */
async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> $1
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
    [MIGRATIONS],
  );
  for (const { name } of rows) {
    const found = await asService(client, `select from public.${quoted(name)} limit 1`);
    if (found.length > 0)
      throw new RestoreRefused(`The database is not empty: ${name} has rows. A restore goes into a new database only.`);
  }
}

/** Runs a statement as the role that sees every row; as the current user where that role does not exist yet. */
async function asService(client: pg.Client, statement: string): Promise<unknown[]> {
  await client.query("begin");
  try {
    const { rows } = await client.query<{ known: boolean }>(
      "select coalesce(pg_has_role(to_regrole('lifeos_service'), 'SET'), false) as known",
    );
    if (rows[0]!.known) await client.query("set local role lifeos_service");
    return (await client.query(statement)).rows;
  } finally {
    await client.query("rollback");
  }
}

/** Applies the migrations that the manifest names, and none after them. */
async function migrateToBackup(
  databaseUrl: string,
  manifest: Manifest,
  folder: string,
  log: (line: string) => void,
): Promise<void> {
  const known = readMigrations(folder);
  for (const [index, { name, hash }] of manifest.migrations.entries()) {
    if (known[index]?.name !== name || known[index].hash !== hash) {
      throw new RestoreRefused(
        `The backup was made after the migration ${name}, which this version does not have: check out the version that made it.`,
      );
    }
  }
  const upToBackup = mkdtempSync(path.join(tmpdir(), "lifeos-restore-"));
  const database = serverDatabase(databaseUrl, { max: 1 });
  try {
    cpSync(folder, upToBackup, { recursive: true });
    const file = path.join(upToBackup, "meta", "_journal.json");
    const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: { tag: string }[] };
    const wanted = new Set(manifest.migrations.map(({ name }) => name));
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ tag }) => wanted.has(tag)) }));
    await migrate(database, { folder: upToBackup, partial: true, log: (name) => log(`migrated: ${name}`) });
  } finally {
    await database.close();
    rmSync(upToBackup, { recursive: true, force: true });
  }
}

async function migrateFurther(databaseUrl: string, folder: string, log: (line: string) => void): Promise<void> {
  const database = serverDatabase(databaseUrl, { max: 1 });
  try {
    await migrate(database, { folder, log: (name) => log(`migrated: ${name}`) });
  } finally {
    await database.close();
  }
}

/** Everything within the transaction. */
async function copyEverything(client: pg.Client, manifest: Manifest, options: RestoreOptions): Promise<void> {
  const { log = () => {} } = options;
  await client.query(plainFormats);
  const tables = await restorable(client, manifest);
  // Triggers would number the audit entries again, create households and add up balances, all of which the backup already
  // contains. Foreign keys stay enabled: those within a cycle of tables are checked at the end, the others row by row.
  const circular = againstOrder(tables, await readForeignKeys(client));
  for (const { name } of tables) await client.query(`alter table public.${quoted(name)} disable trigger user`);
  for (const key of circular) await client.query(`${alterConstraint(key)} deferrable initially deferred`);

  // The owner of the tables may be subject to their policies, under which nothing can be copied.
  await client.query("set local role lifeos_service");
  for (const table of tables) {
    if (!table.object) continue;
    const started = performance.now();
    const into = () => client.query(copyFrom(copyIn(table)));
    compare(table, await readTable(table, manifest, options, into), "the backup");
    log(`${table.name}: ${table.rows} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  await client.query("set constraints all immediate");

  for (const table of tables) compare(table, await readBack(client, table), "the database");
  compareChain(manifest.audit, await readAuditChain(client));
  log(`compared: ${tables.length} tables, ${manifest.audit.entries} entries of the audit trail`);

  await client.query("reset role");
  for (const { name, lastValue, isCalled } of manifest.sequences)
    await client.query("select setval($1::regclass, $2::bigint, $3)", [`public.${quoted(name)}`, lastValue, isCalled]);
  for (const key of circular) await client.query(`${alterConstraint(key)} not deferrable`);
  for (const { name } of tables) await client.query(`alter table public.${quoted(name)} enable trigger user`);
}

const alterConstraint = ({ name, table }: { name: string; table: string }) =>
  `alter table public.${quoted(table)} alter constraint ${quoted(name)}`;

/** The tables of the backup that exist here; one without rows may be missing, because it may need an extension. */
async function restorable(client: pg.Client, manifest: Manifest): Promise<SavedTable[]> {
  const here = new Set((await readTables(client)).map(({ name }) => name));
  const missing = manifest.tables.filter(({ name, rows }) => rows > 0 && !here.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new RestoreRefused(
      `This server cannot have the tables that the backup holds (${missing.join(", ")}): install the extension they need, such as pgvector.`,
    );
  }
  return manifest.tables.filter(({ name }) => here.has(name));
}

/**
 * Streams a table's object into the result of `open`, which is called once the object is known to exist, and returns its
 * contents' measure.
 */
async function readTable(
  table: SavedTable,
  { id }: Manifest,
  { bucket, key }: Pick<RestoreOptions, "bucket" | "key">,
  open: () => Writable,
): Promise<Content> {
  const content = measuring();
  if (!table.object) return content.content();
  const stream = await bucket.get(objectKey(id, table.name));
  if (!stream) throw new Unsealable(`The object of ${table.name} is not in the bucket any more.`);
  const sum = createHash("sha256");
  const weighing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  const unseal = unsealing(key, streamName(id, table.name));
  let refused: Error | undefined;
  unseal.on("error", (error) => {
    refused = error;
  });
  try {
    await pipeline(stream, weighing, unseal, createGunzip(), content.stream, open());
  } catch (error) {
    throw refused ?? error;
  }
  if (sum.digest("hex") !== table.object.sha256)
    throw new Unsealable(`The object of ${table.name} is another one than the manifest names.`);
  return content.content();
}

async function readBack(client: pg.Client, table: SavedTable): Promise<Content> {
  const content = measuring();
  await pipeline(client.query(copyTo(copyOut(table))), content.stream, nowhere());
  return content.content();
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

function compare(expected: SavedTable, found: Content, where: string): void {
  if (expected.rows === found.rows && expected.digest === found.digest) return;
  throw new RestoreRefused(
    `${expected.name} in ${where} is not what was backed up: ${found.rows} rows instead of ${expected.rows}${
      expected.rows === found.rows ? ", and others" : ""
    }. Nothing was restored.`,
  );
}

function compareChain(expected: AuditChain, found: AuditChain): void {
  if (expected.entries === found.entries && expected.altered === found.altered && expected.unlinked === found.unlinked)
    return;
  throw new RestoreRefused(
    `The audit trail's chain of hashes came back broken: ${found.altered} entries altered instead of ${expected.altered}, ${found.unlinked} unlinked instead of ${expected.unlinked}. Nothing was restored.`,
  );
}

export const help = `Usage: node scripts/restore.ts [--backup <id>] [--check]

Restores the newest backup, or the one named (node scripts/backup.ts --list), into the empty database of DATABASE_URL.
With --check it only reads the whole backup and compares it with its checksums; no database is needed.

${settingsHelp}`;

export async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { help: { type: "boolean", short: "h" }, backup: { type: "string" }, check: { type: "boolean" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const settings = readSettings(process.env, { withoutDatabase: values.check });
  const bucket = openBucket(settings.bucket);
  try {
    const options = { ...settings, bucket, id: values.backup, log: (line: string) => console.log(`  ${line}`) };
    const { id, tables } = await (values.check ? checkBackup(options) : restore(options));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${values.check ? "Read" : "Restored"} the backup ${id}: ${rows} rows in ${tables.length} tables.`);
    return 0;
  } finally {
    bucket.close();
  }
}

const sentences = [NotSet, RestoreRefused, Unsealable, MigrationRefused];

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error) => {
    const isSentence = sentences.some((known) => error instanceof known);
    console.error(isSentence ? error.message : `The restore failed: ${error.message}`);
    return error instanceof NotSet ? 2 : 1;
  });
}
