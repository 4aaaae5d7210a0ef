/** Lists are paged, so that a page of large rows can have fewer of them. */
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { isPaged } from "#cloud/fitting";
import { discoverKnown } from "#testing/known";
import { discover } from "./discover.ts";
import type { JsonSchema } from "./example.ts";

const { endpoints } = await discover();

const known = await discoverKnown(endpoints);
/** Operations that look paged and are not, with the reason beside the resource: they refuse an answer that is too large. */
const unpaged = (field: "limit" | "nextCursor") =>
  [...known.operations].filter(([, one]) => one.unpaged?.has.includes(field)).map(([name]) => name);

it("every operation with a limit or a cursor is paged", () => {
  const has = (schema: z.ZodMiniType | undefined, io: "input" | "output", field: string) =>
    schema !== undefined &&
    (z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema).properties?.[field] !== undefined;
  const names = (which: (one: (typeof endpoints)[0]["value"]) => boolean) =>
    endpoints
      .filter(({ value }) => value.method === "GET" && which(value))
      .map(({ name }) => name)
      .toSorted();
  const paged = names(isPaged);
  expect(paged.length).toBeGreaterThan(50);
  expect(names(({ spec }) => has(spec.returns, "output", "nextCursor"))).toEqual(
    [...paged, ...unpaged("nextCursor")].toSorted(),
  );
  expect(names(({ spec }) => has(spec.query, "input", "limit"))).toEqual([...paged, ...unpaged("limit")].toSorted());
});
