import type { components } from "../../contract/schema.d.ts";

/** What the API says when it refuses something (RFC 9457). Tell problems apart by `code`. */
export type Problem = components["schemas"]["Problem"];

/** Thrown by `unwrap` and `everyRow` for an answer that is no success. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** The HTTP status. */
  readonly status: number;
  /** The problem's code; absent when it was not the API that answered, but a proxy before it. */
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

/** What was answered: `await unwrap(life.work.tasks.get(…))`. Throws a `ProblemError` when the API refused. */
export async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ProblemError(response, error);
  // A success without a body (204) has the type undefined already.
  return data as T;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}
