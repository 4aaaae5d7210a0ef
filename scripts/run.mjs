// Runs a task of this project on a fresh clone: installs what is missing, then starts it on the pinned Node.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node started npm.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const bin = path.join(root, "node_modules", ".bin");
const stamp = path.join(root, "node_modules", ".installed");
const [task, ...args] = process.argv.slice(2);
// Why each is said: packages/local/src/node-options.ts.
const quick = "--import=./packages/local/src/quick-imports.mjs";
const lean = [...JSON.parse(readFileSync(path.join(root, "packages/local/src/node-options.json"), "utf8")), quick];

const tasks = {
  // Installs and says which Node everything else will run on.
  install: ["--version"],
  start: [...lean, "packages/local/src/cli.ts"],
  demo: [...lean, "packages/local/src/demo.ts"],
  gen: [quick, "scripts/gen.ts"],
  migrate: ["packages/local/src/migrate.ts"],
  build: ["scripts/build.ts"],
  "build:client": ["packages/client/build.ts"],
  synth: ["stacks/synth.ts"],
  test: ["node_modules/vitest/vitest.mjs", "run"],
  "test:sweep": [
    "node_modules/vitest/vitest.mjs",
    "run",
    "packages/contract/sweep.test.ts",
    "packages/contract/flights.test.ts",
    "packages/contract/hostile.test.ts",
    "packages/contract/duplicates.test.ts",
    "packages/contract/tenancy.test.ts",
    "packages/contract/bounds.test.ts",
    "packages/contract/dashboard.test.ts",
  ],
  prove: ["scripts/prove.ts"],
  synthetic: ["scripts/synthetic.ts"],
  "report:correlation": ["scripts/correlation-report.ts"],
  "report:insights": ["scripts/insights-report.ts"],
  "test:crash": ["packages/testing/crash/cli.ts"],
  "test:inngest": ["packages/testing/inngest/cli.ts"],
  "bench:events": ["bench/events.ts"],
  "bench:cold": ["bench/cold.ts"],
  "bench:api": ["bench/api.ts"],
  "bench:bombs": ["bench/bombs.ts"],
  "bench:calendar": ["bench/calendar.ts"],
  "bench:imports": ["bench/imports.ts"],
  "bench:console": ["bench/console.ts"],
  "bench:finance": ["bench/finance.ts"],
  "bench:health": ["bench/health.ts"],
  "bench:plan": ["bench/plan.ts"],
  "bench:search": ["bench/search.ts"],
  "check:types": ["scripts/check-types.ts"],
  "bench:start": ["bench/start.ts"],
  "check:sst": ["scripts/check-sst.ts"],
  backup: [...lean, "scripts/backup-command.ts"],
  restore: [...lean, "scripts/restore-command.ts"],
  admin: [...lean, "packages/local/src/admin.ts"],
  mail: ["packages/local/src/mail-command.ts"],
  shots: ["packages/console/shots.ts"],
};
const SAY_EVERY_MS = 10_000;
// The sweep tries every operation, each with so many cases; the tests have ten for some of them.
const environment = task === "test:sweep" ? { SWEEP_CASES: "200", PROVE: "operations" } : {};

if (!tasks[task]) fail(`There is no task ${task}; the tasks are ${Object.keys(tasks).join(", ")}.`);
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`LifeOS needs Node 20 or newer to install itself; this is ${process.version}.`);

const lock = createHash("sha256")
  .update(readFileSync(path.join(root, "package-lock.json")))
  .digest("hex");
const isNew = !isInstalled();
// Vitest sets VITEST, and what a test runs inherits it. An install empties node_modules first, from which the other tests are loading.
if (isNew && process.env.VITEST)
  fail(
    "A test ran a task of the project, whose node_modules is not what package-lock.json names. Run npm test, which installs it first.",
  );
if (isNew) await install();
// Said also of an install of somebody's own: a copy of the project, whose files are younger, has the same.
if (isNew || !existsSync(stamp)) writeFileSync(stamp, lock);

/** By this script, or by an `npm ci` of one's own, after which npm leaves a lock file: what runs must not be installed anew beneath itself. */
function isInstalled() {
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === lock;
  const own = path.join(root, "node_modules", ".package-lock.json");
  return existsSync(own) && statSync(own).mtimeMs > statSync(path.join(root, "package-lock.json")).mtimeMs;
}

const node = path.join(bin, process.platform === "win32" ? "node.cmd" : "node");
const version =
  spawnSync(existsSync(node) ? node : process.execPath, ["--version"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  }).stdout?.trim() ?? "";
if (Number(version.slice(1).split(".")[0]) < 24) {
  fail(
    `LifeOS runs on Node 24, which npm installs as a dependency, but only ${version} is here: npm was told to ignore install scripts. Run "npm ci --ignore-scripts=false", or install Node 24.`,
  );
}
const options = {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...environment, ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
};
const program = existsSync(node) ? node : process.execPath;
if (isNew) {
  console.log("  preparing the first start");
  // A start makes what is missing, so one that cannot prepare is no reason to end.
  spawnSync(program, [...lean, "packages/local/src/prepared/prepare.ts"], options);
}
const child = spawn(program, [...tasks[task], ...args], options);
// Ctrl-C reaches the child by itself; a SIGTERM for this process is meant for it. Either way it ends in its own time.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => fail(error.message));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

/** Runs `npm ci`, which says nothing by itself, and says now and then how far it is. */
async function install() {
  const packages = wantedPackages();
  const isHere = (name) => existsSync(path.join(root, name, "package.json"));
  console.log(`  installing ${packages.length} packages into node_modules with npm ci (once; about a minute)`);
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const timer = setInterval(() => {
    const here = packages.filter(isHere).length;
    const what = here < packages.length ? "fetching and unpacking" : "running the install scripts of some packages";
    console.log(`  ${seconds()} s: ${what}; ${here} of ${packages.length} packages are in their place`);
  }, SAY_EVERY_MS);
  const status = await new Promise((resolve) => {
    npm.on("error", (error) => fail(error.message));
    npm.on("exit", resolve);
  });
  clearInterval(timer);
  if (status !== 0) process.exit(status ?? 1);
  console.log(`  installed in ${seconds()} s`);
}

/** The folders of the lock file's packages, without the optional ones: which of those a system gets, only npm knows. */
function wantedPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([name, { optional }]) => name !== "" && !optional)
    .map(([name]) => name);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
