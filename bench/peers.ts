/** What LifeOS is compared with: packages that a bench installs when it needs them, so that LifeOS itself never does. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Installs what the package.json of `folder` pins, once; yields the versions by name. */
export function installPinned<Names extends string>(
  folder: string,
  say: (line: string) => void,
): Record<Names, string> {
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    dependencies: Record<Names, string>;
  };
  const current = Object.entries(dependencies).every(([name, version]) => {
    const file = path.join(folder, "node_modules", name, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version === version;
  });
  if (!current) {
    say(`installing ${Object.keys(dependencies).join(", ")} for the comparison (once)`);
    const { status } = spawnSync("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"], {
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0)
      throw new Error("The peers could not be installed; the comparison needs the package registry once.");
  }
  return dependencies;
}
