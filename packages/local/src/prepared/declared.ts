/**
 * What `functions/` declares, as the embedded cloud needs it: data, read from a file that a process of its own has made, and handlers whose
 * modules are imported when they are first called. Together the modules take a second of processor time and 100 MB.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Authorizer } from "#kit/authorizer";
import type { Consumer } from "#kit/consumer";
import type { Endpoint } from "#kit/endpoint";
import { configure } from "#kit/runtime";
import type { Schedule } from "#kit/schedule";
import type { Serve } from "#kit/serve";
import type { Workflow } from "#kit/workflow";
import { discover, type Found, projectRoot } from "../../../contract/discover.ts";
import { patternOf } from "../../../contract/manifest.ts";
import { lambdaApp } from "../engine/lambda-app.ts";
import { type FunctionConfig, sync } from "../engine/protocol.ts";
import { serveUrlPath } from "../gateway/paths.ts";
import { type PrepareOptions, prepared } from "./prepared.ts";

/** Where a handler is. */
interface Place {
  name: string;
  /** Relative to the project. */
  file: string;
  exportName: string;
}

/** What is said of handlers beside their code; `Data` is JSON. */
type Of<Handler, Key extends keyof Handler, More = unknown> = Place & { data: Pick<Handler, Key> & More };

interface Declared {
  authorizer: Of<Authorizer, "kind" | "cacheSeconds">;
  endpoints: Of<Endpoint, "kind" | "route" | "method" | "path" | "access">[];
  consumers: Of<
    Consumer,
    "kind" | "id" | "batchSize" | "timeoutSeconds",
    {
      /** Of EventBridge; null where it takes dead letters. */
      pattern: Record<string, unknown> | null;
      /** What AWS itself tells of, it tells the default bus. */
      isOnDefaultBus: boolean;
      /** It takes what the workflows wait for. */
      isForWorkflows: boolean;
    }
  >[];
  schedules: Of<Schedule, "kind" | "id" | "expression" | "timezone" | "timeoutSeconds">[];
  serves: Of<
    Serve,
    "kind" | "context",
    {
      workflows: (Pick<Workflow, "id" | "gathers"> & { on: { type: string } })[];
      /** As the app hands them over when it is asked, at ORIGIN. */
      functions: readonly FunctionConfig[];
    }
  >[];
}

/** Stands for the origin of the API, which a start knows and a file does not. */
const ORIGIN = "http://origin.invalid";

type Call<Handler> = Handler extends (event: infer Event, ...rest: never[]) => infer Answer
  ? (event: Event) => Answer
  : never;

/** Something declared: what is said of it, and callable. */
export interface Lazy<Handler, Data> {
  name: string;
  value: Call<Handler> & Data;
}

export type LazyDeclarations = {
  authorizer: Lazy<Authorizer, Declared["authorizer"]["data"]>;
  endpoints: Lazy<Endpoint, Declared["endpoints"][number]["data"]>[];
  consumers: Lazy<Consumer, Declared["consumers"][number]["data"]>[];
  schedules: Lazy<Schedule, Declared["schedules"][number]["data"]>[];
  serves: Lazy<Serve, Declared["serves"][number]["data"]>[];
};

/** The declarations of this checkout, for a cloud whose API is at `origin`. */
export async function declarations(options: PrepareOptions & { origin: string }): Promise<LazyDeclarations> {
  const text = readFileSync(await prepared("declarations", options), "utf8");
  const declared = JSON.parse(text.replaceAll(ORIGIN, options.origin)) as Declared;
  return {
    authorizer: lazy<Authorizer, Declared["authorizer"]["data"]>(declared.authorizer),
    endpoints: declared.endpoints.map((one) => lazy<Endpoint, typeof one.data>(one)),
    consumers: declared.consumers.map((one) => lazy<Consumer, typeof one.data>(one)),
    schedules: declared.schedules.map((one) => lazy<Schedule, typeof one.data>(one)),
    serves: declared.serves.map((one) => lazy<Serve, typeof one.data>(one)),
  };
}

function lazy<Handler, Data extends object>({ data, ...place }: Place & { data: Data }): Lazy<Handler, Data> {
  let loaded: Promise<(event: unknown) => unknown> | undefined;
  const call = async (event: unknown) => {
    loaded ??= handlerAt(place);
    return (await loaded)(event);
  };
  // The file was made of the very source that is imported: what is exported there is a Handler.
  return { name: place.name, value: Object.assign(call, data) as unknown as Call<Handler> & Data };
}

async function handlerAt({ file, exportName }: Place): Promise<(event: unknown) => unknown> {
  const module = await import(pathToFileURL(path.join(projectRoot, file)).href);
  return module[exportName];
}

/** Imports everything, and writes what is declared into `file`, which appears complete or not at all. */
export async function writeDeclared(file: string): Promise<void> {
  const declared = await readDeclared();
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(declared));
  renameSync(partial, file);
}

async function readDeclared(): Promise<Declared> {
  const { authorizer, endpoints, consumers, schedules, serves } = await discover();
  const place = ({ name, file, exportName }: Found<unknown>): Place => ({ name, file, exportName });
  return {
    authorizer: { ...place(authorizer), data: { kind: "authorizer", cacheSeconds: authorizer.value.cacheSeconds } },
    endpoints: endpoints.map((found) => {
      const { kind, route, method, path, access } = found.value;
      return { ...place(found), data: { kind, route, method, path, access } };
    }),
    consumers: consumers.map((found) => {
      const { kind, id, batchSize, timeoutSeconds, on } = found.value;
      const pattern = patternOf(on, serves);
      const isOnDefaultBus = typeof on === "object" && "source" in on;
      const isForWorkflows = on === "workflows";
      return {
        ...place(found),
        data: { kind, id, batchSize, timeoutSeconds, pattern, isOnDefaultBus, isForWorkflows },
      };
    }),
    schedules: schedules.map((found) => {
      const { kind, id, expression, timezone, timeoutSeconds } = found.value;
      return { ...place(found), data: { kind, id, expression, timezone, timeoutSeconds } };
    }),
    serves: await Promise.all(
      serves.map(async (found) => {
        const { kind, context, workflows } = found.value;
        const served = workflows.map(({ id, gathers, on: { type } }) => ({ id, gathers, on: { type } }));
        return {
          ...place(found),
          data: { kind, context, workflows: served, functions: await functionsOf(found.value) },
        };
      }),
    ),
  };
}

/** Asks an app for its functions as the engine does; nobody else is there, so any key will do. */
async function functionsOf(serve: Serve): Promise<readonly FunctionConfig[]> {
  const INNGEST_SIGNING_KEY = `signkey-local-${"0".repeat(64)}`;
  configure({
    transport: { run: () => Promise.reject(new Error("there is no database")), close: async () => {} },
    publish: async () => {},
    now: () => new Date(),
    log: (level, message, fields) => level === "error" && console.error(message, fields),
    config: { INNGEST_SIGNING_KEY },
  });
  const url = `${ORIGIN}${serveUrlPath(serve.context)}`;
  return sync(lambdaApp(`lifeos-${serve.context}`, url, serve, INNGEST_SIGNING_KEY));
}
