/**
 * Makes components of schemas that are repeated word for word: formats of texts, enums, fields that most rows have, and the
 * fields of a body that create and update share. Runs after descriptions were added, because they are part of the comparison.
 */

import { WITHOUT_NUL } from "#kit/wire";
import { type Document, mapped, operationsOf, schemaRef } from "./document.ts";
import type { JsonSchema } from "./example.ts";
import { pascal, rowName } from "./names.ts";

export function shareForms(document: object): object {
  let out = structuredClone(document) as Document;
  shareBodies(out);
  out = withForms(out);
  out = withEnums(out);
  out = withLists(out);
  // Fields whose own fields are components by now are the same as others, or not.
  for (let before = ""; before !== JSON.stringify(out); ) {
    before = JSON.stringify(out);
    out = withFields(out);
  }
  return out;
}

/** The fields that a client may set are shared by create and update of a row, which differ in the required ones. */
function shareBodies(document: Document): void {
  const { schemas } = document.components;
  const bodies = operationsOf(document).flatMap(({ operationId, requestBody }) => {
    const media = requestBody?.content["application/json"];
    return media?.schema?.properties ? [{ operationId, media, schema: media.schema }] : [];
  });
  const fieldsOf = ({ type, properties, additionalProperties }: JsonSchema) => ({
    type,
    properties,
    additionalProperties,
  });
  const alike = Map.groupBy(bodies, ({ schema }) => JSON.stringify(fieldsOf(schema)));
  for (const ones of alike.values()) {
    const [{ operationId, schema }] = ones as [(typeof ones)[number]];
    const name = `${rowName(operationId)}Input`;
    if (ones.length === 1 || schemas[name]) continue;
    schemas[name] = fieldsOf(schema) as JsonSchema;
    for (const { media } of ones) {
      const { type: _, properties: __, additionalProperties: ___, ...rules } = media.schema!;
      media.schema = Object.keys(rules).length > 0 ? { allOf: [schemaRef(name)], ...rules } : schemaRef(name);
    }
  }
}

/** Formats with a long schema, which is written once. */
const FORMS: Readonly<Record<string, string>> = { "date-time": "Instant", date: "Day" };

function formName({ format, pattern, allOf, maxLength, minLength = 0, enum: words }: JsonSchema): string | undefined {
  if (words && words.length > 100 && words.includes("Europe/Berlin")) return "TimeZone";
  if (format === "uuid") return pattern?.includes("[1-8]") ? "VersionedUuid" : "Uuid";
  if (pattern?.startsWith("^https?:") && maxLength) return `Url${maxLength}`;
  if (pattern?.startsWith("^(?:RRULE:)?")) return "RecurrenceRule";
  if (pattern?.startsWith("^(?:@hourly")) return "CronExpression";
  if (format) return pattern && FORMS[format];
  if (allOf?.[1]?.pattern?.startsWith("^[^\\s@") && maxLength) return `Email${maxLength}`;
  const isText = pattern === WITHOUT_NUL.source;
  if (isText && maxLength) return `Text${minLength || ""}${minLength ? "To" : ""}${maxLength}`;
  // A text whose only condition is that it is not empty.
  return allOf?.length === 2 &&
    allOf[0]!.pattern === WITHOUT_NUL.source &&
    allOf[1]!.pattern === "\\S" &&
    maxLength &&
    !minLength
    ? `Name${maxLength}`
    : undefined;
}

function withForms(document: Document): Document {
  const forms = new Map<string, JsonSchema>();
  const out = mapped(document, (one) => {
    const { description, ...form } = one as JsonSchema;
    const name = form.type === "string" ? formName(form) : undefined;
    if (!name) return one;
    if (!forms.has(name)) forms.set(name, form);
    // Another pattern of the same format is rare and stays in place.
    if (JSON.stringify(forms.get(name)) !== JSON.stringify(form)) return one;
    return description === undefined ? schemaRef(name) : { ...schemaRef(name), description };
  }) as Document;
  Object.assign(out.components.schemas, Object.fromEntries(forms));
  return out;
}

