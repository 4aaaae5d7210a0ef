/**
 * Problems that the API answers with (RFC 9457). Core declares them by kind; only cloud/problem-details knows the HTTP status of
 * a kind.
 */
import type { Origin } from "./origin.ts";
import { type Coded, codedOf, type Saying } from "./saying.ts";
import { requestSayings } from "./sayings.ts";

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
  /** What is wrong by its code. */
  coded: Coded;
}

/** A field of the body by its pointer, or a parameter. */
export type Place = string | Pick<InputError, "pointer" | "parameter">;

/** One thing wrong with a field of the body or with a parameter. */
export const wrong = (place: Place, saying: Saying): InputError => ({
  ...(typeof place === "string" ? { pointer: place } : place),
  detail: saying.text,
  coded: codedOf(saying),
});

/** Who changed a row last: its last event that the caller may see. */
export interface LastChange {
  eventId: string;
  type: string;
  /** An ISO 8601 instant in UTC. */
  at: string;
  /** The names of the fields that changed. */
  changed: string[];
  origin: Origin;
  /** Null when nobody did, such as a schedule. */
  actorId: string | null;
  /** Null for somebody whom the caller does not know. */
  actorName: string | null;
}

export interface ProblemExtras {
  errors?: InputError[];
  headers?: Record<string, string>;
  /** Of a stale version: the row as it is, and who changed it (see stale.ts). */
  current?: unknown;
  lastChange?: LastChange | null;
}

/** Thrown by verbs and handlers. Any other error becomes a 500 without details. */
export class Problem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly title: string;
  readonly extras: ProblemExtras;

  /** The detail by its code; undefined where it is the title, or said in words only. */
  readonly coded: Coded | undefined;

  constructor(kind: ProblemKind, code: string, title: string, detail?: string | Saying, extras: ProblemExtras = {}) {
    super((typeof detail === "object" ? detail.text : detail) ?? title);
    this.coded = typeof detail === "object" ? codedOf(detail) : undefined;
    this.name = "Problem";
    this.kind = kind;
    this.code = code;
    this.title = title;
    this.extras = extras;
  }

  /** The detail with its code; undefined where it has none. */
  get saying(): Saying | undefined {
    return this.coded && { ...this.coded, text: this.message };
  }

  /** The same problem with other extras. */
  with(extras: ProblemExtras): Problem {
    return new Problem(this.kind, this.code, this.title, this.saying ?? this.message, extras);
  }
}

/**
 * What a problem says of one case. What people run into by what they do is a sentence with a code, so that it is said in their language; what
 * programs and whoever runs LifeOS are told, and what the log alone explains, may be words only.
 */
type Said<K extends ProblemKind> = K extends "invalid" | "conflict" | "forbidden" | "precondition_failed"
  ? Saying
  : string | Saying;

/** A declared problem: list it in an endpoint's `problems`, call it to make the error to throw. */
export interface ProblemType<K extends ProblemKind = ProblemKind> {
  (detail?: Said<K>, extras?: ProblemExtras): Problem;
  readonly kind: K;
  readonly code: string;
  readonly title: string;
}

/* @__NO_SIDE_EFFECTS__ */
export function problem<K extends ProblemKind>(kind: K, code: string, title: string): ProblemType<K> {
  const make = (detail?: Said<K>, extras?: ProblemExtras) => new Problem(kind, code, title, detail, extras);
  return Object.assign(make, { kind, code, title });
}

export const InvalidInput = /* @__PURE__ */ problem("invalid", "invalid_input", "The input is not valid");
/** InvalidInput for one place. */
export const wrongInput = (place: Place, saying: Saying, about?: Saying): Problem =>
  InvalidInput(about, { errors: [wrong(place, saying)] });
export const MalformedJson = /* @__PURE__ */ problem("invalid", "malformed_json", "The body is not valid JSON");
export const Unauthenticated = /* @__PURE__ */ problem(
  "unauthenticated",
  "unauthenticated",
  "Valid credentials are needed",
);
export const Forbidden = /* @__PURE__ */ problem("forbidden", "forbidden", "You may not do this");
export const MissingScope = /* @__PURE__ */ problem("forbidden", "missing_scope", "The API key lacks a scope");
/** For a row that the caller may see and not change. */
export const ReadOnlyAccess = () => Forbidden(requestSayings("read_only"));
export const NotFound = /* @__PURE__ */ problem("not_found", "not_found", "There is no such thing");
/** For a path that has other methods; `allow` lists them in the syntax of the Allow header. */
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
 * Problems for constraints that the database may refuse a change by, where its own message would not help the caller: by the name
 * of the constraint, or by the detail of a raised conflict.
 */
export type Refusals = Record<string, () => Problem>;
