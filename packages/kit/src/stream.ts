/**
 * A stream is an endpoint that goes on answering: Server-Sent Events (WHATWG HTML, section 9.2), each of a declared name and schema.
 * It has a Lambda with a function URL behind the edge, an operation in the contract and a method of the client.
 */
import type * as z from "zod/mini";
import type { Ctx } from "./ctx.ts";
import { type Access, type EndpointSpec, endpoint, type Given } from "./endpoint.ts";

export type StreamRoute = `GET /${string}`;

/** What each event carries, by its name. `end` and `problem` are names of the adapter's own. */
export type Events = Readonly<Record<string, z.ZodMiniType>>;

/** An event that a handler yields. Whoever connects again says the last `id` that they have seen: letters, digits and signs of ASCII, at most 255. */
export type StreamEvent<E extends Events> = {
  [Name in keyof E & string]: { event: Name; data: z.input<E[Name]>; id?: string };
}[keyof E & string];

export interface StreamGiven<R extends StreamRoute, Q> extends Pick<Given<R, undefined, Q>, "params" | "query"> {
  /** The id of the last event that the client has seen, when it connects again. */
  lastEventId: string | undefined;
  /** Aborted when nobody listens any more or the time is over: whatever the handler waits for, it waits no longer. */
  signal: AbortSignal;
}

type Shared = "summary" | "description" | "access" | "query" | "problems" | "scope" | "uses";

export interface StreamSpec<R extends StreamRoute, Q, E extends Events>
  extends Pick<EndpointSpec<R, undefined, Q, undefined>, Shared> {
  events: E;
  /**
   * A problem that is thrown before the first event is the answer; later, it is the last event. A stream ends when its handler does. One
   * that goes on is cut after five minutes, and its client connects again.
   */
  handler(ctx: Ctx & StreamGiven<R, Q>): AsyncIterable<StreamEvent<E>>;
}

export interface Stream<R extends StreamRoute = StreamRoute> {
  kind: "stream";
  route: R;
  method: "GET";
  path: string;
  pillar: string;
  access: Access;
  scope: string;
  spec: StreamSpec<R, z.ZodMiniType | undefined, Events>;
}

/* @__NO_SIDE_EFFECTS__ */
export function stream<R extends StreamRoute, E extends Events, Q extends z.ZodMiniType | undefined = undefined>(
  route: R,
  spec: StreamSpec<R, Q, E>,
): Stream<R> {
  const { path, pillar, access, scope } = endpoint(route, { ...spec, handler: () => undefined });
  // Adapters hand a handler what its own schemas have read, which a type for all streams cannot say.
  return { kind: "stream", route, method: "GET", path, pillar, access, scope, spec: spec as never };
}
