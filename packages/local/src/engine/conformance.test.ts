/**
 * What LifeOS's functions may rely on, on any Inngest server. By default the embedded engine proves itself; with
 * INNGEST_BASE_URL (and INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY if it wants them) the same scenarios run against that one.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, it } from "vitest";
import { serverDatabase } from "#local/database";
import { pgliteDb, testServer } from "#testing/database";
import { type App, createApp, type InngestServer, register, type Scenario, serveApp } from "./conformance/app.ts";
import { embeddedServer } from "./conformance/embedded.ts";
import { failureScenarios } from "./conformance/failures.ts";
import { flowScenarios } from "./conformance/flow.ts";
import { stepScenarios } from "./conformance/steps.ts";
import { waitScenarios } from "./conformance/waits.ts";

interface Target {
  server: InngestServer;
  serve(appUrl: string): Promise<void>;
  close(): Promise<void>;
}

const scenarios: Scenario[] = [...stepScenarios, ...waitScenarios, ...failureScenarios, ...flowScenarios];
const realUrl = process.env.INNGEST_BASE_URL;
const patienceMs = realUrl ? 300_000 : 30_000;

if (realUrl) prove(`the server at ${realUrl}`, async () => realTarget(realUrl));
else {
  prove("the embedded engine on PGlite", pgliteTarget);
  prove("two embedded engines on PostgreSQL", serverTarget);
}

function prove(name: string, target: () => Promise<Target>): void {
  describe.each([true, false])(`${name}, checkpointing %s`, (checkpointing) => {
    let app: App;
    const closing: (() => Promise<void>)[] = [];
    const outcomes = new Map<Scenario, Promise<void>>();

    beforeAll(async () => {
      const { server, serve, close } = await target();
      closing.push(close);
      const tag = `${checkpointing ? "cp" : "plain"}-${randomBytes(4).toString("hex")}`;
      app = createApp(server, { tag, checkpointing });
      const served = await serveApp(
        app,
        scenarios.flatMap((scenario) => scenario.functions(app)),
      );
      closing.unshift(served.close);
      await serve(served.url);
      // They mostly wait, so all of them run at once; each test then reports one.
      for (const scenario of scenarios) {
        const outcome = scenario.prove(app);
        outcome.catch(() => {});
        outcomes.set(scenario, outcome);
      }
    }, patienceMs);
    afterAll(async () => {
      for (const close of closing.toReversed()) await close();
    });

    for (const scenario of scenarios) it(scenario.name, () => outcomes.get(scenario), patienceMs);
  });
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
  const server = { url, scale: 1, patienceMs: 240_000, signingKey, eventKey };
  return { server, serve: register, close: async () => {} };
}
