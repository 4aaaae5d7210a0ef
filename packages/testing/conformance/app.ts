/**
 * The app of a scenario of the conformance suite: an Inngest client, a serve endpoint on node:http, and the public REST
 * inspection of runs. Nothing here depends on the embedded engine, so the same scenarios run against any Inngest server.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { RunReader } from "./runs.ts";
import type { InngestServer, Run } from "./server.ts";

export interface App {
  inngest: Inngest;
  /** A name for an event that is unique to this app, so that two apps on one server never receive each other's events. */
  event(name: string): string;
  /** The real time in milliseconds that a duration of so many seconds takes on this server. */
  seconds(count: number): number;
  send(name: string, data?: Record<string, unknown>, id?: string): Promise<string>;
  /** Sends several events with one request; returns their ids in this order. */
  sendAll(name: string, events: { data: Record<string, unknown>; id?: string; ts?: number }[]): Promise<string[]>;
  /** Sends events without the SDK, which would correct them; returns the status. */
  post(events: unknown[]): Promise<number>;
  /** Registers functions as another app; returns the status. */
  registers(functions: { id: string; triggers: { event: string; if?: string }[] }[]): Promise<number>;
  /** The runs that an event started, once there are `count` of them and all have ended. */
  ended(eventId: string, count?: number): Promise<Run[]>;
  /** All runs of the events that were sent, once there is one and all have ended. */
  allEnded(): Promise<Run[]>;
  runs(eventId: string): Promise<Run[]>;
  /** Whether an event has runs and all have ended. A busy server lists none for a while, which does not count as ended. */
  haveEnded(eventId: string): Promise<boolean>;
  cancel(runId: string): Promise<void>;
  /** How much earlier than requested this server may act, in real milliseconds. */
  earlyMs: InngestServer["earlyMs"];
  /** Polls until the value is there; `what` names it in the error when it never comes. */
  until<T>(what: string, probe: () => T | undefined | null | false | Promise<T | undefined | null | false>): Promise<T>;
  /**
   * Repeats an action until the value is there. An event or a signal that comes before its wait is registered is lost, on any
   * Inngest server, and no public endpoint shows when a wait is registered.
   */
  insist<T>(what: string, act: () => Promise<unknown>, probe: () => T | false | Promise<T | false>): Promise<T>;
  /** Waits for a time in which something must not happen. */
  quiet(seconds: number): Promise<void>;
  /** Values that functions recorded, by key. */
  notes: Map<string, unknown[]>;
  note(key: string, value?: unknown): number;
  noted(key: string): unknown[];
}

export interface Scenario {
  name: string;
  functions(app: App): InngestFunction.Any[];
  prove(app: App): Promise<void>;
  /** Answers a call of a function instead of the app, as a gateway in front of it may. */
  refuse?(app: App, functionId: string): { status: number; headers: Record<string, string> } | undefined;
  /** Set for a scenario that starts no run. */
  needsNoRun?: true;
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };
// Even when the server's time runs fast, an unwanted event gets a real chance to happen.
const leastQuietMs = 250;

interface AppOptions {
  tag: string;
  checkpointing: boolean;
  /** The app whose client and notes this one shares; it has its own record of sent events. */
  of?: App;
}

