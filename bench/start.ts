/** `npm run bench:start`: how long LifeOS takes to answer and how much memory it holds, at twice as many operations as it has. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { cut } from "#kit/text";
import { LEAN } from "#local/node-options";
import { freePorts } from "./api/process.ts";
import { machine } from "./machine.ts";
import { addSynthetic, copyProject } from "./start/copy.ts";
import { type Watched, watch } from "./start/watch.ts";

const HELP = `How long LifeOS takes from its start to the first 200, and what it holds in memory

  npm run bench:start -- [options]

  --runs <n>         of each kind of start; medians are shown (5)
  --idle <seconds>   after the first 200, until the idle memory is read (75: what runs every minute has run)
  --as-it-is         the operations there are; otherwise each file of endpoints is there twice
  --help             this text

  It works on a copy of the project in the temporary folder. Memory is the resident set of the process that serves and of its
  children, in MB of 1,000,000 bytes, from /proc, so this runs on Linux only. Processor time is that of the process itself until the
  first 200: on a busy machine it says more than the clock.
`;

const HEALTH = "/v1/platform/health";
const ASK_EVERY_MS = 10;
const GIVE_UP_MS = 120_000;

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    idle: { type: "string", default: "75" },
    "as-it-is": { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
if (process.platform !== "linux") {
  console.error("bench:start reads /proc, which this system does not have.");
  process.exit(2);
}

const runs = Number(options.runs);
const idleMs = Number(options.idle) * 1_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const parent = mkdtempSync(path.join(tmpdir(), "lifeos-bench-start-"));
const project = path.join(parent, "project");
const data = path.join(parent, "data");

type Child = ChildProcess & { said: Promise<string> };
/** They end with this process. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

interface Figures {
  firstAnswerMs: number;
  processorMs: number;
  idleMB: number;
  peakMB: number;
}

try {
  mkdirSync(project);
  copyProject(project);
  const copied = options["as-it-is"] ? 0 : addSynthetic(project);
  console.log(machine());
  console.log(copied === 0 ? "The project as it is" : `The project with ${copied} files of endpoints once more`);
  await prepare();
  const fresh: Figures[] = [];
  const again: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    rmSync(data, { recursive: true, force: true });
    fresh.push(await start());
    again.push(await start());
  }
  show("fresh data folder", fresh);
  show("restart", again);
  const demos: number[] = [];
  for (let run = 0; run < runs; run++) demos.push(await demo());
  console.log(`demo: peak ${median(demos).toFixed(0)} MB (${demos.map((peak) => peak.toFixed(0)).join(", ")})`);
} finally {
  rmSync(parent, { recursive: true, force: true });
}

/** What is done once for all starts, each by a process of its own: what the install does, and the build of the console. */
async function prepare(): Promise<void> {
  for (const [what, program] of [
    ["preparing", "packages/local/src/prepared/prepare.ts"],
    ["building the console", "packages/console/build.ts"],
  ] as const) {
    const started = performance.now();
    const { child, watched } = run(program, []);
    await ended(child);
    const seconds = (performance.now() - started) / 1_000;
    console.log(`${what}: ${seconds.toFixed(1)} s, peak ${(watched.peakBytes() / 1e6).toFixed(0)} MB`);
  }
}

/** Starts, is idle for a while, and is ended. */
async function start(): Promise<Figures> {
  const port = await freePorts();
  const started = performance.now();
  const { child, watched } = run("packages/local/src/cli.ts", ["--data", data, "--port", String(port)]);
  await firstAnswer(`http://127.0.0.1:${port}${HEALTH}`, child);
  const firstAnswerMs = performance.now() - started;
  const processorMs = watched.processorMs();
  await pause(idleMs);
  const idleMB = watched.residentBytes() / 1e6;
  const peakMB = watched.peakBytes() / 1e6;
  child.kill("SIGTERM");
  await ended(child);
  return { firstAnswerMs, processorMs, idleMB, peakMB };
}

/** The peak in MB. A machine that is too busy to read the receipt makes a shorter story of it, which is said. */
async function demo(): Promise<number> {
  const { child, watched } = run("packages/local/src/demo.ts", []);
  await ended(child).catch((error: Error) => console.log(`demo: ${cut(error.message, 300)}`));
  return watched.peakBytes() / 1e6;
}

function run(program: string, args: string[]): { child: Child; watched: Watched } {
  // As `npm start` does it (scripts/run.mjs), without the processes of npm.
  const child = spawn(process.execPath, [...LEAN, program, ...args], {
    cwd: project,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: "" },
  });
  const watched = watch(child.pid!);
  const said = text(child.stderr);
  child.once("exit", () => watched.stop());
  running.add(child);
  return { child: Object.assign(child, { said }), watched };
}

/** Throws what the process said when it failed. */
async function ended(child: Child): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  running.delete(child);
  if (child.exitCode !== 0) throw new Error(`a process ended with ${child.exitCode}: ${await child.said}`);
}

async function firstAnswer(url: string, child: Child): Promise<void> {
  const until = performance.now() + GIVE_UP_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`LifeOS did not start: ${await child.said}`);
    if (performance.now() > until) throw new Error(`LifeOS did not answer within ${GIVE_UP_MS} ms`);
    const { status } = await fetch(url).catch(() => ({ status: 0 }));
    if (status === 200) return;
    await pause(ASK_EVERY_MS);
  }
}

function show(what: string, all: Figures[]): void {
  const of = (key: keyof Figures) => all.map((figures) => figures[key]);
  console.log(
    [
      `${what}: first 200 after ${median(of("firstAnswerMs")).toFixed(0)} ms (processor ${median(of("processorMs")).toFixed(0)} ms)`,
      `idle ${median(of("idleMB")).toFixed(0)} MB`,
      `peak ${median(of("peakMB")).toFixed(0)} MB`,
      `of ${all.length}; the clock ${Math.min(...of("firstAnswerMs")).toFixed(0)}–${Math.max(...of("firstAnswerMs")).toFixed(0)} ms, peaks ${Math.min(...of("peakMB")).toFixed(0)}–${Math.max(...of("peakMB")).toFixed(0)} MB`,
    ].join(", "),
  );
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
