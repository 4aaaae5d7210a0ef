/** The parameters and results of the client's methods, derived from the contract. */
import type { FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "../../contract/schema.d.ts";
import type { Problem } from "./problems.ts";

export type Verb = "get" | "post" | "put" | "patch" | "delete";

/** `params` (path, query, header) and `body` of an operation, and options of `fetch`, such as a `signal`. */
type Init<P extends keyof paths, M extends Verb> = MaybeOptionalInit<paths[P], M & keyof paths[P]>;
/** The argument is optional when nothing in it is required. */
type Arguments<I> = undefined extends I ? [init?: I] : Partial<I> extends I ? [init?: I] : [init: I];

/** `data` or `error` (a problem), and the `response` with its headers. */
export type Answer<P extends keyof paths, M extends Verb> = FetchResponse<
  paths[P][M & keyof paths[P]] & Record<string | number, unknown>,
  Init<P, M>,
  "application/json" | "application/problem+json"
>;

/** A method of the client. Its promise rejects only when the network fails; refusals of the API resolve to `error`. */
export type Operation<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => Promise<Answer<P, M>>;

/** A method for an answer that is no JSON: `data` is a Blob, with the media type and, by `arrayBuffer()`, the bytes. */
export type Download<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => Promise<{ data: Blob; error?: never; response: Response } | { data?: never; error: Problem; response: Response }>;

/** The events that a stream yields: name and data of each. */
type EventOf<P extends keyof paths, M extends Verb> = paths[P][M & keyof paths[P]] extends {
  responses: { 200: { content: { "text/event-stream": infer Event } } };
}
  ? Event
  : never;

/**
 * A stream: `for await (const { event, data } of life.….watch())`. It connects when the first event is requested, and reconnects
 * behind the last event when the connection breaks; leaving the loop, or a `signal` in `init`, ends it. Throws a `ProblemError`
 * when the API refuses, and the error of `fetch` when the network fails several times in a row.
 */
export type Streaming<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => AsyncIterable<EventOf<P, M>>;

/** Functions that create the method for `verb` and `path`, one for each kind of answer. */
export interface Make {
  operation: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Operation<P, M>;
  download: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Download<P, M>;
  streaming: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Streaming<P, M>;
}
