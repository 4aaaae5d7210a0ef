/** One engine and one app in the test's own process, connected without HTTP. */
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Database } from "#local/database";
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type RunDetail,
  type RunSummary,
  type ServeApp,
} from "#local/engine/engine";
import type { LogLine } from "#local/engine/state";

export interface Bench {
  engine: Engine;
  inngest: Inngest;
  lines: LogLine[];
  send(name: string, data?: Record<string, unknown>, id?: string): Promise<string>;
  /** All runs of a function, once there are `count` of them and all have ended. */
  ended(functionId: string, count?: number): Promise<RunDetail[]>;
  runs(functionId?: string): Promise<RunSummary[]>;
  until<T>(what: string, probe: () => T | undefined | false | Promise<T | undefined | false>): Promise<T>;
}

export type Functions = (inngest: Inngest) => InngestFunction.Any[];

type FetchedApp = Extract<ServeApp, { fetch: unknown }>;

const silent = { info() {}, warn() {}, error() {}, debug() {} };
const patienceMs = 120_000;

/** An app in this process; requests of its client go to `engine()`. */
export function createServeApp(engine: () => Engine, functions: Functions): { app: FetchedApp; inngest: Inngest } {
  const inngest = new Inngest({
    id: "test",
    isDev: true,
    eventKey: "test",
    baseUrl: "http://engine.local",
    fetch: (input, init) => engine().fetch(input as Request, init),
    logger: silent,
  });
  const handler = serve({ client: inngest, functions: functions(inngest) });
  return {
    inngest,
    app: { id: "test", url: "http://app.local/api/inngest", fetch: async (request) => handler(request) },
  };
}

export interface BenchOptions extends Partial<EngineOptions> {
  /** Wraps the app that the engine calls. */
  wrap?: (app: FetchedApp) => ServeApp;
}

/** Starts an engine on the database. A second of the functions' time takes 20 ms by default. */
export async function startBench(
  database: Database,
  functions: Functions,
  { wrap, ...options }: BenchOptions = {},
): Promise<Bench> {
  const lines: LogLine[] = [];
  const { inngest, app } = createServeApp(() => engine, functions);
  const engine = createEngine({
    database,
    apps: [wrap ? wrap(app) : app],
    timeScale: 0.02,
    pollMs: 50,
    backoffMs: () => 5,
    log: (line) => void lines.push(line),
    ...options,
  });
  await engine.migrate();
  await engine.start();
  return { ...drive(engine, inngest), lines };
}

export function drive(engine: Engine, inngest: Inngest): Omit<Bench, "lines"> {
  async function until<T>(
    what: string,
    probe: () => T | undefined | false | Promise<T | undefined | false>,
  ): Promise<T> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const value = await probe();
      if (value) return value;
      if (Date.now() > end) throw new Error(`Waited ${patienceMs} ms in vain for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  const runs = async (functionId?: string) => (await engine.runs.list({ functionId, limit: 200 })).items;
  return {
    engine,
    inngest,
    until,
    runs,
    async send(name, data = {}, id) {
      return (await inngest.send({ name, data, ...(id ? { id } : {}) })).ids[0]!;
    },
    async ended(functionId, count = 1) {
      const found = await until(`${count} ended run(s) of ${functionId}`, async () => {
        const list = await runs(functionId);
        return list.length >= count && list.every(({ status }) => status !== "running") && list;
      });
      return Promise.all(found.map(async ({ id }) => (await engine.runs.get(id))!));
    },
  };
}

/** A promise that the test resolves, for steps that wait for the test. */
export function gate<T = void>(): { open: (value: T) => void; passed: Promise<T> } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { open: resolve, passed: promise };
}
