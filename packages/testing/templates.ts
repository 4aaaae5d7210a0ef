/** Migrated databases, which tests copy. */
import { serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { prepared } from "#local/prepared/prepared";
import type { PostgresServer } from "#testing/postgres";
import { makeLogin } from "../../stacks/sst/login.ts";

/** A login like that of the functions in production: by itself it has no rights. */
export const TEST_LOGIN = { user: "lifeos_test_login", password: "for-tests-on-this-machine-only" };

/** The pack of a migrated PGlite data folder: the template of every new data folder. */
export const pgliteTemplate = async (): Promise<{ file: string }> => ({ file: await prepared("template") });

/** Migrates a database on `server`, from which others are copied. */
export async function serverTemplate(server: PostgresServer): Promise<{ url: string; template: string }> {
  const { url } = await server.createDatabase();
  const database = serverDatabase(url, { max: 1 });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  await makeLogin(url, TEST_LOGIN.password, TEST_LOGIN.user);
  return { url: server.url, template: new URL(url).pathname.slice(1) };
}

/**
 * Migrates a database that others are then copied from, as an owner who is no superuser but may create roles that bypass row-level
 * security. `server` has no database of LifeOS yet, because roles belong to a whole server, and this owner is to make them.
 */
export async function ownedTemplate(
  server: PostgresServer,
): Promise<{ url: string; template: string; ownerUrl: string }> {
  const { url } = await server.createDatabase();
  const ownerUrl = await ownedBy(url, "createrole bypassrls");
  const database = serverDatabase(ownerUrl, { max: 1 });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  return { url: server.url, template: new URL(url).pathname.slice(1), ownerUrl };
}

/** Gives the database at `url` to a new role with these attributes; returns the connection string of that role. */
export async function ownedBy(url: string, attributes: string): Promise<string> {
  const owned = new URL(url);
  const name = owned.pathname.slice(1);
  owned.username = `owner_of_${name}`;
  owned.password = "owner";
  const root = serverDatabase(url, { max: 1 });
  await root.exec(`create role ${owned.username} login password 'owner' ${attributes}`);
  await root.exec(`alter database ${name} owner to ${owned.username}`);
  await root.close();
  return owned.href;
}
