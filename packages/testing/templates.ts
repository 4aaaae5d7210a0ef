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
