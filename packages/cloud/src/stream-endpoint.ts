/**
 * A stream as the handler of a Lambda with a function URL. No API stands before it, so that it does itself what API Gateway does for
 * endpoints: it takes the path apart, and asks the authorizer who is calling.
 */

import { randomUUID } from "node:crypto";
import { MethodNotAllowed, NotFound, Problem, wrongInput } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { fieldSayings } from "#kit/sayings";
import type { Stream } from "#kit/stream";
import { cut } from "#kit/text";
import { admit } from "./admission.ts";
import type { Authorizer } from "./authorizer.ts";
import { throughEdge } from "./edge.ts";
import { EVENT_ID, eventStream } from "./event-stream.ts";
import { failure } from "./failure.ts";
import type { HttpEvent } from "./lambda.ts";
import type { StreamedResult, StreamHandler } from "./pour.ts";
import { platformOf, readParams, readQuery, requestIdOf } from "./request.ts";
import { addressSayings } from "./sayings.ts";
import { readablePillars } from "./scopes.ts";
import { speak } from "./speak.ts";

export interface StreamTimes {
  /** A comment is sent after so long a silence: CloudFront gives up on an origin that says nothing for a minute. */
  heartbeatMs: number;
  /** How long the first event is waited for before the answer begins. A problem that comes later cannot have a status any more. */
  openingMs: number;
  /** How often the authorizer is asked again: a key that was revoked, or a session that was ended, ends its streams. */
  recheckMs: number;
}

const TIMES: StreamTimes = { heartbeatMs: 15_000, openingMs: 1_000, recheckMs: 60_000 };

/** What is left of a Lambda's time when a stream ends: an invocation that is cut off counts as failed. */
const MARGIN_MS = 5_000;

/** Never rejects: what goes wrong before the stream begins is answered as a problem. */
export const streamHandler =
  (stream: Stream, authorizer: Authorizer, times = TIMES): StreamHandler =>
  async (event, lambda) => {
    const requestId = requestIdOf(event);
    const { log } = runtime();
    const problemOf = (error: unknown) => failure(error, { event, requestId, route: stream.route });
    let result: StreamedResult;
    try {
      const identify = () => identified(stream, throughEdge(event), authorizer);
      const called = await identify();
      const remainingMs = lambda.getRemainingTimeInMillis() - MARGIN_MS;
      const readmit = async () => void admit(stream, await identify());
      result = await opened(stream, called, { requestId, remainingMs, times, problemOf, readmit });
    } catch (error) {
      result = problemOf(error);
    }
    result.headers["x-request-id"] = requestId;
    log("debug", "stream", { requestId, route: stream.route, status: result.statusCode });
    return result;
  };

/** The request as API Gateway would hand it on: with the parameters of its path, and with what the authorizer says. */
async function identified(stream: Stream, event: HttpEvent, authorizer: Authorizer): Promise<HttpEvent> {
  const { method } = event.requestContext.http;
  if (method !== "GET") throw MethodNotAllowed(event.rawPath, "GET");
  const requestContext = { ...event.requestContext };
  if (stream.access !== "public") {
    const { authorization } = event.headers;
    const identitySource = authorization === undefined ? [] : [authorization];
    const { context } = await authorizer({ version: "2.0", type: "REQUEST", identitySource, headers: event.headers });
    requestContext.authorizer = { lambda: { ...context } };
  }
  return { ...event, pathParameters: pathParameters(stream.path, event.rawPath), requestContext };
}

function pathParameters(declared: string, path: string): Record<string, string> {
  const names = [...declared.matchAll(/{(\w+)}/g)].map(([, name]) => name!);
  const values = new RegExp(`^${declared.replace(/[.+]/g, "\\$&").replace(/{\w+}/g, "([^/]+)")}$`).exec(path)?.slice(1);
  // The edge sends everything here that begins and ends like the path.
  if (!values) throw NotFound(`${path} is not an operation of this API.`);
  return Object.fromEntries(names.map((name, i) => [name, decoded(name, values[i]!)]));
}

function decoded(parameter: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw wrongInput({ parameter }, addressSayings("must_be_percent_encoded"));
  }
}

interface Opening {
  requestId: string;
  remainingMs: number;
  times: StreamTimes;
  problemOf(error: unknown): { body: string };
  /** Throws the problem by which the caller would be refused now. */
  readmit(): Promise<void>;
}

async function opened(stream: Stream, event: HttpEvent, opening: Opening): Promise<StreamedResult> {
  const { spec } = stream;
  const { requestId, times, problemOf, readmit } = opening;
  const actor = admit(stream, event);
  const params = readParams(event);
  const query = readQuery(spec.query, event);
  const lastEventId = readLastEventId(event);
  const session = speak({
    actor,
    role: stream.access === "admin" ? "lifeos_service" : "lifeos_app",
    origin: "api",
    requestId,
    correlationId: randomUUID(),
    platform: platformOf(event.headers["x-client-platform"]),
    clientVersion: cut(event.headers["x-client-version"] ?? "", 64) || null,
    ip: event.requestContext.http.sourceIp || null,
    pillars: readablePillars(actor)?.concat(stream.pillar),
  });

  const listening = new AbortController();
  const refused = stream.access === "public" ? undefined : refusal(readmit, times.recheckMs, listening.signal);
  // The schemas of this very stream have read what its handler gets.
  const given = { ...session.ctx, params, query, lastEventId, signal: listening.signal } as never;
  const source = spec.handler(given)[Symbol.asyncIterator]();
  const first = source.next();
  await Promise.race([first, after(times.openingMs, listening.signal)]);

  const body = eventStream(source, first, {
    heartbeatMs: times.heartbeatMs,
    remainingMs: Math.min(opening.remainingMs, untilExpiry(event)),
    problemOf: (error) => problemOf(error).body,
    refused,
    onEnd() {
      listening.abort();
      return session.published();
    },
  });
  return { statusCode: 200, headers: { ...HEADERS }, body };
}

const HEADERS = {
  "content-type": "text/event-stream",
  // Nothing on the way keeps it, changes it, or waits for more of it; the last is what nginx goes by.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

function readLastEventId(event: HttpEvent): string | undefined {
  const given = event.headers["last-event-id"];
  if (given === undefined || EVENT_ID.test(given)) return given;
  throw wrongInput({ parameter: "Last-Event-ID" }, fieldSayings("must_be_visible_ascii"));
}

/** Milliseconds until a token or key is none any more: a stream does not outlast what it was asked for with. */
function untilExpiry(event: HttpEvent): number {
  const expiresAt = event.requestContext.authorizer?.lambda?.expiresAt;
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : Number(expiresAt) * 1_000 - runtime().now().getTime();
}

/** Rejects with the problem by which the caller is refused one day. A check that cannot be made is made the next time. */
function refusal(readmit: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setInterval(() => {
      readmit().catch((error: unknown) => {
        if (error instanceof Problem && error.kind !== "unavailable") reject(error);
      });
    }, everyMs);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  });
}

function after(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
}
