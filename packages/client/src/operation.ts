/** What a method of the client takes and answers, read from the contract. */
import type { FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "../../contract/schema.d.ts";
import type { Problem } from "./problems.ts";

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

/** A method whose answer is no JSON: `data` is a Blob, which has the media type and, by `arrayBuffer()`, the bytes. */
export type Download<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => Promise<{ data: Blob; error?: never; response: Response } | { data?: never; error: Problem; response: Response }>;

/** What a stream yields: each of its events by name, with its data. */
type EventOf<P extends keyof paths, M extends Verb> = paths[P][M & keyof paths[P]] extends {
  responses: { 200: { content: { "text/event-stream": infer Event } } };
}
  ? Event
  : never;

/**
 * A stream: `for await (const { event, data } of life.….watch())`. It is connected when the first event is asked for, and again where it was
 * cut, behind the last event; leaving the loop, or a `signal` in `init`, ends it. Throws a `ProblemError` when the API refuses, and what
 * `fetch` throws when the network fails several times in a row.
 */
export type Streaming<P extends keyof paths, M extends Verb> = (
  ...init: Arguments<Init<P, M>>
) => AsyncIterable<EventOf<P, M>>;

/** What makes the method that sends `verb` to `path`, for each kind of answer. */
export interface Make {
  operation: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Operation<P, M>;
  download: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Download<P, M>;
  streaming: <P extends keyof paths, M extends Verb>(verb: M, path: P) => Streaming<P, M>;
}
