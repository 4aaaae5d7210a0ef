/**
 * Expressions of triggers, waits and flow control, in the Common Expression Language as Inngest evaluates it:
 * a missing key is no match, and an expression that throws never stops the ingestion of an event.
 */
import { Environment } from "@marcbachmann/cel-js";

type Evaluate = (context: Record<string, unknown>) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true });
const maxCachedExpressions = 5_000;
const parsed = new Map<string, Evaluate>();

export type ExpressionLog = (line: { level: "warn"; message: string; expression: string; error: string }) => void;

/** The reason why an expression cannot be parsed, or undefined when it can. */
export function syntaxError(expression: string): string | undefined {
  try {
    parse(expression);
    return undefined;
  } catch (error) {
    return firstLine(error);
  }
}

/** True when there is no expression, or it evaluates to true. */
export function matches(
  expression: string | null | undefined,
  context: Record<string, unknown>,
  log?: ExpressionLog,
): boolean {
  return !expression || evaluate(expression, context, log) === true;
}

/**
 * The value of an expression with whole numbers as numbers; undefined when a key it reads is missing or when it throws,
 * which is logged.
 */
export function evaluate(expression: string, context: Record<string, unknown>, log?: ExpressionLog): unknown {
  try {
    const value = parse(expression)(context);
    return typeof value === "bigint" ? Number(value) : value;
  } catch (error) {
    const message = firstLine(error);
    if (!/no such key|unknown variable/i.test(message)) {
      log?.({ level: "warn", message: "An expression threw and counts as no match.", expression, error: message });
    }
    return undefined;
  }
}

/** The value of a key expression as the text that groups runs; a missing value is a group of its own. */
export function groupKey(
  expression: string | undefined,
  context: Record<string, unknown>,
  log?: ExpressionLog,
): string {
  if (!expression) return "";
  const value = evaluate(expression, context, log);
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

const maxLeaves = 200;

/**
 * Most waits compare one field: `event.data.id == async.data.id`. For those, the field and its value in one text, by which
 * an index finds the wait. Null for any other expression.
 */
export function matchKeyOf(expression: string, event: unknown): string | null {
  const path = /^event\.([\w.]+) == async\.\1$/.exec(expression)?.[1];
  if (!path) return null;
  let value: unknown = event;
  for (const name of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return isScalar(value) ? `${path}=${JSON.stringify(value)}` : null;
}

/** Every key that `matchKeyOf` could have made of a wait for this event; null when there are too many to list. */
export function matchKeysOf(event: Record<string, unknown>): string[] | null {
  const keys: string[] = [];
  const walk = (value: unknown, path: string): boolean => {
    if (isScalar(value)) return keys.push(`${path}=${JSON.stringify(value)}`) <= maxLeaves;
    if (value === null || typeof value !== "object" || Array.isArray(value)) return true;
    return Object.entries(value).every(([name, inner]) => walk(inner, path === "" ? name : `${path}.${name}`));
  };
  return walk(event, "") ? keys : null;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function parse(expression: string): Evaluate {
  const known = parsed.get(expression);
  if (known) return known;
  const fresh = environment.parse(expression) as Evaluate;
  if (parsed.size >= maxCachedExpressions) parsed.clear();
  parsed.set(expression, fresh);
  return fresh;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
