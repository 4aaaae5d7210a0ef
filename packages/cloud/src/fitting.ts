/**
 * Keeps answers within the size limits: AWS Lambda forwards at most 6 MB of an answer, and Neon's proxy stops reading rows beyond
 * 10 MiB. The size of rows is not known before they are read, and they are nearly always small. So a page of a list that is too
 * large is read again with half as many rows, until it fits; its cursor then continues after the last of them. A page of one row
 * reads two, to know whether there is a next page, so two of a table's largest rows must fit.
 */

import type * as z from "zod/mini";
import type { Endpoint } from "#kit/endpoint";
import { DEFAULT_LIMIT } from "#kit/list";
import { InvalidInput, Problem, wrong } from "#kit/problem";
import { fieldSayings, requestSayings } from "#kit/sayings";
import { type HttpResult, isTooLargePayload } from "./lambda.ts";
import { isAnswerTooLarge } from "./transport.ts";

interface Fitted {
  result: HttpResult;
  /** The number of rows, if the answer is a page. */
  rows: number | undefined;
}

/**
 * The first result of `answer` that fits. `answer` is called with the query; for a list, again with a smaller `limit`. Only a GET
 * is repeated, because reading twice is harmless.
 *
 * Throws a problem when not even one row fits or the answer has no pages. For a change the problem says that it was made but its
 * result is too large.
 */
export async function fitting(
  endpoint: Endpoint,
  query: unknown,
  answer: (query: unknown) => Promise<Fitted>,
): Promise<HttpResult> {
  const mayAskAgain = isPaged(endpoint);
  let limit = (query as { limit?: number } | undefined)?.limit ?? DEFAULT_LIMIT;
  let asked = query;
  for (;;) {
    const answered = await answer(asked).catch((error) => {
      if (mayAskAgain && isAnswerTooLarge(error)) return undefined;
      throw error;
    });
    if (answered && !isTooLargePayload(answered.result)) return answered.result;
    if (endpoint.method !== "GET") throw DoneUnseen();
    const rows = Math.min(limit, answered?.rows ?? limit);
    if (!mayAskAgain || rows <= 1) throw tooMuch(endpoint);
    limit = Math.floor(rows / 2);
    asked = { ...(query as object | undefined), limit };
  }
}

/** Whether an operation answers in pages: it takes a `limit` and returns a cursor. Some lists always have a single page. */
export const isPaged = ({ method, spec }: Endpoint) =>
  method === "GET" &&
  has(spec.query, "limit") &&
  fieldOf(spec.returns, "nextCursor")?.safeParse("a cursor").success === true;

const has = (schema: unknown, field: string): boolean => fieldOf(schema, field) !== undefined;

const fieldOf = (schema: unknown, field: string): z.ZodMiniType | undefined =>
  (schema as { shape?: Record<string, z.ZodMiniType> } | undefined)?.shape?.[field];

function tooMuch({ spec: { query } }: Endpoint): Problem {
  const at = has(query, "include") ? "include" : has(query, "limit") ? "limit" : undefined;
  return InvalidInput(requestSayings("answer_too_large"), {
    errors: [wrong(at ? { parameter: at } : "#", fieldSayings("more_than_answers_hold"))],
  });
}

const DoneUnseen = () =>
  new Problem(
    "internal",
    "internal",
    "Something went wrong",
    "This was done, but what it answers is larger than an answer can be, which is 6 MB. Read the rows one by one.",
  );
