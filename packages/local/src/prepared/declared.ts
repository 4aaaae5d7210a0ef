/**
 * What `functions/` declares, as the embedded cloud needs it: data, read from a file that a process of its own has made, and handlers whose
 * modules are imported when they are first called. Together the modules take a second of processor time and 100 MB.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
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
  authorizer: Of<Authorizer, "cacheSeconds">;
  endpoints: Of<Endpoint, "route" | "method" | "path" | "access">[];
  streams: Of<Stream, "route" | "method" | "path">[];
  consumers: Of<
    Consumer,
    "id" | "batchSize" | "timeoutSeconds",
    {
      /** Of EventBridge; null where it takes dead letters. */
      pattern: Record<string, unknown> | null;
      /** What AWS itself tells of, it tells the default bus. */
      isOnDefaultBus: boolean;
      /** It takes what the workflows wait for. */
      isForWorkflows: boolean;
    }
  >[];
  schedules: Of<Schedule, "id" | "expression" | "timezone" | "timeoutSeconds">[];
  serves: Of<
    Serve,
    "context",
    {
      workflows: (Pick<Workflow, "id" | "gathers"> & { startedBy: readonly string[] })[];
      /** As the app hands them over when it is asked, at ORIGIN. */
      functions: readonly FunctionConfig[];
    }
  >[];
}

/** Stands for the origin of the API, which a start knows and a file does not. */
const ORIGIN = "http://origin.invalid";

/** Something declared: what is said of it, and callable as the Lambda that it is. */
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

// biome-ignore lint/suspicious/noExplicitAny: those of each kind are given, and answer, something else.
type Handler<Event = any, Answer = any> = (event: Event, ...more: any[]) => Promise<Answer>;

// What makes a Lambda of a declaration is loaded with the first of its kind.
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
    loaded ??= load();
    return (await loaded)(event, ...more);
  };
  // It takes and answers what the handler does, which TypeScript cannot see through the type parameter.
  return { name: place.name, value: Object.assign(call as Call, data) };
}

/** What is declared there: the list was made of the very source that is imported. */
async function declarationAt({ file, exportName }: Place): Promise<unknown> {
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
  return sync(lambdaApp(`lifeos-${serve.context}`, url, await workflowsHandler(serve), INNGEST_SIGNING_KEY));
}
