/** From the commit of a change to the first line of the workflow that its event starts, on the embedded stack. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "#testing/postgres";
import { ms, percentile, table } from "./figures.ts";
import { type Child, startChild } from "./process.ts";

export interface LatencyOptions {
  /** Events of each measurement. */
  events: number;
  say(line: string): void;
}

interface Taken {
  startMs: number;
  /** To the first step of the handler: the run has claimed its event in the database by then. */
  stepMs: number;
}

interface Service {
  url: string;
  token: string;
}

const WARM_UP_EVENTS = 60;
const RATE_PER_SECOND = 20;

/** Prints its table. */
export async function measureLatency({ events, say }: LatencyOptions): Promise<void> {
  const server = await startPostgres({ fsync: true });
  try {
    const rows: string[][] = [];
    for (const [store, databaseUrl] of [
      ["PGlite", undefined],
      ["PostgreSQL", (await server.createDatabase()).url],
    ] as const) {
      say(`latency on ${store}`);
      for (const [load, taken] of await measureOn(databaseUrl, events)) rows.push(row(`${store}, ${load}`, taken));
    }
    say("");
    say("From commit to workflow, over HTTP, bus, forwarder and engine (target: start p50 ≤ 10 ms, p99 ≤ 50 ms)");
    say(table(["", "events", "start p50 ms", "p99", "max", "first step p50", "p99"], rows));
    say("");
  } finally {
    await server.stop();
  }
}

async function measureOn(databaseUrl: string | undefined, events: number): Promise<[string, Taken[]][]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "lifeos-bench-"));
  const child = startChild("cloud.ts");
  try {
    const service = await child.ask<Service>("start", { dataDir, databaseUrl });
    await oneByOne(child, service, WARM_UP_EVENTS);
    const unloaded = await oneByOne(child, service, events);
    const steady = await atRate(child, service, events);
    return [
      ["one at a time", unloaded],
      [`${RATE_PER_SECOND} a second`, steady],
    ];
  } finally {
    await child.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The next change comes when nothing is left to do for the one before. */
async function oneByOne(child: Child, service: Service, events: number): Promise<Taken[]> {
  for (let number = 0; number < events; number++) {
    await logMeal(service, number);
    await child.ask("settled");
  }
  return taken(child, events);
}

/** Changes come at random moments (a Poisson process), whether those before have been dealt with or not. */
async function atRate(child: Child, service: Service, events: number): Promise<Taken[]> {
  const sent: Promise<void>[] = [];
  let at = performance.now();
  for (let number = 0; number < events; number++) {
    at += (-Math.log(1 - Math.random()) * 1000) / RATE_PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
    sent.push(logMeal(service, number));
  }
  await Promise.all(sent);
  return taken(child, events);
}

async function taken(child: Child, events: number): Promise<Taken[]> {
  const all = await child.ask<Taken[]>("taken", { events });
  if (all.length !== events) throw new Error(`${events} events were committed and ${all.length} workflows started.`);
  return all;
}

async function logMeal({ url, token }: Service, number: number): Promise<void> {
  const response = await fetch(`${url}/v1/health/meals`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: `Meal ${number}`, eatenAt: new Date().toISOString(), calories: 500 }),
  });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}

function row(name: string, all: Taken[]): string[] {
  const start = all.map(({ startMs }) => startMs);
  const step = all.map(({ stepMs }) => stepMs);
  return [
    name,
    String(all.length),
    ms(percentile(start, 0.5)),
    ms(percentile(start, 0.99)),
    ms(Math.max(...start)),
    ms(percentile(step, 0.5)),
    ms(percentile(step, 0.99)),
  ];
}
