/**
 * The Lambda authorizer of every API (payload 2.0, simple answers). It always allows and hands on who the caller is: a denial
 * would be API Gateway's bare 403, so kit answers 401 with a problem that says why. API Gateway caches the answer by the
 * Authorization header; the cache time is the delay with which a revoked credential stops working.
 */

import { Problem, Unavailable } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { problemOfDatabase } from "./problem-details.ts";

export interface AuthorizerEvent {
  version: "2.0";
  type: "REQUEST";
  identitySource?: string[];
  headers?: Record<string, string | undefined>;
}

/** API Gateway hands on strings, numbers and booleans only: scopes are joined by spaces, and empty for a person. */
export type Identity =
  | {
      userId: string;
      role: "user" | "admin";
      tier: string;
      scopes: string;
      apiKeyId?: string;
      dailyQuota?: number;
      /** How many changes a minute the person may make, where it is not what their tier allows. */
      changesPerMinute?: number;
      /** Unix time in seconds at which the identity expires, even if the answer is cached for longer. */
      expiresAt?: number;
    }
  | { anonymous: true; reason?: string }
  | {
      /**
       * Unix time in seconds until which the caller cannot be identified, because a service is down; requests are answered with
       * 503 until then.
       */
      unknownUntil: number;
    };

export interface AuthorizerResult {
  isAuthorized: true;
  context: Identity;
}

export interface Authorizer {
  (event: AuthorizerEvent): Promise<AuthorizerResult>;
  kind: "authorizer";
  /** Seconds that an answer may be cached. */
  cacheSeconds: number;
}

/** What the client says about itself; used when a person signs in for the first time. */
export interface ClientHints {
  /** `X-Client-Timezone`: the name of an IANA time zone, unchecked. */
  timezone?: string;
}

/* @__NO_SIDE_EFFECTS__ */
export function authorizer(options: {
  cacheSeconds: number;
  identify(bearer: string, hints: ClientHints): Promise<Identity>;
}): Authorizer {
  const authorize = async (event: AuthorizerEvent): Promise<AuthorizerResult> => {
    const given = event.identitySource?.[0] ?? event.headers?.authorization;
    // API Gateway refuses a request without the header with its own answer, so the edge sets it to `none`.
    const header = given === "none" ? undefined : given;
    const bearer = header === undefined ? undefined : /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(header)?.[1];
    if (bearer === undefined)
      return {
        isAuthorized: true,
        context: header ? anonymous("The Authorization header is not `Bearer <token>`.") : { anonymous: true },
      };
    const hints = { timezone: event.headers?.["x-client-timezone"] };
    return { isAuthorized: true, context: await known(() => options.identify(bearer, hints), options.cacheSeconds) };
  };
  return Object.assign(authorize, { kind: "authorizer" as const, cacheSeconds: options.cacheSeconds });
}

export const anonymous = (reason: string): Identity => ({ anonymous: true, reason });

/**
 * The answer for a caller who cannot be identified because a service is down. API Gateway caches it like any other answer; the
 * time in it says until when it counts. (An authorizer's error is not cached, but turns the request into a bare 500.)
 */
export const unknownFor = (seconds: number, now = new Date()): Identity => ({
  unknownUntil: Math.ceil(now.getTime() / 1_000) + seconds,
});

/** API Gateway waits ten seconds for an authorizer, and then answers 500. */
const MAX_WAIT_MS = 8_000;
/** A kept connection that the server has closed meanwhile fails once; a server that is down fails twice. */
const ATTEMPTS = 2;

async function known(identify: () => Promise<Identity>, cacheSeconds: number): Promise<Identity> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Unavailable(`no answer within ${MAX_WAIT_MS} ms`)), MAX_WAIT_MS);
  });
  try {
    return await Promise.race([attempted(identify, ATTEMPTS), tooLate]);
  } catch (error) {
    if (!isOutage(error)) throw error;
    const { log, now } = runtime();
    const { message, cause } = error as Error;
    log("error", "nobody can be identified", { error: message, cause: (cause as Error | undefined)?.message });
    return unknownFor(cacheSeconds, now());
  } finally {
    clearTimeout(timer);
  }
}

async function attempted(identify: () => Promise<Identity>, attempts: number): Promise<Identity> {
  try {
    return await identify();
  } catch (error) {
    if (attempts === 1 || !isOutage(error)) throw error;
    return attempted(identify, attempts - 1);
  }
}

const isOutage = (error: unknown) =>
  (error instanceof Problem ? error : problemOfDatabase(error))?.kind === "unavailable";
