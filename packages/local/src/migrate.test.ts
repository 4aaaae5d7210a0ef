import { execFile } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snake } from "#kit/columns";
import { columnsOf } from "#kit/table";
import { type Database, serverDatabase } from "#local/database";
import { migrate, readMigrations } from "#local/migrate";
import { pgliteDb, serverDb, testServer } from "#testing/database";
import { startPostgres } from "#testing/postgres";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { ownedBy } from "#testing/templates";

const projectMigrations = fileURLToPath(new URL("../../../migrations", import.meta.url));
const names = readMigrations(projectMigrations).map(({ name }) => name);

/** A PGlite with the roles of LifeOS and an empty schema: to set one aside takes no time, where an empty database takes seconds. */
async function withoutSchema(): Promise<Database> {
  const { database } = await pgliteDb();
  await database.exec("alter schema public rename to set_aside; create schema public");
  return database;
}

describe("the runner", () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await withoutSchema();
    folder = mkdtempSync(path.join(tmpdir(), "lifeos-migrations-"));
  });
  afterAll(async () => {
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Writes a folder of migrations with these files in this order, and returns it. */
  function migrations(files: Record<string, string>): string {
    const made = mkdtempSync(path.join(folder, "set-"));
    mkdirSync(path.join(made, "meta"));
    const entries = Object.keys(files).map((tag, idx) => ({ idx, tag, when: 0, version: "7", breakpoints: true }));
    writeFileSync(path.join(made, "meta", "_journal.json"), JSON.stringify({ entries }));
    for (const [tag, text] of Object.entries(files)) writeFileSync(path.join(made, `${tag}.sql`), text);
    return made;
  }

  /** Runs `files` on an empty schema, as if the database were new. */
  async function fresh(files: Record<string, string>): Promise<void> {
    await database.exec("drop schema public cascade; create schema public");
    await migrate(database, { folder: migrations(files) });
  }

  const first = {
    "0000_a":
      "create table a (id int);\n--> statement-breakpoint\n-- Only a comment.\n--> statement-breakpoint\ncreate table b (id int);",
  };
  const second = { ...first, "0001_c": "create table c (id int);" };

  it("applies what is missing, in the order of the journal, and records it", async () => {
    await fresh(first);
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    expect(await migrate(database, { folder: migrations(second), log })).toEqual({ applied: ["0001_c"] });
    expect(lines).toEqual(["0001_c"]);
    const record = await database.query("select name, length(hash) as length from lifeos_migrations order by position");
    expect(record).toEqual([
      { name: "0000_a", length: 64 },
      { name: "0001_c", length: 64 },
    ]);
    await database.query("select from a, b, c");
  });

  it("does nothing the second time", async () => {
    await fresh(second);
    expect(await migrate(database, { folder: migrations(second) })).toEqual({ applied: [] });
  });

  it("treats other line endings as the same file", async () => {
    await fresh(first);
    const windows = { "0000_a": first["0000_a"].replaceAll("\n", "\r\n") };
    expect(await migrate(database, { folder: migrations(windows) })).toEqual({ applied: [] });
  });

  it("refuses a file that was changed after it had been applied, before it runs anything", async () => {
    await fresh(first);
    const changed = { "0000_a": "create table other (id int);", "0001_c": second["0001_c"] };
    await expect(migrate(database, { folder: migrations(changed) })).rejects.toThrow(
      "Migration 0000_a was changed after it had been applied: restore the file and put the change into a new migration.",
    );
    await expect(database.query("select from c")).rejects.toThrow();
  });

  it("refuses to run a migration out of order", async () => {
    await fresh(second);
    const squeezed = { ...first, "0001_b": "select 1;", "0001_c": second["0001_c"] };
    await expect(migrate(database, { folder: migrations(squeezed) })).rejects.toThrow(
      "Migration 0001_b would run out of order: 0001_c, which comes after it, has already been applied.",
    );
  });

  it("refuses a database that a newer version has migrated", async () => {
    await fresh(second);
    await expect(migrate(database, { folder: migrations(first) })).rejects.toThrow(
      "The database has the migration 0001_c, which this version does not know: go on with the version of LifeOS that migrated it, or begin with an empty database.",
    );
  });

  it("refuses a database whose migrations have since been squashed into one, and changes nothing in it", async () => {
    await fresh(second);
    const joined = { "0002_all": "create table a (id int);\n--> statement-breakpoint\ncreate table d (id int);" };
    const folder = migrations(joined);
    mkdirSync(path.join(folder, "before"));
    writeFileSync(path.join(folder, "before", "early.sql"), "create table early (id int);");
    await expect(migrate(database, { folder })).rejects.toThrow(
      "The database has the migration 0000_a, which this version does not know",
    );
    expect(await database.query("select relname from pg_class where relname in ('d', 'early')")).toEqual([]);
    expect(await database.query("select name from lifeos_migrations order by position")).toEqual([
      { name: "0000_a" },
      { name: "0001_c" },
    ]);
  });

  it("leaves nothing of a migration that fails half-way, and continues from there when the file is fixed", async () => {
    const broken = { ...first, "0001_c": "create table c (id int);\n--> statement-breakpoint\nselect * from nowhere;" };
    await expect(fresh(broken)).rejects.toThrow(/Migration 0001_c failed: .*nowhere.* does not exist/);
    await expect(database.query("select from c")).rejects.toThrow();
    expect(await migrate(database, { folder: migrations(second) })).toEqual({ applied: ["0001_c"] });
  });
});

