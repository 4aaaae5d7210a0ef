/**
 * Evaluates expressions of the Common Expression Language the way Inngest does, which differs from the standard for a missing
 * key: it counts as null, and as less than anything. Everything that cannot be computed counts as a missing key, so nothing
 * throws.
 */
import type { ASTNode } from "@marcbachmann/cel-js";
import { durationMs } from "./duration.ts";

/** The value of a missing key, and of whatever cannot be computed. */
export const MISSING = Symbol("missing");

export type Value = unknown;

export interface Scope {
  variables: Record<string, Value>;
  /**
   * True in the expression of a wait, where Inngest has replaced references to the run's own event by its values: keys that it
   * lacks are null there.
   */
  filledIn?: boolean;
  now: Date;
}

type Fn = (args: Value[], scope: Scope) => Value;

const text = (args: Value[], make: (text: string) => Value): Value =>
  typeof args[0] === "string" ? make(args[0]) : MISSING;
const moved = (args: Value[], scope: Scope, sign: 1 | -1) =>
  text(args, (duration) => {
    const ms = durationMs(duration);
    return ms === undefined ? MISSING : new Date(scope.now.getTime() + sign * ms);
  });

/** The functions, called with their arguments. With a missing argument the predicates are false and `size` is 0. */
export const functions: Record<string, Fn> = {
  size: ([of]) => sizeOf(of),
  lowercase: (args) => text(args, (of) => of.toLowerCase()),
  uppercase: (args) => text(args, (of) => of.toUpperCase()),
  b64decode: (args) => text(args, (of) => Buffer.from(of, "base64").toString("utf8")),
  json_parse: (args) => text(args, parsed),
  date: ([of]) => dateOf(of),
  timestamp: ([of]) => dateOf(of),
  now: (_, scope) => scope.now,
  now_plus: (args, scope) => moved(args, scope, 1),
  now_minus: (args, scope) => moved(args, scope, -1),
  string: ([of]) => (of instanceof Date ? of.toISOString() : isScalar(of) ? String(of) : MISSING),
  int: ([of]) => wholeOf(of),
  double: ([of]) => numberOf(of),
  bool: ([of]) => (typeof of === "boolean" ? of : of === "true" ? true : of === "false" ? false : MISSING),
  dyn: ([of]) => of,
};

/** Methods of strings; `size` also has other types. */
export const methods: Record<string, Fn> = {
  size: ([of]) => sizeOf(of),
  contains: (args) => texts(args, (of, part) => of.includes(part)),
  startsWith: (args) => texts(args, (of, part) => of.startsWith(part)),
  endsWith: (args) => texts(args, (of, part) => of.endsWith(part)),
  matches: (args) => texts(args, (of, pattern) => new RegExp(pattern, "u").test(of)),
};

export const macros = new Set(["all", "exists", "exists_one", "map", "filter"]);

export function evaluateNode(node: ASTNode, scope: Scope): Value {
  try {
    return compute(node, scope);
  } catch {
    return MISSING;
  }
}

function compute(node: ASTNode, scope: Scope): Value {
  switch (node.op) {
    case "value":
      return literal(node.args);
    case "id":
      return Object.hasOwn(scope.variables, node.args) ? scope.variables[node.args] : MISSING;
    case ".":
    case "[]": {
      const [from, key] = node.args as [ASTNode, ASTNode | string];
      const value = keyOf(evaluateNode(from, scope), typeof key === "string" ? key : evaluateNode(key, scope));
      return value === MISSING && scope.filledIn && rootOf(node) === "event" ? null : value;
    }
    case "list":
      return node.args.map((item) => evaluateNode(item, scope));
    case "map":
      return Object.fromEntries(
        node.args.map(([key, value]) => [String(evaluateNode(key, scope)), evaluateNode(value, scope)]),
      );
    case "?:": {
      const [condition, then, otherwise] = node.args;
      return evaluateNode(isTruthy(evaluateNode(condition, scope)) ? then : otherwise, scope);
    }
    case "||":
    case "&&": {
      const [left, right] = node.args.map((one) => evaluateNode(one, scope));
      return isTruthy(left) === (node.op === "||") ? left : right;
    }
    case "!_": {
      const value = evaluateNode(node.args, scope);
      if (value === MISSING) return false;
      return typeof value === "boolean" ? !value : MISSING;
    }
    case "-_": {
      const value = evaluateNode(node.args, scope);
      if (value === MISSING) return false;
      return typeof value === "number" ? -value : MISSING;
    }
    case "call":
      return called(node.args[0], node.args[1], scope);
    case "rcall":
      return calledOn(node.args[0], node.args[1], node.args[2], scope);
    case ".?":
    case "[?]":
      return MISSING;
    default: {
      const [left, right] = node.args as [ASTNode, ASTNode];
      return binary(node.op, evaluateNode(left, scope), evaluateNode(right, scope));
    }
  }
}

function called(name: string, args: ASTNode[], scope: Scope): Value {
  if (name === "has") return evaluateNode(args[0]!, { ...scope, filledIn: false }) !== MISSING;
  return apply(
    functions[name],
    name,
    args.map((arg) => evaluateNode(arg, scope)),
    scope,
  );
}

function calledOn(name: string, on: ASTNode, args: ASTNode[], scope: Scope): Value {
  const target = evaluateNode(on, scope);
  if (macros.has(name)) return fold(name, target, args, scope);
  return apply(methods[name], name, [target, ...args.map((arg) => evaluateNode(arg, scope))], scope);
}

