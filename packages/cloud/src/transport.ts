/**
 * The port to a database: what a driver is to the product. Drivers are in `transport/`; statements come to them from batch.ts
 * alone, and what they throw is read in kit/problem by its SQLSTATE.
 */
import type { Result } from "#kit/db";
import type { Statement } from "#kit/handover";

/**
 * A driver: runs statements as one READ COMMITTED transaction in one flight, or throws PostgreSQL's error with its SQLSTATE in
 * `code`; 08006 (see `unreachable`) when it was not PostgreSQL that failed but the way there, and LF006 or LF007 when an answer or a
 * request is too large for it (see `answerTooLarge`).
 */
export interface Transport {
  run(statements: Statement[]): Promise<Result[]>;
  close(): Promise<void>;
}

/** Parsers shared by all drivers, by type OID: bool, int2, int4, oid, float4, float8. Everything else stays text. */
export const parsers: Record<number, (text: string) => unknown> = {
  16: (text) => text === "t" || text === "true",
  21: Number,
  23: Number,
  26: Number,
  700: Number,
  701: Number,
};
/** What a driver throws when the connection failed: whether the transaction was committed is not known. */
export const unreachable = (cause: unknown) =>
  Object.assign(new Error("the database cannot be reached", { cause }), { code: "08006" });

/** What a driver throws when an answer is larger than the way hands on. The transaction is rolled back. */
export const answerTooLarge = (cause: unknown) =>
  Object.assign(new Error("the answer of the database is too large", { cause }), { code: ANSWER_TOO_LARGE });
export const isAnswerTooLarge = (error: unknown) => (error as { code?: string }).code === ANSWER_TOO_LARGE;

/** What a driver throws when a request is larger than the way takes. It has not been sent. */
export const requestTooLarge = (cause: unknown) =>
  Object.assign(new Error("the request to the database is too large", { cause }), { code: REQUEST_TOO_LARGE });

const ANSWER_TOO_LARGE = "LF006";
const REQUEST_TOO_LARGE = "LF007";

const asText = (text: string) => text;
export const types = { getTypeParser: (oid: number) => parsers[oid] ?? asText };

/** A parameter as PostgreSQL's text input; drivers then need no knowledge of types. */
export function asParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return JSON.stringify(value);
  // Half of a surrogate pair would end the request to Neon's proxy; `pg` and PGlite send U+FFFD for it.
  return String(value).toWellFormed();
}
