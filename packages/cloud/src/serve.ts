/**
 * The Lambda behind a function URL that Inngest calls to run the workflows of one bounded context. A handful of these serve
 * all workflows: isolation between contexts without a cold start for each function.
 */

import { Inngest } from "inngest";
import { serve as serveLambda } from "inngest/lambda";
import type { Log } from "#kit/ctx";
import { type Runtime, runtime } from "#kit/runtime";
import type { Workflow } from "#kit/workflow";
import { throughEdge } from "./edge.ts";
import { inngestFunction } from "./inngest-workflow.ts";
import type { HttpEvent, HttpResult, LambdaContext } from "./lambda.ts";
import type { Use } from "./uses.ts";

export interface Serve {
  kind: "serve";
  /** The bounded context; the Inngest app is `lifeos-<context>`. */
  context: string;
  workflows: readonly Workflow[];
  uses: readonly Use[];
}

/* @__NO_SIDE_EFFECTS__ */
export function serve(
  context: string,
  workflows: readonly Workflow[],
  { uses = [] }: { uses?: readonly Use[] } = {},
): Serve {
  return { kind: "serve", context, workflows, uses };
}

/** The Lambda handler of a context, behind its function URL. */
export function serveHandler({ context, workflows }: Serve): Handler {
  let built: { from: Runtime; handler: Handler } | undefined;
  return async (event, lambda) => {
    const admitted = behindEdge(event);
    if ("statusCode" in admitted) return admitted;
    // Built at the first call, when the configuration is known, and again when the configuration changes.
    if (built?.from !== runtime()) built = { from: runtime(), handler: build(context, workflows) };
    return built.handler(admitted, lambda);
  };
}

/**
 * The request for the SDK, or the refusal. An edge cannot forward the caller's Host to a function URL, so it sends it in a
 * separate header. Without it the SDK would register the function's URL, and Inngest would bypass the edge.
 */
function behindEdge(event: HttpEvent): HttpEvent | HttpResult {
  if (!runtime().config.ORIGIN_SECRET) return event;
  try {
    const { headers, ...rest } = throughEdge(event);
    return { ...rest, headers: { ...headers, host: headers["x-forwarded-host"] ?? headers.host } };
  } catch {
    return { statusCode: 403, headers: { "content-type": "text/plain" }, body: "Not the public address." };
  }
}

type Handler = (event: HttpEvent, context?: LambdaContext) => Promise<HttpResult>;

function build(context: string, workflows: readonly Workflow[]): Handler {
  const client = inngestClient(`lifeos-${context}`);
  const functions = workflows.map((workflow) => inngestFunction(client, workflow));
  // Inngest's adapter takes events of every gateway, and its type names those of others.
  return serveLambda({ client, functions }) as unknown as Handler;
}

/**
 * An SDK client for the configured server: INNGEST_BASE_URL (Inngest Cloud without it), INNGEST_EVENT_KEY, and
 * INNGEST_SIGNING_KEY, without which there is none. The SDK's development mode is always off: in it anybody who reaches the
 * functions could run any step as any person, and INNGEST_DEV in the environment would be enough to switch it on.
 */
export function inngestClient(id: string): Inngest.Any {
  const { config, log, inngestFetch } = runtime();
  if (!config.INNGEST_SIGNING_KEY)
    throw new Error("INNGEST_SIGNING_KEY is not set, and calls of workflows that nobody signed are not taken");
  return new Inngest({
    id,
    isDev: false,
    baseUrl: config.INNGEST_BASE_URL,
    eventKey: config.INNGEST_EVENT_KEY ?? "local",
    signingKey: config.INNGEST_SIGNING_KEY,
    ...(inngestFetch && { fetch: inngestFetch }),
    logger: sdkLogger(log),
  }) as Inngest.Any;
}

/**
 * Forwards the SDK's log: a text, or an object with `err` and then the text. It is logged one level lower, because what failed is
 * retried.
 */
export function sdkLogger(log: Log) {
  const at =
    (level: "debug" | "warn") =>
    (first: unknown, ...rest: unknown[]) => {
      const message = typeof first === "string" ? first : String(rest.shift() ?? "");
      // The caller who registers gets the reason in the answer and logs it if necessary.
      if (message === "Failed to register") return;
      log(level, message, { ...(typeof first !== "string" && readable(first)), ...(rest.length > 0 && { rest }) });
    };
  return { debug: () => {}, info: at("debug"), warn: at("warn"), error: at("warn") };
}

/** Errors become texts, because JSON.stringify makes `{}` of them. */
const readable = (fields: unknown) =>
  Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, value]) => [name, value instanceof Error ? value.message : value]),
  );
