/** What goes wrong with a request, as the answer to it and in the log. */
import { Problem, type Refusals } from "#kit/problem";
import { runtime } from "#kit/runtime";
import type { HttpEvent } from "./lambda.ts";
import { problemBody, problemOfDatabase, RETRY_AFTER_SECONDS, refusalOf, statusOf } from "./problem-details.ts";

interface Failed {
  event: HttpEvent;
  requestId: string;
  route: string;
  /** What to say where the database refuses. */
  refusals?: Refusals;
}

/** The answer to a request whose handling threw `error`, an `application/problem+json` (RFC 9457). Logs what nobody threw on purpose. */
export function failure(error: unknown, { event, requestId, route, refusals = {} }: Failed) {
  const problem = asProblem(error, event, refusals);
  // A problem that was thrown on purpose says all there is to say.
  if (problem !== error && (problem.kind === "internal" || problem.kind === "unavailable"))
    runtime().log("error", "request failed", { requestId, route, error: describe(error) });
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    // Whatever is not configured does not come by waiting.
    ...(problem.code === "unavailable" && { "retry-after": String(RETRY_AFTER_SECONDS) }),
    ...problem.extras.headers,
  };
  const body = JSON.stringify(problemBody(problem, event.rawPath, requestId));
  return { statusCode: statusOf[problem.kind], headers, body };
}

function asProblem(error: unknown, event: HttpEvent, refusals: Refusals): Problem {
  if (error instanceof Problem) return error;
  const refused = refusalOf(error, refusals) ?? problemOfDatabase(error);
  return refused
    ? pointingAtGiven(refused, event)
    : new Problem("internal", "internal", "Something went wrong", "The cause is in the log under this request id.");
}

/** What the database refuses are columns. A request without a body, such as a restore, has no place that a pointer to one leads to. */
function pointingAtGiven(problem: Problem, { body }: HttpEvent): Problem {
  const { errors } = problem.extras;
  if (body || !errors) return problem;
  return problem.with({
    ...problem.extras,
    errors: errors.map((one) => (one.pointer === undefined ? one : { ...one, pointer: "#" })),
  });
}

/** What the log keeps of an unexpected error; SQL parameters may be personal and are not among it. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    message: error.message,
    code,
    constraint,
    stack: error.stack?.split("\n").slice(0, 8).join("\n"),
  };
}
