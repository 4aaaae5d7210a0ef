import createClient, { type ClientOptions, mergeHeaders } from "openapi-fetch";
import type { paths } from "../../contract/schema.d.ts";
import type { Operation, Verb } from "./operation.ts";
import { type Operations, operationsOf } from "./operations.ts";

/** All operations by their names: `life.work.tasks.create(…)`. */
export type Life = Operations;

/** What `createClient` of openapi-fetch takes (`baseUrl`, `fetch`, `headers` and more), and who is asking. */
export interface LifeOptions extends ClientOptions {
  /** A token of the issuer or an API key (`life_…`). A function is called before every request and may renew what has expired. */
  token?: string | (() => string | undefined | Promise<string | undefined>);
}

/**
 * A client of the LifeOS API at `baseUrl`. Each method resolves to `{ data }` or `{ error }` (a problem of RFC 9457) and the
 * `response`; a network failure rejects.
 */
export function createLife(options: LifeOptions = {}): Life {
  const { token, headers, ...rest } = options;
  // Which day it is depends on it, until the person's profile names a time zone.
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
  // openapi-fetch types a call by its literal path; here path and verb are type parameters, so the types of the operation say it.
  const request = http.request as (verb: Verb, path: keyof paths, init?: unknown) => Promise<unknown>;
  return operationsOf(
    <P extends keyof paths, M extends Verb>(verb: M, path: P) =>
      ((init) => request(verb, path, init)) as Operation<P, M>,
  );
}
