/**
 * Column types whose JavaScript value is already what the API sends: a row read from the database needs no second
 * mapping. Instants are ISO 8601 UTC strings with milliseconds, days `YYYY-MM-DD`, money integer minor units.
 *
 * Each column knows how its wire value is checked (`meta`), so that request schemas are derived and never written twice.
 */
import { sql } from "drizzle-orm";
import { boolean, customType, type PgColumn, uuid } from "drizzle-orm/pg-core";
import type * as z from "zod/mini";

/** What values of a column are valid on the wire; `wire.ts` makes a schema of it. */
export type ColumnMeta =
  | {
      kind: "text";
      maxLength: number;
      secret?: true;
      pattern?: Pattern;
      format?: "email" | "url" | "color" | "currency";
    }
  | { kind: "zone" }
  /** `ranked`: the column holds the index of the value and not the value itself. */
  | { kind: "enum"; values: readonly [string, ...string[]]; ranked?: true }
  | { kind: "instant" }
  | { kind: "day" }
  | { kind: "time" }
  | { kind: "bigint" }
  | { kind: "integer"; min: number; max: number; bounded: boolean }
  /** `pair`: the other column that is empty when this one is. */
  | { kind: "numeric"; min?: number; max?: number; pair?: string }
  | { kind: "instants"; maxItems: number }
  /** Used by the database alone; never read or written through the API. */
  | { kind: "internal" }
  | { kind: "json"; schema: z.ZodMiniType }
  | { kind: "strings"; maxItems: number; maxLength: number }
  | { kind: "ids"; maxItems: number }
  /** `schema`: what is sealed is the JSON text of a value like this; plain text unless given. */
  | { kind: "encrypted"; maxLength: number; schema?: z.ZodMiniType };

/** What a text must match, and the same in words (“must be …”) for error messages, which never show a regular expression. */
export interface Pattern {
  regex: RegExp;
  says: string;
}

interface TypeParams<Data> {
  dataType: () => string;
  toDriver?: (value: Data) => unknown;
  fromDriver?: (value: never) => Data;
  meta: ColumnMeta;
}

/** The meta of a column made by this file, or undefined for drizzle's own types. */
export function metaOf(column: PgColumn): ColumnMeta | undefined {
  // Where drizzle keeps what a custom type was made with, which its types do not show.
  const config = (column as unknown as { config: { customTypeParams?: { meta?: ColumnMeta } } }).config;
  return config.customTypeParams?.meta;
}

function typed<Data>(params: TypeParams<Data>) {
  // Drizzle's own type for the parameters has no place for `meta`, which `metaOf` reads.
  return customType<{ data: Data; driverData: unknown }>(params as never);
}

export const id = () => uuid().primaryKey().default(sql`uuidv7()`);
export { boolean, uuid };

/** Free text, at most `maxLength` UTF-16 code units. `secret`: the hash of a secret; events leave it out. */
export const text = (
  maxLength = 500,
  rules: { pattern?: Pattern; format?: "email" | "url" | "color" | "currency"; secret?: true } = {},
) => typed<string>({ dataType: () => "text", meta: { kind: "text", maxLength, ...rules } })();

/**
 * Text whose ASCII letters are compared without case, as in mail addresses. It is stored in lower case, so that it is compared
 * and indexed like any text. Other letters are not folded: a Kelvin sign is not a k, although Unicode folds it to one.
 */
export const asciiCaseless = (maxLength = 320, rules: { format?: "email" } = {}) =>
  typed<string>({ dataType: () => "text", toDriver: foldAscii, meta: { kind: "text", maxLength, ...rules } })();

/** ASCII letters in lower case, all other characters unchanged. */
export const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** `text` with a CHECK: equality on a Postgres enum is not leakproof, so under row-level security no index could use it. */
export const oneOf = <const V extends readonly [string, ...string[]]>(...values: V) =>
  typed<V[number]>({ dataType: () => "text", meta: { kind: "enum", values } })();

/** `timestamptz` as ISO 8601 UTC with milliseconds, e.g. `2026-03-01T10:11:12.345Z`. */
export const instant = () =>
  typed<string>({ dataType: () => "timestamp with time zone", fromDriver: isoInstant, meta: { kind: "instant" } })();

/** `date` as `YYYY-MM-DD`, a calendar day in the user's time zone. */
export const day = () => typed<string>({ dataType: () => "date", meta: { kind: "day" } })();

/** `time` as `HH:MM`, a wall-clock time. */
export const time = () =>
  typed<string>({
    dataType: () => "time",
    fromDriver: (value: string) => value.slice(0, 5),
    meta: { kind: "time" },
  })();

/** An IANA time zone by its current name. The domain `time_zone` refuses other names (see time-zones.ts). */
export const zone = () => typed<string>({ dataType: () => "time_zone", meta: { kind: "zone" } })();

/** `integer`, with a CHECK when bounds are given. */
export const integer = (bounds: { min?: number; max?: number } = {}) => whole("integer", 2_147_483_647, bounds);

/** `smallint`, with a CHECK when bounds are given. */
export const smallint = (bounds: { min?: number; max?: number } = {}) => whole("smallint", 32_767, bounds);

const whole = (type: string, limit: number, bounds: { min?: number; max?: number }) =>
  typed<number>({
    dataType: () => type,
    fromDriver: (value: string | number) => Number(value),
    meta: {
      kind: "integer",
      min: bounds.min ?? -limit - 1,
      max: bounds.max ?? limit,
      bounded: bounds.min !== undefined || bounds.max !== undefined,
    },
  })();

