/**
 * Makes the document smaller without changing its meaning: what several operations share becomes a component that they refer to.
 * So tests of the content use the document of `openapiOf`, and only tests of its size use that of `generate`.
 */
import {
  type Document,
  type Operation,
  operationsOf,
  type Parameter,
  type Reference,
  type Response,
} from "./document.ts";
import type { JsonSchema } from "./example.ts";
import { pascal } from "./names.ts";
import { shareRows } from "./rows.ts";

export function compact(document: object): object {
  const out = structuredClone(document) as Document;
  shareRows(out);
  moveExamples(out);
  shareParameters(out);
  shareResponses(out);
  return out;
}

/** Moves the example of a row to the row's schema, from which renderers make examples of pages. */
function moveExamples(document: Document): void {
  const { schemas } = document.components;
  const answers = operationsOf(document).flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) => Object.values((response as Response).content ?? {})),
  );
  const example = (name: string, value: unknown) => {
    const schema = schemas[name]!;
    if (value !== undefined && value !== null) schema.examples ??= [value];
  };
  for (const { schema, example: value } of answers) {
    const name = schema && rowOf(schema);
    if (name) example(name, value);
  }
  for (const media of answers) {
    const { schema, example: value } = media;
    const items = schema?.properties?.nextCursor && schema.properties.data?.items;
    const row = items && (rowOf(items) ?? rowOf(items.properties?.row ?? {}));
    if (row) {
      const [first] = (value as { data?: unknown[] } | undefined)?.data ?? [];
      example(row, items.properties?.row ? (first as { row?: unknown } | undefined)?.row : first);
    }
    if (schema && (rowOf(schema) || row)) delete media.example;
  }
}

/** The component that a schema refers to, possibly with further required fields or null. */
function rowOf(schema: JsonSchema): string | undefined {
  const [one = schema] = schema.allOf ?? schema.anyOf ?? [];
  return one.$ref?.split("/").at(-1);
}

/**
 * Moves parameters that all operations of a path share to the path, and makes components of those that several operations take.
 */
function shareParameters(document: Document): void {
  for (const item of Object.values(document.paths)) {
    const operations = Object.values(item) as Operation[];
    const [first] = operations;
    const common = first!.parameters.filter(
      (one) => !isOf("query", one) && operations.every((other) => has(other, one)),
    );
    for (const operation of operations)
      operation.parameters = operation.parameters.filter((one) => !common.some(isSame(one)));
    // Put first, where readers expect them.
    Object.assign(item, { parameters: common, ...item });
  }
  const lists = [...Object.values(document.paths), ...operationsOf(document)] as {
    parameters: (Parameter | Reference)[];
  }[];
  const uses = Map.groupBy(
    lists.flatMap(({ parameters }) => parameters.map((one) => JSON.stringify(one))),
    (text) => text,
  );
  const components = new Components(document.components.parameters, "parameters");
  for (const list of lists)
    list.parameters = list.parameters.map((one) =>
      "name" in one && uses.get(JSON.stringify(one))!.length > 1 ? components.refer(nameOf(one), one) : one,
    );
}

const isOf = (place: string, one: object) => "in" in one && one.in === place;
const isSame = (one: object) => (other: object) => JSON.stringify(one) === JSON.stringify(other);
const has = ({ parameters }: Operation, one: object) => parameters.some(isSame(one));

/** `dueAt[lte]` → `dueAt.lte`: a component's name has no brackets. */
const nameOf = ({ name }: Parameter) => name.replace(/\[(\w+)\]/, ".$1");

/** Makes components of shared problems, and of answers without content. */
function shareResponses(document: Document): void {
  document.components.responses = {};
  const components = new Components(document.components.responses, "responses");
  for (const operation of operationsOf(document))
    for (const [status, response] of Object.entries(operation.responses) as [string, Response][]) {
      const codes = response["x-codes"];
      if (codes) operation.responses[status] = components.refer(nameByCodes(codes), response);
      else if (!response.content)
        operation.responses[status] = components.refer(status === "304" ? "NotModified" : "Done", response);
    }
}

/** Components of one kind, deduplicated by their contents. */
class Components {
  private readonly names = new Map<string, string>();
  private readonly all: Record<string, object>;
  private readonly kind: string;

  constructor(all: Record<string, object>, kind: string) {
    this.all = all;
    this.kind = kind;
  }

  refer(wanted: string, value: object): Reference {
    const text = JSON.stringify(value);
    let name = this.names.get(text);
    if (!name) {
      name = wanted;
      for (let n = 2; this.all[name]; n++) name = `${wanted}${n}`;
      this.names.set(text, name);
      this.all[name] = value;
    }
    return { $ref: `#/components/${this.kind}/${name}` };
  }
}

/** A response is called by its problems; nearly all that are forbidden may lack a scope too, which their name need not repeat. */
const nameByCodes = (codes: readonly string[]): string =>
  codes
    .filter((code) => code !== "missing_scope" || codes.length === 1)
    .map(pascal)
    .join("Or");
