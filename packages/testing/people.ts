/** People, households and grants in a test database, and SQL statements in their names. */
import { randomUUID } from "node:crypto";
import { type Database, type Sql, serverDatabase } from "#local/database";
import { ask } from "#testing/broker";
import { type OpenDatabase, pgliteDb, serverDb } from "#testing/database";
import { serverAt } from "#testing/postgres";

/** Runs statements as a request does: first role and user, in statements of their own, then the rest in the same transaction. */
export function as(
  database: Database,
  userId: string | null,
): Sql & { batch<T>(run: (tx: Sql) => Promise<T>): Promise<T> } {
  const batch = <T>(run: (tx: Sql) => Promise<T>) =>
    database.transaction(async (tx) => {
      await tx.query("set local role lifeos_app");
      await tx.query("select set_config('app.user_id', $1, true)", [userId ?? ""]);
      return run(tx);
    });
  return { batch, query: (text, params) => batch((tx) => tx.query(text, params)) };
}

/** Runs statements as the service role. */
export function asService(database: Database): Sql {
  return {
    query: (text, params) =>
      database.transaction(async (tx) => {
        await tx.query("set local role lifeos_service");
        return tx.query(text, params);
      }),
  };
}

/** Adds a user with settings; returns the id. */
export async function person(database: Database, name = "person"): Promise<string> {
  const unique = randomUUID();
  const [user] = await asService(database).query<{ id: string }>(
    "insert into users (auth_subject, email, name) values ($1, $2, $3) returning id",
    [unique, `${unique}@example.org`, name],
  );
  await asService(database).query("insert into user_settings (user_id) values ($1)", [user!.id]);
  return user!.id;
}

/** Adds a household whose admin is the first of `members`; returns its id. */
export async function householdOf(database: Database, ...members: [string, ...string[]]): Promise<string> {
  const [admin, ...others] = members;
  const [household] = await as(database, admin).query<{ id: string }>(
    "insert into households (name) values ('home') returning id",
  );
  for (const other of others) {
    await asService(database).query("insert into household_members (household_id, user_id) values ($1, $2)", [
      household!.id,
      other,
    ]);
  }
  return household!.id;
}

/** Inserts one row as `userId` and returns its id. */
export async function insert(
  database: Database,
  userId: string,
  table: string,
  row: Record<string, unknown>,
): Promise<string> {
  const names = Object.keys(row);
  const [made] = await as(database, userId).query<{ id: string }>(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  return made!.id;
}

export interface SqlProblem {
  code: string;
  detail: string | undefined;
  message: string;
}

/** The SQLSTATE, detail and message of a statement that must fail. */
export async function problemOf(statement: Promise<unknown>): Promise<SqlProblem> {
  try {
    await statement;
  } catch (error) {
    const { code, detail, message } = error as SqlProblem;
    return { code, detail, message };
  }
  throw new Error("The statement succeeded, but it must fail.");
}

/**
 * A database migrated by an owner who is no superuser but may create roles that bypass row-level security, as on a managed
 * service. It is on a second server of the test run, because the roles belong to a whole server.
 */
export async function ownerDb(): Promise<OpenDatabase & { url: string }> {
  const { url: serverUrl, template, ownerUrl } = await ask("owned-server");
  const owned = new URL(ownerUrl);
  const { url, drop } = await serverAt(serverUrl).createDatabase(template, owned.username);
  owned.pathname = new URL(url).pathname;
  const database = serverDatabase(owned.href);
  return {
    database,
    url: owned.href,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** What the database holds by itself it holds on each, whoever migrated it: for `describe.each`. */
export const databasesByOwner: readonly (readonly [string, () => Promise<OpenDatabase>])[] = [
  ["PGlite", pgliteDb],
  ["PostgreSQL", () => serverDb()],
  ["PostgreSQL, migrated by an owner who is no superuser", ownerDb],
];
