/**
 * The processes of a crash test: they are started, with a successor always loading, queried, moved in time, and killed. All of
 * them have ended when the fleet is closed, and they end by themselves when this process does.
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Place } from "./places.ts";
import type { Fault, FromChild, Kill, Start, ToChild } from "./protocol.ts";
import { type Services, startServices } from "./services.ts";

/** The number of processes that are loaded in advance. */
const MAX_SPARES = 1;
/** The folder in which V8 keeps compiled modules between processes. */
const compileCache = fileURLToPath(new URL("../../../node_modules/.cache/lifeos-crash", import.meta.url));

export interface Worker {
  slot: number;
  /** Resolves when the cloud serves; rejects when the process ends before. */
  ready: Promise<{ url: string; inngestUrl: string }>;
  /** Resolves with the exit code or signal of the process. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  isReady(): boolean;
  arm(kill: Kill | undefined): void;
  /** Kills the process from outside; false when it had ended already. */
  kill(): boolean;
  query<Row>(text: string, params?: unknown[]): Promise<Row[]>;
  /** Puts an event on the bus that no consumer can process; resolves when the bus has accepted it. */
  poison(eventId: string): Promise<void>;
  /** Resolves when a step waits at the gate. */
  waiting(gate: string): Promise<void>;
  open(gate: string): void;
  /** The step that waits there fails for good. */
  shut(gate: string): void;
  /** Moves the clock of this process alone. */
  pass(ms: number): void;
  /** The last lines of its output, for a failure's report. */
  output(): string;
}

export interface Fleet {
  services: Services;
  stepsFile: string;
  /** The clock of all processes. */
  now(): Date;
  start(slot: number, options?: { kill?: Kill; faults?: Fault[] }): Worker;
  /** A process that serves; waits until there is one. */
  any(): Promise<{ worker: Worker; url: string; inngestUrl: string }>;
  /** Queries the database through any process that serves. */
  query<Row>(text: string, params?: unknown[]): Promise<Row[]>;
  /** Moves the clocks of all processes and ages rows of the database. */
  pass(ms: number): void;
  /** Error messages that processes logged, with their numbers. */
  errors(): Map<string, number>;
  isClosed(): boolean;
  close(): Promise<void>;
}

const OUTPUT_LINES = 40;
const WAIT_MS = 240_000;

interface Process {
  child: ChildProcess;
  listeners: Set<(message: FromChild) => void>;
  lines: string[];
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  hasEnded: boolean;
}

/**
 * `wanted`: how many processes will be started in all, so that none is loaded in vain. `settings` are added to those that all
 * processes share.
 */
