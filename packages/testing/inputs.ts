/**
 * Hostile requests, generated from the schemas of an operation: values at the limits, which pass validation and reach the
 * handler, values that have broken programs before, and parts of a valid request in the wrong places.
 *
 * They are plain data, so that a seed reproduces them. Placeholders stand for what only the test knows: `{own goalId}` is the id
 * of a goal of the caller's, `{their goalId}` of another person's, `{path taskId}` the id in the path, `{nobody}` an id without a
 * row, and `{long}` and `{huge}` are texts too long for a report.
 */
import fc from "fast-check";
import type { Endpoint } from "#kit/endpoint";
import { jsonOf, pathParameters } from "#testing/walk";
import type { Found } from "../contract/discover.ts";
import { exampleOf, type JsonSchema } from "../contract/example.ts";

export interface Input {
  /** Changes to the path parameters of a valid request. */
  params: Record<string, string>;
  query: Record<string, string>;
  /** A string is sent unchanged; when absent, the body of a valid request is sent. */
  body?: unknown;
  headers: Record<string, string>;
}

/** Values that have broken programs before, for any type. */
const HOSTILE: unknown[] = [
  null,
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud83d",
  "ﷺ👩‍👩‍👧‍👦e\u0301\u202e",
  "'; drop table users; --",
  "%_\\",
  "{long}",
  "{huge}",
  "infinity",
  "NaN",
  "9999-12-31T23:59:59-15:00",
  "0000-01-01",
  "2026-02-30",
  "24:00",
  "00000000-0000-0000-0000-000000000000",
  "{nobody}",
  -1,
  0,
  -0.0000001,
  0.1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  -(2 ** 53),
  2 ** 31,
  2 ** 63,
  true,
  [],
  {},
  [[]],
  ["\0"],
  ["x", "x"],
  { "a\0": 1 },
  { constructor: 1, getSQL: 1, toJSON: 1 },
];
const hostile = fc.constantFrom(...HOSTILE);
const hostileText = fc.constantFrom(
  ...HOSTILE.filter((one) => typeof one === "string" || typeof one === "number").map(String),
);

const INSTANTS = [
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "2024-02-29T12:00:00+05:30",
  "2026-03-29T02:30:00+01:00",
  "2026-10-25T02:30:00.000Z",
  "1970-01-01T00:00:00Z",
  "2026-03-02T12:30:00.000Z",
  "0000-12-31T23:59:59Z",
];
const DAYS = ["0001-01-01", "9999-12-31", "2024-02-29", "2026-02-28", "2026-03-02", "1900-01-01"];
const WORDS = [
  "a",
  "Ünïcödé ✓",
  "naïve café",
  "x'y\"z\\",
  "100%",
  "<b>&amp;",
  '{"a":1}',
  "líne\nbreak\ttab",
  "-",
  "0",
  "null",
];
/** Values that are valid in some place: units, rules, zones, expressions. */
const TERMS = [
  "g",
  "kg",
  "ml",
  "l",
  "cup",
  "piece",
  "FREQ=DAILY;COUNT=2",
  "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO",
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
  "FREQ=SECONDLY",
  "Europe/Berlin",
  "Antarctica/Troll",
  "UTC",
  "* * * * *",
  "0 0 31 2 *",
  "EUR",
  "JPY",
  "https://example.com/a?b=c",
  "ada@example.com",
  "#00EAFF",
  "09:00",
  "23:59",
];

