/**
 * Finds all declarations in `functions/`. Names are derived from places: the export `list` of `functions/finance/transactions.ts`
 * is the operation `finance.transactions.list`; there is no registration.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Authorizer } from "#cloud/authorizer";
import type { Serve } from "#cloud/serve";
import type { Consumer } from "#kit/consumer";
import type { Endpoint } from "#kit/endpoint";
import type { Schedule } from "#kit/schedule";
import type { Stream } from "#kit/stream";
import type { Workflow } from "#kit/workflow";

export interface Found<T> {
  /** `finance.transactions.list` */
  name: string;
  /** Relative to the project, with forward slashes. */
  file: string;
  exportName: string;
  value: T;
}

export interface Declarations {
  endpoints: Found<Endpoint>[];
  streams: Found<Stream>[];
  consumers: Found<Consumer>[];
  schedules: Found<Schedule>[];
  workflows: Found<Workflow>[];
  serves: Found<Serve>[];
  authorizer: Found<Authorizer>;
}

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/**
 * Imports every file of `functions/` and sorts the exports by kind; throws one sentence for a declaration whose name does not fit
 * its place.
 */
export async function discover(): Promise<Declarations> {
  const found = (await Promise.all(functionFiles().map(exportsOf))).flat();
  // `exportsOf` has sorted the exports by the kind that they name themselves.
  const of = <T>(kind: string) => found.filter((one) => one.value.kind === kind) as unknown as Found<T>[];
  const authorizers = of<Authorizer>("authorizer");
  if (authorizers.length !== 1) throw new Error(`there must be one authorizer, not ${authorizers.length}`);
  const declarations: Declarations = {
    endpoints: of("endpoint"),
    streams: of("stream"),
    consumers: of("consumer"),
    schedules: of("schedule"),
    workflows: of("workflow"),
    serves: of("serve"),
    authorizer: authorizers[0]!,
  };
  check(declarations);
  return declarations;
}

/** Files beside declarations: tests, their data, and descriptions. */
const BESIDE = /\.test\.ts$|\.testing\.ts$|\/says\.ts$/;

function functionFiles(): string[] {
  return readdirSync(path.join(projectRoot, "functions"), { recursive: true, encoding: "utf8" })
    .map((file) => `functions/${file.split(path.sep).join("/")}`)
    .filter((file) => file.endsWith(".ts") && !BESIDE.test(file))
    .sort();
}

async function exportsOf(file: string): Promise<Found<{ kind: string }>[]> {
  const module = (await import(pathToFileURL(path.join(projectRoot, file)).href)) as Record<string, unknown>;
  const [, pillar, resource] = file.replace(/\.ts$/, "").split("/") as [string, string, string];
  // Sorted, because the order of a module's exports depends on the loader, and generated files must not.
  return Object.entries(module)
    .filter(
      ([, value]) => value !== null && (typeof value === "function" || typeof value === "object") && "kind" in value,
    )
    .map(([exportName, value]) => ({
      name: `${pillar}.${resource}.${exportName}`,
      file,
      exportName,
      value: value as { kind: string },
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function check({ endpoints, streams, consumers, schedules, workflows, serves }: Declarations): void {
  const routes = new Map<string, string>();
  for (const { name, file, value } of [...endpoints, ...streams]) {
    const [pillar, resource] = name.split(".") as [string, string];
    // A sub-resource may have a file of its own: functions/household/aliases.ts has /v1/household/vendors/{vendorId}/aliases.
    const [, version, first, ...rest] = value.path.split("/");
    if (
      version !== "v1" ||
      first !== pillar ||
      !rest.some((part) => part === resource || part.startsWith(`${resource}.`))
    ) {
      throw new Error(
        `${file}: ${value.route} belongs into another file; paths here begin with /v1/${pillar} and name ${resource}`,
      );
    }
    const shape = value.route.replace(/{\w+}/g, "{}");
    const other = routes.get(shape);
    if (other) throw new Error(`${name} and ${other} have the same route ${value.route}`);
    routes.set(shape, name);
  }
  checkStreams(streams, endpoints);
  for (const { name, file, exportName, value } of [...consumers, ...schedules, ...workflows]) {
    const expected = `${name.split(".")[0]}.${exportName}`;
    if (value.id !== expected)
      throw new Error(`${file}: ${exportName} calls itself ${value.id}; its place says ${expected}`);
  }
  const served = serves.flatMap(({ value }) => value.workflows.map((one) => one.id));
  for (const { value } of workflows) {
    const times = served.filter((id) => id === value.id).length;
    if (times !== 1)
      throw new Error(`the workflow ${value.id} is served ${times} times; list it in one file of functions/serve`);
  }
}

/** Throws one sentence for a stream whose path or events the edge or a client would misinterpret. */
export function checkStreams(streams: readonly Found<Stream>[], endpoints: readonly Found<Endpoint>[]): void {
  for (const { name, file, value } of streams) {
    const isCaught = new RegExp(`^${edgePatternOf(value.path).replaceAll("*", ".*")}$`);
    const others = [...endpoints, ...streams].filter((one) => one.name !== name);
    const caught = others.find((one) => isCaught.test(one.value.path));
    if (caught)
      throw new Error(
        `${file}: the edge, which tells operations apart by path alone, would send ${caught.name} to ${name}`,
      );
    const own = Object.keys(value.spec.events).find((event) => event === "end" || event === "problem");
    if (own) throw new Error(`${file}: ${name} has an event called ${own}, which says how a stream ended`);
  }
}

/** A path as a pattern of CloudFront: a star matches any text, including slashes. */
export const edgePatternOf = (path: string): string => path.replace(/{\w+}/g, "*");