describe("repeatable files", () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await withoutSchema();
    folder = mkdtempSync(path.join(tmpdir(), "lifeos-repeatable-"));
  });
  afterAll(async () => {
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const answer = (value: number, grant = "") =>
    `create or replace function answer() returns int language sql as $$ select ${value} $$;${grant}`;
  const granted = "\n--> statement-breakpoint\ngrant execute on function answer() to lifeos_app;";

  function version(files: Record<string, string>): string {
    const made = mkdtempSync(path.join(folder, "set-"));
    for (const part of ["meta", "before", "functions"]) mkdirSync(path.join(made, part));
    const entries = [{ idx: 0, tag: "0000_a", when: 0, version: "7", breakpoints: true }];
    writeFileSync(path.join(made, "meta", "_journal.json"), JSON.stringify({ entries }));
    writeFileSync(path.join(made, "0000_a.sql"), "create table a (id int default early());");
    writeFileSync(
      path.join(made, "before", "early.sql"),
      "create or replace function early() returns int language sql as $$ select 7 $$;",
    );
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, "functions", `${name}.sql`), text);
    return made;
  }

  it("run before and after the migrations, and again when one of them was edited", async () => {
    await migrate(database, { folder: version({ answer: answer(1) }) });
    expect(await database.query("select answer() as answer")).toEqual([{ answer: 1 }]);
    expect(await migrate(database, { folder: version({ answer: answer(2) }) })).toEqual({ applied: [] });
    expect(await database.query("select answer() as answer")).toEqual([{ answer: 2 }]);
    expect(await database.query("select name from lifeos_migrations order by position")).toEqual([
      { name: "0000_a" },
      { name: "functions" },
    ]);
  });

  it("leave a function as it is when nothing was edited", async () => {
    const folder = version({ answer: answer(3) });
    await migrate(database, { folder });
    await database.exec(answer(4));
    await migrate(database, { folder });
    expect(await database.query("select answer() as answer")).toEqual([{ answer: 4 }]);
  });

  it("revoke what a file no longer grants", async () => {
    const may = "select coalesce(proacl::text, '') like '%lifeos_app%' as may from pg_proc where proname = 'answer'";
    await migrate(database, { folder: version({ answer: answer(5, granted) }) });
    expect(await database.query(may)).toEqual([{ may: true }]);
    await migrate(database, { folder: version({ answer: answer(5) }) });
    expect(await database.query(may)).toEqual([{ may: false }]);
  });

  it("are skipped if they need tables of a later version, and run by the next `migrate`", async () => {
    const later = "create or replace function count_b() returns setof b language sql as $$ select * from b $$;";
    const folder = version({ answer: answer(6), count_b: later });
    await expect(migrate(database, { folder })).rejects.toThrow("functions/count_b.sql failed");
    await migrate(database, { folder, partial: true });
    expect(await database.query("select answer() as answer")).toEqual([{ answer: 6 }]);
    await database.exec("create table b (id int)");
    await migrate(database, { folder });
    expect(await database.query("select * from count_b()")).toEqual([]);
  });
});

