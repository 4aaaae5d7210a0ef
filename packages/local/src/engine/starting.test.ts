import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect } from "vitest";
import { pgliteDb } from "#testing/database";
import { createServeApp, drive } from "#testing/engine-bench";
import { slow } from "#testing/slow";
import { createEngine } from "./engine.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

slow("starts the runs of an event that arrives before the functions are known", async () => {
  const { database, close } = await pgliteDb();
  closing.push(close);
  const { inngest, app } = createServeApp(
    () => engine,
    (client) => [client.createFunction({ id: "greet", triggers: [{ event: "app/hello" }] }, async () => "hello")],
  );
  const engine = createEngine({ database, apps: [app], pollMs: 50 });
  closing.push(() => engine.stop());
  await engine.migrate();

  const body = JSON.stringify({ id: "early", name: "app/hello", data: {} });
  const sending = engine.fetch("http://engine.local/e/test", { method: "POST", body });
  // Enough turns of the event loop to store the event, if the engine did so too early.
  for (let turn = 0; turn < 100; turn++) await nextTurn();
  await engine.start();
  expect((await sending).status).toBe(200);

  const [run] = await drive(engine, inngest).ended("test-greet");
  expect(run).toMatchObject({ status: "completed", output: "hello", eventId: "early" });
});
