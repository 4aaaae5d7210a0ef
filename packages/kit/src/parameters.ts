/**
 * Parameters that are text on the wire and have a type in the contract: numbers, flags and lists of a query, and headers. The
 * request checks and the contract use the same schemas and patterns.
 */
import * as z from "zod/mini";

/** Schemas for the contract, by the schema that checks: where the check parses text, or accepts more than the contract promises. */
const promised = new WeakMap<object, Promised>();

/**
 * The schema of a value in the contract. A function when it is costly to build (no request needs it), or when answers may contain
 * more values than requests may.
 */
type Promised = z.ZodMiniType | ((io: "input" | "output") => z.ZodMiniType);

/** `schema` checks requests; the contract shows `as` instead. */
export function inContract<S extends z.ZodMiniType>(schema: S, as: Promised): S {
  promised.set(schema, as);
  return schema;
}

/** The schema that the contract shows for a value, when it differs from the one that checks it. */
export function promiseOf(schema: z.core.$ZodType, io: "input" | "output"): z.ZodMiniType | undefined {
  const as = promised.get(schema);
  return typeof as === "function" ? as(io) : as;
}

/** A number in JSON's notation. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const INTEGER = /^-?(0|[1-9]\d*)$/;

/** A number of a query, both bounds included. */
export const numberParameter = (min: number, max: number) =>
  parameterOf(NUMBER, "must be a number", z.number().check(z.gte(min), z.lte(max)));

/** A whole number of a query, both bounds included. */
export const integerParameter = (min: number, max: number) =>
  parameterOf(INTEGER, "must be a whole number", z.int().check(z.gte(min), z.lte(max)));

function parameterOf(form: RegExp, says: string, schema: z.ZodMiniType<number, number>) {
  const text = z.string().check(z.maxLength(400), z.regex(form, says));
  return inContract(z.pipe(z.pipe(text, z.transform(Number)), schema), schema);
}

/** The number that a text stands for, or the text itself when it is not a number. */
export const numberOf = (text: string, kind: "integer" | "number"): number | string =>
  (kind === "integer" ? INTEGER : NUMBER).test(text) ? Number(text) : text;

/** Several values of one parameter, separated by commas or as repeated parameters. */
export const oneOrMore = (schema: z.ZodMiniType, most: number) =>
  z.union([schema, z.array(schema).check(z.minLength(1), z.maxLength(most))]);

/** Idempotency-Key: 1 to 255 visible ASCII characters. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** One entity tag, weak or strong (RFC 9110, section 8.8.3). */
const TAG = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
export const MAX_TAGS = 20;
/** If-Match: `*`, or entity tags with commas between them (RFC 9110, section 13.1.1). */
export const IF_MATCH = new RegExp(`^[ \\t]*(?:\\*|${TAG}(?:[ \\t]*,[ \\t]*${TAG}){0,${MAX_TAGS - 1}})[ \\t]*$`);
