/** A schema as JSON Schema for the contract. */
import * as z from "zod/mini";
import { promiseOf } from "#kit/parameters";
import { WITHOUT_NUL } from "#kit/wire";
import type { JsonSchema } from "./example.ts";

export function toJson(schema: z.ZodMiniType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
    // Where a check accepts more than is documented, the documented schema is put here.
    override({ zodSchema, jsonSchema }) {
      // The year 0 does not exist, but the pattern alone would allow it.
      if (/^date/.test(jsonSchema.format ?? "") && jsonSchema.pattern?.startsWith("^(?:"))
        jsonSchema.pattern = `^(?!0000)${jsonSchema.pattern.slice(1)}`;
      // Names of fields are stored as text, too.
      const names = jsonSchema.propertyNames;
      if (typeof names === "object" && names.type === "string" && !names.pattern && !names.enum)
        names.pattern = WITHOUT_NUL.source;
      const promise = promiseOf(zodSchema, io);
      if (!promise) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, toJson(promise, io));
    },
  }) as JsonSchema & {
    $schema?: string;
  };
  return json;
}
