/**
 * Brings a database to the schema of this version. `migrations/` has two kinds of files:
 *
 * - Migrations change tables. Those that the database does not have yet run in the order of drizzle-kit's journal, each in a
 *   transaction of its own together with its record in `lifeos_migrations`. What was applied must be a prefix of the
 *   journal, byte for byte: a changed, missing or out-of-order file is refused before anything runs.
 * - Repeatable files replace what they define: `before/` holds the roles and the functions that policies name, which must be there
 *   before the tables; `functions/` holds every other function with its triggers and grants. They are edited in place, and
 *   all run again when any of them or a table has changed.
 *
 * On a server, runners that start together take turns.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cut } from "#kit/text";
import { type Database, type Sql, serverDatabase } from "./database.ts";
import { reasonOf } from "./database-reasons.ts";
import { timeZoneWarning } from "./time-zone-check.ts";

export interface MigrateOptions {
  /** The folder with `meta/_journal.json` and the SQL files; the project's own by default. */
  folder?: string;
  /** Called with the name of each file that was applied. */
  log?: (line: string) => void;
  /** Extensions LifeOS can do without, created where the server has them. Default `["vector"]`. */
  extensions?: readonly string[];
  /**
   * For a folder whose journal ends before its functions do, as when a backup of an older version is restored: functions that
   * need tables of later migrations are skipped, and run by the next `migrate` of the whole folder.
   */
  partial?: boolean;
}

/** A migration that must not be run; the message is one sentence for the operator. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

interface Script {
  name: string;
  statements: string[];
}

interface Migration extends Script {
  hash: string;
}

const projectFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));
// An arbitrary number that all runners share.
const lockKey = 7_305_463_001;

/** Applies what is missing and returns the names of the applied files, in order; an empty list when the database is current. */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const { folder = projectFolder, log = () => {}, extensions = ["vector"], partial = false } = options;
  const migrations = readMigrations(folder);
  const repeatable = readRepeatable(folder);
  await database.transaction(async (tx) => {
    await takeTurn(database, tx);
    await createRecord(tx);
    const record = await readRecord(tx);
    const pending = nextOf(migrations, record) !== undefined;
    if (pending || !(await isCurrent(tx, repeatable))) for (const script of repeatable.before) await run(tx, script);
  });
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction(async (tx) => {
      await takeTurn(database, tx);
      const next = nextOf(migrations, await readRecord(tx));
      if (next) await apply(tx, next, extensions);
      return next?.name;
    });
    if (!name) break;
    applied.push(name);
    log(name);
  }
  await database.transaction(async (tx) => {
    await takeTurn(database, tx);
    if (applied.length > 0 || !(await isCurrent(tx, repeatable))) {
      await replaceFunctions(tx, repeatable, partial);
      await secure(tx, extensions, true);
    } else {
      await secure(tx, extensions, false);
    }
  });
  return { applied };
}

/** The migrations of a folder in the order of its journal. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(path.join(folder, "meta", "_journal.json"), "utf8")) as {
    entries: { idx: number; tag: string }[];
  };
  const entries = journal.entries.toSorted((a, b) => a.idx - b.idx);
  return entries.map(({ tag }) => {
    // Line endings depend on the checkout and do not make it another migration.
    const text = readFileSync(path.join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    return { name: tag, hash: createHash("sha256").update(text).digest("hex"), statements: statementsOf(text) };
  });
}

interface Repeatable {
  before: Script[];
  functions: Script[];
  /** The hash of all repeatable files together. */
  hash: string;
}

/** The repeatable files of a folder, by name. Both subfolders are optional. */
export function readRepeatable(folder: string): Repeatable {
  const hash = createHash("sha256");
  const [before, functions] = ["before", "functions"].map((part) => {
    const at = path.join(folder, part);
    const files = existsSync(at) ? readdirSync(at).filter((file) => file.endsWith(".sql")) : [];
    return files.toSorted().map((file) => {
      const text = readFileSync(path.join(at, file), "utf8").replaceAll("\r\n", "\n");
      hash.update(`${part}/${file}\n${text}\n`);
      return { name: `${part}/${file}`, statements: statementsOf(text) };
    });
  });
  return { before: before!, functions: functions!, hash: hash.digest("hex") };
}

function statementsOf(text: string): string[] {
  const statements = text.split("--> statement-breakpoint").map((statement) => statement.trim());
  return statements.filter((statement) => statement.replace(/^\s*--.*$/gm, "").trim() !== "");
}

interface Applied {
  name: string;
  hash: string;
}

/** The first migration without a record, after checking that the records are a prefix of this version's journal. */
function nextOf(migrations: Migration[], record: Applied[]): Migration | undefined {
  for (const [index, { name, hash }] of record.entries()) {
    const known = migrations.find((migration) => migration.name === name);
    if (!known) {
      throw new MigrationRefused(
        `The database has the migration ${name}, which this version does not know: go on with the version of LifeOS that migrated it, or begin with an empty database.`,
      );
    }
    if (known.hash !== hash) {
      throw new MigrationRefused(
        `Migration ${name} was changed after it had been applied: restore the file and put the change into a new migration.`,
      );
    }
    const expected = migrations[index]!;
    if (expected.name !== name) {
      throw new MigrationRefused(
        `Migration ${expected.name} would run out of order: ${name}, which comes after it, has already been applied.`,
      );
    }
  }
  return migrations[record.length];
}

