/** Types for the parts of an OpenAPI document that the compacting steps use. */
import type { JsonSchema } from "./example.ts";

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  schema?: JsonSchema;
}
export interface Reference {
  $ref: string;
}
export interface Media {
  schema?: JsonSchema;
  example?: unknown;
}
export interface Response {
  description?: string;
  headers?: Record<string, object>;
  content?: Record<string, Media>;
  "x-codes"?: string[];
}
export interface Operation {
  operationId: string;
  parameters: (Parameter | Reference)[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response | Reference>;
}
/** The operations of a path by method, and the parameters that they share. */
export type PathItem = Record<string, Operation> & { parameters?: (Parameter | Reference)[] };
export interface Document {
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, JsonSchema>;
    parameters: Record<string, object>;
    responses: Record<string, object>;
    headers: Record<string, object>;
  };
}

/** The operations of a document, in its order. */
export const operationsOf = (document: Document): Operation[] =>
  Object.values(document.paths).flatMap((item) =>
    Object.entries(item)
      .filter(([key]) => key !== "parameters")
      .map(([, operation]) => operation as Operation),
  );

export const schemaRef = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` });

/** A copy of the value in which `replace` is applied to each object and list, from the inside out. */
export function mapped(
  value: unknown,
  replace: (one: Record<string, unknown>, key: string) => unknown,
  key = "",
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, replace, key));
  const inside = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, replace, name)]));
  return replace(inside, key);
}
