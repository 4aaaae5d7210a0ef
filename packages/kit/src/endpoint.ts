/**
 * An endpoint is a declaration that knows its own route. The route, the Lambda, the OpenAPI operation, the client method
 * and the sweep tests all come from this one value; cloud/http-endpoint makes a Lambda handler of it.
 */
import type * as z from "zod/mini";
import type { Use } from "#cloud/uses";
import type { Ctx } from "./ctx.ts";
import type { Entity } from "./entity.ts";
import type { ProblemType, Refusals } from "./problem.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Route = `${Method} /${string}`;
export type PathParams<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & PathParams<Rest>
  : unknown;
type Out<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/**
 * `user`: signed in or an API key with the scope. `admin`: role admin, who acts as the service and sees all tenants. `public`:
 * anybody; the handler checks what it must.
 */
export type Access = "user" | "admin" | "public";

export interface Given<R extends Route, B, Q> {
  params: PathParams<R>;
  body: Out<B>;
  query: Out<Q>;
  headers: Record<string, string | undefined>;
  /** The body as it came over the wire, for signatures. */
  rawBody: Buffer;
}

export interface EndpointSpec<R extends Route, B, Q, S, P extends string = never> {
  summary: string;
  description?: string;
  access?: Access;
  body?: B;
  query?: Q;
  /** The schema of a success; without it the answer is 204 (no content). */
  returns?: S;
  /** 302 of a handler that sends browsers on: it returns no value, and a Location header. */
  status?: 200 | 201 | 202 | 302;
  /** Further statuses of a success with the same schema, which the handler chooses by `reply`. */
  otherStatuses?: readonly (200 | 201 | 202)[];
  /** A success may have a Location header although its status is not 201. */
  locates?: true;
  problems?: readonly ProblemType[];
  /** The largest body in bytes (1 MiB unless given). */
  maxBodyBytes?: number;
  /** Headers that the handler reads, by name, for the contract: a description and a pattern of each. */
  headers?: Readonly<Record<string, { description: string; pattern: RegExp }>>;
  /** The body is not JSON: the handler reads `rawBody`. With `mayBeMissing` there are requests without one. */
  rawBody?: { contentTypes: readonly string[]; mayBeMissing?: true };
  /** The media types that a success may have that is no JSON: the handler returns a `file` of one of them. */
  produces?: readonly P[];
  /** What to say where the database refuses. */
  refusals?: Refusals;
  /** The scope an API key needs; `<pillar>:read` or `<pillar>:write` unless given. */
  scope?: string;
  uses?: readonly Use[];
  example?: { body?: unknown; response?: unknown };
  /** The rows that this resource holds, by the nouns of their events; said by one of its operations. */
  entities?: readonly Entity[];
  handler(ctx: Ctx & Given<R, B, Q>): Promise<Answer<S, P>> | Answer<S, P>;
}

/** A file of the types that are named; of an endpoint that names none, or any there is, what its schema says. */
type Answer<S, P extends string> = [P] extends [never] ? Json<S> : string extends P ? Json<S> : FileReply<P>;
type Json<S> = S extends z.ZodMiniType ? z.input<S> | Reply<z.input<S>> : undefined | Reply<undefined>;

/** A success with its own headers or status. */
export interface Reply<T> {
  reply: true;
  value: T;
  status?: number;
  headers?: Record<string, string>;
}
export const reply = <T>(value: T, options: { status?: number; headers?: Record<string, string> } = {}): Reply<T> => ({
  reply: true,
  value,
  ...options,
});

/** An answer that is no JSON. As text or in base64 it takes up to 6 MB, so there may be 4.7 million bytes. */
export interface FileReply<T extends string> {
  file: true;
  body: string | Uint8Array;
  contentType: T;
  /** What it is called when it is saved. */
  name?: string;
  /** Browsers show it instead of saving it. */
  inline?: boolean;
  /** In quotes, as RFC 9110 has it (section 8.8.3); made of the body unless given. */
  etag?: string;
  headers?: Record<string, string>;
}
export const file = <const T extends string>(
  body: string | Uint8Array,
  options: Omit<FileReply<T>, "file" | "body">,
): FileReply<T> => ({ file: true, body, ...options });

export interface Endpoint<R extends Route = Route> {
  kind: "endpoint";
  route: R;
  method: Method;
  path: string;
  pillar: string;
  access: Access;
  scope: string;
  spec: EndpointSpec<R, z.ZodMiniType | undefined, z.ZodMiniType | undefined, z.ZodMiniType | undefined, string>;
}

/** The largest body in bytes of an endpoint that declares no limit. */
export const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/* @__NO_SIDE_EFFECTS__ */
export function endpoint<
  R extends Route,
  B extends z.ZodMiniType | undefined = undefined,
  Q extends z.ZodMiniType | undefined = undefined,
  S extends z.ZodMiniType | undefined = undefined,
  P extends string = never,
>(route: R, spec: EndpointSpec<R, B, Q, S, P>): Endpoint<R> {
  const [method, path] = route.split(" ") as [Method, string];
  const pillar = path.split("/")[2] ?? "platform";
  const access = spec.access ?? "user";
  const scope = spec.scope ?? `${pillar}:${method === "GET" ? "read" : "write"}`;
  // Adapters hand a handler what its own schemas have read, which a type for all endpoints cannot say.
  return { kind: "endpoint", route, method, path, pillar, access, scope, spec: spec as never };
}

/** Whether an endpoint takes If-Match: those that change, replace or remove a row do. */
export const isConditional = ({ method }: Endpoint) => method === "PATCH" || method === "PUT" || method === "DELETE";
