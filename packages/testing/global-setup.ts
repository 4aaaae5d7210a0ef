/** Runs once in the main process of a test run. It starts nothing until a worker asks: see broker.ts. */
import type { TestProject } from "vitest/node";
import { type Answers, startBroker } from "#testing/broker";
import { startPostgres } from "#testing/postgres";
import { type Started, startProcess } from "#testing/processes";
import { ownedTemplate, pgliteTemplate, serverTemplate } from "#testing/templates";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new Map<"common" | "owned", ReturnType<typeof startPostgres>>();
  const started = (which: "common" | "owned") => {
    if (!servers.has(which)) servers.set(which, startPostgres());
    return servers.get(which)!;
  };
  const processes: Started<unknown>[] = [];
  async function running<T>(script: string): Promise<T> {
    const process = await startProcess<T>(script);
    processes.push(process);
    return process.answer;
  }
  const broker = await startBroker({
    server: async () => ({ url: (await started("common")).url }),
    "migrated-server": async () => serverTemplate(await started("common")),
    "owned-server": async () => ownedTemplate(await started("owned")),
    pglite: pgliteTemplate,
    browser: () => running<Answers["browser"]>("packages/testing/browser-server.ts"),
    console: () => running<Answers["console"]>("packages/testing/console-cloud.ts"),
  });
  project.provide("broker", broker.url);
  project.provide("hasNamedFiles", hasNamedFiles(process.argv.slice(3)));
  return async () => {
    await broker.stop();
    await Promise.all(processes.map((one) => one.stop()));
    for (const server of servers.values()) await (await server).stop();
  };
}

/** Of what follows `vitest run`: flags, each of which may be followed by a value, and what names files. */
const hasNamedFiles = (given: string[]): boolean =>
  given.some((one, at) => !one.startsWith("-") && !given[at - 1]?.startsWith("-"));