/** Names with an order (low, medium, high): the API has the name, the column its rank as `smallint`, by which it sorts. */
export const ranked = <const V extends readonly [string, ...string[]]>(...values: V) =>
  typed<V[number]>({
    dataType: () => "smallint",
    toDriver: (value) => values.indexOf(value),
    fromDriver: (rank: string | number) => values[Number(rank)]!,
    meta: { kind: "enum", values, ranked: true },
  })();

/** `bigint` as a number; the API accepts safe integers only. Money is minor units in a column that ends in `_cents`. */
export const bigint = () =>
  typed<number>({
    dataType: () => "bigint",
    fromDriver: (value: string | number) => Number(value),
    meta: { kind: "bigint" },
  })();

/** `numeric` as a number, for measured values. `pair`: the other column that is empty when this one is, which a CHECK holds. */
export const numeric = (bounds: { min?: number; max?: number; type?: string; pair?: string } = {}) => {
  const { type = "numeric", ...range } = bounds;
  return typed<number>({
    dataType: () => type,
    fromDriver: (value: string | number) => Number(value),
    meta: { kind: "numeric", ...range },
  })();
};

/** `jsonb` that is validated against `schema` on every write through the API. */
export const json = <S extends z.ZodMiniType>(schema: S) =>
  typed<z.infer<S>>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value: string | object) => (typeof value === "string" ? JSON.parse(value) : value),
    meta: { kind: "json", schema },
  })();

/** `text[]`. */
export const strings = (maxItems = 50, maxLength = 200) =>
  typed<string[]>({
    dataType: () => "text[]",
    toDriver: arrayLiteral,
    fromDriver: parseArray,
    meta: { kind: "strings", maxItems, maxLength },
  })();

/** `uuid[]`. */
export const ids = (maxItems = 1000) =>
  typed<string[]>({
    dataType: () => "uuid[]",
    toDriver: arrayLiteral,
    fromDriver: parseArray,
    meta: { kind: "ids", maxItems },
  })();

/** `timestamptz[]` as ISO 8601 UTC strings. */
export const instants = (maxItems = 1000) =>
  typed<string[]>({
    dataType: () => "timestamp with time zone[]",
    toDriver: arrayLiteral,
    fromDriver: (literal: string | string[]) => parseArray(literal).map(isoInstant),
    meta: { kind: "instants", maxItems },
  })();

/** A generated column for searching. */
export const tsvector = () => typed<string>({ dataType: () => "tsvector", meta: { kind: "internal" } })();

/** `inet` as text. */
export const inet = () => typed<string>({ dataType: () => "inet", meta: { kind: "text", maxLength: 45 } })();

/** `bytea` holding an AES-256-GCM envelope (see secret.ts). The value in JavaScript is the envelope in base64, never the plain text. */
export const encrypted = (maxLength = 10_000) =>
  typed<string>({
    dataType: () => "bytea",
    toDriver: (envelope) => `\\x${Buffer.from(envelope, "base64").toString("hex")}`,
    fromDriver: (hex: string) => Buffer.from(hex.slice(2), "hex").toString("base64"),
    meta: { kind: "encrypted", maxLength },
  })();

/** JSON that is validated against `schema` and stored as an envelope, like the text of `encrypted`. */
export const encryptedJson = <S extends z.ZodMiniType>(schema: S, maxLength = 20_000) =>
  typed<z.infer<S>>({
    dataType: () => "bytea",
    // Rows hold the envelope where they are written and read; sealed.ts and row.ts put it in the place of the value and back.
    toDriver: (envelope) => `\\x${Buffer.from(String(envelope), "base64").toString("hex")}`,
    fromDriver: (hex: string) => Buffer.from(hex.slice(2), "hex").toString("base64") as z.infer<S>,
    meta: { kind: "encrypted", maxLength, schema },
  })();

/** `text[]` of keyed hashes by which encrypted values are found (see blind-index.ts); in no answer and in no event. */
export const blindIndex = () =>
  typed<string[]>({
    dataType: () => "text[]",
    toDriver: arrayLiteral,
    fromDriver: parseArray,
    meta: { kind: "internal" },
  })();

/** Columns of rows that clients may change: the source of the ETag, raised by every update. */
export const versioned = () => ({ version: integer().notNull().default(1) });

/** PostgreSQL prints `2026-03-01 10:11:12.345+00` in a UTC session; JSON functions print `2026-03-01T10:11:12.345+00:00`. */
export function isoInstant(value: string): string {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\+00(?::00)?|Z)$/.exec(value);
  if (match) return `${match[1]}T${match[2]}.${(match[3] ?? "").padEnd(3, "0").slice(0, 3)}Z`;
  return new Date(value).toISOString();
}

function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** Reads a one-dimensional PostgreSQL array literal, or passes on one that a JSON function already made an array of. */
function parseArray(literal: string | string[]): string[] {
  if (Array.isArray(literal)) return literal;
  const values: string[] = [];
  const element = /"((?:[^"\\]|\\.)*)"|([^{},"]+)/g;
  for (const [, quoted, bare] of literal.matchAll(element)) {
    values.push(quoted === undefined ? bare! : quoted.replace(/\\(.)/g, "$1"));
  }
  return values;
}

/** The database name of a column: drizzle keeps the key and applies `casing: "snake_case"` when it renders SQL. */
export function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
