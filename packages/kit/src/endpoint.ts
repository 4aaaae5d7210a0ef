/**
 * An endpoint is a Lambda handler that knows its own route. The route, the Lambda, the OpenAPI operation, the client method
 * and the sweep tests all come from this one value.
 *
 * The adapter reads the API Gateway event directly: the web platform's Request and Response would load undici, the most
 * expensive part of a cold start.
 */
import { createHash, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { check, MAX_ERRORS, placeOf, type Where } from "./check.ts";
import { hasAlready, ifMatch } from "./conditions.ts";
import type { Actor, Ctx, Tier } from "./ctx.ts";
import type { RateLimit } from "./db.ts";
import { throughEdge } from "./edge.ts";
import { fitting } from "./fitting.ts";
import { insteadOf } from "./input-words.ts";
import type { HttpEvent, HttpResult } from "./lambda.ts";
import { IDEMPOTENCY_KEY } from "./parameters.ts";
import * as problems from "./problem.ts";
import {
  type InputError,
  Problem,
  type ProblemType,
  problemBody,
  problemOfDatabase,
  RETRY_AFTER_SECONDS,
  rateLimitHeaders,
  statusOf,
} from "./problem.ts";
import { runtime } from "./runtime.ts";
import { needScope, readablePillars } from "./scopes.ts";
import { speak } from "./speak.ts";
import { cut } from "./text.ts";
import type { Use } from "./uses.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Route = `${Method} /${string}`;
export type PathParams<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & PathParams<Rest>
  : unknown;
type Out<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/** `user`: signed in or an API key with the scope. `admin`: role admin. `public`: anybody; the handler checks what it must. */
export type Access = "user" | "admin" | "public";

export interface Given<R extends Route, B, Q> {
  params: PathParams<R>;
  body: Out<B>;
  query: Out<Q>;
  headers: Record<string, string | undefined>;
  /** The body as it came over the wire, for signatures. */
  rawBody: Buffer;
}

export interface EndpointSpec<R extends Route, B, Q, S> {
  summary: string;
  description?: string;
  access?: Access;
  body?: B;
  query?: Q;
  /** What a success answers; absent means no content (204). */
  returns?: S;
  status?: 200 | 201 | 202;
  /** A success may have a Location, though it is no 201. */
  locates?: true;
  problems?: readonly ProblemType[];
  /** The largest body in bytes (1 MiB unless said). */
  maxBodyBytes?: number;
  /** Headers that the handler reads, by name, for the contract: what each is, and the form that it must have. */
  headers?: Readonly<Record<string, { description: string; pattern: RegExp }>>;
  /** The body is not JSON: the handler reads `rawBody`. */
  rawBody?: { contentTypes: readonly string[] };
  /** Answers something else than JSON: the handler returns a `Reply` whose body is text of this type. */
  produces?: string;
  /** What to say where the database refuses. */
  refusals?: problems.Refusals;
  /** The scope an API key needs; `<pillar>:read` or `<pillar>:write` unless said. */
  scope?: string;
  uses?: readonly Use[];
  example?: { body?: unknown; response?: unknown };
  handler(ctx: Ctx & Given<R, B, Q>): Promise<Answer<S>> | Answer<S>;
}

type Answer<S> = S extends z.ZodMiniType ? z.input<S> | Reply<z.input<S>> : undefined | Reply<undefined>;

/** A success with headers or a status of its own. */
export interface Reply<T> {
  reply: true;
  value: T;
  status?: number;
  headers?: Record<string, string>;
}
export const reply = <T>(value: T, options: { status?: number; headers?: Record<string, string> } = {}): Reply<T> => ({
  reply: true,
  value,
  ...options,
});

export interface Endpoint<R extends Route = Route> {
  (event: HttpEvent): Promise<HttpResult>;
  kind: "endpoint";
  route: R;
  method: Method;
  path: string;
  pillar: string;
  access: Access;
  scope: string;
  spec: EndpointSpec<R, z.ZodMiniType | undefined, z.ZodMiniType | undefined, z.ZodMiniType | undefined>;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/* @__NO_SIDE_EFFECTS__ */
export function endpoint<
  R extends Route,
  B extends z.ZodMiniType | undefined = undefined,
  Q extends z.ZodMiniType | undefined = undefined,
  S extends z.ZodMiniType | undefined = undefined,
>(route: R, spec: EndpointSpec<R, B, Q, S>): Endpoint<R> {
  const [method, path] = route.split(" ") as [Method, string];
  const pillar = path.split("/")[2] ?? "platform";
  const access = spec.access ?? "user";
  const scope = spec.scope ?? `${pillar}:${method === "GET" ? "read" : "write"}`;
  const declared = { kind: "endpoint" as const, route, method, path, pillar, access, scope, spec: spec as never };
  const handle = (event: HttpEvent) => answer(declared as unknown as Endpoint<R>, event);
  return Object.assign(handle, declared);
}

async function answer(endpoint: Endpoint, event: HttpEvent): Promise<HttpResult> {
  const requestId = requestIdOf(event);
  const { log } = runtime();
  const started = performance.now();
  let result: HttpResult;
  try {
    result = await respond(endpoint, throughEdge(event), requestId);
  } catch (error) {
    const problem = asProblem(error, endpoint.spec.refusals);
    // A problem that was thrown on purpose says all there is to say.
    if (problem !== error && (problem.kind === "internal" || problem.kind === "unavailable")) {
      log("error", "request failed", { requestId, route: endpoint.route, error: describe(error) });
    }
    result = {
      statusCode: statusOf[problem.kind],
      headers: {
        "content-type": "application/problem+json",
        // Whatever is not configured does not come by waiting.
        ...(problem.code === "unavailable" && { "retry-after": String(RETRY_AFTER_SECONDS) }),
        ...problem.extras.headers,
      },
      body: JSON.stringify(problemBody(problem, event.rawPath, requestId)),
    };
  }
  result.headers["x-request-id"] = requestId;
  log("debug", "request", {
    requestId,
    route: endpoint.route,
    status: result.statusCode,
    ms: Math.round(performance.now() - started),
  });
  return result;
}

async function respond(endpoint: Endpoint, event: HttpEvent, requestId: string): Promise<HttpResult> {
  const { spec } = endpoint;
  refuseSibling(event);
  const actor = admit(endpoint, event);
  const params = readParams(event);
  const rawBody = readBody(event, spec.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
  const query = readQuery(spec.query, event);
  const body = spec.rawBody ? acceptRaw(spec.rawBody.contentTypes, event) : readJson(spec.body, event, rawBody);

  if (isConditional(endpoint) && !spec.problems?.includes(problems.StaleVersion)) refuseCondition(event);

  const key = endpoint.method === "POST" && actor.userId ? idempotencyKey(event) : undefined;
  const session = speak({
    actor,
    origin: endpoint.access === "public" && endpoint.method === "POST" ? "webhook" : "api",
    requestId,
    correlationId: randomUUID(),
    platform: platformOf(event.headers["x-client-platform"]),
    clientVersion: cut(event.headers["x-client-version"] ?? "", 64) || null,
    ip: event.requestContext.http.sourceIp || null,
    once:
      key === undefined
        ? undefined
        : { kind: "request", key: claimKey(endpoint, actor, key), requestHash: hashOf(event.rawPath, rawBody) },
    limits: actor.userId ? limitsOf(actor) : undefined,
    // What an operation is about it may look at, whichever scope let the key in.
    pillars: readablePillars(actor)?.concat(endpoint.pillar),
  });

  const result = await fitting(endpoint, query, async (query) => {
    const out = await spec.handler({ ...session.ctx, params, body, query, headers: event.headers, rawBody } as never);
    await session.published();
    return {
      result: success(endpoint, event, out, session.replayed()),
      rows: (out as { data?: unknown[] } | undefined)?.data?.length,
    };
  });
  const remaining = session.remaining();
  if (remaining === undefined) return result;
  const resetSeconds = 60 - (Math.floor(runtime().now().getTime() / 1_000) % 60);
  return {
    ...result,
    headers: { ...result.headers, ...rateLimitHeaders(mutationLimit(actor).max, remaining, resetSeconds) },
  };
}

function success(endpoint: Endpoint, event: HttpEvent, out: unknown, replayed: boolean): HttpResult {
  const { value, status, headers = {} }: Reply<unknown> = isReply(out) ? out : { reply: true, value: out };
  if (replayed) headers["idempotent-replayed"] = "true";
  if (endpoint.spec.produces) {
    return {
      statusCode: status ?? 200,
      headers: { "content-type": endpoint.spec.produces, ...headers },
      body: String(value),
    };
  }
  if (value === undefined) return { statusCode: status ?? 204, headers };
  const row = value as { id?: unknown; version?: unknown };
  if (typeof row === "object" && row !== null && typeof row.version === "number") headers.etag ??= `"${row.version}"`;
  if (endpoint.method === "GET" && hasAlready(event.headers["if-none-match"], headers.etag))
    return { statusCode: 304, headers };
  const code = status ?? endpoint.spec.status ?? 200;
  if (code === 201 && typeof row.id === "string") headers.location ??= `${event.rawPath}/${row.id}`;
  return { statusCode: code, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

const isReply = (out: unknown): out is Reply<unknown> =>
  typeof out === "object" && out !== null && (out as Reply<unknown>).reply === true;

/** What changes or removes a row takes If-Match. */
export const isConditional = ({ method }: Endpoint) => method === "PATCH" || method === "DELETE";

/** Of rows without a version: no tag is theirs, and a change that was asked for on condition does not happen without it. */
function refuseCondition(event: HttpEvent): void {
  if (ifMatch(event.headers["if-match"]) !== undefined) throw problems.StaleVersion("These rows have no ETag.");
}

/**
 * API Gateway hands `DELETE /metrics/series` to `DELETE /metrics/{metricId}`, where the series take GET alone. A deployment tells
 * each function which words beside its parameter are paths of their own, and their methods (PATH_SIBLINGS).
 */
function refuseSibling(event: HttpEvent): void {
  const known = runtime().config.PATH_SIBLINGS;
  if (!known) return;
  const siblings = JSON.parse(known) as Record<string, string>;
  const word = event.rawPath.split("/").at(-1)!;
  if (Object.hasOwn(siblings, word)) throw problems.MethodNotAllowed(event.rawPath, siblings[word]!);
}

/** Who the authorizer says this is. It always allows; refusing is done here, with a problem that says why. */
function admit(endpoint: Endpoint, event: HttpEvent): Actor {
  const claims = event.requestContext.authorizer?.lambda ?? {};
  const userId = typeof claims.userId === "string" ? claims.userId : "";
  if (endpoint.access === "public") return { userId: "", role: "user", tier: "free" };
  if (claims.unknownUntil !== undefined) {
    const seconds = Number(claims.unknownUntil) - Math.floor(runtime().now().getTime() / 1_000);
    throw problems.Unavailable("Who you are cannot be checked right now.", {
      headers: { "retry-after": String(Math.max(1, seconds)) },
    });
  }
  if (!userId) {
    const reason = typeof claims.reason === "string" ? claims.reason : undefined;
    throw problems.Unauthenticated(reason, {
      headers: { "www-authenticate": `Bearer realm="lifeos"${reason ? ', error="invalid_token"' : ""}` },
    });
  }
  // The authorizer's answer is cached, and may be older than the end of what it is about.
  if (claims.expiresAt !== undefined && Number(claims.expiresAt) * 1_000 <= runtime().now().getTime())
    throw problems.Unauthenticated("The token or API key has expired.", {
      headers: { "www-authenticate": 'Bearer realm="lifeos", error="invalid_token"' },
    });
  const scopes = typeof claims.scopes === "string" && claims.scopes !== "" ? claims.scopes.split(" ") : undefined;
  needScope({ scopes }, endpoint.scope);
  const role = claims.role === "admin" ? "admin" : "user";
  if (endpoint.access === "admin" && role !== "admin") throw problems.Forbidden("Only administrators may do this.");
  const { dailyQuota } = claims;
  const apiKeyId = typeof claims.apiKeyId === "string" ? claims.apiKeyId : undefined;
  const quota =
    apiKeyId !== undefined && dailyQuota !== undefined ? { apiKeyId, changesPerDay: Number(dailyQuota) } : undefined;
  return { userId, role, tier: (claims.tier as Tier) ?? "free", scopes, apiKeyId, quota };
}

/** Mutations per minute by tier; RATE_LIMITS overrides it as JSON. */
const MUTATIONS_PER_MINUTE: Record<Tier, number> = {
  free: 300,
  starter: 600,
  pro: 1_200,
  team: 3_000,
  enterprise: 12_000,
};
let limits: { raw: string; perMinute: Record<string, number> } | undefined;

/** The person's, of which the headers tell, and that of the API key where it has one of its own. */
function limitsOf(actor: Actor): RateLimit[] {
  const { quota } = actor;
  const ofKey = quota && { bucket: `api_key:${quota.apiKeyId}`, max: quota.changesPerDay, windowSeconds: 86_400 };
  return [mutationLimit(actor), ...(ofKey ? [ofKey] : [])];
}

function mutationLimit(actor: Actor): RateLimit {
  const raw = runtime().config.RATE_LIMITS ?? "";
  if (limits?.raw !== raw) limits = { raw, perMinute: raw ? JSON.parse(raw) : {} };
  return {
    bucket: `mutations:${actor.userId}`,
    max: limits.perMinute[actor.tier] ?? MUTATIONS_PER_MINUTE[actor.tier],
    windowSeconds: 60,
  };
}

function readParams(event: HttpEvent): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value = ""] of Object.entries(event.pathParameters ?? {})) {
    if (name.endsWith("Id") && !z.guid().safeParse(value).success) {
      throw problems.InvalidInput(`${name} must be a UUID.`, {
        errors: [{ parameter: name, detail: `must be a UUID, ${insteadOf(value)}` }],
      });
    }
    if (!isStorable(value)) {
      throw problems.InvalidInput(undefined, { errors: [{ parameter: name, detail: NOT_STORABLE }] });
    }
    params[name] = value;
  }
  return params;
}

function readBody(event: HttpEvent, maxBytes: number): Buffer {
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (body.length > maxBytes)
    throw problems.TooLarge(`At most ${maxBytes} bytes are accepted; this body has ${body.length}.`);
  return body;
}

function readQuery(schema: z.ZodMiniType | undefined, event: HttpEvent): unknown {
  const given = event.queryStringParameters ?? {};
  const errors = unstorable(given, "parameter");
  if (errors.length > 0) throw problems.InvalidInput(undefined, { errors });
  if (schema) return check(schema, given, "parameter");
  const [unknown] = Object.keys(given);
  if (unknown !== undefined)
    throw problems.InvalidInput(undefined, {
      errors: [{ parameter: unknown, detail: "is not a parameter of this operation" }],
    });
  return undefined;
}

/** Bodies come as they are: what is compressed is said to be unsupported (RFC 9110, section 15.5.16) instead of read as something else. */
function refuseEncoded(event: HttpEvent): void {
  const codings = (event.headers["content-encoding"] ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  if (codings.some((coding) => coding !== "" && coding !== "identity"))
    throw problems.UnsupportedMediaType("Send the body without a Content-Encoding.", {
      headers: { "accept-encoding": "identity" },
    });
}

function acceptRaw(contentTypes: readonly string[], event: HttpEvent): undefined {
  refuseEncoded(event);
  const type = mediaType(event);
  if (type && !contentTypes.some((one) => one === "*/*" || one === type)) {
    throw problems.UnsupportedMediaType(`Accepted: ${contentTypes.join(", ")}.`);
  }
}

function readJson(schema: z.ZodMiniType | undefined, event: HttpEvent, raw: Buffer): unknown {
  if (!schema) {
    if (raw.length > 0 && raw.toString("utf8").trim() !== "{}")
      throw problems.InvalidInput("This operation takes no body.", {
        errors: [{ pointer: "#", detail: "must be empty" }],
      });
    return undefined;
  }
  refuseEncoded(event);
  const type = mediaType(event);
  if (raw.length > 0 && type && type !== "application/json" && !type.endsWith("+json")) {
    throw problems.UnsupportedMediaType("Send application/json.");
  }
  let body: unknown;
  try {
    body = raw.length === 0 ? {} : JSON.parse(raw.toString("utf8"));
  } catch (error) {
    throw problems.MalformedJson((error as Error).message);
  }
  if (isDeeperThan(body, MAX_JSON_DEPTH))
    throw problems.InvalidInput(undefined, {
      errors: [{ pointer: "#", detail: `must be nested at most ${MAX_JSON_DEPTH} levels deep` }],
    });
  const errors = unstorable(body, "pointer");
  if (errors.length > 0) throw problems.InvalidInput(undefined, { errors });
  return check(schema, body, "pointer");
}

/**
 * Where a value holds text that PostgreSQL cannot: a NUL, or half of a surrogate pair. It may be anywhere, also in columns of JSON,
 * in lists and in names, so it is looked for once in all of them.
 */
function unstorable(value: unknown, where: Where, path: string[] = []): InputError[] {
  if (typeof value === "string") return isStorable(value) ? [] : [{ ...placeOf(path, where), detail: NOT_STORABLE }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, one]) =>
      isStorable(key)
        ? unstorable(one, where, [...path, key])
        : [{ ...placeOf(path, where), detail: `has a field whose name ${NOT_STORABLE}` }],
    )
    .slice(0, MAX_ERRORS);
}

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
const NOT_STORABLE = "must be well-formed text without NUL characters";

/** Neither schemas nor PostgreSQL survive any depth, and nobody means more than a few levels. */
const MAX_JSON_DEPTH = 64;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1)));

