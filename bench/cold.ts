/** `npm run bench:cold`: how long a Lambda takes from nothing to its first answer, beside the Lambda one would write without LifeOS. */
import { type ChildProcess, execFile, fork } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import type { Surroundings } from "./cold/database.ts";
import { makeVariants, type Variant } from "./cold/variants.ts";
import { machine } from "./machine.ts";

const HELP = `Cold starts, measured

  npm run bench:cold -- [options]

  --runs <number>   processes started for each variant, in turns (20)
  --warm <number>   calls of each process after its first (200)
  --help            this text

  Each variant is a bundle that is loaded in a process of its own and called with an API Gateway event. The database is
  PostgreSQL behind Neon's HTTP protocol in another process of this machine. Times count from the start of the process and so
  hold Node's own start, as AWS's "Init Duration" does; medians of all runs. Ratios hold better than milliseconds.
`;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20" },
    warm: { type: "string", default: "200" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) console.log(HELP);
else await main(whole("--runs", values.runs, 1_000), whole("--warm", values.warm, 100_000));

interface Run {
  startedMs: number;
  initMs: number;
  firstMs: number;
  initCpuMs: number;
  firstCpuMs: number;
  warmMs: number;
}

async function main(runs: number, warmCalls: number): Promise<void> {
  console.log(`${machine()}\n`);
  const folder = await mkdtemp(path.join(os.tmpdir(), "lifeos-cold-"));
  const database = fork(path.join(import.meta.dirname, "cold/database.ts"));
  try {
    const around = await surroundings(database);
    const variants = await makeVariants(folder, around.userId, warmCalls);
    const measured = await measure(Object.values(variants), runs, around);
    await report(variants, (variant) => measured.get(variant)!, runs);
  } finally {
    if (database.connected) database.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

function surroundings(database: ChildProcess): Promise<Surroundings> {
  return new Promise((resolve, reject) => {
    database.once("message", (message) => resolve(message as Surroundings));
    database.once("exit", (code) => reject(new Error(`the database ended with code ${code} before it was ready`)));
  });
}

/** All variants in turns, so that what else the machine does meets each of them alike. */
async function measure(variants: Variant[], runs: number, around: Surroundings): Promise<Map<Variant, Run[]>> {
  const env = {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    EVENT_BUS_NAME: "bench",
    EVENTBRIDGE_ENDPOINT: around.busEndpoint,
    INNGEST_SIGNING_KEY: "signkey-bench-00",
    DATABASE_URL: around.databaseUrl,
    DATABASE_HTTP_ENDPOINT: around.databaseEndpoint,
    RATE_LIMITS: JSON.stringify({ pro: 1_000_000 }),
  };
  const measured = new Map<Variant, Run[]>(variants.map((variant) => [variant, []]));
  // The first round warms the machine's caches and does not count.
  for (let run = 0; run <= runs; run++) {
    for (const variant of run % 2 ? variants : variants.toReversed()) {
      const one = await start(variant, env);
      if (run > 0) measured.get(variant)!.push(one);
    }
  }
  return measured;
}

async function start(variant: Variant, env: NodeJS.ProcessEnv): Promise<Run> {
  const script = path.join(import.meta.dirname, "cold/invoke.mjs");
  const args = [script, variant.file, variant.handler, variant.eventFile, String(variant.warmCalls)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Run;
}

type Variants = Awaited<ReturnType<typeof makeVariants>>;

async function report(variants: Variants, runsOf: (variant: Variant) => Run[], runs: number): Promise<void> {
  const median = (variant: Variant, of: (run: Run) => number) => middle(runsOf(variant).map(of));
  const row = (...cells: string[]) =>
    console.log(
      `  ${cells[0]!.padEnd(28)}${cells
        .slice(1)
        .map((cell) => cell.padStart(13))
        .join("")}`,
    );
  row(`medians of ${runs}`, "KB", "init ms", "+ first ms", "CPU ms", "warm ms");
  for (const variant of Object.values(variants)) {
    const { size } = await stat(variant.file);
    row(
      variant.name,
      (size / 1000).toFixed(1),
      median(variant, (one) => one.initMs).toFixed(1),
      median(variant, (one) => one.firstMs).toFixed(1),
      median(variant, (one) => one.firstCpuMs).toFixed(1),
      median(variant, (one) => one.warmMs).toFixed(3),
    );
  }
  console.log("");
  const ratio = (what: string, ours: Variant, other: Variant, of: (run: Run) => number, target?: number) => {
    const value = median(ours, of) / median(other, of);
    const verdict = target === undefined ? "" : `  (target ≤ ${target}: ${value <= target ? "met" : "MISSED"})`;
    console.log(`  ${what.padEnd(64)} ${value.toFixed(2)}×${verdict}`);
  };
  const { empty, list, stockList, create, stockCreate, bareList, echo, bareEcho } = variants;
  ratio("init and first answer, GET with one query: LifeOS / stock", list, stockList, (one) => one.firstMs, 0.65);
  ratio("  the same without Node's own start", list, stockList, (one) => one.firstMs - one.startedMs);
  ratio("  the same in CPU time", list, stockList, (one) => one.firstCpuMs);
  ratio(
    "init and first answer, POST: LifeOS with its event / stock without",
    create,
    stockCreate,
    (one) => one.firstMs,
    0.65,
  );
  ratio("  the same without Node's own start", create, stockCreate, (one) => one.firstMs - one.startedMs);
  ratio("  the same in CPU time", create, stockCreate, (one) => one.firstCpuMs);
  ratio("init alone: LifeOS / empty handler", list, empty, (one) => one.initMs, 2);
  ratio("  the same in CPU time", list, empty, (one) => one.initCpuMs);
  ratio("warm call with one query: LifeOS / bare handler", list, bareList, (one) => one.warmMs, 1.3);
  ratio("warm call without a database: LifeOS / bare handler", echo, bareEcho, (one) => one.warmMs);
  console.log("");
}

function middle(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

function whole(name: string, text: string, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  console.error(`${name} must be a number from 1 to ${max}.`);
  return process.exit(1);
}
