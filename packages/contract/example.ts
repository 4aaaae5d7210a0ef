/** A plausible value for a JSON schema, the same at every run. */

export interface JsonSchema {
  type?: string | string[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  minProperties?: number;
  default?: unknown;
  examples?: unknown[];
  additionalProperties?: JsonSchema | boolean;
  description?: string;
}

const BY_FORMAT: Record<string, string> = {
  uuid: "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37",
  "date-time": "2026-03-02T12:30:00.000Z",
  date: "2026-03-02",
  email: "ada@example.com",
  uri: "https://example.com",
};

const BY_NAME: [RegExp, unknown][] = [
  [/^currency$/, "USD"],
  [/^language$/, "en"],
  [/timezone$/i, "Europe/Berlin"],
  [/color/i, "#00EAFF"],
  [/url$/i, "https://example.com"],
  [/email$/i, "ada@example.com"],
  [/^(title|name)$/, "Example"],
  [/cents$/i, 2047],
  [/^nextCursor$/, null],
  [/^cronExpression$/, "0 9 * * MON"],
  [/^recurrenceRule$/, "FREQ=WEEKLY;BYDAY=MO"],
  [/^dayStart$/, "03:00"],
  [/^localTime$/, "2026-03-02T09:00"],
  [/^scopes?$/, "finance:read"],
  [/^code$/, "7394376616037"],
  [/^servings$/, "4"],
];

export function exampleOf(schema: JsonSchema, schemas?: Map<string, JsonSchema>, name = "", depth = 0): unknown {
  if (schema.$ref) return exampleOf(schemas?.get(schema.$ref.split("/").at(-1)!) ?? {}, schemas, name, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice && !schema.properties) {
    const known = BY_NAME.find(([pattern]) => pattern.test(name));
    if (known && choice.some((one) => one.type === "null") && known[1] === null) return null;
    return exampleOf(choice.find((one) => one.type !== "null") ?? choice[0]!, schemas, name, depth);
  }
  if (schema.allOf) {
    const { allOf, ...rest } = schema;
    return exampleOf(Object.assign({}, ...allOf, rest) as JsonSchema, schemas, name, depth);
  }
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  switch (type) {
    case "object":
      return depth > 7
        ? {}
        : Object.fromEntries(
            Object.entries(schema.properties ?? {}).map(([key, value]) => [
              key,
              exampleOf(value, schemas, key, depth + 1),
            ]),
          );
    case "array":
      // Arrays are cut off at a smaller depth than objects, which would lack required fields.
      return depth > 6 || !schema.items ? [] : [exampleOf(schema.items, schemas, singularName(name), depth + 1)];
    case "string":
      return text(schema, name);
    case "integer":
    case "number":
      return number(schema, name);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function text(schema: JsonSchema, name: string): string {
  const known = BY_NAME.find(([pattern, value]) => pattern.test(name) && typeof value === "string");
  if (known) return known[1] as string;
  if (schema.format && BY_FORMAT[schema.format]) return BY_FORMAT[schema.format]!;
  if (schema.pattern?.includes("[01]\\d|2[0-3]")) return "09:00";
  return name || "text";
}

function number(schema: JsonSchema, name: string): number {
  const known = BY_NAME.find(([pattern, value]) => pattern.test(name) && typeof value === "number");
  const wanted = known ? (known[1] as number) : 3;
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + 1);
  return Math.min(schema.maximum ?? wanted, Math.max(least === undefined || least < -1e6 ? wanted : least, wanted));
}

const singularName = (name: string) => name.replace(/s$/, "");
