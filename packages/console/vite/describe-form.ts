/** The fields of an operation's body, as a form needs to know them. */
import type { FieldDescriptor, FormDescriptor } from "../src/data/form-fields.ts";

/** What is read of OpenAPI 3.1 and JSON Schema 2020-12. */
interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  allOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  default?: unknown;
}

interface Operation {
  operationId?: string;
  requestBody?: { content: Readonly<Record<string, { schema?: Schema }>> };
}

export interface Contract {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
}

/** Objects in objects further down are left to the page. */
const MAX_DEPTH = 2;

/** Throws when there is no such operation, or none with a body of JSON. */
export function describeForm(contract: Contract, operationId: string): FormDescriptor {
  const operation = Object.values(contract.paths)
    .flatMap((path) => Object.values(path))
    .find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`The contract has no operation ${operationId}.`);
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (!schema) throw new Error(`${operationId} takes no body of JSON.`);
  return { operation: operationId, fields: Object.fromEntries(fieldsOf(contract, schema, "", 0)) };
}

function fieldsOf(contract: Contract, given: Schema, prefix: string, depth: number): [string, FieldDescriptor][] {
  const schema = whole(contract, given);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = {
      ...describe(contract, property),
      ...(schema.required?.includes(name) && { isRequired: true as const }),
    };
    const inner = field.kind === "object" && depth < MAX_DEPTH;
    return [
      [prefix + name, field] as [string, FieldDescriptor],
      ...(inner ? fieldsOf(contract, property, `${prefix}${name}/`, depth + 1) : []),
    ];
  });
}

function describe(contract: Contract, given: Schema): FieldDescriptor {
  const { types, isNullable, ...schema } = withoutNull(contract, whole(contract, given));
  const described: FieldDescriptor = { kind: kindOf(schema, types), ...(isNullable && { isNullable: true }) };
  if (described.kind === "choice") described.choices = (schema.enum ?? []).filter((one) => typeof one === "string");
  for (const name of ["minLength", "maxLength", "minimum", "maximum", "pattern", "format", "default"] as const) {
    if (schema[name] !== undefined) Object.assign(described, { [name]: schema[name] });
  }
  if (described.kind === "list" && schema.items) described.of = describe(contract, schema.items);
  return described;
}

function kindOf(schema: Schema, types: readonly string[]): FieldDescriptor["kind"] {
  if (schema.enum && types[0] === "string") return "choice";
  if (schema.format === "date") return "day";
  if (schema.format === "date-time") return "instant";
  if (schema.format === "time") return "time";
  const [type] = types.length === 1 ? types : [];
  if (type === "string") return "text";
  if (type === "array") return "list";
  if (type === "number" || type === "integer" || type === "boolean" || type === "object") return type;
  return "any";
}

/** A schema without references and without `allOf`, whose parts are laid over each other. */
function whole(contract: Contract, schema: Schema): Schema {
  if (schema.$ref) {
    const { $ref, ...rest } = schema;
    const named = contract.components.schemas[$ref.slice("#/components/schemas/".length)];
    if (!named) throw new Error(`The contract has no schema ${$ref}.`);
    return whole(contract, { allOf: [named, rest] });
  }
  const { allOf = [], ...own } = schema;
  const sum: Schema = {};
  for (const part of [...allOf.map((one) => whole(contract, one)), own]) {
    const { properties, required } = sum;
    Object.assign(sum, part);
    if (properties || part.properties) sum.properties = { ...properties, ...part.properties };
    if (required || part.required) sum.required = [...(required ?? []), ...(part.required ?? [])];
  }
  return sum;
}

/** `["string", "null"]`, and a choice between something and null, is that something, which may be empty. */
function withoutNull(contract: Contract, schema: Schema): Schema & { types: readonly string[]; isNullable: boolean } {
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  const others = choices.filter(({ type }) => type !== "null");
  if (choices.length === others.length + 1 && others.length === 1) {
    const { anyOf: _, oneOf: __, ...own } = schema;
    return { ...withoutNull(contract, whole(contract, { ...own, ...others[0] })), isNullable: true };
  }
  const types = [schema.type ?? []].flat();
  return {
    ...schema,
    types: types.filter((type) => type !== "null"),
    isNullable: types.includes("null") || (schema.enum?.includes(null) ?? false),
  };
}
