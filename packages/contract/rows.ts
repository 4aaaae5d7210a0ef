/**
 * Makes components of rows in answers, one for each table and view, whichever verbs return it: a client has one type for a task
 * wherever it appears. Two schemas are the same row when they have the same fields. Where an answer always has a field that
 * others have only on request, this is stated beside the reference.
 */
import { singular } from "#kit/crud";
import { type Document, operationsOf, type Response, schemaRef } from "./document.ts";
import type { JsonSchema } from "./example.ts";
import { componentName, pascal, rowName } from "./names.ts";

interface Shape {
  /** Undefined while it occurs in one place only. */
  name?: string;
  schema: JsonSchema;
  /** The fields that it has in every place. */
  required: Set<string>;
  uses: number;
  /** The operations in whose answers it occurs. */
  operations: Set<string>;
}

/** Changes the successful answers of the document's operations. */
export function shareRows(document: Document): void {
  const { schemas } = document.components;
  const shapes = new Map<string, Shape>();
  const taken = new Set(Object.keys(schemas));
  const answers = operationsOf(document).flatMap(({ operationId, responses }) =>
    Object.entries(responses)
      .filter(([status]) => status < "300")
      .map(([, response]) => ({ operationId, media: (response as Response).content?.["application/json"] })),
  );
  for (const { operationId, media } of answers) if (media?.schema) count(media.schema, shapes, operationId);
  for (const { operationId, media } of answers) {
    const root = media?.schema;
    if (!root) continue;
    const row = rowIn(root);
    if (row) name(shapes, taken, row, rowName(operationId), operationId);
    else name(shapes, taken, root, componentName(operationId), operationId);
  }
  for (const { operationId, media } of answers) if (media?.schema) nameParts(media.schema, operationId, shapes, taken);
  for (const { media } of answers) if (media?.schema) media.schema = linked(media.schema, shapes);
  for (const { name: called, schema, required } of shapes.values())
    if (called)
      schemas[called] = {
        ...within(schema, shapes),
        required: (schema.required ?? []).filter((one) => required.has(one)),
      };
  document.components.schemas = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isObject = (schema: JsonSchema) => schema.type === "object" && schema.properties !== undefined;
const keyOf = ({ required: _, ...schema }: JsonSchema) => JSON.stringify(schema);

function count(schema: JsonSchema, shapes: Map<string, Shape>, operation: string): void {
  if (isObject(schema)) {
    const shape = shapes.get(keyOf(schema));
    const required = new Set(schema.required);
    if (shape) {
      shape.uses += 1;
      shape.operations.add(operation);
      shape.required = new Set([...shape.required].filter((one) => required.has(one)));
      // Nested schemas were counted already, and will be written once.
      return;
    }
    shapes.set(keyOf(schema), { schema, required, uses: 1, operations: new Set([operation]) });
  }
  for (const [, part] of partsOf(schema)) count(part, shapes, operation);
}

/** The row in a page of rows or of changes. */
function rowIn(root: JsonSchema): JsonSchema | undefined {
  const item = root.properties?.nextCursor && root.properties.data?.items;
  if (!item) return undefined;
  const changed = item.properties?.row;
  return changed && item.properties?.deleted ? (changed.anyOf ?? [changed]).find(isObject) : item;
}

function name(
  shapes: Map<string, Shape>,
  taken: Set<string>,
  schema: JsonSchema,
  wanted: string,
  operation: string,
): void {
  const shape = shapes.get(keyOf(schema));
  if (!shape || shape.name) return;
  const choices = [wanted, wanted + pascal(operation.split(".")[2]!)];
  shape.name = choices.find((one) => !taken.has(one));
  if (!shape.name) throw new Error(`${operation}: ${choices.join(" and ")} are other rows`);
  taken.add(shape.name);
}

/** What is told apart from other parts: a row, or a sentence by its code and values. */
const isWhole = ({ properties = {} }: JsonSchema) =>
  "id" in properties || ("code" in properties && "params" in properties);

/** Rows and sentences that occur within several answers, but are not the row of any resource. */
function nameParts(
  schema: JsonSchema,
  operation: string,
  shapes: Map<string, Shape>,
  taken: Set<string>,
  field = "",
): void {
  for (const [key, part] of partsOf(schema)) {
    const inside = key || field;
    const shape = isObject(part) ? shapes.get(keyOf(part)) : undefined;
    if (shape && !shape.name && shape.uses > 1 && isWhole(part)) {
      const [pillar] = operation.split(".") as [string];
      const ofOperation = componentName(operation) + pascal(singular(inside));
      const choices =
        shape.operations.size > 1 ? [pascal(pillar) + pascal(singular(inside)), ofOperation] : [ofOperation];
      shape.name = choices.find((one) => !taken.has(one));
      if (shape.name) taken.add(shape.name);
    }
    nameParts(part, operation, shapes, taken, inside);
  }
}

function linked(schema: JsonSchema, shapes: Map<string, Shape>): JsonSchema {
  const shape = isObject(schema) ? shapes.get(keyOf(schema)) : undefined;
  if (!shape?.name) return within(schema, shapes);
  const more = (schema.required ?? []).filter((one) => !shape.required.has(one));
  return more.length > 0 ? { allOf: [schemaRef(shape.name)], required: more } : schemaRef(shape.name);
}

/** A schema whose nested schemas are replaced by references. */
function within(schema: JsonSchema, shapes: Map<string, Shape>): JsonSchema {
  const list = (ones: JsonSchema[] | undefined) => ones?.map((one) => linked(one, shapes));
  const out: JsonSchema = { ...schema };
  if (schema.properties)
    out.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, one]) => [key, linked(one, shapes)]),
    );
  if (schema.items) out.items = linked(schema.items, shapes);
  if (typeof schema.additionalProperties === "object")
    out.additionalProperties = linked(schema.additionalProperties, shapes);
  if (schema.anyOf) out.anyOf = list(schema.anyOf);
  if (schema.oneOf) out.oneOf = list(schema.oneOf);
  return out;
}

/** The nested schemas of a schema, by their field. */
const partsOf = (schema: JsonSchema): [field: string, JsonSchema][] => [
  ...Object.entries(schema.properties ?? {}),
  ...[schema.items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .filter((one): one is JsonSchema => typeof one === "object")
    .map((one): [string, JsonSchema] => ["", one]),
];
