/**
 * `npm run generate:migration -- --name x`: a migration from what has changed in the tables, by drizzle-kit. It compares with its
 * newest snapshot alone, so the older ones go: each is as large as all tables together.
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
