/** Where a crash test keeps its data: a migrated PGlite folder, or a migrated database on a server. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readPack } from "#testing/pack";

/** Unpacks a migrated PGlite (see `#testing/templates`) to where the process of slot 0 looks for it. */
export async function unpackPglite(packFile: string, directory: string): Promise<void> {
  const folder = path.join(directory, "worker-0", "db");
  mkdirSync(folder, { recursive: true });
  for (const { name, data } of await readPack(packFile)) {
    const target = path.join(folder, name);
    if (data) writeFileSync(target, data);
    else mkdirSync(target, { recursive: true });
  }
}
