/** The embedded engine with some workflows of LifeOS, in the process of a test. */

import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { expect } from "vitest";
import { inngestFunction } from "#cloud/inngest-workflow";
import type { CloudEvent } from "#kit/event";
import type { Workflow } from "#kit/workflow";
import type { Database } from "#local/database";
import { createEngine, type EngineOptions } from "#local/engine/engine";
import { eventually } from "#testing/eventually";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Starts the engine. `send` hands events over; `run` also waits until the runs that they started have ended, and returns their
 * states.
 */
export async function startWorkflows(
  database: Database,
  workflows: readonly Workflow[],
  options: Pick<EngineOptions, "checkpointing" | "now"> = {},
) {
  const client = new Inngest({
    id: "lifeos-test",
    isDev: true,
    baseUrl: "http://engine.test",
    eventKey: "test",
    fetch: ((input: string, init?: RequestInit) => engine.fetch(new Request(input, init))) as typeof fetch,
    logger: quiet,
  });
  const functions = workflows.map((one) => inngestFunction(client, one));
  const handler = serve({ client, functions }) as (request: Request) => Promise<Response>;
  const engine = createEngine({
    database,
    apps: [{ id: "lifeos-test", url: "http://app.test/api/inngest", fetch: (request) => handler(request) }],
    backoffMs: () => 5,
    pollMs: 20,
    ...options,
  });
  await engine.migrate();
  await engine.start();

  /**
   * A server ignores a repeated id, so an event that is sent again weeks later needs another one. The client would give an event the
   * machine's time, and the engine starts no run before the time of its event.
   */
  const send = (events: readonly CloudEvent[], idOf = (id: string) => id) => {
    const ts = options.now?.().getTime();
    return client.send(events.map((event) => ({ id: idOf(event.id), name: event.type, data: event as never, ts })));
  };
  async function run(...events: CloudEvent[]): Promise<string[]> {
    const before = new Set((await engine.runs.list()).items.map(({ id }) => id));
    await send(events);
    return eventually(async () => {
      const runs = (await engine.runs.list()).items.filter(({ id }) => !before.has(id));
      expect(runs.length).toBeGreaterThan(0);
      for (const { endedAt } of runs) expect(endedAt).not.toBeNull();
      return runs.map(({ status }) => status);
    });
  }
  return { engine, send, run };
}
