/**
 * Services of others that LifeOS asks, and addresses that people give. A service is declared once, beside what uses it; cloud/ask asks
 * it and cloud/fetch-given fetches what people name, so that time-outs, retries, limits and the log are the same everywhere.
 *
 *     const weather = thirdParty("openweathermap", { timeoutMs: 5_000 });
 *     const { main } = await ask(ctx, weather, { what: "the current weather", url, returns: Current });
 */
import type * as z from "zod/mini";

export interface ThirdParty {
  /** In logs and metrics: `openweathermap`. */
  name: string;
  /** How long one try may take. */
  timeoutMs: number;
  /** How long all tries and the waits between them may take. */
  totalMs: number;
  /** The largest answer in bytes. */
  maxBytes: number;
  /** The most tries; the first one counts. */
  tries: number;
}

/** Declares a service at an address of the configuration, which may be any: an operator chose it. */
/* @__NO_SIDE_EFFECTS__ */
export function thirdParty(name: string, limits: Partial<Omit<ThirdParty, "name">> = {}): ThirdParty {
  return { name, timeoutMs: 10_000, totalMs: 25_000, maxBytes: 1024 * 1024, tries: 3, ...limits };
}

export interface Ask<S extends z.ZodMiniType | undefined = undefined> {
  /** What is asked for, in words for the log: `the current weather`. The address itself may hold secrets, and is never logged. */
  what: string;
  /** GET unless given. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL | string;
  headers?: Readonly<Record<string, string>>;
  /** A body of JSON, or of a form (application/x-www-form-urlencoded). */
  json?: unknown;
  form?: Readonly<Record<string, string>>;
  /** Sent as `Idempotency-Key`: the service does it once, however often it is asked. */
  idempotencyKey?: string;
  /** A POST without a key that may be done twice, as a question is. */
  isRepeatable?: true;
  /** Values that no log and no error may quote, beyond those of the headers. */
  secrets?: readonly string[];
  /** What a success must look like. Without it the body of the answer is not read as JSON, and nothing is returned. */
  returns?: S;
}

/**
 * Why a service did not do as it was asked. `unreachable`: no connection, or it broke. `timeout`: no answer in time. `status`: an answer
 * that is no success. `too_large`: more bytes than the declaration allows. `unexpected`: a success of another form than the contract's.
 * `resting`: it failed so often that it is not asked for a while.
 */
export type AskFailure = "unreachable" | "timeout" | "status" | "too_large" | "unexpected" | "resting";

/** The message names the service, what was asked, and what came, without secrets. */
export class ThirdPartyError extends Error {
  override readonly name = "ThirdPartyError";
  readonly reason: AskFailure;
  readonly status: number | undefined;
  /** The body of an answer that is no success, up to 64 KiB, as it came; it may hold secrets, so it is never logged. */
  readonly body: string | undefined;
  /** When the service wants to be asked again, if it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    about: { reason: AskFailure; status?: number; body?: string; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause: about.cause });
    this.reason = about.reason;
    this.status = about.status;
    this.body = about.body;
    this.retryAfterMs = about.retryAfterMs;
  }
}

/**
 * Why an address that somebody gave was not fetched. `not_http`: it is no http or https address, or carries a user name. `not_public`:
 * its name does not exist or leads elsewhere than to public addresses, which are not told apart, because the difference would tell what
 * names a private network has.
 */
export type GivenFailure =
  | "not_http"
  | "not_public"
  | "unreachable"
  | "timeout"
  | "too_large"
  | "too_many_redirects"
  | "unreadable";

export class NotFetched extends Error {
  override readonly name = "NotFetched";
  readonly reason: GivenFailure;

  constructor(reason: GivenFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** How this process reaches the network. Tests put stand-ins in its place; the edges of production never set it. */
export interface Network {
  /** All addresses of a host name. */
  resolve?(host: string): Promise<readonly string[]>;
  /** Where a call goes that would go to `url`, after all checks; `addresses` are those that the connection is pinned to, if any. */
  reroute?(url: URL, addresses: readonly string[] | undefined): URL;
  /** Resolves after so many milliseconds. */
  wait?(ms: number): Promise<void>;
}
