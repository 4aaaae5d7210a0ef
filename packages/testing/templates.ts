/** Migrated databases that tests get copies of. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { pgliteDatabase, serverDatabase } from "#local/database";
import { migrate, readMigrations, readRepeatable } from "#local/migrate";
import { writePack } from "#testing/pack";
import { pgliteExtensions } from "#testing/pglite";
import type { PostgresServer } from "#testing/postgres";
import { makeLogin } from "../../stacks/sst/login.ts";

const cacheFolder = fileURLToPath(new URL("../../node_modules/.cache/lifeos-testing", import.meta.url));
const KEEP_MS = 24 * 3_600_000;
/** Connects as the functions do in production: by itself it may do nothing. */
export const TEST_LOGIN = { user: "lifeos_test_login", password: "for-tests-on-this-machine-only" };

/** The pack of a migrated PGlite data folder, kept between runs for as long as the migrations stay the same. */
export async function pgliteTemplate(): Promise<{ file: string }> {
  const file = path.join(cacheFolder, `pglite-${fingerprint()}.pack`);
  if (existsSync(file)) return { file };
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-template-"));
  try {
    // Small WAL segments, and few of them, keep the copy small.
    const pglite = new PGlite({
      fs: new NodeFS(folder),
      extensions: pgliteExtensions,
      initDbStartParams: ["--wal-segsize=1"],
      startParams: [...PGlite.defaultStartParams, "-c", "min_wal_size=2MB", "-c", "max_wal_size=2MB"],
    });
    const database = pgliteDatabase(pglite);
    await migrate(database);
    // PostgreSQL's own templates are two thirds of the files, and nobody makes a database inside PGlite.
    await database.exec("update pg_database set datistemplate = false");
    await database.exec("drop database template0");
    await database.exec("drop database template1");
    // Only a cleanly closed folder opens without recovery.
    await database.exec("checkpoint");
    await database.close();
    writePack(folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  forgetOldTemplates();
  return { file };
}

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

/** Everything the template is made from. */
function fingerprint(): string {
  const hash = createHash("sha256");
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@electric-sql/pglite");
  hash.update(readFileSync(path.join(path.dirname(entry), "..", "package.json")));
  for (const source of ["./templates.ts", "./pack.ts", "../local/src/migrate.ts"]) {
    hash.update(readFileSync(fileURLToPath(new URL(source, import.meta.url))));
  }
  const migrations = fileURLToPath(new URL("../../migrations", import.meta.url));
  for (const { name, hash: content } of readMigrations(migrations)) hash.update(`${name} ${content}\n`);
  hash.update(readRepeatable(migrations).hash);
  return hash.digest("hex").slice(0, 16);
}

function forgetOldTemplates(): void {
  for (const name of readdirSync(cacheFolder)) {
    const file = path.join(cacheFolder, name);
    if (Date.now() - statSync(file).mtimeMs > KEEP_MS) rmSync(file, { force: true });
  }
}
