/**
 * Calls operations of the API by their ids. The types are the contract's; the token, a request id, the time limit and what is worth
 * trying again are added here, once.
 */
import { createLife, type Life, type operations, retrying } from "#client";
import { setServerTime } from "../words/format.ts";
import { place } from "../words/place.ts";
import { loadSaid } from "../words/said.ts";
import { configuration } from "./configuration.ts";
import { problemOfAnswer, problemOfError, Refused } from "./problem.ts";
import { accessToken, renewAfter } from "./session.ts";

export type OperationId = keyof operations;

/** `path` and `query` of an operation, as the contract has them. */
export type Params<Id extends OperationId> = Pick<operations[Id]["parameters"], "path" | "query">;

export type Body<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { "application/json": infer B } };
}
  ? B
  : undefined;

type Content<R> = R extends { content: { "application/json": infer J } } ? J : never;
type Success<R> = { [S in keyof R]: S extends 200 | 201 | 202 ? Content<R[S]> : never }[keyof R];

/** What an operation answers when it succeeds; undefined for those that answer nothing. */
export type Answer<Id extends OperationId> = [Success<operations[Id]["responses"]>] extends [never]
  ? undefined
  : Success<operations[Id]["responses"]>;

export interface Call {
  path?: object;
  query?: object;
  header?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Longer than the API takes for anything that is not a stream. */
const TIMEOUT_MS = 15_000;
declare const __VERSION__: string;

let made: Life | undefined;

/** Asks the API; throws a `Refused` for whatever is no success. */
export async function call<Id extends OperationId>(
  id: Id,
  { path, query, header, body, signal }: Call = {},
): Promise<Answer<Id>> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const init = {
    params: { path, query, header },
    body,
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  };
  let answer: { data?: unknown; error?: unknown; response: Response };
  try {
    answer = await methodOf(id)(init);
  } catch (error) {
    // Who asked does not want it any more.
    if (signal?.aborted) throw error;
    throw new Refused(problemOfError(limit.aborted ? limit.reason : error));
  }
  if (!answer.response.ok) {
    // Where these cannot be had, it is said in English.
    await loadSaid(place().language).catch(() => {});
    throw new Refused(problemOfAnswer(answer.response, answer.error));
  }
  // The contract says of this operation what its answer is.
  return answer.data as Answer<Id>;
}

/** All operations by their names, for streams. */
export function life(): Life {
  made ??= createLife({ baseUrl: configuration().api, fetch: retrying({ fetch: authorized }) });
  return made;
}

type Method = (init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** `life.work.todoLists.tree` of `work.todo-lists.tree`. */
function methodOf(id: string): Method {
  let found: unknown = life();
  for (const part of id.split(".")) found = (found as Record<string, unknown>)[camelCase(part)];
  return found as Method;
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Sends with the person's token. When it has expired meanwhile, all that wait for a new one wait for the same one, and each is repeated. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  const response = await send(request, token);
  if (response.status !== 401) return response;
  const renewed = await renewAfter(token);
  if (!renewed) return response;
  await response.body?.cancel();
  return send(again, renewed);
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  const { headers } = request;
  if (token) headers.set("authorization", `Bearer ${token}`);
  headers.set("x-request-id", crypto.randomUUID());
  headers.set("x-client-platform", "web");
  headers.set("x-client-version", __VERSION__);
  headers.set("x-client-timezone", place().zone);
  const response = await fetch(request);
  setServerTime(response.headers.get("date"));
  return response;
}
