/** Runs once in the main process of a test run; see broker.ts for why it starts nothing by itself. */
import type { TestProject } from "vitest/node";
import { type Answers, startBroker } from "#testing/broker";
import { startPostgres } from "#testing/postgres";
import { type Started, startProcess } from "#testing/processes";
import { pgliteTemplate, serverTemplate } from "#testing/templates";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: ReturnType<typeof startPostgres> | undefined;
  const started = () => {
    server ??= startPostgres();
    return server;
  };
  const processes: Started<unknown>[] = [];
  async function running<T>(script: string): Promise<T> {
    const process = await startProcess<T>(script);
    processes.push(process);
    return process.answer;
  }
  const broker = await startBroker({
    server: async () => ({ url: (await started()).url }),
    "migrated-server": async () => serverTemplate(await started()),
    pglite: pgliteTemplate,
    browser: () => running<Answers["browser"]>("packages/testing/browser-server.ts"),
    console: () => running<Answers["console"]>("packages/testing/console-cloud.ts"),
  });
  project.provide("broker", broker.url);
  return async () => {
    await broker.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await (await server)?.stop();
  };
}