/** A client and the notes of one app; `serveApp` makes it reachable. */
export function createApp(server: InngestServer, { tag, checkpointing, of }: AppOptions): App {
  const inngest = of?.inngest ?? new Inngest({ ...clientOptions(server, checkpointing), id: `conformance-${tag}` });
  const runs = new RunReader(server);
  const sent: string[] = [];
  let registered = 0;
  const app: App = {
    inngest,
    notes: of?.notes ?? new Map(),
    earlyMs: server.earlyMs,
    event: (name) => `${tag}/${name}`,
    seconds: (count) => count * 1_000 * server.scale,
    send: async (name, data = {}, id) => (await app.sendAll(name, [{ data, ...(id ? { id } : {}) }]))[0]!,
    async sendAll(name, events) {
      const { ids } = await inngest.send(events.map((event) => ({ ...event, name: app.event(name) })));
      sent.push(...ids);
      return ids;
    },
    async post(events) {
      const url = new URL(`/e/${server.eventKey ?? "conformance"}`, server.url);
      const headers = { "content-type": "application/json" };
      return (await fetch(url, { method: "POST", headers, body: JSON.stringify(events) })).status;
    },
    async registers(functions) {
      const another = new Inngest({
        ...clientOptions(server, checkpointing),
        id: `conformance-${tag}-${registered++}`,
      });
      const made = functions.map((options) => another.createFunction(options, async () => {}));
      const served = await serveFunctions(serve({ client: another, functions: made }));
      try {
        return await server.register(served.url);
      } finally {
        await served.close();
      }
    },
    ended: (eventId, count = 1) =>
      app.until(`${count} ended run(s) of event ${eventId}`, async () => {
        const found = await app.runs(eventId);
        return found.length >= count && found.every(({ status }) => status !== "Running") && found;
      }),
    allEnded: () =>
      app.until("the end of all runs", async () => {
        const found = (await Promise.all(sent.map(app.runs))).flat();
        return found.length > 0 && found.every(({ status }) => status !== "Running") && found;
      }),
    runs: (eventId) => runs.ofEvent(eventId),
    async haveEnded(eventId) {
      const found = await app.runs(eventId);
      return found.length > 0 && found.every(({ status }) => status !== "Running");
    },
    cancel: (runId) => runs.cancel(runId),
    async until(what, probe) {
      const end = Date.now() + server.patienceMs;
      for (;;) {
        const value = await probe();
        if (value) return value;
        if (Date.now() > end) throw new Error(`Waited ${server.patienceMs} ms in vain for ${what}.`);
        await new Promise((resolve) => setTimeout(resolve, server.pollMs));
      }
    },
    async insist(what, act, probe) {
      let again = 0;
      return app.until(what, async () => {
        if (Date.now() >= again) {
          await act();
          again = Date.now() + leastQuietMs;
        }
        return probe();
      });
    },
    quiet: (seconds) => new Promise((resolve) => setTimeout(resolve, Math.max(app.seconds(seconds), leastQuietMs))),
    note(key, value = true) {
      const list = app.notes.get(key) ?? [];
      app.notes.set(key, list);
      return list.push(value);
    },
    noted: (key) => app.notes.get(key) ?? [],
  };
  return app;
}

const clientOptions = (server: InngestServer, checkpointing: boolean) => ({
  isDev: server.signingKey === undefined,
  baseUrl: server.url,
  eventKey: server.eventKey ?? "conformance",
  signingKey: server.signingKey,
  checkpointing,
  logger: silent,
});

/** Serves the functions of all scenarios on a free port of the loopback interface. */
export function serveApp(app: App, scenarios: readonly Scenario[]): Promise<Served> {
  const handler = serve({ client: app.inngest, functions: scenarios.flatMap((scenario) => scenario.functions(app)) });
  return serveFunctions((request, response) => {
    const functionId = new URL(request.url!, "http://app").searchParams.get("fnId");
    const refusing = request.method === "POST" && functionId ? scenarios : [];
    const refusal = refusing.map((scenario) => scenario.refuse?.(app, functionId!)).find(Boolean);
    return refusal ? void response.writeHead(refusal.status, refusal.headers).end() : handler(request, response);
  });
}

interface Served {
  url: string;
  close(): Promise<void>;
}

async function serveFunctions(handler: RequestListener): Promise<Served> {
  const server = createServer(KEEPS_CONNECTIONS, handler);
  const url = `${await listen(server)}/api/inngest`;
  return { url, close: () => closeServer(server) };
}

/** Makes an app register itself, as a deployment does: a PUT to its serve endpoint. Returns the status. */
export async function register(url: string): Promise<number> {
  return (await fetch(url, { method: "PUT" })).status;
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
