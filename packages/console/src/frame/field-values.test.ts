/** That what fields hold by words of the API is said in words of people, where a change of somebody else stands against one's own. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { type Names, wordOf } from "./field-names.ts";

const root = path.resolve(import.meta.dirname, "../../../..");

interface Schema {
  $ref?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
}
interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
const contract = JSON.parse(readFileSync(path.join(root, "packages/contract/openapi.json"), "utf8")) as Contract;

const at = (schema: Schema): Schema =>
  schema.$ref ? at(contract.components.schemas[schema.$ref.split("/").at(-1)!]!) : schema;
const partsOf = (schema: Schema): Schema[] => {
  const { anyOf = [], oneOf = [], allOf = [], ...own } = at(schema);
  return [own, ...[...anyOf, ...oneOf, ...allOf].flatMap(partsOf)];
};
const fieldsOf = (schema: Schema | undefined): [field: string, schema: Schema][] =>
  schema ? partsOf(schema).flatMap(({ properties = {} }) => Object.entries(properties)) : [];
const wordsOf = (schema: Schema): string[] =>
  partsOf(schema)
    .flatMap((part) => part.enum ?? (part.const === undefined ? [] : [part.const]))
    .filter((one) => typeof one === "string");
const firstOf = (content: Record<string, { schema: Schema }> | undefined) => Object.values(content ?? {})[0]?.schema;

/** More than these are names of time zones, which are the same everywhere. */
const MOST_WORDS = 60;

/** Each field that a change may write, with the words that it may hold, by the pillar of the API. */
function* held(): Generator<[pillar: string, field: string, word: string]> {
  for (const [method, operation] of Object.values(contract.paths).flatMap((one) => Object.entries(one))) {
    if (method !== "patch" && method !== "put") continue;
    const { operationId, requestBody, responses } = operation;
    const answered = new Map(Object.entries(responses).flatMap(([, { content }]) => fieldsOf(firstOf(content))));
    for (const [field, schema] of fieldsOf(firstOf(requestBody?.content))) {
      const words = [...wordsOf(schema), ...(answered.has(field) ? wordsOf(answered.get(field)!) : [])];
      if (words.length > MOST_WORDS) continue;
      for (const word of words) yield [operationId.split(".")[0]!, field, word];
    }
  }
}

it.each(["en", "de"])("every word that a field may hold is said in the language %s", async (language) => {
  const files = globSync(`packages/console/pillars/*/fields.${language}.ts`, { cwd: root });
  const names = new Map<string, Names>();
  for (const file of files) {
    const { default: own } = (await import(pathToFileURL(path.join(root, file)).href)) as { default: Names };
    names.set(path.basename(path.dirname(file)), own);
  }
  // A pillar without forms has no names of fields.
  const all = [...held()].flatMap(([pillar, ...rest]) => {
    const own = names.get(pillar === "admin" ? "operations" : pillar);
    return own ? [[pillar, own, ...rest] as const] : [];
  });
  const missing = all.filter(([, own, field, word]) => !wordOf(field, word, own));
  expect([...new Set(missing.map(([pillar, , field, word]) => `${pillar} ${field}: ${word}`))]).toEqual([]);
  expect(all.length).toBeGreaterThan(60);
});
