/** Lists are answered a page at a time, so that one whose rows are large can have fewer of them. */
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { isPaged } from "#cloud/fitting";
import { discover } from "./discover.ts";
import type { JsonSchema } from "./example.ts";

const { endpoints } = await discover();

/** The first of what there is, with no way to go on: asked for more than fits, they refuse it. */
const THE_FIRST = ["admin.outbox.list", "household.recipes.suggestions"];
/** At most a hundred small rows of one thing. */
const ALL_THERE_ARE = ["household.lots.list", "work.dependencies.list"];

it("every operation that takes a limit or answers a cursor is read a page at a time", () => {
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
    [...paged, "household.recipes.suggestions", ...ALL_THERE_ARE].toSorted(),
  );
  expect(names(({ spec }) => has(spec.query, "input", "limit"))).toEqual([...paged, ...THE_FIRST].toSorted());
});
