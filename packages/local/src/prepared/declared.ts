/**
 * The declarations of `functions/`, as the embedded cloud needs them: their data, read from a file that a separate process has
 * made, and handlers whose modules are imported when they are first called. Importing all modules would take a second of
 * processor time and 100 MB.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Authorizer, AuthorizerEvent, AuthorizerResult } from "#cloud/authorizer";
import type { HttpEvent, HttpResult, SqsBatchResponse, SqsEvent } from "#cloud/lambda";
import type { StreamHandler } from "#cloud/pour";
import type { Serve } from "#cloud/serve";
import type { Consumer } from "#kit/consumer";
import type { Endpoint } from "#kit/endpoint";
import { configure } from "#kit/runtime";
import type { Schedule } from "#kit/schedule";
import type { Stream } from "#kit/stream";
import type { Workflow } from "#kit/workflow";
import { discover, type Found, projectRoot } from "../../../contract/discover.ts";
import { patternOf } from "../../../contract/manifest.ts";
import { writeDurably } from "../durable.ts";
import { lambdaApp } from "../engine/lambda-app.ts";
import { type FunctionConfig, sync } from "../engine/protocol.ts";
import { serveUrlPath } from "../gateway/paths.ts";
import { type PrepareOptions, prepared } from "./prepared.ts";

/** The module and export of a handler. */
interface Place {
  name: string;
  /** The path, relative to the project. */
  file: string;
  exportName: string;
}

/** The data of handlers of one kind, without their code; it is JSON. */
type Of<Handler, Key extends keyof Handler, More = unknown> = Place & { data: Pick<Handler, Key> & More };

interface Declared {
  authorizer: Of<Authorizer, "cacheSeconds">;
  endpoints: Of<Endpoint, "route" | "method" | "path" | "access">[];
  streams: Of<Stream, "route" | "method" | "path">[];
  consumers: Of<
    Consumer,
    "id" | "batchSize" | "timeoutSeconds",
    {
      /** The EventBridge pattern; null for the consumer of dead letters. */
      pattern: Record<string, unknown> | null;
      /** Whether its rule is on the default bus, where AWS's own services publish. */
      isOnDefaultBus: boolean;
      /** Whether it passes events on to the workflows that wait for them. */
      isForWorkflows: boolean;
    }
  >[];
  schedules: Of<Schedule, "id" | "expression" | "timezone" | "timeoutSeconds">[];
  serves: Of<
    Serve,
    "context",
    {
      workflows: (Pick<Workflow, "id" | "gathers"> & { startedBy: readonly string[] })[];
      /** The functions as the app answers them when it is asked at ORIGIN. */
      functions: readonly FunctionConfig[];
    }
  >[];
}

/** A placeholder for the API's origin, which is known only at a start. */
const ORIGIN = "http://origin.invalid";

/** A declaration: its data, callable like the Lambda that is made of it. */
interface Lazy<Call extends Handler, Data> {
  name: string;
  value: Call & Data;
}

export interface LazyDeclarations {
  authorizer: Lazy<Handler<AuthorizerEvent, AuthorizerResult>, Declared["authorizer"]["data"]>;
  endpoints: Lazy<Handler<HttpEvent, HttpResult>, Declared["endpoints"][number]["data"]>[];
  streams: Lazy<StreamHandler, Declared["streams"][number]["data"]>[];
  consumers: Lazy<Handler<SqsEvent, SqsBatchResponse>, Declared["consumers"][number]["data"]>[];
  schedules: Lazy<Handler<unknown, void>, Declared["schedules"][number]["data"]>[];
  serves: Lazy<Handler<HttpEvent, HttpResult>, Declared["serves"][number]["data"]>[];
}

