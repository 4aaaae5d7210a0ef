/** Runs once in the main process of a test run. It starts nothing until a worker asks: see broker.ts. */
import type { TestProject } from "vitest/node";
import { startBroker } from "#testing/broker";
import { startPostgres } from "#testing/postgres";
import { pgliteTemplate, serverTemplate } from "#testing/templates";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: ReturnType<typeof startPostgres> | undefined;
  const started = () => {
    server ??= startPostgres();
    return server;
  };
  const broker = await startBroker({
    server: async () => ({ url: (await started()).url }),
    "migrated-server": async () => serverTemplate(await started()),
    pglite: pgliteTemplate,
  });
  project.provide("broker", broker.url);
  return async () => {
    await broker.stop();
    await (await server)?.stop();
  };
}
