/**
 * `npm run generate:migration -- --name x`: generates a migration from changes of the tables, by drizzle-kit. It compares only
 * with its newest snapshot, so older ones, each as large as all tables together, are deleted.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("..", import.meta.url);
const tool = fileURLToPath(new URL("node_modules/drizzle-kit/bin.cjs", root));
const { status } = spawnSync(process.execPath, [tool, "generate", ...process.argv.slice(2)], {
  cwd: fileURLToPath(root),
  stdio: "inherit",
});
const meta = new URL("migrations/meta/", root);
const snapshots = readdirSync(meta).filter((name) => name.endsWith("_snapshot.json"));
for (const name of snapshots.sort().slice(0, -1)) rmSync(new URL(name, meta));
process.exitCode = status ?? 1;
