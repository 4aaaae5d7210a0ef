/** Problems on the wire (RFC 9457): their status and body, and which problem an error of the database becomes. */

import {
  AlreadyExists,
  Conflict,
  Forbidden,
  IdempotencyKeyReused,
  InvalidInput,
  isConflict,
  Limited,
  type Problem,
  type ProblemKind,
  type Refusals,
  TooLarge,
  Unavailable,
  wrong,
} from "#kit/problem";
import { fieldSayings, raisedSaying, requestSayings, wordsAlone } from "#kit/sayings";

/** The HTTP status of each kind. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported: 415,
  limited: 429,
  internal: 500,
  unavailable: 503,
} satisfies Record<ProblemKind, number>;

/** When to come again after `unavailable`, in seconds. */
export const RETRY_AFTER_SECONDS = 5;

/** The body of an `application/problem+json` answer. `type` is a URN made of the code, so it needs no host. */
export function problemBody(problem: Problem, instance: string, requestId: string) {
  const { kind, message } = problem;
  const { current, lastChange } = problem.extras;
  // Invalid input always has `errors`, if only one about the body as a whole.
  const errors =
    problem.extras.errors ?? (kind === "invalid" ? [wrong("#", problem.saying ?? wordsAlone(message))] : undefined);
  return {
    type: `urn:lifeos:problem:${problem.code}`,
    title: problem.title,
    status: statusOf[kind],
    detail: message,
    instance,
    code: problem.code,
    requestId,
    ...(problem.coded && { coded: problem.coded }),
    ...(errors && { errors }),
    ...(current !== undefined && { current, lastChange: lastChange ?? null }),
  };
}

/** `RateLimit` and `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers-10 has them. */
export const rateLimitHeaders = (quota: number, remaining: number, resetSeconds: number, windowSeconds = 60) => {
  const name = windowSeconds === 86_400 ? "changes-a-day" : "changes";
  return {
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
    "ratelimit-policy": `"${name}";q=${quota};w=${windowSeconds}`,
  };
};

interface DatabaseFailure {
  code?: string;
  detail?: string;
  constraint?: string;
  column?: string;
  message: string;
}

/**
 * The problem a database error stands for, or undefined when it is a bug of LifeOS. SQLSTATE classes as PostgreSQL's appendix A
 * names them; the LF class is raised by LifeOS's own SQL functions (see migrations) and drivers (see db.ts).
 */
export function problemOfDatabase(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, detail, column } = error as DatabaseFailure;
  switch (code) {
    case "LF002":
      return IdempotencyKeyReused();
    case "LF003": {
      const limit = JSON.parse(detail ?? "{}") as {
        retryAfterSeconds?: number;
        limit?: number;
        windowSeconds?: number;
      };
      const seconds = String(limit.retryAfterSeconds ?? 60);
      return Limited(`Try again in ${seconds} seconds.`, {
        headers: {
          "retry-after": seconds,
          ...rateLimitHeaders(limit.limit ?? 0, 0, Number(seconds), limit.windowSeconds),
        },
      });
    }
    case "LF004":
    case "23503": {
      const field = camel(detail && /^[a-z_]+$/.test(detail) ? detail : (column ?? ""));
      return InvalidInput(requestSayings("reference_missing"), {
        errors: [wrong(field ? `#/${field}` : "#", fieldSayings("does_not_exist"))],
      });
    }
    case "LF005":
      return Conflict(raisedSaying(detail || error.message));
    case "LF006":
      return InvalidInput(requestSayings("database_answer_too_large"), {
        errors: [wrong("#", fieldSayings("more_than_answers_hold"))],
      });
    case "LF007":
      return TooLarge("This is more than the database takes at once.");
    case "23505":
    case "23P01":
      return AlreadyExists(requestSayings("same_value"));
    case "23514":
      // Resources word their own constraints (see Refusals). This is for a constraint that none words; it names nothing of the
      // database.
      return InvalidInput(requestSayings("values_apart"), {
        errors: [wrong("#", fieldSayings("do_not_go_together"))],
      });
    case "23502":
      return InvalidInput(requestSayings("value_missing"), {
        errors: [wrong(column ? `#/${camel(column)}` : "#", fieldSayings("required"))],
      });
    case "42501":
      return Forbidden();
    case "22001": // string_data_right_truncation
    case "22003": // numeric_value_out_of_range
    case "22007": // invalid_datetime_format
    case "22008": // datetime_field_overflow
    case "22009": // invalid_time_zone_displacement_value
    case "22021": // character_not_in_repertoire
    case "22P02": // invalid_text_representation
    case "22P05": // untranslatable_character
    case "54000": // program_limit_exceeded: a value too long for its index
      return InvalidInput(requestSayings("value_out_of_range"), {
        errors: [wrong("#", fieldSayings("out_of_range"))],
      });
    default:
      return passing(code);
  }
}

/**
 * The problem of a temporary error: nothing was changed (or, when a connection broke, it is unknown), and the same request may
 * succeed later.
 */
function passing(code = ""): Problem | undefined {
  const later = { headers: { "retry-after": "1" } };
  // transaction_rollback (such as a deadlock) after several tries; lock_not_available; query_canceled
  if (/^40|^55P03$|^57014$/.test(code))
    return Unavailable("Others are changing the same right now, and nothing was changed.", later);
  // connection_exception, which the transports report for any broken connection; insufficient_resources; an operator's shutdown
  if (/^08|^53|^57P0[1-5]$/.test(code)) return Unavailable("The database cannot be reached right now.", later);
  return undefined;
}

/** The problem that `refusals` has for a database error, if any. */
export function refusalOf(error: unknown, refusals: Refusals): Problem | undefined {
  const { detail, constraint } = error as DatabaseFailure;
  const known = constraint ?? (isConflict(error) ? detail : undefined);
  return known === undefined ? undefined : refusals[known]?.();
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