/** The declarations of this checkout, for a cloud whose API is at `origin`. */
export async function declarations(options: PrepareOptions & { origin: string }): Promise<LazyDeclarations> {
  const text = readFileSync(await prepared("declarations", options), "utf8");
  const declared = JSON.parse(text.replaceAll(ORIGIN, options.origin)) as Declared;
  return {
    authorizer: lazy(declared.authorizer, (authorizer: Authorizer) => authorizer),
    endpoints: declared.endpoints.map((one) => lazy(one, endpointHandler)),
    streams: declared.streams.map((one) => lazy(one, streamHandlerAsking(declared.authorizer))),
    consumers: declared.consumers.map((one) => lazy(one, consumerHandler)),
    schedules: declared.schedules.map((one) => lazy(one, clockHandler)),
    serves: declared.serves.map((one) => lazy(one, workflowsHandler)),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: handlers of different kinds take and return different types.
type Handler<Event = any, Answer = any> = (event: Event, ...more: any[]) => Promise<Answer>;

// The adapters that make a Lambda of a declaration are imported with the first call of their kind.
const endpointHandler = async (endpoint: Endpoint): Promise<Handler<HttpEvent, HttpResult>> =>
  (await import("#cloud/http-endpoint")).httpHandler(endpoint);
const streamHandlerAsking =
  (authorizer: Place) =>
  async (stream: Stream): Promise<StreamHandler> =>
    (await import("#cloud/stream-endpoint")).streamHandler(stream, (await declarationAt(authorizer)) as Authorizer);
const consumerHandler = async (consumer: Consumer): Promise<Handler<SqsEvent, SqsBatchResponse>> =>
  (await import("#cloud/queue-consumer")).queueHandler(consumer);
const clockHandler = async (schedule: Schedule): Promise<Handler<unknown, void>> =>
  (await import("#cloud/clock")).scheduleHandler(schedule);
const workflowsHandler = async (serve: Serve): Promise<Handler<HttpEvent, HttpResult>> =>
  (await import("#cloud/serve")).serveHandler(serve);

function lazy<Declaration, Call extends Handler, Data extends object>(
  { data, ...place }: Place & { data: Data },
  handlerOf: (declaration: Declaration) => Call | Promise<Call>,
): Lazy<Call, Data> {
  let loaded: Promise<Call> | undefined;
  const load = async () => handlerOf((await declarationAt(place)) as Declaration);
  const call: Handler = async (event, ...more) => {
    // One that could not be loaded, for want of memory or files, is tried again by the next call.
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return (await loaded)(event, ...more);
  };
  // It takes and returns what the handler does, which TypeScript cannot see through the type parameter.
  return { name: place.name, value: Object.assign(call as Call, data) };
}

/** The declaration at a place. It exists, because the list was made from the same sources. */
async function declarationAt({ file, exportName }: Place): Promise<unknown> {
  const module = await import(pathToFileURL(path.join(projectRoot, file)).href);
  return module[exportName];
}

/** Imports all modules, and writes their declarations into `file`, which appears complete or not at all. */
export async function writeDeclared(file: string): Promise<void> {
  writeDurably(file, JSON.stringify(await readDeclared()));
}

async function readDeclared(): Promise<Declared> {
  const { authorizer, endpoints, streams, consumers, schedules, serves } = await discover();
  const place = ({ name, file, exportName }: Found<unknown>): Place => ({ name, file, exportName });
  return {
    authorizer: { ...place(authorizer), data: { cacheSeconds: authorizer.value.cacheSeconds } },
    endpoints: endpoints.map((found) => {
      const { route, method, path, access } = found.value;
      return { ...place(found), data: { route, method, path, access } };
    }),
    streams: streams.map((found) => {
      const { route, method, path } = found.value;
      return { ...place(found), data: { route, method, path } };
    }),
    consumers: consumers.map((found) => {
      const { id, batchSize, timeoutSeconds, on } = found.value;
      const pattern = patternOf(on, serves);
      const isOnDefaultBus = typeof on === "object" && "source" in on;
      const isForWorkflows = on === "workflows";
      return {
        ...place(found),
        data: { id, batchSize, timeoutSeconds, pattern, isOnDefaultBus, isForWorkflows },
      };
    }),
    schedules: schedules.map((found) => {
      const { id, expression, timezone, timeoutSeconds } = found.value;
      return { ...place(found), data: { id, expression, timezone, timeoutSeconds } };
    }),
    serves: await Promise.all(
      serves.map(async (found) => {
        const { context, workflows } = found.value;
        const served = workflows.map(({ id, gathers, on }) => ({
          id,
          gathers,
          startedBy: on.flatMap((trigger) => ("cron" in trigger ? [] : [trigger.type])),
        }));
        return {
          ...place(found),
          data: { context, workflows: served, functions: await functionsOf(found.value) },
        };
      }),
    ),
  };
}

/** Asks an app for its functions as the engine does. Only this process calls it, so any signing key will do. */
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
  return sync(lambdaApp(`lifeos-${serve.context}`, url, await workflowsHandler(serve), INNGEST_SIGNING_KEY));
}