const mediaType = (event: HttpEvent) => event.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();

function idempotencyKey(event: HttpEvent): string | undefined {
  const key = event.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key))
    throw problems.InvalidInput(undefined, {
      errors: [{ parameter: "Idempotency-Key", detail: "must be 1 to 255 visible ASCII characters" }],
    });
  return key;
}

/** Each API key has Idempotency-Keys of its own: it may see less than the one that was answered before. */
const claimKey = ({ route }: Endpoint, { apiKeyId }: Actor, key: string) =>
  apiKeyId === undefined ? `${route} ${key}` : `${route} ${apiKeyId} ${key}`;

const hashOf = (path: string, body: Buffer) =>
  createHash("sha256").update(path).update("\n").update(body).digest("base64");
const platformOf = (value: string | undefined): Ctx["platform"] =>
  value === "ios" || value === "android" || value === "web" ? value : "api";

function requestIdOf(event: HttpEvent): string {
  const given = event.headers["x-request-id"];
  return given && /^[\w.:-]{1,128}$/.test(given) ? given : event.requestContext.requestId || randomUUID();
}

function asProblem(error: unknown, refusals: problems.Refusals = {}): Problem {
  if (error instanceof Problem) return error;
  return (
    problems.refusalOf(error, refusals) ??
    problemOfDatabase(error) ??
    new Problem("internal", "internal", "Something went wrong", "The cause is in the log under this request id.")
  );
}

/** What the log keeps of an unexpected error; SQL parameters may be personal and are not among it. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    message: error.message,
    code,
    constraint,
    stack: error.stack?.split("\n").slice(0, 8).join("\n"),
  };
}
