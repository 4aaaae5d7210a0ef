/**
 * An endpoint as a Lambda handler behind API Gateway. The adapter reads API Gateway's event directly: the web platform's Request
 * and Response would load undici, the most expensive part of a cold start.
 */

import { createHash, randomUUID } from "node:crypto";
import { hasAlready, ifMatch } from "#kit/conditions";
import type { Actor } from "#kit/ctx";
import { DEFAULT_MAX_BODY_BYTES, type Endpoint, type FileReply, isConditional, type Reply } from "#kit/endpoint";
import { MethodNotAllowed, StaleVersion } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { requestSayings } from "#kit/sayings";
import { cut } from "#kit/text";
import { admit, limitsOf, mutationLimit } from "./admission.ts";
import { throughEdge } from "./edge.ts";
import { failure } from "./failure.ts";
import { fileAnswer } from "./file-answer.ts";
import { fitting } from "./fitting.ts";
import type { HttpEvent, HttpResult } from "./lambda.ts";
import { rateLimitHeaders } from "./problem-details.ts";
import {
  acceptRaw,
  idempotencyKey,
  platformOf,
  readBody,
  readJson,
  readParams,
  readQuery,
  requestIdOf,
} from "./request.ts";
import { readablePillars } from "./scopes.ts";
import { speak } from "./speak.ts";

/** The Lambda handler of an endpoint. It never rejects: what goes wrong is answered as a problem. */
export const httpHandler =
  (endpoint: Endpoint) =>
  (event: HttpEvent): Promise<HttpResult> =>
    answer(endpoint, event);

async function answer(endpoint: Endpoint, event: HttpEvent): Promise<HttpResult> {
  const requestId = requestIdOf(event);
  const { log, requests } = runtime();
  const started = performance.now();
  let result: HttpResult;
  try {
    result = await respond(endpoint, throughEdge(event), requestId);
  } catch (error) {
    result = failure(error, { event, requestId, route: endpoint.route, refusals: endpoint.spec.refusals });
  }
  result.headers["x-request-id"] = requestId;
  const ms = performance.now() - started;
  requests?.record(result.statusCode, ms);
  log("debug", "request", { requestId, route: endpoint.route, status: result.statusCode, ms: Math.round(ms) });
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

  if (isConditional(endpoint) && !spec.problems?.includes(StaleVersion)) refuseCondition(event);

  const key = endpoint.method === "POST" && actor.userId ? idempotencyKey(event) : undefined;
  const session = speak({
    actor,
    role: endpoint.access === "admin" ? "lifeos_service" : "lifeos_app",
    origin: endpoint.access === "public" && endpoint.method === "POST" ? "webhook" : "api",
    requestId,
    correlationId: randomUUID(),
    platform: platformOf(event.headers["x-client-platform"]),
    clientVersion: cut(event.headers["x-client-version"] ?? "", 64) || null,
    ip: event.requestContext.http.sourceIp || null,
    once:
      key === undefined
        ? undefined
        : { kind: "request", key: claimKey(endpoint, actor, key), requestHash: hashOf(addressOf(event), rawBody) },
    limits: actor.userId ? limitsOf(actor) : undefined,
    // The operation may read its own pillar, whichever scope the key was admitted by.
    pillars: readablePillars(actor)?.concat(endpoint.pillar),
  });

  const result = await fitting(endpoint, query, async (query) => {
    // The schemas of this very endpoint have read what its handler gets.
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
  if (endpoint.spec.produces) return fileAnswer(endpoint, event, out as FileReply<string>);
  const { value, status, headers = {} }: Reply<unknown> = isReply(out) ? out : { reply: true, value: out };
  if (replayed) headers["idempotent-replayed"] = "true";
  if (value === undefined) return { statusCode: status ?? endpoint.spec.status ?? 204, headers };
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

/** For rows without a version: no entity tag can match, so a request with If-Match must not change them. */
function refuseCondition(event: HttpEvent): void {
  if (ifMatch(event.headers["if-match"]) !== undefined) throw StaleVersion(requestSayings("no_etag"));
}

/**
 * API Gateway routes `DELETE /metrics/series` to `DELETE /metrics/{metricId}`, although `/metrics/series` is a path of its own
 * that only has GET. PATH_SIBLINGS tells each function which values of its last parameter are such paths, and their methods.
 */
function refuseSibling(event: HttpEvent): void {
  const known = runtime().config.PATH_SIBLINGS;
  if (!known) return;
  const siblings = JSON.parse(known) as Record<string, string>;
  const word = event.rawPath.split("/").at(-1)!;
  if (Object.hasOwn(siblings, word)) throw MethodNotAllowed(event.rawPath, siblings[word]!);
}

/** Idempotency-Keys are separate for each API key: the stored answer of another key may contain what this one may not see. */
const claimKey = ({ route }: Endpoint, { apiKeyId }: Actor, key: string) =>
  apiKeyId === undefined ? `${route} ${key}` : `${route} ${apiKeyId} ${key}`;

/** What is asked for by a query belongs to the request as the body does. */
const addressOf = ({ rawPath, rawQueryString }: HttpEvent) =>
  rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath;

const hashOf = (path: string, body: Buffer) =>
  createHash("sha256").update(path).update("\n").update(body).digest("base64");
