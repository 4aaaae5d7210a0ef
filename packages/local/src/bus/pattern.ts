/**
 * The part of the EventBridge event pattern language that LifeOS uses. Fields are joined by AND, the values of a field
 * by OR; a field of the event that holds an array matches when one of its elements does.
 */
import type { EventBridgeEvent } from "./wire.ts";

type Scalar = string | number | boolean | null;

export type Matcher =
  | Scalar
  | { prefix: string }
  | { suffix: string }
  | { "equals-ignore-case": string }
  | { exists: boolean }
  | { "anything-but": Scalar | Scalar[] | { prefix: string } | { suffix: string } };

export interface DetailPattern {
  [field: string]: Matcher[] | DetailPattern;
}

export interface EventPattern {
  source?: Matcher[];
  "detail-type"?: Matcher[];
  account?: Matcher[];
  region?: Matcher[];
  resources?: Matcher[];
  detail?: DetailPattern;
}

const topLevelFields = new Set(["source", "detail-type", "account", "region", "resources", "detail"]);

/** Throws for a pattern that this subset cannot read, so that a rule never silently matches nothing. */
export function checkPattern(pattern: EventPattern, ruleName: string): void {
  const fail = (what: string): never => {
    throw new Error(`The event pattern of "${ruleName}" is not supported: ${what}.`);
  };
  const checkFields = (fields: object, path: string): void => {
    if (Object.keys(fields).length === 0) fail(`${path || "the pattern"} is empty`);
    for (const [name, value] of Object.entries(fields)) {
      const here = path ? `${path}.${name}` : name;
      if (!path && !topLevelFields.has(name)) fail(`unknown field ${here}`);
      if (value === undefined) continue;
      if (Array.isArray(value)) {
        if (value.length === 0) fail(`${here} lists no values`);
        for (const matcher of value) if (!isMatcher(matcher)) fail(`${JSON.stringify(matcher)} in ${here}`);
      } else if (typeof value === "object" && value !== null && (path || name === "detail")) {
        checkFields(value, here);
      } else fail(`${here} must be an array of values`);
    }
  };
  checkFields(pattern, "");
}

function isMatcher(value: unknown): value is Matcher {
  if (isScalar(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const [[operator, operand] = [], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  switch (operator) {
    case "prefix":
    case "suffix":
    case "equals-ignore-case":
      return typeof operand === "string";
    case "exists":
      return typeof operand === "boolean";
    case "anything-but":
      if (Array.isArray(operand)) return operand.length > 0 && operand.every(isScalar);
      if (isScalar(operand)) return true;
      return isMatcher(operand) && ("prefix" in (operand as object) || "suffix" in (operand as object));
    default:
      return false;
  }
}

export function matchesPattern(pattern: EventPattern, event: EventBridgeEvent): boolean {
  return matchesFields(pattern as DetailPattern, event);
}

function matchesFields(fields: DetailPattern, value: unknown): boolean {
  return Object.entries(fields).every(([name, expected]) => {
    if (expected === undefined) return true;
    const found = valuesAt(value, name);
    if (Array.isArray(expected)) return expected.some((matcher) => matchesValues(matcher, found));
    // `exists: false` below a field that is missing has to see the missing object too.
    return found.length === 0
      ? matchesFields(expected, undefined)
      : found.some((inner) => matchesFields(expected, inner));
  });
}

/** The values of one field, with arrays flattened; none when the field is missing. */
function valuesAt(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, name));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
  const found = (value as Record<string, unknown>)[name];
  return Array.isArray(found) ? found.flat(Number.POSITIVE_INFINITY) : [found];
}

function matchesValues(matcher: Matcher, found: unknown[]): boolean {
  if (isScalar(matcher)) return found.includes(matcher);
  if ("exists" in matcher) return found.length > 0 === matcher.exists;
  return found.some((value) => matchesOperator(matcher, value));
}

function matchesOperator(matcher: Exclude<Matcher, Scalar | { exists: boolean }>, value: unknown): boolean {
  if ("anything-but" in matcher) {
    if (!isScalar(value)) return false;
    const excluded = matcher["anything-but"];
    if (Array.isArray(excluded)) return !excluded.includes(value);
    return isScalar(excluded) ? value !== excluded : !matchesOperator(excluded, value);
  }
  if (typeof value !== "string") return false;
  if ("prefix" in matcher) return value.startsWith(matcher.prefix);
  if ("suffix" in matcher) return value.endsWith(matcher.suffix);
  return value.toLowerCase() === matcher["equals-ignore-case"].toLowerCase();
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
