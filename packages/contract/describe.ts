/** Adds a description to every field of every schema: that of its pillar (see words.ts), or else the common one. */
import { common } from "./common-words.ts";
import { type Document, operationsOf, type Response } from "./document.ts";
import type { JsonSchema } from "./example.ts";
import { wordsOf, wordsOfPart } from "./words.ts";

/** `tell` is called for each field without a description. The contract is still written without it, but the tests fail. */
export function describe(
  document: object,
  componentName: (operation: string) => string,
  tell: (line: string) => void = () => {},
): object {
  const out = structuredClone(document) as Document;
  for (const [name, schema] of Object.entries(out.components.schemas)) within(schema, [name], tell);
  for (const { operationId, requestBody, responses } of operationsOf(out))
    for (const { content } of [requestBody ?? {}, ...(Object.values(responses) as Response[])])
      for (const { schema } of Object.values(content ?? {}))
        if (schema) within(schema, [operationId, componentName(operationId)], tell);
  return out;
}

/** `where` has the names of the enclosing schemas and fields, the nearest first. */
function within(schema: JsonSchema, where: readonly string[], tell: (line: string) => void): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    within(property, [name, ...where], tell);
    property.description ??= sentence(name, where);
    if (property.description === undefined)
      tell(`nothing says what ${where[0]}.${name} is: say it in functions/<pillar>/says.ts`);
  }
  // Beside properties, `anyOf` and the like are conditions on these, without fields of their own.
  const choices = schema.properties ? [] : [schema.anyOf ?? [], schema.oneOf ?? [], schema.allOf ?? []].flat();
  for (const one of [schema.items, schema.additionalProperties, ...choices])
    if (typeof one === "object") within(one, where, tell);
}

function sentence(name: string, where: readonly string[]): string | undefined {
  const fields = { ...common, ...wordsOf(where)?.fields, ...wordsOfPart([name, ...where])?.fields };
  for (const place of where) {
    const own = fields[`${place}.${name}`] ?? ofSchema(fields, place, name);
    if (own) return own;
  }
  return fields[name];
}

/**
 * Finds a description by schema: `HouseholdPantryItem.name` also applies to HouseholdPantryItemConsume, `work.tasks.catchUp` to
 * the operation work.tasks.complete, and `Changes.data` to schemas that end in Changes; of several the one with the longest name.
 * A name must end at a word boundary: `item` does not apply to `items`.
 */
function ofSchema(fields: Readonly<Record<string, string>>, place: string, name: string): string | undefined {
  const key = Object.keys(fields)
    .filter((one) => one.endsWith(`.${name}`) && isOf(place, one.slice(0, -name.length - 1)))
    .sort((a, b) => b.length - a.length)[0];
  return key && fields[key];
}

function isOf(place: string, name: string): boolean {
  if (place.endsWith(name) && /^[A-Z]/.test(name)) return true;
  return place.startsWith(name) && (place.length === name.length || /^[A-Z.]/.test(place.slice(name.length)));
}

/** The description of a list's filter, by its operator. `isNullable`: whether there may be rows without a value. */
export function filterSentence(
  parameter: string,
  { schema, isNullable }: { schema: JsonSchema; isNullable: boolean },
): string {
  const [, field, operator] = /^(\w+)(?:\[(\w+)\])?$/.exec(parameter)!;
  switch (operator) {
    case undefined:
      return `Only rows whose \`${field}\` is this${schema.anyOf ? ", or one of these" : ""}.`;
    case "ne":
      return `Only rows whose \`${field}\` is not this${isNullable ? ", or is empty" : ""}.`;
    case "null":
      return `True for rows without \`${field}\`, false for those that have it.`;
    case "lt":
      return `Only rows whose \`${field}\` is less than this.`;
    case "lte":
      return `Only rows whose \`${field}\` is this or less.`;
    case "gt":
      return `Only rows whose \`${field}\` is greater than this.`;
    default:
      return `Only rows whose \`${field}\` is this or greater.`;
  }
}