export async function openFleet(
  { directory, databaseUrl }: Place,
  wanted: number,
  settings: Record<string, string> = {},
): Promise<Fleet> {
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const services = await startServices(path.join(directory, "shared-objects"), now);
  const stepsFile = path.join(directory, "steps.jsonl");
  const processes = new Set<Process>();
  const spares: Process[] = [];
  /** Started and not ended; those that serve are in `serving` as well. */
  const started = new Set<InnerWorker>();
  const serving = new Map<Worker, { url: string; inngestUrl: string }>();
  const errors = new Map<string, number>();
  let turn = 0;
  let launched = 0;
  let closed = false;

  function launch(): Process {
    launched += 1;
    const child = fork(fileURLToPath(new URL("./child.ts", import.meta.url)), {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // They do not live long enough to benefit from optimizing PGlite's WebAssembly.
      execArgv: ["--liftoff-only", "--import", new URL("../../local/src/quick-imports.mjs", import.meta.url).href],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, NODE_OPTIONS: "", NO_COLOR: "1" },
    });
    const lines: string[] = [];
    const keep = (chunk: Buffer) => {
      lines.push(...chunk.toString().trimEnd().split("\n"));
      lines.splice(0, lines.length - OUTPUT_LINES);
    };
    child.stdout!.on("data", keep);
    child.stderr!.on("data", keep);
    // A message to a process that has just ended is lost, which is intended.
    child.on("error", (error) => keep(Buffer.from(String(error))));
    const made: Process = {
      child,
      lines,
      listeners: new Set(),
      hasEnded: false,
      ended: new Promise((resolve) => {
        child.once("exit", (code, signal) => {
          made.hasEnded = true;
          processes.delete(made);
          resolve({ code, signal });
        });
      }),
    };
    child.on("message", (message: FromChild) => {
      if (message.kind === "log") {
        const { error } = (message.fields ?? {}) as { error?: unknown };
        const text = error === undefined ? message.message : `${message.message}: ${String(error)}`;
        keep(Buffer.from(`${message.level}: ${text}`));
        if (message.level === "error") errors.set(message.message, (errors.get(message.message) ?? 0) + 1);
      }
      for (const listener of made.listeners) listener(message);
    });
    processes.add(made);
    return made;
  }

  function send({ child, hasEnded }: Process, message: ToChild): void {
    if (!hasEnded && child.connected) child.send(message, () => {});
  }

  function start(slot: number, { kill, faults }: { kill?: Kill; faults?: Fault[] } = {}): Worker {
    if (closed) throw new Error("The fleet is closed.");
    const made = spares.shift() ?? launch();
    while (spares.length < MAX_SPARES && launched < wanted) spares.push(launch());
    const dataDir = path.join(directory, `worker-${slot}`);
    mkdirSync(dataDir, { recursive: true });
    const { env: shared, objectStore } = services;
    const env = { ...shared, ...settings };
    const message: Start = { dataDir, databaseUrl, env, aheadMs, stepsFile, kill, faults };
    send(made, { kind: "start", start: databaseUrl ? { ...message, objectStore } : message });
    const worker = workerOf(slot, made, send);
    started.add(worker);
    void worker.ready.then(
      (addresses) => !made.hasEnded && serving.set(worker, addresses),
      () => {},
    );
    void worker.ended.then(() => {
      started.delete(worker);
      serving.delete(worker);
    });
    return worker;
  }

  async function any() {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      if (closed) throw new Error("The fleet is closed.");
      const list = [...serving];
      if (list.length > 0) {
        const [worker, addresses] = list[turn++ % list.length]!;
        return { worker, ...addresses };
      }
      if (Date.now() > end) throw new Error(`No process served for ${WAIT_MS / 1000} s.`);
      await delay(15);
    }
  }

  return {
    ...{ services, stepsFile, now, start, any },
    async query<Row>(text: string, params: unknown[] = []) {
      for (;;) {
        const { worker } = await any();
        try {
          return await worker.query<Row>(text, params);
        } catch (error) {
          if (!(error instanceof WorkerEnded)) throw error;
        }
      }
    },
    pass(ms) {
      aheadMs += ms;
      const [first] = serving.keys();
      for (const worker of started) worker.passed(ms, worker === first);
    },
    errors: () => errors,
    isClosed: () => closed,
    async close() {
      closed = true;
      const all = [...processes];
      for (const { child } of all) child.kill("SIGKILL");
      await Promise.all(all.map(({ ended }) => ended));
      await services.stop();
    },
  };
}

export class WorkerEnded extends Error {}

interface InnerWorker extends Worker {
  passed(ms: number, database: boolean): void;
}

function workerOf(slot: number, made: Process, send: (to: Process, message: ToChild) => void): InnerWorker {
  const { child, ended } = made;
  let isReady = false;
  let asked = 0;

  function heard<T>(pick: (message: FromChild) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const listener = (message: FromChild) => {
        const value = pick(message);
        if (value === undefined) return;
        made.listeners.delete(listener);
        resolve(value);
      };
      made.listeners.add(listener);
      void ended.then(({ code, signal }) => {
        made.listeners.delete(listener);
        reject(new WorkerEnded(`The process of slot ${slot} ended with ${signal ?? code}: ${made.lines.join("\n")}`));
      });
    });
  }

  async function ask(question: (id: number) => ToChild): Promise<unknown[]> {
    const id = ++asked;
    const answered = heard((message) => (message.kind === "answer" && message.id === id ? message : undefined));
    send(made, question(id));
    const { rows, error } = await answered;
    if (error) throw new Error(error);
    return rows!;
  }

  const ready = heard((message) => (message.kind === "ready" ? message : undefined));
  ready.then(
    () => {
      isReady = true;
    },
    () => {},
  );
  const gates = new Set<string>();
  made.listeners.add((message) => void (message.kind === "waiting" && gates.add(message.gate)));

  return {
    slot,
    ready,
    ended,
    isReady: () => isReady && !made.hasEnded,
    arm: (kill) => send(made, { kind: "arm", kill }),
    kill: () => !made.hasEnded && child.kill("SIGKILL"),
    query: async <Row>(text: string, params: unknown[] = []) =>
      (await ask((id) => ({ kind: "query", id, text, params }))) as Row[],
    async poison(eventId) {
      await ask((id) => ({ kind: "poison", id, eventId }));
    },
    async waiting(gate) {
      if (!gates.has(gate))
        await heard((message) => (message.kind === "waiting" && message.gate === gate) || undefined);
    },
    open: (gate) => send(made, { kind: "open", gate }),
    shut: (gate) => send(made, { kind: "shut", gate }),
    pass: (ms) => send(made, { kind: "pass", ms, database: false }),
    passed: (ms, database) => send(made, { kind: "pass", ms, database }),
    output: () => made.lines.join("\n"),
  };
}

export const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
