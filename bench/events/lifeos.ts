/**
 * The embedded engine under the closed loop: one process, one app in it, unmodified Inngest functions.
 *
 * `http: false` hands the app the engine's `fetch`, as a library in the same process; `http: true` is how `npm start` runs
 * it: the SDK sends events and saves steps over a loopback socket.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Inngest } from "inngest";
import { serve } from "inngest/lambda";
import { type Database, serverDatabase } from "#local/database";
import { createEngine, type Engine } from "#local/engine/engine";
import { lambdaApp } from "#local/engine/lambda-app";
import { answer } from "./process.ts";
import { closedLoop, type Loop, openUserTable, POOL_SIZE, STEPS, type UserTable } from "./work.ts";

interface Order {
  id: string;
  writes: boolean;
  /** Counts, at the start of each step, the results that another connection can see. */
  probe?: boolean;
}

type LambdaHandler = Parameters<typeof lambdaApp>[2];

const PATIENCE_MS = 60_000;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

let engine: Engine;
let client: Inngest;
let database: Database;
let user: UserTable;
let server: http.Server | undefined;
let served = 0;

/** Called when the completion of a run has committed. */
const orderOf = new Map<string, string>();
const ended = new Map<string, () => void>();
const probes = new Map<string, number[]>();

answer({
  async start({ url, http: overHttp }: { url: string; http: boolean }) {
    user = await openUserTable(url);
    database = watched(serverDatabase(url, { max: POOL_SIZE, forQueues: true }));
    const baseUrl = overHttp ? await listen() : "http://engine.local";
    client = new Inngest({
      id: "bench",
      isDev: true,
      eventKey: "bench",
      baseUrl,
      logger: silent,
      ...(overHttp ? {} : { fetch: (input, init) => engine.fetch(input as Request, init) }),
    });
    const handler = serve({ client, functions: [threeSteps(client)] });
    const app = lambdaApp("bench", "http://app.local/api/inngest", handler as unknown as LambdaHandler);
    engine = createEngine({ database, apps: [app] });
    await engine.migrate();
    await engine.start();
  },
  round: (loop: Loop) => closedLoop(loop, () => runOne({ id: nextId(), writes: loop.writes })),
  /** Result rows seen at the start of steps 1, 2 and 3, and after the end, for workflows that run side by side. */
  async probe({ workflows }: { workflows: number }) {
    const orders = Array.from({ length: workflows }, () => ({ id: nextId(), writes: true, probe: true }));
    return Promise.all(
      orders.map(async (order) => {
        await runOne(order);
        const runId = [...orderOf].find(([, id]) => id === order.id)![0];
        return [...probes.get(order.id)!, await savedSteps(runId)];
      }),
    );
  },
  async check() {
    const [row] = await user.query<{ n: number }>(
      "select count(*)::int as n from workflow.run where status = 'completed'",
      [],
    );
    return { ended: row!.n, started: served };
  },
  async stop() {
    await engine?.stop();
    server?.closeAllConnections();
    await database?.close();
    await user?.close();
  },
});

function threeSteps(inngest: Inngest) {
  return inngest.createFunction(
    { id: "three-steps", retries: 4, triggers: [{ event: "bench/ordered" }] },
    async ({ event, step, runId }) => {
      const order = event.data as unknown as Order;
      orderOf.set(runId, order.id);
      for (const number of STEPS) {
        await step.run(`s${number}`, async () => {
          if (order.probe) probes.set(order.id, [...(probes.get(order.id) ?? []), await savedSteps(runId)]);
          if (order.writes) await user.write(number, order.id);
          return `r${number}`;
        });
      }
      return order.id;
    },
  );
}

async function runOne(order: Order): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The workflow ${order.id} has not ended within ${PATIENCE_MS / 1000} s.`)),
      PATIENCE_MS,
    );
    ended.set(order.id, () => {
      clearTimeout(timer);
      ended.delete(order.id);
      resolve();
    });
  });
  await client.send({ name: "bench/ordered", data: order });
  await end;
}

async function savedSteps(runId: string): Promise<number> {
  const rows = await user.query<{ n: number }>(
    "select count(*)::int as n from workflow.step where run_id = $1 and op = 'StepRun'",
    [runId],
  );
  return rows[0]!.n;
}

/**
 * The engine does not announce ends, and polling for them would be measured too. The statement that ends runs answers with
 * their ids when it has committed: that is the moment the loop waits for.
 */
function watched(inner: Database): Database {
  return {
    ...inner,
    async query<Row>(text: string, params?: unknown[]) {
      const rows = await inner.query<Row>(text, params);
      if (text.includes("set status = 'completed'")) {
        for (const { run_id } of rows as { run_id: string }[]) {
          ended.get(orderOf.get(run_id) ?? "")?.();
          if (!probes.has(orderOf.get(run_id) ?? "")) orderOf.delete(run_id);
        }
      }
      return rows;
    },
  };
}

/** As the embedded cloud mounts it. */
async function listen(): Promise<string> {
  const listener = getRequestListener((request) => engine.fetch(request), { overrideGlobalObjects: false });
  server = http.createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const nextId = () => `${process.pid}-${++served}`;
