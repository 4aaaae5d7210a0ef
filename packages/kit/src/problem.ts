/**
 * Problems a caller may meet, as RFC 9457 knows them. Core declares them by kind; which HTTP status a kind has is decided
 * in cloud/problem-details and nowhere else.
 */
export type ProblemKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "precondition_failed"
  | "too_large"
  | "unsupported"
  | "limited"
  | "internal"
  | "unavailable";

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
export const ReadOnlyAccess = () => Forbidden("You may see this, but not change it.");
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

/** Whether a batch was refused by a guard of its own (`orConflict`, `raise_problem('LF005', …)`). */
export const isConflict = (error: unknown) => (error as { code?: string }).code === "LF005";

/**
 * What the database refuses of an operation where its own words would tell nobody what to do: by the name of the constraint, or
 * by the detail with which a conflict was raised.
 */
export type Refusals = Record<string, () => Problem>;
