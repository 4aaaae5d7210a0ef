/**
 * Problems a caller may meet, as RFC 9457 knows them. Core declares them by kind; which HTTP status a kind has is decided
 * here and nowhere else.
 */
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
} as const;

export type ProblemKind = keyof typeof statusOf;

/** One thing wrong with the input; `pointer` is a JSON pointer into the body (`#/title`), `parameter` names a query or path parameter. */
export interface InputError {
  pointer?: string;
  parameter?: string;
  detail: string;
}

export interface ProblemExtras {
  errors?: InputError[];
  headers?: Record<string, string>;
}

/** Thrown by verbs and handlers; everything else that is thrown becomes an opaque 500. */
export class Problem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly title: string;
  readonly extras: ProblemExtras;

  constructor(kind: ProblemKind, code: string, title: string, detail?: string, extras: ProblemExtras = {}) {
    super(detail ?? title);
    this.name = "Problem";
    this.kind = kind;
    this.code = code;
    this.title = title;
    this.extras = extras;
  }
}

/** A declared problem: list it in an endpoint's `problems`, call it to make the error to throw. */
export interface ProblemType {
  (detail?: string, extras?: ProblemExtras): Problem;
  readonly kind: ProblemKind;
  readonly code: string;
  readonly title: string;
}

/* @__NO_SIDE_EFFECTS__ */
export function problem(kind: ProblemKind, code: string, title: string): ProblemType {
  const make = (detail?: string, extras?: ProblemExtras) => new Problem(kind, code, title, detail, extras);
  return Object.assign(make, { kind, code, title });
}

export const InvalidInput = /* @__PURE__ */ problem("invalid", "invalid_input", "The input is not valid");
export const MalformedJson = /* @__PURE__ */ problem("invalid", "malformed_json", "The body is not valid JSON");
export const Unauthenticated = /* @__PURE__ */ problem(
  "unauthenticated",
  "unauthenticated",
  "Valid credentials are needed",
);
export const Forbidden = /* @__PURE__ */ problem("forbidden", "forbidden", "You may not do this");
export const MissingScope = /* @__PURE__ */ problem("forbidden", "missing_scope", "The API key lacks a scope");
/** Of a row that the caller sees and that is not theirs to change. */
export const SeenOnly = () => Forbidden("You may see this, but not change it.");
export const NotFound = /* @__PURE__ */ problem("not_found", "not_found", "There is no such thing");
/** Of a path that takes other methods, which `allow` names as an Allow field has them. */
export const MethodNotAllowed = (path: string, allow: string) =>
  new Problem("method_not_allowed", "method_not_allowed", "Method Not Allowed", `${path} takes ${allow}.`, {
    headers: { allow },
  });
export const Conflict = /* @__PURE__ */ problem("conflict", "conflict", "The state does not allow this");
export const AlreadyExists = /* @__PURE__ */ problem("conflict", "already_exists", "It already exists");
export const IdempotencyKeyReused = /* @__PURE__ */ problem(
  "conflict",
  "idempotency_key_reused",
  "The Idempotency-Key was used with another body",
);
export const StaleVersion = /* @__PURE__ */ problem(
  "precondition_failed",
  "stale_version",
  "The row has changed since you read it",
);
export const TooLarge = /* @__PURE__ */ problem("too_large", "too_large", "The body is too large");
export const UnsupportedMediaType = /* @__PURE__ */ problem(
  "unsupported",
  "unsupported_media_type",
  "The media type is not supported",
);
export const Limited = /* @__PURE__ */ problem("limited", "limited", "Too many requests");
export const NotConfigured = /* @__PURE__ */ problem(
  "unavailable",
  "not_configured",
  "This feature is not configured here",
);
export const Unavailable = /* @__PURE__ */ problem("unavailable", "unavailable", "Please try again later");

/** When to come again after `unavailable`, in seconds. */
export const RETRY_AFTER_SECONDS = 5;

/** The body of an `application/problem+json` answer. `type` is a URN made of the code, so it needs no host. */
export function problemBody(problem: Problem, instance: string, requestId: string) {
  const { kind, message } = problem;
  // Input that is not valid is always pointed at, if only as a whole.
  const errors = problem.extras.errors ?? (kind === "invalid" ? [{ pointer: "#", detail: message }] : undefined);
  return {
    type: `urn:lifeos:problem:${problem.code}`,
    title: problem.title,
    status: statusOf[kind],
    detail: message,
    instance,
    code: problem.code,
    requestId,
    ...(errors && { errors }),
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
 * The problem a database error stands for, or undefined when it is a fault of ours. SQLSTATE classes as PostgreSQL's
 * appendix A names them; the LF class is raised by our own functions (see migrations) and drivers (see db.ts).
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
      return InvalidInput("A reference points to something that does not exist.", {
        errors: [{ pointer: field ? `#/${field}` : "#", detail: "does not exist" }],
      });
    }
    case "LF005":
      return Conflict(detail || error.message);
    case "LF006":
      return InvalidInput("What was asked for is larger than the database can answer at once.", {
        errors: [{ pointer: "#", detail: "asks for more than fits into an answer" }],
      });
    case "LF007":
      return TooLarge("This is more than the database takes at once.");
    case "23505":
    case "23P01":
      return AlreadyExists("Something else has the same value where each may have only one of its own.");
    case "23514":
      // Resources say their own rules in words (see Refusals); this is for one that was forgotten, and names no part of the database.
      return InvalidInput("The values do not go together.", {
        errors: [{ pointer: "#", detail: "has values that do not go together" }],
      });
    case "23502":
      return InvalidInput("A value is missing.", {
        errors: [{ pointer: column ? `#/${camel(column)}` : "#", detail: "is required" }],
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
      return InvalidInput("A value, or one that follows from it, is out of range.", {
        errors: [{ pointer: "#", detail: "has a value that is out of range, or from which one follows that is" }],
      });
    default:
      return passing(code);
  }
}

/** What is over in a moment: nothing was changed (or, where a connection broke, nobody knows), and the same request may succeed. */
function passing(code = ""): Problem | undefined {
  const later = { headers: { "retry-after": "1" } };
  // transaction_rollback, of which a deadlock is one, several tries later; lock_not_available; query_canceled
  if (/^40|^55P03$|^57014$/.test(code))
    return Unavailable("Others are changing the same right now, and nothing was changed.", later);
  // connection_exception, which our transports say of any broken connection; insufficient_resources; an operator's shutdown
  if (/^08|^53|^57P0[1-5]$/.test(code)) return Unavailable("The database cannot be reached right now.", later);
  return undefined;
}

/** Whether a batch was refused by a guard of its own (`orConflict`, `raise_problem('LF005', …)`). */
export const isConflict = (error: unknown) => (error as DatabaseFailure).code === "LF005";

/**
 * What the database refuses of an operation where its own words would tell nobody what to do: by the name of the constraint, or
 * by the detail with which a conflict was raised.
 */
export type Refusals = Record<string, () => Problem>;

/** What `refusals` says of a database error, if they know it. */
export function refusalOf(error: unknown, refusals: Refusals): Problem | undefined {
  const { detail, constraint } = error as DatabaseFailure;
  const known = constraint ?? (isConflict(error) ? detail : undefined);
  return known === undefined ? undefined : refusals[known]?.();
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
