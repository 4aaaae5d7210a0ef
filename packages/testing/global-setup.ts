/** Runs once in the main process of a test run. It starts nothing until a worker asks: see broker.ts. */
import type { TestProject } from "vitest/node";
import { startBroker } from "#testing/broker";
import { startPostgres } from "#testing/postgres";
import { ownedTemplate, pgliteTemplate, serverTemplate } from "#testing/templates";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new Map<"common" | "owned", ReturnType<typeof startPostgres>>();
  const started = (which: "common" | "owned") => {
    if (!servers.has(which)) servers.set(which, startPostgres());
    return servers.get(which)!;
  };
  const broker = await startBroker({
    server: async () => ({ url: (await started("common")).url }),
    "migrated-server": async () => serverTemplate(await started("common")),
    "owned-server": async () => ownedTemplate(await started("owned")),
    pglite: pgliteTemplate,
  });
  project.provide("broker", broker.url);
  return async () => {
    await broker.stop();
    for (const server of servers.values()) await (await server).stop();
  };
}
