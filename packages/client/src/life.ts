import createClient, { type ClientOptions, mergeHeaders } from "openapi-fetch";
import type { paths } from "../../contract/schema.d.ts";
import type { Download, Make, Operation, Streaming, Verb } from "./operation.ts";
import { type Operations, operationsOf } from "./operations.ts";
import { type Answered, type StreamInit, streamOf } from "./streams.ts";

/** All operations by their names: `life.work.tasks.create(…)`. */
export type Life = Operations;

/** The options of openapi-fetch's `createClient` (`baseUrl`, `fetch`, `headers` and more), and the caller's token. */
export interface LifeOptions extends ClientOptions {
  /** A token of the issuer or an API key (`life_…`). A function is called before every request and may renew an expired token. */
  token?: string | (() => string | undefined | Promise<string | undefined>);
}

/**
 * A client of the LifeOS API at `baseUrl`. Each method resolves to `{ data }` or `{ error }` (a problem of RFC 9457) and the
 * `response`; a network failure rejects.
 */
export function createLife(options: LifeOptions = {}): Life {
  const { token, headers, ...rest } = options;
  // Determines the person's current day until their profile has a time zone.
  const timeZone = { "x-client-timezone": Intl.DateTimeFormat().resolvedOptions().timeZone };
  const http = createClient<paths>({ ...rest, headers: mergeHeaders(timeZone, headers) });
  if (token !== undefined) {
    http.use({
      async onRequest({ request }) {
        const bearer = typeof token === "function" ? await token() : token;
        if (bearer && !request.headers.has("authorization")) request.headers.set("authorization", `Bearer ${bearer}`);
      },
    });
  }
  return operationsOf(make(http.request as Request));
}

/**
 * openapi-fetch types a call by its literal path; here path and verb are type parameters, so the types are those of the
 * operation.
 */
type Request = (verb: Verb, path: keyof paths, init?: object) => Promise<Answered>;

export function make(request: Request): Make {
  return {
    operation: (verb, path) => ((init) => request(verb, path, init)) as Operation<typeof path, typeof verb>,
    download: (verb, path) =>
      ((init?: object) => request(verb, path, { ...init, parseAs: "blob" })) as Download<typeof path, typeof verb>,
    streaming: (verb, path) =>
      ((init?: StreamInit) => streamOf((more) => request(verb, path, more), init)) as Streaming<
        typeof path,
        typeof verb
      >,
  };
}
