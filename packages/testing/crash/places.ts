/** The data of a crash test: a folder of its own, with a migrated PGlite in it or a migrated database on a server beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readPack } from "#local/prepared/pack";

export interface Place {
  /** Everything that the test writes is in this folder. */
  directory: string;
  /** Without it there is a migrated PGlite in the folder `worker-0/db`. */
  databaseUrl?: string;
}

export type DatabaseName = "pglite" | "postgres";

export interface Sources {
  /** The pack of a migrated PGlite; see `#testing/templates`. */
  pack(): Promise<string>;
  /** A migrated database on a server. */
  database(): Promise<{ url: string; close(): Promise<void> }>;
  /** Leaves the folder for a look inside. */
  keep?: boolean;
}

/** Runs `work` in a fresh place and removes it. */
export async function inPlace<T>(name: DatabaseName, sources: Sources, work: (place: Place) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), "lifeos-crash-"));
  const remove = () => {
    if (!sources.keep) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", remove);
  let database: { url: string; close(): Promise<void> } | undefined;
  try {
    if (name === "postgres") database = await sources.database();
    else await unpack(await sources.pack(), path.join(directory, "worker-0", "db"));
    return await work({ directory, databaseUrl: database?.url });
  } finally {
    await database?.close();
    process.removeListener("exit", remove);
    remove();
  }
}

async function unpack(pack: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, data } of await readPack(pack)) {
    const target = path.join(folder, name);
    if (data) writeFileSync(target, data);
    else mkdirSync(target, { recursive: true });
  }
}
