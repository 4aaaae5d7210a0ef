/**
 * `node packages/console/build.ts [--out <folder>]`: builds the console into `.build/console`, unless it is what would be built. Files of former
 * builds stay for 14 days, since a tab that was opened before still loads its pages from them.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");
const OLD_FILES_STAY_DAYS = 14;
const STAMP = ".inputs";
/** Whatever is in the result, or decides about it. */
const INPUTS = ["packages/console/**", "packages/client/src/**", "packages/contract/openapi.json", "package-lock.json"];

/** Whether there was anything to build. */
async function buildConsole(outDir = path.join(root, ".build/console")): Promise<boolean> {
  const inputs = hashOfInputs();
  const stamp = path.join(outDir, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return false;
  const { build } = await import("vite");
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: path.join(import.meta.dirname, "vite.config.ts"),
    build: { outDir },
    logLevel: "warn",
  });
  retire(outDir, Date.now());
  writeFileSync(stamp, inputs);
  return true;
}

function hashOfInputs(): string {
  const hash = createHash("sha256");
  for (const file of globSync(INPUTS, { cwd: root }).sort()) {
    const whole = path.join(root, file);
    if (/\.test\.tsx?$/.test(file) || !statSync(whole).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(whole));
  }
  return hash.digest("hex");
}

/** Removes files of former builds that no build has used for long. What this build uses is as new as it. */
function retire(outDir: string, now: number): void {
  const assets = path.join(outDir, "assets");
  const manifest = JSON.parse(readFileSync(path.join(outDir, ".vite/manifest.json"), "utf8")) as Record<
    string,
    { file: string; css?: string[]; assets?: string[] }
  >;
  const used = new Set(Object.values(manifest).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
  for (const name of readdirSync(assets)) {
    const file = path.join(assets, name);
    if (used.has(`assets/${name}`)) utimesSync(file, now / 1000, now / 1000);
    else if (statSync(file).mtimeMs < now - OLD_FILES_STAY_DAYS * 86_400_000) rmSync(file);
  }
}

if (import.meta.main) {
  // Tests set NODE_ENV to test, which would build the development version of React.
  process.env.NODE_ENV = "production";
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  await buildConsole(values.out && path.resolve(values.out));
}
