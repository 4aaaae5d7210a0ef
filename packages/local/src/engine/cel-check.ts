/** Checks of an expression that need no event. */
import type { ASTNode } from "@marcbachmann/cel-js";
import { functions, macros, methods } from "./cel-evaluate.ts";

/** Functions that Inngest's servers have and this engine does not. */
const elsewhere = new Set(["duration", "uint", "bytes", "type"]);
const variables = ["event", "async", "vars"];
const comparisons = new Set(["==", "!=", "<", "<=", ">", ">=", "in", "!_"]);
const booleanCalls = new Set([
  "has",
  "all",
  "exists",
  "exists_one",
  "bool",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
]);

/** The first name in the expression that no server knows, or only Inngest's own, worded as the end of a sentence. */
export function unknownIn(node: ASTNode, known: readonly string[] = variables): string | undefined {
  switch (node.op) {
    case "value":
      return undefined;
    case "id":
      return known.includes(node.args) ? undefined : `the variable ${node.args}, which there is not`;
    case "call": {
      const [name, args] = node.args;
      return (name === "has" ? undefined : unknownFunction(name, functions)) ?? first(args, known);
    }
    case "rcall": {
      const [name, on, args] = node.args;
      if (!macros.has(name)) return unknownFunction(name, methods) ?? first([on, ...args], known);
      const [variable, body] = args;
      if (variable?.op !== "id" || !body || args.length > 2)
        return `${name} with other than a variable and an expression`;
      return unknownIn(on, known) ?? unknownIn(body, [...known, variable.args]);
    }
    case ".?":
    case "[?]":
      return "an optional key, which Inngest does not have";
    default:
      return first(
        (Array.isArray(node.args) ? node.args : [node.args]).flat().filter((one) => typeof one === "object"),
        known,
      );
  }
}

function unknownFunction(name: string, known: object): string | undefined {
  if (Object.hasOwn(known, name)) return undefined;
  return elsewhere.has(name) || /^get[A-Z]/.test(name)
    ? `${name}, which the embedded engine does not have`
    : `${name}, which Inngest does not have`;
}

function first(nodes: readonly unknown[], known: readonly string[]): string | undefined {
  for (const node of nodes as ASTNode[]) {
    const found = unknownIn(node, known);
    if (found) return found;
  }
  return undefined;
}

/** Whether the expression may yield a boolean, judged by its form: the types of an event's values are not known yet. */
export function canBeBoolean(node: ASTNode): boolean {
  switch (node.op) {
    case "value":
      return typeof node.args === "boolean";
    case "id":
    case ".":
    case "[]":
      return true;
    case "||":
    case "&&":
      return node.args.every(canBeBoolean);
    case "?:":
      return canBeBoolean(node.args[1]) && canBeBoolean(node.args[2]);
    case "call":
    case "rcall":
      return booleanCalls.has(node.args[0]) || node.args[0] === "dyn";
    default:
      return comparisons.has(node.op);
  }
}
