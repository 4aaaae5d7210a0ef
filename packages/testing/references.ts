/**
 * Where an operation takes the id of something: in its path, its body or a filter, and which tables it may be a row of. Found
 * in the schemas of the operation and in the foreign keys of the tables, so a new resource is known without a word about it here.
 */
import type { PgTable } from "drizzle-orm/pg-core";
import { snake } from "#kit/columns";
import { singular } from "#kit/crud";
import type { Endpoint } from "#kit/endpoint";
import type { Known } from "#testing/known";
import { targetsOf } from "#testing/rows";
import { jsonOf } from "#testing/walk";
import type { Found } from "../contract/discover.ts";
import { exampleOf, type JsonSchema } from "../contract/example.ts";

export interface Reference {
  /** `/samples/0/dependentId` in a body, `dependentId` in a query. */
  at: string;
  /** The name of the field: `dependentId`. */
  key: string;
  /** The table of the row that it names. */
  table: string;
  /** A body or query that is right, with this id in its place. */
  put(given: unknown, id: string): Record<string, unknown>;
}

/** What a field names of any resource though no foreign key tells. */
const NAMES: Record<string, string> = { actorId: "users", userId: "users" };

/** Fields of a body that take an id, at whatever depth. */
export function bodyReferences(found: Found<Endpoint>, tables: Map<string, PgTable>, known: Known): Reference[] {
  const { body } = found.value.spec;
  if (!body) return [];
  const schema = jsonOf(body);
  return idsIn(schema).map((steps) => {
    const key = String(steps.findLast((step) => typeof step === "string"));
    return {
      at: steps.map((step) => (typeof step === "object" ? `(${step.choice})` : `/${step}`)).join(""),
      key,
      table: tableOf(found, key, tables, known),
      put: (given, id) => placed(schema, steps, given, id) as Record<string, unknown>,
    };
  });
}

/** Parameters of a query that take an id: those called so. */
export function queryReferences(found: Found<Endpoint>, tables: Map<string, PgTable>, known: Known): Reference[] {
  const { query } = found.value.spec;
  return Object.keys((query && jsonOf(query).properties) ?? {})
    .filter((key) => key.endsWith("Id"))
    .map((key) => ({
      at: key,
      key,
      table: tableOf(found, key, tables, known),
      put: (given, id) => ({ ...(given as object), [key]: id }),
    }));
}

/** The table that a field of an operation names a row of: by the resource's own key, what stands beside it, anybody's key, or its name. */
export function tableOf(
  { name }: Found<Endpoint>,
  key: string,
  tables: Map<string, PgTable>,
  { resources }: Known,
): string {
  const [pillar, resource] = name.split(".") as [string, string];
  const own = resource.replaceAll("-", "_");
  const ofResource = tables.has(own) ? targetsOf(tables.get(own)!)[key] : undefined;
  if (ofResource) return ofResource;
  const named = resources.get(`${pillar}.${resource}`)?.names?.[key] ?? NAMES[key];
  if (named) return named;
  for (const table of tables.values()) {
    const target = targetsOf(table)[key];
    if (target) return target;
  }
  const called = [...tables.keys()].find((table) => `${singular(table)}_id` === snake(key));
  // `into`, `moveOpenTasksTo`: another of its kind.
  if (called ?? tables.has(own)) return called ?? own;
  throw new Error(`${name}: nothing tells what ${key} names; say it in functions/${pillar}/${resource}.testing.ts`);
}

type Step = string | 0 | { choice: number };

/** The ways to every id in a schema. */
function idsIn(schema: JsonSchema, steps: Step[] = []): Step[][] {
  if (schema.format === "uuid") return [steps];
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  return [
    // Beside properties they say which of those go together, and hold no ids of their own.
    ...choices.flatMap((one, choice) => idsIn(one, [...steps, { choice }])),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => idsIn(value, [...steps, key])),
    ...(schema.items ? idsIn(schema.items, [...steps, 0]) : []),
  ];
}

/** `given`, or what the schema asks for where nothing is given, with the id at the end of the steps. */
function placed(schema: JsonSchema, [step, ...rest]: Step[], given: unknown, id: string): unknown {
  if (step === undefined) return id;
  if (typeof step === "object") return placed((schema.anyOf ?? schema.oneOf)![step.choice]!, rest, given, id);
  if (step === 0) {
    const branch = branchOf(schema.items!, rest);
    const like = Array.isArray(given) ? given.find((one) => isObject(one) && fits(branch, one)) : undefined;
    return [placed(schema.items!, rest, like, id)];
  }
  const least = Object.fromEntries(
    (schema.required ?? []).map((key) => [key, exampleOf(schema.properties![key]!, undefined, key)]),
  );
  const there = isObject(given) && fits(schema, given) ? given : least;
  return { ...there, [step]: placed(schema.properties![step]!, rest, there[step], id) };
}

/** The schema behind the choices that come first. */
function branchOf(schema: JsonSchema, [step, ...rest]: Step[]): JsonSchema {
  return typeof step === "object" ? branchOf((schema.anyOf ?? schema.oneOf)![step.choice]!, rest) : schema;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an object is of this branch of a union, and not of another: its constants say so. */
const fits = (schema: JsonSchema, value: Record<string, unknown>) =>
  Object.entries(schema.properties ?? {}).every(([key, { const: one }]) => one === undefined || value[key] === one);