/** Enums that several places have become components, named after a row that has one. */
function withEnums(document: Document): Document {
  const { schemas } = document.components;
  const wordsOf = ({ description: _, ...words }: JsonSchema) => JSON.stringify(words);
  const isEnum = (one: JsonSchema) => one.type === "string" && Array.isArray(one.enum) && wordsOf(one).length > 70;
  const uses = new Map<string, number>();
  mapped(document, (one) => {
    if (isEnum(one as JsonSchema))
      uses.set(wordsOf(one as JsonSchema), (uses.get(wordsOf(one as JsonSchema)) ?? 0) + 1);
    return one;
  });
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(schemas));
  for (const [row, { properties = {} }] of Object.entries(schemas))
    for (const [field, schema] of Object.entries(properties)) {
      const one = [schema, ...(schema.anyOf ?? [])].find(isEnum);
      if (!one || uses.get(wordsOf(one))! < 3 || names.has(wordsOf(one))) continue;
      // The enum of a body may have fewer values than that of the row.
      const name = [row.replace(/Input$/, "") + pascal(field), row + pascal(field)].find(
        (choice) => !taken.has(choice),
      );
      if (!name) continue;
      names.set(wordsOf(one), name);
      taken.add(name);
    }
  const out = mapped(document, (one) => {
    const name = isEnum(one as JsonSchema) && names.get(wordsOf(one as JsonSchema));
    if (!name) return one;
    const { description } = one as JsonSchema;
    return description === undefined ? schemaRef(name) : { ...schemaRef(name), description };
  }) as Document;
  for (const [words, name] of names) out.components.schemas[name] = JSON.parse(words);
  return out;
}

/** Filters that accept one or several values of an enum, named after the enum. */
function withLists(document: Document): Document {
  const lists = new Map<string, string>();
  const out = mapped(document, (one) => {
    const [single, several] = (one as JsonSchema).anyOf ?? [];
    const isList =
      Object.keys(one).length === 1 && single?.$ref && several?.items && several.items.$ref === single.$ref;
    if (!isList) return one;
    const name = `${single.$ref!.split("/").at(-1)}OrSeveral`;
    const text = JSON.stringify(one);
    if (lists.has(name) ? lists.get(name) !== text : document.components.schemas[name]) return one;
    lists.set(name, text);
    return schemaRef(name);
  }) as Document;
  for (const [name, text] of lists) out.components.schemas[name] = JSON.parse(text);
  return out;
}

/** Fields that several schemas have, with their description: `id`, `createdAt`, `nextCursor`. */
function withFields(document: Document): Document {
  const uses = new Map<string, number>();
  const keyOf = (name: string, schema: unknown) => `${name} ${JSON.stringify(schema)}`;
  const each = (value: unknown, use: (name: string, schema: unknown) => unknown) =>
    mapped(value, (one, key) =>
      key === "properties"
        ? Object.fromEntries(Object.entries(one).map(([name, schema]) => [name, use(name, schema)]))
        : one,
    );
  each(document, (name, schema) => {
    uses.set(keyOf(name, schema), (uses.get(keyOf(name, schema)) ?? 0) + 1);
    return schema;
  });
  const rows = new Map<string, string>();
  for (const [row, schema] of Object.entries(document.components.schemas))
    each(schema, (name, one) => {
      if (!rows.has(keyOf(name, one))) rows.set(keyOf(name, one), row.replace(/Input$/, ""));
      return one;
    });
  const fields = new Map<string, [key: string, schema: JsonSchema]>();
  const out = each(document, (name, schema) => {
    const key = keyOf(name, schema);
    const [many, length] = [uses.get(key) ?? 0, JSON.stringify(schema).length];
    if ((many - 1) * length - many * REFERENCE_LENGTH < MIN_SAVED) return schema;
    // Where several fields of a name are of different forms, one is called by its name, and others by their row, too.
    const row = rows.get(key);
    const called = [pascal(name), ...(row ? [row + pascal(name)] : [])].find((choice) => {
      const other = fields.get(choice);
      return other ? other[0] === key : !document.components.schemas[choice];
    });
    if (!called) return schema;
    fields.set(called, [key, schema as JsonSchema]);
    return schemaRef(called);
  }) as Document;
  for (const [name, [, schema]] of fields) out.components.schemas[name] = schema;
  return out;
}
/** About how many characters a reference takes, and how many a component has to save for there to be one more name. */
const REFERENCE_LENGTH = 45;
const MIN_SAVED = 50;
