/** What is compared: bundles, each as it would be deployed, and the events they are called with. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { apiGatewayEvent } from "#testing/lambda-events";
import { bundle, leaner } from "../../scripts/build/bundle.ts";

export interface Variant {
  name: string;
  file: string;
  handler: string;
  eventFile: string;
  warmCalls: number;
}

const handlers = path.join(import.meta.dirname, "handlers");
const route = "/v1/health/brain-logs";
// Some libraries of the stock Lambda are CommonJS and ask for node's modules by `require`.
const requireBanner = `import{createRequire}from"node:module";const require=createRequire(import.meta.url);`;

export async function makeVariants(folder: string, userId: string, warmCalls: number) {
  const identity = { userId, role: "user", tier: "pro", scopes: "" };
  const list = await eventFile("list", { method: "GET", route, query: { category: "social", limit: "20" }, identity });
  const body = { category: "social", metricName: "mood_score", value: 4, loggedAt: "2026-03-02T12:00:00.000Z" };
  const create = await eventFile("create", { method: "POST", route, body, identity });

  const artifacts = await bundle(path.join(folder, "functions"));
  const ours = artifacts.find(({ name }) => name === "health/brain-logs")!.file;
  const stock = await standard("stock");
  const empty = await standard("empty");
  const bare = await lean("bare");
  const adapter = await lean("adapter");
  const variant = (name: string, file: string, handler: string, event: string): Variant => ({
    name,
    file,
    handler,
    eventFile: event,
    warmCalls,
  });
  return {
    empty: variant("empty handler", empty, "handler", list),
    list: variant("LifeOS, GET", ours, "list", list),
    stockList: variant("stock, GET", stock, "handler", list),
    create: variant("LifeOS, POST with its event", ours, "create", create),
    stockCreate: variant("stock, POST without event", stock, "handler", create),
    bareList: variant("bare handler, GET", bare, "list", list),
    echo: variant("LifeOS, no database", adapter, "echo", create),
    bareEcho: variant("bare handler, no database", bare, "echo", create),
  };

  async function eventFile(name: string, request: Parameters<typeof apiGatewayEvent>[0]): Promise<string> {
    const file = path.join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(apiGatewayEvent(request)));
    return file;
  }

  /** As esbuild makes it when nobody does anything about it. */
  async function standard(name: string): Promise<string> {
    const outfile = path.join(folder, `${name}.mjs`);
    await build({ ...common(name), outfile, banner: { js: requireBanner } });
    return outfile;
  }

  /** As our build makes it. */
  async function lean(name: string): Promise<string> {
    const outfile = path.join(folder, `${name}.mjs`);
    await build({ ...common(name), outfile, external: ["./transport/pg.ts"], plugins: leaner() });
    return outfile;
  }
}

const common = (name: string) => ({
  entryPoints: [path.join(handlers, `${name}.ts`)],
  bundle: true,
  minify: true,
  format: "esm" as const,
  platform: "node" as const,
  target: "node24",
  logLevel: "error" as const,
});
