/**
 * Expressions of triggers, waits and flow control, in the Common Expression Language as Inngest evaluates it. An expression that
 * cannot be computed never stops the ingestion of an event.
 */
import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import { canBeBoolean, unknownIn } from "./cel-check.ts";
import { evaluateNode, MISSING } from "./cel-evaluate.ts";

const environment = new Environment({ unlistedVariablesAreDyn: true });
const maxCachedExpressions = 5_000;
const parsed = new Map<string, ASTNode>();

export type ExpressionLog = (line: { level: "warn"; message: string; expression: string; error: string }) => void;

interface Context {
  event: unknown;
  /** The event that a wait is evaluated for; `event` is the one that started its run. */
  async?: unknown;
}

/** Why an expression cannot be computed for any event, as the end of a sentence; undefined when it may. */
export function problemOf(expression: string): string | undefined {
  try {
    const unknown = unknownIn(parse(expression));
    return unknown && `uses ${unknown}`;
  } catch (error) {
    return `cannot be parsed: ${firstLine(error)}`;
  }
}

/**
 * Whether a trigger's expression may be true for some event. A real server would redeliver the event of an impossible one for
 * ever.
 */
export function mayMatch(expression: string): boolean {
  return canBeBoolean(parse(expression));
}

/** True when there is no expression, or it evaluates to true. */
export function matches(expression: string | null | undefined, context: Context, log?: ExpressionLog): boolean {
  if (!expression) return true;
  const value = evaluate(expression, context, log);
  if (typeof value !== "boolean" && value !== undefined)
    log?.({
      level: "warn",
      message: "An expression is no boolean and counts as no match.",
      expression,
      error: typeof value,
    });
  return value === true;
}

/** The value of an expression; undefined when a key it reads is missing or when it cannot be computed, which is logged. */
export function evaluate(expression: string, { event, async }: Context, log?: ExpressionLog): unknown {
  try {
    const filledIn = async !== undefined;
    const value = evaluateNode(parse(expression), {
      variables: filledIn ? { event, async } : { event },
      filledIn,
      now: new Date(),
    });
    return value === MISSING ? undefined : value;
  } catch (error) {
    log?.({
      ...{ level: "warn", message: "An expression threw and counts as no match.", expression },
      error: firstLine(error),
    });
    return undefined;
  }
}

/** The value of a key expression as the text that groups runs; a missing value is a group of its own. */
export function groupKey(expression: string | undefined, context: Context, log?: ExpressionLog): string {
  if (!expression) return "";
  const value = evaluate(expression, context, log);
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Whether a key expression has a value to limit by; without one a rate limit does not hold. */
export function hasKey(expression: string | undefined, context: Context): boolean {
  if (!expression) return true;
  const value = evaluate(expression, context);
  return value !== undefined && value !== false;
}

const maxLeaves = 200;

/**
 * Most waits compare one field (`event.data.id == async.data.id`), and may also require that it is not null. For those: the field
 * and its value in one string, by which an index finds the wait. Null for any other expression.
 */
export function matchKeyOf(expression: string, event: unknown): string | null {
  const path = /^event\.([\w.]+) == async\.\1(?: && async\.\1 != null)?$/.exec(expression)?.[1];
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

function parse(expression: string): ASTNode {
  const known = parsed.get(expression);
  if (known) return known;
  const fresh = environment.parse(expression).ast;
  if (parsed.size >= maxCachedExpressions) parsed.clear();
  parsed.set(expression, fresh);
  return fresh;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