/** Values that a schema allows, or nearly: its limits, and values just beyond. */
function valuesOf(schema: JsonSchema, key: string, depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  // Beside properties, `anyOf` and the like only say which of them go together.
  if (choices && !schema.properties) return fc.oneof(...choices.map((one) => valuesOf(one, key, depth)));
  if (schema.allOf) return valuesOf(Object.assign({}, ...schema.allOf) as JsonSchema, key, depth);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return textOf(schema, key);
    case "integer":
      return fc.constantFrom(...edges(schema), 0, 1, 2, 7);
    case "number":
      return fc.constantFrom(...edges(schema), 0, 1, 0.1, 2.5, 1e-7, 1 / 3);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return depth > 3
        ? fc.constant([])
        : fc.array(valuesOf(schema.items ?? {}, key.replace(/s$/, ""), depth + 1), { maxLength: 3 });
    case "object":
      return objectOf(schema, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0)
    return fc.dictionary(fc.constantFrom("a", "b", "protein_g"), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 2,
      noNullPrototype: true,
    });
  const fields = Object.fromEntries(properties.map(([key, value]) => [key, valuesOf(value, key, depth + 1)]));
  return fc.record(fields, { requiredKeys: schema.required ?? [], noNullPrototype: true });
}

const edges = ({ minimum, exclusiveMinimum, maximum }: JsonSchema) => {
  const least = minimum ?? exclusiveMinimum ?? -(2 ** 31);
  const most = maximum ?? 2 ** 31 - 1;
  return [least, least + 1, least - 1, most, most - 1, most + 1];
};

function textOf(schema: JsonSchema & { maxLength?: number }, key: string): fc.Arbitrary<unknown> {
  if (schema.format === "uuid") return idOf(key);
  if (schema.format === "date-time") return fc.constantFrom(...INSTANTS);
  if (schema.format === "date") return fc.constantFrom(...DAYS);
  const most = Math.min(schema.maxLength ?? 500, 2_000);
  return fc.oneof(
    fc.constantFrom(...WORDS),
    fc.constantFrom(...TERMS),
    fc.constant(exampleOf(schema, undefined, key)),
    fc.constantFrom("é".repeat(most), "x".repeat(most + 1), "\u{1f600}".repeat(Math.floor(most / 2))),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
}

const idOf = (key: string) =>
  fc.constantFrom(`{own ${key}}`, `{own ${key}}`, `{their ${key}}`, "{path}", "{nobody}", "{user}", "{household}");

/** A body: a valid one with some fields at their limits, with hostile values or rearranged, or no JSON at all. */
function bodyOf(right: unknown, schema: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return fc.oneof(hostile, fc.constant(right));
  const some = (value: (key: string, of: JsonSchema) => fc.Arbitrary<unknown>, most: number) =>
    fc
      .subarray(fields, { minLength: 1, maxLength: Math.min(most, fields.length) })
      .chain((chosen) =>
        fc.record(Object.fromEntries(chosen.map(([key, of]) => [key, value(key, of)])), { noNullPrototype: true }),
      )
      .map((changes) => ({ ...(right as object), ...changes }));
  return fc.oneof(
    { weight: 6, arbitrary: some((key, of) => valuesOf(of, key), 4) },
    { weight: 3, arbitrary: valuesOf(schema, "") },
    { weight: 4, arbitrary: some(() => hostile, 2) },
    { weight: 3, arbitrary: torn(right) },
    { weight: 1, arbitrary: fc.constantFrom(...NO_JSON) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
}

const NO_JSON = [
  "",
  "{",
  "null",
  "[]",
  '"x"',
  "1",
  '{"a":',
  "\ufeff{}",
  '{"__proto__": {"title": "x"}}',
  "{deep}",
  "{deep array}",
  "{huge}",
  '{"title": "\\ud800"}',
  '{"a":1,"a":2}',
];

/** A JSON value with one place, at any depth, removed, doubled or replaced by another. */
function torn(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value).filter((place) => place.length > 0);
  if (places.length === 0) return hostile;
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...places), hostile, fc.nat(3))
    .map(([at, from, bad, how]) => {
      const copy = structuredClone(value);
      const holder = lookUp(copy, at.slice(0, -1)) as Record<string | number, unknown>;
      const key = at.at(-1)!;
      if (how === 0) delete holder[key];
      else if (how === 1) holder[key] = [lookUp(value, at), lookUp(value, at)];
      else if (how === 2) holder[key] = lookUp(value, from);
      else holder[key] = bad;
      return copy;
    });
}

function placesOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]))];
}
const lookUp = (value: unknown, at: readonly string[]) =>
  at.reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], value);

/** Query parameters of an operation, with values for any type that a parameter may have. */
function queryOf(schema: JsonSchema): fc.Arbitrary<Record<string, string>> {
  const names = Object.keys(schema.properties ?? {});
  if (names.length === 0) return fc.constant({});
  return fc.subarray(names, { maxLength: Math.min(3, names.length) }).chain((chosen) =>
    fc.record(Object.fromEntries(chosen.map((name) => [name, parameterOf(name, schema.properties![name]!)])), {
      noNullPrototype: true,
    }),
  ) as fc.Arbitrary<Record<string, string>>;
}

/** The schema of a parameter like `dueAt[lt]` is only text, so the type is guessed from its name. */
function parameterOf(name: string, schema: JsonSchema): fc.Arbitrary<string> {
  const key = name.replace(/\[.*/, "");
  const known = schema.enum ? fc.constantFrom(...schema.enum.map(String)) : undefined;
  const likely =
    known ??
    (key.endsWith("Id")
      ? (idOf(key) as fc.Arbitrary<string>)
      : fc.oneof(
          fc.constantFrom(...INSTANTS),
          fc.constantFrom(...DAYS),
          fc.constantFrom(...WORDS, ...TERMS, "1", "100", "-1", "true", "1,2", "pending,completed", "a,b"),
          fc.constantFrom(
            cursor(["-createdAt", null, "{nobody}"]),
            cursor(["x", "\0", "y"]),
            cursor([1]),
            "e30",
            "-infinity",
          ),
        ));
  return fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: hostileText });
}
const cursor = (position: unknown[]) => Buffer.from(JSON.stringify(position)).toString("base64url");

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { "if-match": '"1"' },
      { "if-match": '"99", W/"1"' },
      { "if-match": "*" },
      { "if-match": "nonsense" },
      { "if-match": '"99999999999999999999"' },
      { "idempotency-key": "key" },
      { "idempotency-key": "x".repeat(256) },
      { "idempotency-key": "é" },
      { "x-request-id": "{\n}" },
      { "x-client-version": "é".repeat(100) },
      { "x-client-platform": "toaster" },
      { "content-type": "text/html" },
      { "content-type": "application/json; charset=utf-16" },
      { "content-type": ";" },
    ),
  },
);

/** Requests to an operation; `right` is a valid body. */
export function inputsOf({ value: { path, spec } }: Found<Endpoint>, right: unknown): fc.Arbitrary<Input> {
  const ids = pathParameters(path);
  const wrong = fc.constantFrom(
    "{nobody}",
    "{user}",
    "not-an-id",
    "\0",
    "x".repeat(1_000),
    "00000000-0000-0000-0000-000000000000",
    "%00",
    "A".repeat(8),
  );
  const params: fc.Arbitrary<Record<string, string>> =
    ids.length === 0
      ? fc.constant({})
      : fc.oneof(
          { weight: 9, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...ids), wrong).map(([id, value]) => ({ [id]: value })) },
        );
  const body: fc.Arbitrary<unknown> = spec.body
    ? bodyOf(right, jsonOf(spec.body))
    : fc.oneof(
        { weight: 8, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.oneof(hostile, fc.constantFrom(...NO_JSON)) },
      );
  return fc.record({ params, query: spec.query ? queryOf(jsonOf(spec.query)) : fc.constant({}), body, headers });
}

/** The values of placeholders that do not depend on a person. */
export const LITERALS: Record<string, string> = {
  long: "x".repeat(100_000),
  huge: "é".repeat(500_000),
  deep: `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  "deep array": "[".repeat(5_000),
  nobody: "0198f000-0000-7000-8000-000000000001",
};