async function apply(tx: Sql, migration: Migration, extensions: readonly string[]): Promise<void> {
  await tx.query("select set_config('lifeos.extensions', $1, true)", [extensions.join(",")]);
  await run(tx, migration);
  await tx.query("insert into lifeos_migrations (name, hash) values ($1, $2)", [migration.name, migration.hash]);
}

async function run(tx: Sql, { name, statements }: Script): Promise<void> {
  // Functions refer to tables and to each other in any order, so their bodies are checked only when they are called.
  await tx.query("set local check_function_bodies = off");
  for (const statement of statements) {
    await tx.query(statement).catch((error: unknown) => {
      throw explained(error, name, statement);
    });
  }
}

// The record of all repeatable files together.
const REPEATABLE = "functions";

async function isCurrent(tx: Sql, { hash }: Repeatable): Promise<boolean> {
  const [row] = await tx.query<{ hash: string }>("select hash from lifeos_migrations where name = $1", [REPEATABLE]);
  return row?.hash === hash;
}

/** Creates every function again. Grants are revoked first, so that the application may call only what today's files grant. */
async function replaceFunctions(tx: Sql, { before, functions, hash }: Repeatable, partial: boolean): Promise<void> {
  if (functions.length === 0) return;
  await tx.query(`do $$ declare opened regprocedure; begin
    for opened in
      select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proacl::text like '%lifeos_app=%'
    loop execute format('revoke execute on function %s from lifeos_app', opened); end loop; end $$`);
  for (const script of [...before, ...functions]) {
    if (partial) await runWherePossible(tx, script);
    else await run(tx, script);
  }
  await tx.query("delete from lifeos_migrations where name = $1", [REPEATABLE]);
  if (!partial) await tx.query("insert into lifeos_migrations (name, hash) values ($1, $2)", [REPEATABLE, hash]);
}

async function runWherePossible(tx: Sql, script: Script): Promise<void> {
  await tx.query("savepoint script");
  try {
    await run(tx, script);
    await tx.query("release savepoint script");
  } catch (error) {
    // Undefined tables, columns and types: they belong to a later version.
    const { code } = ((error as Error).cause ?? error) as { code?: string };
    if (!["42P01", "42703", "42704"].includes(code ?? "")) throw error;
    await tx.query("rollback to savepoint script");
  }
}

/** Grants, forced row-level security and triggers are derived from the catalog, so they are renewed whenever it has changed. */
async function secure(tx: Sql, extensions: readonly string[], changed: boolean): Promise<void> {
  const [known] = await tx.query<{ known: boolean }>("select to_regproc('secure_tables') is not null as known");
  if (!known?.known) return;
  await tx.query("select set_config('lifeos.extensions', $1, true)", [extensions.join(",")]);
  const [optional] = await tx.query<{ added: boolean }>("select add_optional_tables() as added");
  if (changed || optional?.added) await tx.query("select secure_tables()");
}

/** Takes a lock until this transaction ends, so that no other runner does anything. PGlite has only one user anyway. */
async function takeTurn(database: Database, tx: Sql): Promise<void> {
  if (database.kind === "server") await tx.query("select pg_advisory_xact_lock($1)", [lockKey]);
}

async function createRecord(tx: Sql): Promise<void> {
  const [found] = await tx.query<{ found: boolean }>(
    "select to_regclass('public.lifeos_migrations') is not null as found",
  );
  if (found?.found) return;
  await tx.query(`create table public.lifeos_migrations (
    position int generated always as identity primary key,
    name text not null unique,
    hash text not null,
    applied_at timestamptz not null default now()
  )`);
  // Row-level security is forced on every table, so an owner who does not bypass it needs a policy for its own record.
  await tx.query("alter table public.lifeos_migrations enable row level security");
  await tx.query("create policy lifeos_migrations_owner on public.lifeos_migrations to current_user using (true)");
}

function readRecord(tx: Sql): Promise<Applied[]> {
  return tx.query<Applied>("select name, hash from public.lifeos_migrations where name <> $1 order by position", [
    REPEATABLE,
  ]);
}

/**
 * Errors that migrations raise themselves (SQLSTATE LF000) are complete sentences; other errors get the file and the statement.
 */
function explained(error: unknown, name: string, statement: string): Error {
  const { code, message } = error as { code?: string; message: string };
  if (code === "LF000") return new MigrationRefused(message);
  return new Error(`Migration ${name} failed: ${message} (in “${cut(statement, 200)}”)`, { cause: error });
}

const help = `Usage: node packages/local/src/migrate.ts [--folder <migrations>]

Brings the PostgreSQL database in DATABASE_URL (postgres://user:password@host:port/database) to the schema of this
version. It needs an owner of the database who may create roles and bypasses row-level security; for any other owner a
superuser runs migrations/roles.sql once. Running it again changes nothing.`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" }, folder: { type: "string" } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error(
      "Set DATABASE_URL to the database to migrate, for example postgres://user:password@host:5432/lifeos.",
    );
    return 2;
  }
  const database = serverDatabase(url, { max: 1 });
  try {
    const { applied } = await migrate(database, {
      folder: values.folder,
      log: (name) => console.log(`applied ${name}`),
    });
    console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.length} migrations.`);
    const warning = await timeZoneWarning(database, new Date());
    if (warning) console.warn(warning);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? (reasonOf(error) ?? error.message) : error);
    return 1;
  } finally {
    await database.close();
  }
}

if (import.meta.main) process.exitCode = await main();
