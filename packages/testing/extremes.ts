/**
 * Extreme values for each place of a body, at any depth: numbers that no column can hold, times outside the allowed years, texts
 * that PostgreSQL cannot store, and values of other types.
 */
import type * as z from "zod/mini";
import { jsonOf } from "#testing/walk";
import { exampleOf, type JsonSchema } from "../contract/example.ts";

export type Schema = JsonSchema & { maxLength?: number; maxItems?: number; exclusiveMaximum?: number };
export interface Place {
  /** Keys and indexes from the root of the body. */
  at: (string | number)[];
  schema: Schema;
}

/** A placeholder for a number that JSON can express and JavaScript reads as Infinity. */
const BEYOND_DOUBLE = "~1e999~";

/** Every place of a body with a value of its own; those of arrays in their first item. */
export const placesOf = (body: z.ZodMiniType): Place[] => placesIn(jsonOf(body) as Schema, []);

function placesIn(schema: Schema, at: Place["at"]): Place[] {
  const here = at.length > 0 ? [{ at, schema }] : [];
  if (at.length > 6) return here;
  const inner = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const below = inner.flatMap((one) => [
    ...Object.entries(one.properties ?? {}).flatMap(([key, of]) => placesIn(of, [...at, key])),
    ...(one.items ? placesIn(one.items, [...at, 0]) : []),
  ]);
  return [...here, ...below];
}

/** A valid body with another value in one place; missing parents are added. */
export function withValue(right: unknown, body: z.ZodMiniType, { at }: Place, value: unknown): unknown {
  const set = (holder: unknown, schema: Schema, [key, ...rest]: Place["at"]): unknown => {
    if (key === undefined) return value;
    const below = childOf(schema, key);
    if (typeof key === "number") {
      const items = Array.isArray(holder) && holder.length > 0 ? [...holder] : [exampleOf(below)];
      return [set(items[0], below, rest), ...items.slice(1)];
    }
    const object = (typeof holder === "object" && holder !== null && !Array.isArray(holder) ? holder : {}) as object;
    const there = (object as Record<string, unknown>)[key] ?? (rest.length > 0 ? exampleOf(below) : undefined);
    return { ...object, [key]: set(there, below, rest) };
  };
  return set(right, jsonOf(body) as Schema, at);
}

function childOf(schema: Schema, key: string | number): Schema {
  const inner = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const found = inner.map((one) => (typeof key === "number" ? one.items : one.properties?.[key])).find(Boolean);
  return (found ?? {}) as Schema;
}

/** A body as JSON text, with the numbers that only text can express. */
export const written = (body: unknown): string =>
  JSON.stringify(body).replaceAll(`"${BEYOND_DOUBLE}"`, "1e999").replaceAll(`"-${BEYOND_DOUBLE}"`, "-1e999");

const ANY = [null, true, "", [], {}, [null], [[]], { "a\0": 1 }, "\0", "a\ud800b", 0, -1];
const NUMBERS = [
  ...[0, -0, 1, -1, 0.1, -1e-9, 1e-300, 5e-324, 1e300, -1e300, 1.7976931348623157e308, 1e15, 1e15 + 1],
  ...[2 ** 15, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63, 1e20],
  ...[BEYOND_DOUBLE, `-${BEYOND_DOUBLE}`, "NaN", "1"],
];
const INSTANTS = [
  "0000-01-01T00:00:00Z",
  "0000-12-31T23:59:59.9999999Z",
  "0001-01-01T00:00:00Z",
  "0001-01-01T00:00:00+15:00",
  "0001-01-01T00:00:00-15:00",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59.9999999Z",
  "9999-12-31T23:59:59-15:00",
  "9999-12-31T23:59:59+15:00",
  "10000-01-01T00:00:00Z",
  "+010000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "2026-12-31T23:59:60Z",
  "2026-02-30T00:00:00Z",
  "infinity",
];
const DAYS = ["0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "+010000-01-01", "2026-02-30", "1900-02-29"];
const TIMES = ["00:00", "23:59", "24:00", "23:60", "00:00:00", "-00:01"];

/** Extreme values for a schema: of its own type and of others. */
export function extremesOf(schema: Schema): unknown[] {
  const branches = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as Schema[];
  return [...new Set([...ANY, ...branches.flatMap(byType)])];
}

function byType(schema: Schema): unknown[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, maxLength = 500, format, maxItems, items } = schema;
  const step = schema.type === "integer" ? 1 : 1e-6;
  switch (schema.type) {
    case "integer":
    case "number":
      return [
        ...NUMBERS,
        ...[minimum, exclusiveMinimum].flatMap((one) => (one === undefined ? [] : [one, one - step, one + step])),
        ...[maximum, exclusiveMaximum].flatMap((one) => (one === undefined ? [] : [one, one + step, one - step])),
      ];
    case "string":
      if (format === "date-time") return [...INSTANTS, ...DAYS];
      if (format === "date") return [...DAYS, ...INSTANTS.slice(0, 3)];
      if (schema.pattern?.includes("[01]\\d|2[0-3]")) return TIMES;
      return [
        ...["x".repeat(Math.min(maxLength, 20_000)), "x".repeat(maxLength + 1), "\u{1f600}".repeat(200), " ", "\u202e"],
        ...["ﷺ".repeat(Math.min(maxLength, 20_000)), "é".repeat(200_000), "P1Y", "1/0", "-1", "9".repeat(400)],
      ];
    case "array":
      if (maxItems === undefined || maxItems > 2_000) return [];
      return [Array.from({ length: maxItems + 1 }, () => exampleOf(items ?? {}))];
    case "object":
      return schema.properties ? [] : FREE_FORM;
    default:
      return [];
  }
}

const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
const FREE_FORM: unknown[] = [
  ...[nested(20), nested(100), nested(2_000)],
  Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])),
  ...[
    { a: "\0" },
    { "\ud800": 1 },
    { a: 1e308, b: -1e308, c: 5e-324 },
    { a: "x".repeat(100_000) },
    { a: BEYOND_DOUBLE },
  ],
  ...[{ a: -1 }, { a: 2 ** 53 }, { a: null }, { ["k".repeat(5_000)]: 1 }],
];

/** A valid body in which every number and every time has its minimum, or its maximum. */
export function ofAll(right: unknown, body: z.ZodMiniType, side: "minimum" | "maximum"): unknown {
  const outermost = ({ anyOf = [], ...schema }: Schema): unknown => {
    const one = [schema, ...(anyOf as Schema[])].find(({ type }) => /integer|number|string/.test(String(type)));
    if (one?.type === "integer" || one?.type === "number") return one[side];
    if (one?.format === "date-time") return side === "minimum" ? INSTANTS[2] : INSTANTS[5];
    if (one?.format === "date") return side === "minimum" ? DAYS[1] : DAYS[2];
    return undefined;
  };
  return placesOf(body).reduce((made, place) => {
    const value = outermost(place.schema);
    return value === undefined ? made : withValue(made, body, place, value);
  }, right);
}
