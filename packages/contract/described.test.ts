import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { common } from "./common-words.ts";
import type { JsonSchema } from "./example.ts";
import { words } from "./words.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  examples?: unknown;
  schema: JsonSchema & { example?: unknown; examples?: unknown };
}
interface Content {
  content?: Record<string, { schema?: JsonSchema; example?: unknown }>;
}
interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters: (Parameter | { $ref: string })[];
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string; description?: string }>;
}
interface Document {
  info: { description: string };
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation> & { parameters?: Operation["parameters"] }>;
  components: { schemas: Record<string, JsonSchema>; parameters: Record<string, Parameter> };
}

// The committed document: current.test.ts holds that it is what the declarations say.
const text = JSON.stringify(JSON.parse(readFileSync(path.join(import.meta.dirname, "openapi.json"), "utf8")));
const document = JSON.parse(text) as Document;
const operations = Object.values(document.paths).flatMap(({ parameters = [], ...methods }) =>
  Object.values(methods as Record<string, Operation>).map((one) => ({
    ...one,
    parameters: [...parameters, ...one.parameters],
  })),
);
const parametersOf = ({ parameters }: Operation) =>
  parameters.map((one) => ("$ref" in one ? document.components.parameters[one.$ref.split("/").at(-1)!]! : one));
/** The description of a field, which may be that of its component. */
const sentenceOf = ({ description, $ref }: JsonSchema) =>
  description ?? ($ref && document.components.schemas[$ref.split("/").at(-1)!]?.description);

/** All schemas by their place, including nested ones. */
function* schemas(): Generator<[string, JsonSchema]> {
  for (const [name, schema] of Object.entries(document.components.schemas)) yield* inside(name, schema);
  for (const { operationId, requestBody, responses } of operations)
    for (const { content } of [requestBody ?? {}, ...Object.values(responses)])
      for (const { schema } of Object.values(content ?? {})) if (schema) yield* inside(operationId, schema);
}
function* inside(where: string, schema: JsonSchema): Generator<[string, JsonSchema]> {
  yield [where, schema];
  for (const [name, property] of Object.entries(schema.properties ?? {})) yield* inside(`${where}.${name}`, property);
  // Beside properties, `anyOf` and the like are conditions on these, without fields of their own.
  const choices = schema.properties || schema.allOf ? [] : [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const within = [schema.items, schema.additionalProperties, ...choices];
  for (const one of within) if (typeof one === "object") yield* inside(where, one);
}

/** Whether a description has three words or more, and more than the name: `The name of the name.` has not. */
function says(description: string | undefined, name: string): boolean {
  const words = (description ?? "").toLowerCase().match(/[a-zà-ž0-9]+/g) ?? [];
  const own = new Set([...name.toLowerCase().match(/[a-z0-9]+/g)!, "a", "an", "the", "of", "list", "get"]);
  return words.length >= 3 && words.some((word) => !own.has(word));
}

it("every operation has a description beyond its name", () => {
  const silent = operations.filter(
    ({ summary, description }) => !says(description?.replace(/An API key needs .*/, ""), summary),
  );
  expect(silent.map(({ operationId }) => operationId)).toEqual([]);
});

it("every field of every schema has a description, unique within its schema", () => {
  const silent: string[] = [];
  const alike: string[] = [];
  let fields = 0;
  for (const [where, { properties = {} }] of schemas()) {
    const seen = new Map<string, string>();
    for (const [name, property] of Object.entries(properties)) {
      const description = sentenceOf(property);
      fields += 1;
      if (!says(description, name)) silent.push(`${where}.${name}: ${description}`);
      const other = description && seen.get(description);
      if (other) alike.push(`${where}: ${other} and ${name}`);
      if (description) seen.set(description, name);
    }
  }
  expect({ silent, alike }).toEqual({ silent: [], alike: [] });
  expect(fields).toBeGreaterThan(1_000);
});

it("every parameter has a description", () => {
  const silent = operations.flatMap((one) =>
    parametersOf(one)
      .filter(({ name, description }) => !says(description, name))
      .map(({ name }) => `${one.operationId} ${name}`),
  );
  expect(silent).toEqual([]);
});

it("an API console sends no parameter by default", () => {
  // Scalar fills in, and sends, parameters with one of these in their schema.
  const sent = operations.flatMap((one) =>
    parametersOf(one)
      .filter((parameter) => parameter.in !== "path" && !parameter.required)
      .filter((parameter) =>
        ["enum", "const", "default", "example", "examples"].some((key) => key in parameter.schema || key in parameter),
      )
      .map(({ name }) => `${one.operationId} ${name}`),
  );
  expect(sent).toEqual([]);
});

it("describes every tag, and lists those for operators last", () => {
  const used = new Set(Object.keys(document.paths).map((path) => path.split("/")[2]!));
  expect(document.tags.map(({ name }) => name).sort()).toEqual([...used].sort());
  expect(document.tags.at(-1)?.name).toBe("admin");
  for (const { name, description } of document.tags) expect(says(description, name), name).toBe(true);
});

it("links only to existing headings of the introduction", () => {
  const headings = [...document.info.description.matchAll(/^## (.+)$/gm)].map(([, heading]) =>
    heading!.toLowerCase().replaceAll(" ", "-"),
  );
  const links = new Set([...text.matchAll(/#description\/([\w-]+)/g)].map(([, heading]) => heading!));
  expect([...links].filter((heading) => !headings.includes(heading))).toEqual([]);
  expect(links.size).toBeGreaterThan(5);
});

it("has no description without a field", () => {
  const used = new Set<string>();
  for (const [, { properties = {} }] of schemas())
    for (const description of Object.values(properties).map(sentenceOf)) if (description) used.add(description);
  const all = [common, ...[...words().values()].map(({ fields = {} }) => fields)].flatMap(Object.entries);
  expect(all.filter(([, sentence]) => !used.has(sentence)).map(([name]) => name)).toEqual([]);
});

it("refers only to existing operations and parameters", () => {
  const names = operations.map(({ operationId }) => operationId);
  const parameters = operations.flatMap((one) =>
    parametersOf(one).flatMap(({ name }) => [`${one.operationId}.${name}`, `${one.operationId.split(".")[0]}.${name}`]),
  );
  const gone = [...words()].flatMap(([pillar, said]) => [
    ...Object.keys(said.operations ?? {}).filter((name) => !names.includes(name)),
    ...Object.keys(said.parameters ?? {}).filter(
      (name) => !parameters.includes(name.includes(".") ? name : `${pillar}.${name}`),
    ),
  ]);
  expect(gone).toEqual([]);
});

it("a description applies to its subject, and not to others with the same name", () => {
  const told = new Map<string, string | undefined>();
  for (const [where, { properties = {} }] of schemas())
    for (const [name, property] of Object.entries(properties)) told.set(`${where}.${name}`, sentenceOf(property));
  // `item` is a thing in the pantry, `items` are those of a list; a field of a body may mean something else than the row's.
  expect(told.get("WorkTodoListTreeItem.name")).toBe("What is to be done, bought or packed.");
  expect(told.get("work.tasks.batch.operations.task")).toBe("The fields of the task to set.");
  expect(told.get("identity.invites.create.days")).toBe("For how many days it may be accepted.");
  expect(told.get("finance.accounts.changes.data")).toBe("What changed, the oldest change first.");
});