function apply(fn: Fn | undefined, name: string, args: Value[], scope: Scope): Value {
  if (args.includes(MISSING)) return name === "size" ? 0 : false;
  return fn ? fn(args, scope) : MISSING;
}

function fold(name: string, target: Value, [variable, body]: ASTNode[], scope: Scope): Value {
  const items = Array.isArray(target) ? target : isMap(target) ? Object.keys(target) : undefined;
  if (!items || variable?.op !== "id") return MISSING;
  const results = items.map((item) =>
    evaluateNode(body!, { ...scope, variables: { ...scope.variables, [variable.args]: item } }),
  );
  const holding = results.filter((result) => result === true).length;
  if (name === "map") return results;
  if (name === "filter") return items.filter((_, index) => results[index] === true);
  return name === "all" ? holding === items.length : name === "exists" ? holding > 0 : holding === 1;
}

function binary(op: string, left: Value, right: Value): Value {
  if (left === MISSING || right === MISSING) return withMissing(op, left, right);
  if (op === "==") return isEqual(left, right);
  if (op === "!=") return !isEqual(left, right);
  if (op === "in") return contains(right, left);
  if (op === "+") return sum(left, right);
  const order = compared(left, right);
  if (op === "<") return order === MISSING ? MISSING : order < 0;
  if (op === "<=") return order === MISSING ? MISSING : order <= 0;
  if (op === ">") return order === MISSING ? MISSING : order > 0;
  if (op === ">=") return order === MISSING ? MISSING : order >= 0;
  if (typeof left !== "number" || typeof right !== "number") return MISSING;
  if (op === "-") return left - right;
  if (op === "*") return left * right;
  if (right === 0) return MISSING;
  return op === "/"
    ? Number.isInteger(left) && Number.isInteger(right)
      ? Math.trunc(left / right)
      : left / right
    : left % right;
}

/** Comparison with a missing key: equal to null, different from everything else, and less than anything. */
function withMissing(op: string, left: Value, right: Value): Value {
  const other = left === MISSING ? right : left;
  if (op === "==") return other === null;
  if (op === "!=") return other !== null;
  if (op === "<" || op === "<=") return left === MISSING;
  if (op === ">" || op === ">=") return left !== MISSING;
  return op === "+" && other !== MISSING ? other : false;
}

function compared(left: Value, right: Value): number | typeof MISSING {
  const [a, b] = [left ?? zeroOf(right), right ?? zeroOf(left)];
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (typeof a !== typeof b || !isScalar(a) || !isScalar(b)) return MISSING;
  return a < b ? -1 : a > b ? 1 : 0;
}

const zeroOf = (other: Value): Value => (typeof other === "string" ? "" : typeof other === "number" ? 0 : null);

function sum(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  return isScalar(left) && isScalar(right) ? `${left}${right}` : MISSING;
}

function contains(list: Value, item: Value): Value {
  if (Array.isArray(list)) return list.some((one) => isEqual(one, item));
  return isMap(list) ? Object.hasOwn(list, String(item)) : MISSING;
}

function isEqual(a: Value, b: Value): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, n) => isEqual(one, b[n]));
  if (!isMap(a) || !isMap(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}

export function isTruthy(value: Value): boolean {
  return value !== MISSING && value !== null && value !== false && value !== "" && value !== 0;
}

function keyOf(from: Value, key: Value): Value {
  if (Array.isArray(from)) return typeof key === "number" && key in from ? from[key] : MISSING;
  if (!isMap(from) || typeof key === "symbol" || !Object.hasOwn(from, String(key))) return MISSING;
  return from[String(key)] ?? (from[String(key)] === null ? null : MISSING);
}

function rootOf(node: ASTNode): string | undefined {
  let at: ASTNode = node;
  while (at.op === "." || at.op === "[]") at = at.args[0];
  return at.op === "id" ? at.args : undefined;
}

function literal(value: Value): Value {
  if (typeof value === "bigint") return Number(value);
  // The parser represents an unsigned literal by an object of its own.
  return isMap(value) && typeof value.valueOf() === "bigint" ? Number(value.valueOf()) : value;
}

function sizeOf(value: Value): Value {
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.keys(value).length : MISSING;
}

function texts(args: Value[], test: (of: string, part: string) => boolean): Value {
  const [of, part] = args;
  return typeof of === "string" && typeof part === "string" ? test(of, part) : MISSING;
}

function dateOf(value: Value): Value {
  if (value instanceof Date) return value;
  // A number is Unix time in seconds, or in milliseconds when it is too large for seconds.
  const time = typeof value === "number" ? (value < 1e11 ? value * 1_000 : value) : Date.parse(String(value));
  return Number.isNaN(time) ? MISSING : new Date(time);
}

function parsed(of: string): Value {
  try {
    const value = JSON.parse(of) as unknown;
    return isMap(value) ? value : {};
  } catch {
    return {};
  }
}

const numberOf = (value: Value): Value =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? finite(Number(value)) : MISSING;
const wholeOf = (value: Value): Value => {
  const number = value instanceof Date ? value.getTime() / 1_000 : numberOf(value);
  return typeof number === "number" ? Math.trunc(number) : MISSING;
};
const finite = (value: number) => (Number.isFinite(value) ? value : MISSING);
const isScalar = (value: Value): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
const isMap = (value: Value): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
