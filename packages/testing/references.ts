/**
 * Finds the places where an operation takes the id of a row (in its path, its body or a filter), and the table of that row. It
 * uses the operation's schemas and the tables' foreign keys, so that it covers new resources without a change here.
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
  /** The place: `/samples/0/dependentId` in a body, `dependentId` in a query. */
  at: string;
  /** The name of the field: `dependentId`. */
  key: string;
  /** The table of the row. */
  table: string;
  /** A valid body or query with this id in its place. */
  put(given: unknown, id: string): Record<string, unknown>;
}

/** Fields that refer to a table in every resource, without a foreign key. */
const NAMES: Record<string, string> = { actorId: "users", userId: "users" };

/** The fields of a body that take an id, at any depth. */
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

/** The query parameters that take an id, judged by their names. */
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

/**
 * The table that a field of an operation refers to: by the resource's own foreign key, the file beside it, any table's foreign
 * key, or the field's name.
 */
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
  const called = tableCalled(key, tables);
  // Fields like `into` or `moveOpenTasksTo` refer to the same table.
  if (called ?? tables.has(own)) return called ?? own;
  throw new Error(`${name}: nothing tells what ${key} names; say it in functions/${pillar}/${resource}.testing.ts`);
}

/** The table whose rows a field means by its name: `contactId` those of `contacts`. */
export const tableCalled = (key: string, tables: Map<string, PgTable>): string | undefined =>
  [...tables.keys()].find((table) => `${singular(table)}_id` === snake(key));

type Step = string | 0 | { choice: number };

/** The paths to every id in a schema. */
function idsIn(schema: JsonSchema, steps: Step[] = []): Step[][] {
  if (schema.format === "uuid") return [steps];
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  return [
    // Beside properties, `anyOf` and the like only say which of them go together, and contain no further ids.
    ...choices.flatMap((one, choice) => idsIn(one, [...steps, { choice }])),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => idsIn(value, [...steps, key])),
    ...(schema.items ? idsIn(schema.items, [...steps, 0]) : []),
  ];
}

/** `given`, or a minimal value of the schema, with the id at the end of the steps. */
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

/** The schema after the leading choices. */
function branchOf(schema: JsonSchema, [step, ...rest]: Step[]): JsonSchema {
  return typeof step === "object" ? branchOf((schema.anyOf ?? schema.oneOf)![step.choice]!, rest) : schema;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an object belongs to this branch of a union, judged by its constants. */
const fits = (schema: JsonSchema, value: Record<string, unknown>) =>
  Object.entries(schema.properties ?? {}).every(([key, { const: one }]) => one === undefined || value[key] === one);
