/**
 * Asks a service of others, as kit/third-party declares it: JSON against a schema, with time-outs, limits, tries that wait longer each
 * time or as long as Retry-After says (RFC 9110, section 10.2.3), and a log that quotes no secret.
 *
 * A call is made again when nothing can have happened (no connection, 429), and otherwise only when it may happen twice: GET, PUT,
 * DELETE, and a POST that has an Idempotency-Key or says so.
 */
import type * as z from "zod/mini";
import type { Ctx } from "#kit/ctx";
import { runtime } from "#kit/runtime";
import { cut } from "#kit/text";
import { type Ask, type ThirdParty, ThirdPartyError } from "#kit/third-party";
import { type HttpAnswer, type HttpCall, httpClient, TOO_LARGE } from "./http.ts";
import { countAsked, mayAsk, recordAnswer } from "./third-parties.ts";

const FIRST_WAIT_MS = 500;
const MOST_WAIT_MS = 8_000;
const MAX_QUOTED = 200;

type Answer<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/** What the service answered, read by `call.returns`; throws ThirdPartyError for everything else. */
export async function ask<S extends z.ZodMiniType | undefined = undefined>(
  { log }: Pick<Ctx, "log">,
  service: ThirdParty,
  call: Ask<S>,
): Promise<Answer<S>> {
  const { host } = new URL(call.url);
  const deadline = performance.now() + service.totalMs;
  for (let attempt = 1; ; attempt++) {
    const told = { service: service.name, what: call.what, host, attempt };
    const started = performance.now();
    const result = await askOnce(service, call, Math.min(service.timeoutMs, deadline - started));
    const ms = Math.round(performance.now() - started);
    const outcome = result instanceof ThirdPartyError ? result.reason : "ok";
    countAsked(service.name, outcome, ms);
    if (!(result instanceof ThirdPartyError)) {
      log("debug", "a third party answered", { ...told, ms });
      return result.value;
    }
    const waitMs = result.retryAfterMs ?? backOff(attempt);
    const isLast = attempt >= service.tries || performance.now() + waitMs >= deadline;
    const goesOn = !isLast && isWorthRepeating(result, call);
    log(goesOn ? "info" : "warn", "a third party failed", { ...told, ms, outcome, error: result.message, goesOn });
    if (!goesOn) throw result;
    await wait(waitMs);
  }
}

async function askOnce<S extends z.ZodMiniType | undefined>(
  service: ThirdParty,
  call: Ask<S>,
  timeoutMs: number,
): Promise<{ value: Answer<S> } | ThirdPartyError> {
  const { name, maxBytes } = service;
  const url = new URL(call.url);
  const failed = (reason: ThirdPartyError["reason"], why: string, more: object = {}) =>
    new ThirdPartyError(`${name}, asked for ${call.what}: ${why}`, { reason, ...more });
  if (!mayAsk(url.host)) return failed("resting", "it has failed so often that it is left alone for half a minute");

  const target = runtime().network?.reroute?.(url, undefined) ?? url;
  const client = httpClient(target.href, { timeoutMs, maxBytes, keepAlive: false, host: url.host });
  let answer: HttpAnswer;
  try {
    answer = await client(callOf(call));
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const reason = code === TOO_LARGE ? "too_large" : code === "ETIMEDOUT" ? "timeout" : "unreachable";
    recordAnswer(url.host, reason !== "too_large");
    return failed(reason, reason === "unreachable" ? (code ?? "no connection") : message, { cause: error });
  }
  const { status, text, headers } = answer;
  recordAnswer(url.host, FAULTS.includes(status));
  if (status < 200 || status >= 300) {
    const quoted = cut(redacted(text, secretsOf(call)), MAX_QUOTED);
    const retryAfterMs = retryAfter(headers["retry-after"]);
    return failed("status", `${status} ${quoted}`, { status, body: text, retryAfterMs });
  }
  if (!call.returns) return { value: undefined as Answer<S> };
  const json = jsonOf(text);
  if (json === undefined) return failed("unexpected", "the answer is not JSON", { status });
  const read = call.returns.safeParse(json.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return failed("unexpected", `the answer's ${issue!.path.join(".") || "value"}: ${issue!.message}`, { status });
  }
  // What the schema has read, which the type of a schema that may be absent does not say.
  return { value: read.data as Answer<S> };
}

function callOf({ method = "GET", headers, json, form, idempotencyKey }: Ask<z.ZodMiniType | undefined>): HttpCall {
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  return {
    method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": type }),
      ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
      ...headers,
    },
    body,
  };
}

function jsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isWorthRepeating(error: ThirdPartyError, call: Ask<z.ZodMiniType | undefined>): boolean {
  const { reason, status = 0, cause } = error;
  // Nothing reached the service, or it says that it has done nothing.
  if (status === 429) return true;
  if (reason === "unreachable" && isBefore((cause as { code?: string } | undefined)?.code)) return true;
  const mayHappenTwice = call.method !== "POST" || call.idempotencyKey !== undefined || call.isRepeatable === true;
  const mayPass = reason === "unreachable" || reason === "timeout" || [408, ...FAULTS].includes(status);
  return mayHappenTwice && mayPass;
}

/** Of the service itself; 501 is of what it will not do at another time either. */
const FAULTS: readonly number[] = [500, 502, 503, 504];

/** Codes of errors that come before a connection is there. */
const isBefore = (code: string | undefined) =>
  code !== undefined && ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(code);

/** Twice as long each time, and a random part of it, so that those who failed together do not come back together. */
const backOff = (attempt: number) => Math.random() * Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));

/** Retry-After in milliseconds from now: seconds, or a date. */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - runtime().now().getTime());
}

const wait = (ms: number): Promise<void> =>
  runtime().network?.wait?.(ms) ?? new Promise((resolve) => setTimeout(resolve, ms));

/** Values that the service might repeat in its answer. */
function secretsOf({ headers = {}, form = {}, secrets = [], url }: Ask<z.ZodMiniType | undefined>): string[] {
  const ofHeaders = Object.values(headers).flatMap((value) => [value, ...value.split(" ")]);
  const ofQuery = [...new URL(url).searchParams.values()];
  const longest = [...ofHeaders, ...Object.values(form), ...ofQuery].filter((value) => value.length >= MIN_SECRET);
  return [...longest, ...secrets].filter((value) => value !== "");
}

/** Shorter values of headers and parameters are words such as `metric`. */
const MIN_SECRET = 12;
/** What looks like a token although nobody named it: letters and digits, 24 and more. */
const TOKEN = /[A-Za-z0-9_\-.~+/=]{24,}/g;

function redacted(text: string, secrets: readonly string[]): string {
  // The beginning only: it is quoted up to a few words, and the rest of a long answer is not worth the search.
  const withoutKnown = secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), cut(text, 4_000));
  return withoutKnown.replace(TOKEN, (word) => (/\d/.test(word) ? "…" : word));
}
