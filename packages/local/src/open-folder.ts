/** The embedded database of a data folder, for commands that run while LifeOS is stopped. */
import { existsSync } from "node:fs";
import path from "node:path";
import { NotADataFolder, openDataFolder } from "./data-folder.ts";
import { type Database, pgliteDatabase } from "./database.ts";
import { openPgliteFolder } from "./embedded-database.ts";
import { lockFolder } from "./lock.ts";

/** Opens `db` inside the folder, without a lock. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  return pgliteDatabase(await openPgliteFolder(path.join(dataDir, "db")));
}

/**
 * Runs `work` while this process holds the lock of the folder. Throws DataFolderInUse when another has it, or NotADataFolder when
 * there is no database.
 */
export async function alone<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  if (!existsSync(path.join(dataDir, "db")))
    throw new NotADataFolder(`${dataDir} holds no database of LifeOS; name its folder with --data.`);
  const lock = await lockFolder(dataDir);
  openDataFolder(dataDir);
  try {
    const result = await work();
    openDataFolder(dataDir);
    return result;
  } finally {
    await lock.release();
  }
}
