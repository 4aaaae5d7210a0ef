/** Migrated databases that tests get copies of. */
import { serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { prepared } from "#local/prepared/prepared";
import type { PostgresServer } from "#testing/postgres";
import { makeLogin } from "../../stacks/sst/login.ts";

/** Connects as the functions do in production: by itself it may do nothing. */
export const TEST_LOGIN = { user: "lifeos_test_login", password: "for-tests-on-this-machine-only" };

/** The pack of a migrated PGlite data folder: the template of every new data folder. */
export const pgliteTemplate = async (): Promise<{ file: string }> => ({ file: await prepared("template") });

/** Migrates a database on `server` that others are then copied from. */
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
