/** The template of a new database: a data folder of PGlite, migrated and cleanly closed, in one file. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pgliteDatabase } from "../database.ts";
import { renameDurably } from "../durable.ts";
import { openPgliteFolder } from "../embedded-database.ts";
import { migrate } from "../migrate.ts";
import { unpack, writePack } from "./pack.ts";
import { type PrepareOptions, prepared } from "./prepared.ts";

/** Makes the template: several seconds, and 550 MB of memory for PostgreSQL's initdb. */
export async function makeTemplate(file: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-template-"));
  try {
    // Small WAL segments, and few of them, keep the copy small.
    const pglite = await openPgliteFolder(folder, {
      initDbStartParams: ["--wal-segsize=1"],
      startParams: [...PGlite.defaultStartParams, "-c", "min_wal_size=2MB", "-c", "max_wal_size=2MB"],
    });
    const database = pgliteDatabase(pglite);
    await migrate(database);
    // PostgreSQL's own template databases are two thirds of the files, and nobody creates databases inside PGlite.
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
}

/** Creates the database `directory` from the template, unless it exists; an interrupted start leaves none. */
export async function databaseOfTemplate(directory: string, options: PrepareOptions): Promise<void> {
  const partial = `${directory}.partial`;
  // A leftover of an interrupted start: the folder is locked, so nobody is writing it now.
  rmSync(partial, { recursive: true, force: true });
  if (existsSync(directory)) return;
  await unpack(await prepared("template", options), partial);
  renameDurably(partial, directory);
}
