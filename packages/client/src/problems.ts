import type { components } from "../../contract/schema.d.ts";

/** A refusal of the API (RFC 9457). Distinguish problems by `code`. */
export type Problem = components["schemas"]["Problem"];

/** Thrown by `unwrap` and `everyRow` for an unsuccessful answer. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** The HTTP status. */
  readonly status: number;
  /** The problem's code; absent when the answer came from a proxy and not from the API. */
  readonly code: string | undefined;
  readonly problem: Problem | undefined;
  readonly response: Response;

  constructor(response: Response, error: unknown) {
    const problem = isProblem(error) ? error : undefined;
    super(`${response.status} ${problem ? `${problem.code}: ${problem.detail}` : response.statusText}`);
    this.status = response.status;
    this.code = problem?.code;
    this.problem = problem;
    this.response = response;
  }
}

/** The data of an answer: `await unwrap(life.work.tasks.get(…))`. Throws a `ProblemError` when the API refused. */
export async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ProblemError(response, error);
  // For a success without a body (204), T is undefined already.
  return data as T;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}