describe("the migrations of LifeOS", () => {
  it("are named by their timestamps, run in that order, and have one snapshot to compare with", () => {
    for (const name of names) expect(name).toMatch(/^\d{14}_[a-z_]+$/);
    expect(names).toEqual(names.toSorted());
    const snapshots = globSync("meta/*_snapshot.json", { cwd: projectMigrations });
    expect(snapshots).toEqual([path.join("meta", `${names.at(-1)!.slice(0, 14)}_snapshot.json`)]);
  });

  // Each migrates a server or two, which takes seconds.
  const costly: { name: string; holds(): Promise<void> }[] = [
    {
      name: "run once when several runners start together",
      async holds() {
        const server = await testServer();
        const { url, drop } = await server.createDatabase();
        const runners = [
          serverDatabase(url, { max: 1 }),
          serverDatabase(url, { max: 1 }),
          serverDatabase(url, { max: 1 }),
        ];
        const applied = await Promise.all(runners.map((runner) => migrate(runner)));
        // Each file is applied by whichever runner has its turn.
        expect(applied.flatMap((result) => result.applied).toSorted()).toEqual(names);
        await Promise.all(runners.map((runner) => runner.close()));
        await drop();
      },
    },
    {
      name: "run in two databases of one server at the same time",
      async holds() {
        const server = await startPostgres();
        const urls = [(await server.createDatabase()).url, (await server.createDatabase()).url];
        const databases = urls.map((url) => serverDatabase(url, { max: 1 }));
        const results = await Promise.all(databases.map((database) => migrate(database)));
        expect(results.map(({ applied }) => applied)).toEqual([names, names]);
        await Promise.all(databases.map((database) => database.close()));
        await server.stop();
      },
    },
    {
      name: "tell an owner who may not create the roles what a superuser has to run, and run after that",
      async holds() {
        const server = await startPostgres();
        const { url } = await server.createDatabase();
        const plainOwner = (of: string) => ownedBy(of, "nocreaterole nobypassrls");
        const owner = serverDatabase(await plainOwner(url), { max: 1 });
        await expect(migrate(owner)).rejects.toThrow(
          /^The role lifeos_app is missing and owner_of_test_\w+ may not create it: let a superuser run migrations\/roles.sql in this database once\.$/,
        );
        const superuser = serverDatabase(url, { max: 1 });
        await superuser.exec(readFileSync(path.join(projectMigrations, "roles.sql"), "utf8"));
        await superuser.close();
        expect((await migrate(owner)).applied).toEqual(names);
        await owner.close();

        // In another database of the server the roles are there by now, but this owner may not use them.
        const other = serverDatabase(await plainOwner((await server.createDatabase()).url), { max: 1 });
        await expect(migrate(other)).rejects.toThrow(
          /^owner_of_test_\w+ may not become lifeos_app: let a superuser run migrations\/roles.sql in this database once\.$/,
        );
        await other.close();
        await server.stop();
      },
    },
    {
      name: "put aside what is to be encrypted of medical entries, also for an owner who is subject to row-level security",
      async holds() {
        const server = await startPostgres();
        const { url } = await server.createDatabase();
        const owner = serverDatabase(await ownedBy(url, "nocreaterole nobypassrls"), { max: 1 });
        const superuser = serverDatabase(url, { max: 1 });
        await superuser.exec(readFileSync(path.join(projectMigrations, "roles.sql"), "utf8"));
        const before = mkdtempSync(path.join(tmpdir(), "migrations-"));
        cpSync(projectMigrations, before, { recursive: true });
        const last = names.findIndex((name) => name.endsWith("_medical_record"));
        for (const name of names.slice(last)) rmSync(path.join(before, `${name}.sql`));
        const journal = path.join(before, "meta/_journal.json");
        const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { tag: string }[] };
        writeFileSync(
          journal,
          JSON.stringify({ ...rest, entries: entries.filter(({ tag }) => !names.slice(last).includes(tag)) }),
        );
        await migrate(owner, { folder: before, partial: true });
        const [user] = await superuser.query<{ id: string }>(
          "insert into users (auth_subject, email, name) values ('a', 'a@example.com', 'a') returning id",
        );
        const [entry] = await superuser.query<{ id: string }>(
          "insert into medical_entries (user_id, date, type, title, provider) values ($1, '2026-03-02', 'note', 'Knee', 'Dr. Grey') returning id",
          [user!.id],
        );
        await superuser.query(
          `insert into events (user_id, event_type, source, entity_type, entity_id, action, origin, previous)
           values ($1, 'health.medical_entry.updated', 'lifeos/health', 'medical_entry', $2, 'updated', 'api', '{"title": "Hip", "date": "2026-03-01"}')`,
          [user!.id, entry!.id],
        );
        await migrate(owner);
        expect(await superuser.query("select id, title, provider from unsealed_medical_entries")).toEqual([
          { id: entry!.id, title: "Knee", provider: "Dr. Grey" },
        ]);
        expect(await superuser.query("select title from medical_entries")).toEqual([{ title: null }]);
        expect(await superuser.query("select previous from events")).toEqual([{ previous: { date: "2026-03-01" } }]);
        await expect(superuser.query("update events set previous = '{}'")).rejects.toThrow(/never changed/);
        rmSync(before, { recursive: true });
        await owner.close();
        await superuser.close();
        await server.stop();
      },
    },
  ];
  it.each(someOf("migrations", costly, 1))("$name", ({ holds }) => holds());

  it("create the tables that the code declares, column by column", async () => {
    const { database, close } = await serverDb({ max: 1 });
    const made = await database.query<{ column: string }>(
      `select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end) as column
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'lifeos_migrations'`,
    );
    expect(made.map(({ column }) => column).toSorted()).toEqual((await declaredColumns()).toSorted());
    await close();
  });

  it("restore privileges whenever they run again", async () => {
    const { database, close } = await serverDb({ max: 1 });
    const state = () =>
      database.query(
        `select c.relname, c.relacl::text, c.relforcerowsecurity, (select array_agg(tgname order by tgname) from pg_trigger t where t.tgrelid = c.oid) as triggers
         from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      );
    const before = await state();
    await database.exec("grant all on tasks to lifeos_app; alter table tasks no force row level security");
    await database.query("select secure_tables()");
    expect(await state()).toEqual(before);
    await close();
  });

  it("refuse a table that has no row-level security", async () => {
    const { database, close } = await serverDb({ max: 1 });
    await database.exec("create table bare (id int)");
    await expect(database.query("select secure_tables()")).rejects.toThrow("The table bare has no row-level security");
    await close();
  });

  slow("run from the command line", async () => {
    const { url, drop } = await (await testServer()).createDatabase();
    const script = fileURLToPath(new URL("migrate.ts", import.meta.url));
    const run = (env: Record<string, string>, ...args: string[]) =>
      promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
    expect((await run({}, "--help")).stdout).toContain("DATABASE_URL");
    expect((await run({ DATABASE_URL: url })).stdout).toContain(`Applied ${names.length} migrations.`);
    expect((await run({ DATABASE_URL: url })).stdout).toContain("The database is up to date.");
    await expect(run({ DATABASE_URL: "" })).rejects.toMatchObject({ code: 2 });
    await expect(run({ DATABASE_URL: "postgres://x:x@127.0.0.1:1/x" })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^DATABASE_URL cannot be reached: nothing listens there\. \(.*ECONNREFUSED/),
    });
    await drop();
  });
});

/** The columns of every table in the code as `table.column type not null`, with PostgreSQL's type names. */
async function declaredColumns(): Promise<string[]> {
  const core = fileURLToPath(new URL("../../core/src", import.meta.url));
  const files = globSync("**/*.sql.ts", { cwd: core });
  const modules = await Promise.all(
    files.map((file) => import(path.join(core, file)) as Promise<Record<string, unknown>>),
  );
  const tables = new Set(modules.flatMap((module) => Object.values(module).filter((value) => is(value, PgTable))));
  return [...tables].flatMap((table) =>
    Object.entries(columnsOf(table)).map(([key, column]) => {
      const type = column.getSQLType() === "time" ? "time without time zone" : column.getSQLType();
      return `${getTableName(table)}.${snake(key)} ${type}${column.notNull ? " not null" : ""}`;
    }),
  );
}
