/**
 * The front door on one machine. Where AWS has API Gateway as the router, here it is Hono; behind it everything is as in
 * production: the same authorizer with the same cache, the same events, the same limits.
 */

import type { ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { cors as answerPreflight } from "hono/cors";
import type { AuthorizerEvent, AuthorizerResult, Identity } from "#cloud/authorizer";
import { cors } from "#cloud/cors";
import type { HttpEvent, HttpResult } from "#cloud/lambda";
import { pour, type StreamHandler } from "#cloud/pour";
import type { Log } from "#kit/ctx";
import type { Endpoint } from "#kit/endpoint";
import type { Stream } from "#kit/stream";
import { isForeignPage, isLocalOrigin, notFromHere } from "../local-trust.ts";
import type { TrustedProxies } from "../proxies.ts";
import { assertHeadersFit, GatewayError, gatewayAnswer, invoke, limits, readBody, send, toEvent } from "./invoke.ts";
import { serveUrlPath } from "./paths.ts";

type Handler = (event: HttpEvent) => Promise<HttpResult>;

/** What the gateway needs of an endpoint to route a request to it. */
interface Routed {
  name: string;
  value: Handler & Pick<Endpoint, "route" | "method" | "path" | "access">;
}

/** A streaming endpoint, which authenticates its caller itself. */
interface RoutedStream {
  name: string;
  value: StreamHandler & Pick<Stream, "route" | "method" | "path">;
}

type CachedAuthorizer = ((event: AuthorizerEvent) => Promise<AuthorizerResult>) & { cacheSeconds: number };

export interface GatewayOptions {
  endpoints: readonly Routed[];
  streams: readonly RoutedStream[];
  serves: readonly { name: string; value: Handler & { context: string } }[];
  authorizer: CachedAuthorizer;
  /** Origins that browsers may call from. */
  corsOrigins: readonly string[];
  /** Whether pages on this machine, on any port, may call as well: for the development of one. */
  localPages?: boolean;
  /** Proxies whose X-Forwarded-* headers are trusted; none by default. */
  isTrustedProxy?: TrustedProxies;
  now: () => Date;
  log: Log;
  /** Called when a request is read and before its handler runs. */
  onAccept?: () => void | Promise<void>;
}

type Env = { Bindings: HttpBindings };
export type Door = Hono<Env>;

const CACHED_IDENTITIES = 10_000;

export function gateway(options: GatewayOptions): Door {
  const app: Door = new Hono<Env>();
  const identify = cachedAuthorizer(options.authorizer, options.now);
  const failed = (name: string) => (error: unknown) =>
    options.log("error", "a handler failed", {
      handler: name,
      error: (error as Error)?.message,
      stack: (error as Error)?.stack,
    });

  const { corsOrigins, localPages = false, isTrustedProxy = () => false } = options;
  app.use("/_local/*", localOnly);
  app.use(
    "/v1/*",
    crossOrigin((origin) => corsOrigins.includes(origin) || (localPages && isLocalOrigin(origin))),
  );
  app.use("/_local/issuer/*", crossOrigin(isLocalOrigin));

  for (const [path, ofPath] of mostSpecificFirst([...options.endpoints, ...options.streams])) {
    for (const { name, value: endpoint } of ofPath) {
      if (!("access" in endpoint)) {
        app.on(endpoint.method, honoPath(endpoint.path), (c) => streaming(c, name, endpoint));
        continue;
      }
      app.on(endpoint.method, honoPath(endpoint.path), async (c) => {
        // Hono routes HEAD to GET; API Gateway has a HEAD route only where one is declared.
        if (c.req.method === "HEAD") return c.notFound();
        const { incoming } = c.env;
        await answering(c, async (response) => {
          assertHeadersFit(incoming);
          const body = await readBody(incoming);
          const authorizer =
            endpoint.access === "public"
              ? undefined
              : { ...(await identify(incoming.headers.authorization, textOf(incoming.headers["x-client-timezone"]))) };
          const event = toEvent(incoming, body, {
            routeKey: endpoint.route,
            pathParameters: c.req.param() as Record<string, string>,
            authorizer,
            isTrustedProxy,
          });
          await options.onAccept?.();
          send(response, await invoke(() => endpoint(event), failed(name)));
        });
        return RESPONSE_ALREADY_SENT;
      });
    }
    // Registered before less specific paths: for `/metrics/series`, no method may be answered by `/metrics/{metricId}`.
    const allow = ofPath.map(({ value }) => value.method).join(", ");
    app.all(honoPath(path), (c) => {
      if (c.req.method === "HEAD") return c.notFound();
      const { headers, body } = gatewayAnswer(405, "Method Not Allowed", `${path} takes ${allow}.`, c.req.path);
      return c.body(body ?? "", 405, { ...headers, allow });
    });
  }

  // The function URLs, which the Inngest server calls.
  for (const { name, value: serve } of options.serves) {
    app.all(`${serveUrlPath(serve.context)}`, async (c) => {
      const { incoming } = c.env;
      await answering(c, async (response) => {
        const event = toEvent(incoming, await readBody(incoming), { routeKey: "$default" });
        send(response, await invoke(() => serve(event), failed(name)));
      });
      return RESPONSE_ALREADY_SENT;
    });
  }

  app.notFound((c) => {
    const detail = `${c.req.method} ${c.req.path} is not an operation of this API; /docs lists them.`;
    const { headers, body } = gatewayAnswer(404, "There is no such operation", detail, c.req.path);
    return c.body(body!, 404, headers);
  });
  app.onError((error, c) => {
    options.log("error", "the gateway failed", { error: error.message, stack: error.stack });
    const { headers, body } = gatewayAnswer(500, "Internal Server Error", undefined, c.req.path);
    return c.body(body!, 500, headers);
  });
  return app;

  /** Like a function URL with RESPONSE_STREAM: the answer is sent while it is made, with backpressure. */
  async function streaming(c: Context<Env>, name: string, stream: StreamHandler) {
    if (c.req.method === "HEAD") return c.notFound();
    const { incoming } = c.env;
    await answering(c, async (response) => {
      assertHeadersFit(incoming);
      const event = toEvent(incoming, await readBody(incoming), { routeKey: "$default", isTrustedProxy });
      await options.onAccept?.();
      const result = await stream(event, { getRemainingTimeInMillis: () => limits.streamMs }).catch((error) => {
        failed(name)(error);
        return gatewayAnswer(500, "Internal Server Error");
      });
      response.writeHead(result.statusCode, result.headers);
      response.flushHeaders();
      await pour(result.body, response);
    });
    return RESPONSE_ALREADY_SENT;
  }
}

/**
 * CORS as API Gateway does it, preflights included. The headers are set on Node's own response, because Hono would create a
 * WHATWG Response for each request just to hold them.
 */
function crossOrigin(isAllowed: (origin: string) => boolean): MiddlewareHandler<Env> {
  const preflight = answerPreflight({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowHeaders: cors.allowHeaders,
    maxAge: cors.maxAge,
  });
  const exposed = cors.exposeHeaders.join();
  return (c, next) => {
    if (c.req.method === "OPTIONS") return preflight(c, next);
    const { incoming, outgoing } = c.env;
    const { origin } = incoming.headers;
    if (origin !== undefined && isAllowed(origin)) outgoing.setHeader("access-control-allow-origin", origin);
    outgoing.setHeader("access-control-expose-headers", exposed);
    outgoing.setHeader("vary", "Origin");
    return next();
  };
}

/**
 * Protects local-only paths, which need no credentials: only requests from this machine are allowed, and none from pages of other
 * sites in a browser.
 */
const localOnly: MiddlewareHandler<Env> = async (c, next) => {
  const { incoming } = c.env;
  const reason = notFromHere(incoming) ?? (isForeignPage(incoming) ? "Pages of other sites may not ask." : undefined);
  if (reason === undefined) return next();
  const { headers, body } = gatewayAnswer(403, "Forbidden", reason, c.req.path);
  return c.body(body ?? "", 403, headers);
};

/** Lets `work` write to Node's response directly, past Hono, and answers with the gateway's own errors. */
async function answering(c: Context<Env>, work: (response: ServerResponse) => Promise<void>): Promise<void> {
  const response = c.env.outgoing as ServerResponse;
  try {
    await work(response);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    // The rest of the body is not read, so the connection cannot be reused.
    response.setHeader("connection", "close");
    send(response, gatewayAnswer(error.status, error.title, error.message, c.req.path));
  }
}

/** API Gateway's cache: by the Authorization header, for the authorizer's time. A missing header is not cached. */
function cachedAuthorizer(
  authorizer: CachedAuthorizer,
  now: () => Date,
): (header: string | undefined, timezone?: string) => Promise<Identity> {
  const cache = new Map<string, { until: number; identity: Identity }>();
  return async (header, timezone) => {
    if (!header) return { anonymous: true };
    const time = now().getTime();
    const cached = cache.get(header);
    if (cached && cached.until > time) return cached.identity;
    const { context } = await authorizer({
      version: "2.0",
      type: "REQUEST",
      identitySource: [header],
      headers: { authorization: header, "x-client-timezone": timezone },
    });
    // API Gateway would cache this answer as well; on one machine the authorizer is simply asked again.
    if ("unknownUntil" in context) return context;
    if (cache.size >= CACHED_IDENTITIES) cache.delete(cache.keys().next().value!);
    cache.set(header, { until: time + authorizer.cacheSeconds * 1000, identity: context });
    return context;
  };
}

const textOf = (field: string | string[] | undefined) => (Array.isArray(field) ? field[0] : field);

/**
 * Paths with their endpoints, the most specific first. API Gateway prefers `/meals/totals` to `/meals/{mealId}`; Hono takes
 * whichever was added first.
 */
function mostSpecificFirst<One extends { value: { path: string } }>(endpoints: readonly One[]): [string, One[]][] {
  const variables = (path: string) => path.split("{").length;
  return [...Map.groupBy(endpoints, ({ value }) => value.path)].sort(([a], [b]) => variables(a) - variables(b));
}

const honoPath = (path: string) => path.replace(/{(\w+)}/g, ":$1");
