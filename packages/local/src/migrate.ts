/**
 * Brings a database to the schema of this version: runs the files of `migrations/` that it does not have yet, in the
 * order of drizzle-kit's journal, each in a transaction of its own together with its record in `lifeos_migrations`.
 *
 * What was applied must be a prefix of the journal, byte for byte: a changed, missing or out-of-order file is refused
 * before anything runs. On a server, runners that start together take turns.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Database, type Sql, serverDatabase } from "./database.ts";

export interface MigrateOptions {
  /** The folder with `meta/_journal.json` and the SQL files; the project's own by default. */
  folder?: string;
  /** Called with the name of each file that was applied. */
  log?: (line: string) => void;
  /** Extensions LifeOS can do without, created where the server has them. Default `["vector"]`. */
  extensions?: readonly string[];
}

/** A migration that cannot be run; the message is one sentence for the operator. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

interface Migration {
  name: string;
  hash: string;
  statements: string[];
}

const projectFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));
// Any constant will do, as long as every runner uses the same.
const lockKey = 7_305_463_001;

/** Applies what is missing and returns the names of the files it applied, in order; none when the database is current. */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const { folder = projectFolder, log = () => {}, extensions = ["vector"] } = options;
  const migrations = readMigrations(folder);
  await database.transaction(async (tx) => {
    await takeTurn(database, tx);
    await createRecord(tx);
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
    await secure(tx, extensions, applied.length > 0);
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
    // A checkout with other line endings is the same migration.
    const text = readFileSync(path.join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    const statements = text.split("--> statement-breakpoint").map((statement) => statement.trim());
    return {
      name: tag,
      hash: createHash("sha256").update(text).digest("hex"),
      statements: statements.filter((statement) => statement.replace(/^\s*--.*$/gm, "").trim() !== ""),
    };
  });
}

interface Applied {
  name: string;
  hash: string;
}

/** The first migration that is not recorded, after checking that the record is a prefix of what this version has. */
function nextOf(migrations: Migration[], record: Applied[]): Migration | undefined {
  for (const [index, { name, hash }] of record.entries()) {
    const known = migrations.find((migration) => migration.name === name);
    if (!known) {
      throw new MigrationRefused(
        `The database has the migration ${name}, which this version does not know: it was migrated by another version of LifeOS.`,
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
  for (const statement of migration.statements) {
    await tx.query(statement).catch((error: unknown) => {
      throw explained(error, migration.name, statement);
    });
  }
  await tx.query("insert into lifeos_migrations (name, hash) values ($1, $2)", [migration.name, migration.hash]);
}

/** Grants, forced row-level security and triggers follow the catalog, so they are renewed whenever it has changed. */
async function secure(tx: Sql, extensions: readonly string[], changed: boolean): Promise<void> {
  const [known] = await tx.query<{ known: boolean }>("select to_regproc('secure_tables') is not null as known");
  if (!known?.known) return;
  await tx.query("select set_config('lifeos.extensions', $1, true)", [extensions.join(",")]);
  const [optional] = await tx.query<{ added: boolean }>("select add_optional_tables() as added");
  if (changed || optional?.added) await tx.query("select secure_tables()");
}

/** Until this transaction ends no other runner does anything. PGlite has only one user anyway. */
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
  return tx.query<Applied>("select name, hash from public.lifeos_migrations order by position");
}

/** Sentences raised by the migrations themselves (SQLSTATE LF000) stand alone; other errors name their file and statement. */
function explained(error: unknown, name: string, statement: string): Error {
  const { code, message } = error as { code?: string; message: string };
  if (code === "LF000") return new MigrationRefused(message);
  return new Error(`Migration ${name} failed: ${message} (in “${statement.slice(0, 200)}”)`, { cause: error });
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
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await database.close();
  }
}

if (import.meta.main) process.exitCode = await main();
