/**
 * What LifeOS's functions may rely on, on any Inngest server. By default the embedded engine proves itself; with
 * INNGEST_BASE_URL (and INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY if it wants them) the same scenarios run against that one.
 * `npm test` has some of them on one kind of engine, with checkpointing or without, which the seed chooses; `npm run prove -- conformance` has all.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, it } from "vitest";
import { serverDatabase } from "#local/database";
import { type App, createApp, register, type Scenario, serveApp } from "#testing/conformance/app";
import { edgeScenarios } from "#testing/conformance/edges";
import { embeddedServer } from "#testing/conformance/embedded";
import { expressionScenarios } from "#testing/conformance/expressions";
import { failureScenarios } from "#testing/conformance/failures";
import { flowScenarios } from "#testing/conformance/flow";
import type { InngestServer } from "#testing/conformance/server";
import { stepScenarios } from "#testing/conformance/steps";
import { systemScenarios } from "#testing/conformance/system";
import { waitScenarios } from "#testing/conformance/waits";
import { pgliteDb, testServer } from "#testing/database";
import { someOf } from "#testing/sampled";

interface Target {
  server: InngestServer;
  serve(appUrl: string): Promise<void>;
  close(): Promise<void>;
}

const every: Scenario[] = [
  ...[stepScenarios, waitScenarios, failureScenarios, flowScenarios].flat(),
  ...[edgeScenarios, expressionScenarios, systemScenarios].flat(),
];
const realUrl = process.env.INNGEST_BASE_URL;
const patienceMs = 1_000_000;
const scenarios = realUrl ? every : someOf("conformance", every, 24);

interface Proof {
  outcomes: Map<Scenario, Promise<void>>;
  close(): Promise<void>;
}

const targets: [name: string, target: () => Promise<Target>][] = realUrl
  ? [[`the server at ${realUrl}`, () => realTarget(realUrl)]]
  : [
      ["the embedded engine on PGlite", pgliteTarget],
      ["two embedded engines on PostgreSQL", serverTarget],
    ];
const all = targets.flatMap(([name, target]) =>
  [true, false].map((checkpointing) => ({ name, target, checkpointing })),
);
const variants = realUrl ? all : someOf("conformance", all, 1);
const proofs = new Map<(typeof variants)[number], Proof>();

// Scenarios mostly wait, so all of them run at once, on all targets; each test then reports one.
beforeAll(async () => {
  const begun = await Promise.allSettled(
    variants.map(async (variant) => void proofs.set(variant, await begin(variant))),
  );
  for (const one of begun) if (one.status === "rejected") throw one.reason;
}, patienceMs);
afterAll(() => Promise.all([...proofs.values()].map(({ close }) => close())), patienceMs);

describe.each(variants)("$name, checkpointing $checkpointing", (variant) => {
  for (const scenario of scenarios) {
    it(scenario.name, () => proofs.get(variant)!.outcomes.get(scenario), patienceMs);
  }
});

async function begin({ target, checkpointing }: (typeof variants)[number]): Promise<Proof> {
  const { server, serve, close } = await target();
  const tag = `${checkpointing ? "cp" : "plain"}-${randomBytes(4).toString("hex")}`;
  const options = { tag, checkpointing };
  const app = createApp(server, options);
  const served = await serveApp(app, scenarios);
  await serve(served.url);
  const outcomes = new Map(
    scenarios.map((scenario) => [scenario, prove(scenario, createApp(server, { ...options, of: app }))]),
  );
  for (const outcome of outcomes.values()) outcome.catch(() => {});
  return {
    outcomes,
    async close() {
      // Work that a failed scenario left under way must end before its server is gone.
      await Promise.allSettled(outcomes.values());
      await close();
      await served.close();
    },
  };
}

/** A scenario proves nothing about runs that still go on, so all runs that it started have to end as well. */
async function prove(scenario: Scenario, app: App): Promise<void> {
  await scenario.prove(app);
  if (!scenario.needsNoRun) await app.allEnded();
}

async function pgliteTarget(): Promise<Target> {
  const { database, close } = await pgliteDb();
  const server = await embeddedServer([database]);
  return {
    server,
    serve: server.serve,
    async close() {
      await server.close();
      await close();
    },
  };
}

/** Two engines with pools of their own, as two processes have, on one database. */
async function serverTarget(): Promise<Target> {
  const { url, drop } = await (await testServer()).createDatabase();
  const databases = [serverDatabase(url), serverDatabase(url)];
  const server = await embeddedServer(databases);
  return {
    server,
    serve: server.serve,
    async close() {
      await server.close();
      for (const database of databases) await database.close();
      await drop();
    },
  };
}

async function realTarget(url: string): Promise<Target> {
  const { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: eventKey } = process.env;
  // A real server sleeps to whole seconds, rounded, and counts a Retry-After from the start of the current second.
  const earlyMs = { sleepUntil: 500, retryAfter: 1_000 };
  const server = { url, register, scale: 1, patienceMs: 420_000, pollMs: 500, earlyMs, signingKey, eventKey };
  const served = async (appUrl: string) => {
    const status = await register(appUrl);
    if (status >= 300) throw new Error(`Registering was answered with ${status}.`);
  };
  return { server, serve: served, close: async () => {} };
}
