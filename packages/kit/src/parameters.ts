/**
 * What is text on the wire and more than that in the contract: numbers, flags and lists of a query, and headers. The checks and
 * the contract read the same schemas and patterns from here.
 */
import * as z from "zod/mini";

/** What the contract says of a value whose check reads text, or takes more than it promises. */
const promised = new WeakMap<object, Promised>();

/**
 * What the contract says of a value; a function where that takes time to make, which no request has to wait for, or where what is
 * answered may be more than what is surely taken.
 */
type Promised = z.ZodMiniType | ((io: "input" | "output") => z.ZodMiniType);

/** `schema` is what checks; the contract says `as`. */
export function inContract<S extends z.ZodMiniType>(schema: S, as: Promised): S {
  promised.set(schema, as);
  return schema;
}

/** The schema that the contract has for a value, where it is not the one that checks it. */
export function promiseOf(schema: z.core.$ZodType, io: "input" | "output"): z.ZodMiniType | undefined {
  const as = promised.get(schema);
  return typeof as === "function" ? as(io) : as;
}

/** As JSON writes numbers. */
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

/** The number that a text writes, or the text itself where it writes none. */
export const numberOf = (text: string, kind: "integer" | "number"): number | string =>
  (kind === "integer" ? INTEGER : NUMBER).test(text) ? Number(text) : text;

/** Several values of one parameter, with commas between them or each under the parameter's name. */
export const oneOrMore = (schema: z.ZodMiniType, most: number) =>
  z.union([schema, z.array(schema).check(z.minLength(1), z.maxLength(most))]);

/** Idempotency-Key: 1 to 255 visible ASCII characters. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** One entity tag, weak or strong (RFC 9110, section 8.8.3). */
const TAG = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
export const MAX_TAGS = 20;
/** If-Match: `*`, or entity tags with commas between them (RFC 9110, section 13.1.1). */
export const IF_MATCH = new RegExp(`^[ \\t]*(?:\\*|${TAG}(?:[ \\t]*,[ \\t]*${TAG}){0,${MAX_TAGS - 1}})[ \\t]*$`);
