/** What a method of the client takes and answers, read from the contract. */
import type { FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "../../contract/schema.d.ts";

export type Verb = "get" | "post" | "put" | "patch" | "delete";

/** `params` (path, query, header) and `body` of an operation, and what else `fetch` takes, such as a `signal`. */
type Init<P extends keyof paths, M extends Verb> = MaybeOptionalInit<paths[P], M & keyof paths[P]>;
/** They may be left out where nothing in them is required. */
type Arguments<I> = undefined extends I ? [init?: I] : Partial<I> extends I ? [init?: I] : [init: I];

/** `data` or `error` (a problem), and the `response` with its headers. */
export type Answer<P extends keyof paths, M extends Verb> = FetchResponse<
  paths[P][M & keyof paths[P]] & Record<string | number, unknown>,
  Init<P, M>,
  "application/json" | "application/problem+json"
>;

/** A method of the client. Its promise is rejected when the network fails, and by nothing that the API answers. */
export type Operation<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => Promise<Answer<P, M>>;

/** Makes the method that sends `verb` to `path`. */
export type MakeOperation = <P extends keyof paths, M extends Verb>(verb: M, path: P) => Operation<P, M>;
