/**
 * JSON Schema as strict structured outputs take it (https://platform.openai.com/docs/guides/structured-outputs): every key required, nothing
 * beside them, and only some keywords. What is left out here is checked on what comes back, by the schema itself.
 */
import * as z from "zod/mini";

/** Annotations and checks that strict schemas do not know. */
const LEFT_OUT = [
  "$schema",
  "default",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "uniqueItems",
  "propertyNames",
  "examples",
  "id",
];

/** Throws for a schema that cannot be one: its root is no object, or a key may be absent. That is a mistake of whoever declares it. */
export function strictSchemaOf(schema: z.ZodMiniType): Record<string, unknown> {
  const strict = strictly(z.toJSONSchema(schema, { io: "input", unrepresentable: "throw" }));
  if (typeof strict !== "object" || strict === null || (strict as { type?: unknown }).type !== "object")
    throw new Error("a model answers with an object");
  return strict as Record<string, unknown>;
}

function strictly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strictly);
  if (typeof schema !== "object" || schema === null) return schema;
  const strict: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (LEFT_OUT.includes(key)) continue;
    if (key === "allOf" || key === "patternProperties") throw new Error(`a strict schema has no ${key}`);
    if (key === "properties" || key === "$defs")
      strict[key] = Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, strictly(one)]));
    else if (key === "enum" || key === "const" || key === "required") strict[key] = value;
    else strict[key === "oneOf" ? "anyOf" : key] = strictly(value);
  }
  if (strict.type !== "object") return strict;
  const names = Object.keys((strict.properties as object | undefined) ?? {});
  const required = (strict.required as string[] | undefined) ?? [];
  const absent = names.filter((name) => !required.includes(name));
  if (absent.length > 0) throw new Error(`a strict schema has no optional keys: ${absent.join(", ")}`);
  return { ...strict, properties: strict.properties ?? {}, required: names, additionalProperties: false };
}
