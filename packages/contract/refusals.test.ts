/** Refusals by schemas are in the product's own words, and never in those of the validator. */
import { expect, it } from "vitest";
import type * as z from "zod/mini";
import { errorsOf } from "#kit/check";
import { someOf } from "#testing/sampled";
import { jsonOf } from "#testing/walk";
import { discover } from "./discover.ts";
import type { JsonSchema } from "./example.ts";
import { exampleOf } from "./example.ts";

const WRONG = [undefined, null, true, -1e20, 0.5, "", "\u{1F600} not this", "x".repeat(30_000), [], [1], {}, { x: 1 }];
const LIBRARY =
  /\binvalid|too (big|small)|\bexpected\b|, received\b|unrecognized|match pattern|undefined|\bNaN\b|\[object|\^/i;
/** “must be …”, “is …”, “has …”, “may …”, “does not …”, “fits …”: the requirement on a field. */
const SENTENCE =
  /^(must|is|has|may|cannot|does|names|needs|takes|ends|begins|lies|comes|fits|can|asks|holds|are|have)\b/;

const { endpoints } = await discover();

/** Values with one wrong place, for each place of a schema and each kind of mistake. */
function* spoilt(value: unknown, levels = 4): Generator<unknown> {
  yield* WRONG;
  if (levels === 0) return;
  if (Array.isArray(value)) {
    for (const one of spoilt(value[0], levels - 1)) yield [one];
    yield Array.from({ length: 2_000 }, () => value[0]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inside] of Object.entries(value))
      for (const one of spoilt(inside, levels - 1)) yield { ...value, [key]: one };
    yield { ...value, unknownField: 1 };
  }
}

it.each(["body", "query"] as const)("are in the product's words for every %s", (part) => {
  const odd = new Map<string, string>();
  let told = 0;
  const schemas = endpoints.flatMap(({ name, value }) => {
    const schema = value.spec[part] as z.ZodMiniType | undefined;
    return schema ? [{ name, schema }] : [];
  });
  for (const { name, schema } of someOf("refusals", schemas, 30)) {
    for (const input of spoilt(exampleOf(jsonOf(schema) as JsonSchema))) {
      const issues = schema.safeParse(input, { reportInput: true }).error?.issues ?? [];
      for (const { detail } of errorsOf(issues, "pointer")) {
        told += 1;
        const own = detail.replace(/“[^”]*”/g, "“”");
        if (LIBRARY.test(own) || !SENTENCE.test(own)) odd.set(own, name);
      }
    }
  }
  expect(Object.fromEntries(odd)).toEqual({});
  expect(told).toBeGreaterThan(1_000);
});
