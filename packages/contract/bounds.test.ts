/**
 * The limits of each field that an operation takes: values just inside are accepted or refused in words, values just outside are
 * refused with a pointer to the field. No refusal has the database's own words: each CHECK that a request can violate has a
 * message by its resource.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Endpoint } from "#kit/endpoint";
import { WITHOUT_NUL } from "#kit/wire";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { OPERATIONS, someOf } from "#testing/sampled";
import { type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";
import type { JsonSchema } from "./example.ts";

const { endpoints } = await discover();
const writing = someOf(
  "operations",
  endpoints.filter(({ value }) => value.spec.body && value.access === "user"),
  OPERATIONS / 3,
);

let life: Harness;
let sweep: Walk;
let person: Person;
beforeAll(async () => {
  life = await harness(await testDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
  person = await life.user("edge");
});
afterAll(() => life.close());

interface Edge {
  field: string;
  value: unknown;
  isInside: boolean;
}

/** The minimum and maximum of each field, and values just beyond. */
function edgesOf(body: z.ZodMiniType): Edge[] {
  const schema = z.toJSONSchema(body, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).flatMap(([field, property]) => {
    const branches = [property, ...(property.anyOf ?? [])];
    // A value just outside of one branch may be a constant of another, such as null beside a minimum.
    const isMeant = (value: unknown) => branches.some((one) => one.const === value);
    return branches.flatMap(edges).map((edge) => ({ field, ...edge, isInside: edge.isInside || isMeant(edge.value) }));
  });
}

function edges({
  type,
  minimum,
  maximum,
  maxLength,
  minLength,
  pattern,
  format,
  items,
  maxItems,
  ...rest
}: JsonSchema & {
  maxLength?: number;
  maxItems?: number;
}): Omit<Edge, "field">[] {
  const inside = (value: unknown) => ({ value, isInside: true });
  const outside = (value: unknown) => ({ value, isInside: false });
  if (type === "integer" || type === "number") {
    const step = type === "integer" ? 1 : Math.max(1e-6, Math.abs(maximum ?? 1) * 1e-12);
    return [
      ...(minimum === undefined ? [] : [inside(minimum), outside(minimum - Math.max(step, Math.abs(minimum) * 1e-12))]),
      ...(maximum === undefined ? [] : [inside(maximum), outside(maximum + step)]),
    ];
  }
  if (type === "string" && !rest.enum && rest.const === undefined) {
    const isFree = (pattern === undefined || pattern === WITHOUT_NUL.source) && format === undefined;
    return [
      ...(maxLength === undefined || maxLength > 100_000 ? [] : [outside("x".repeat(maxLength + 1))]),
      ...(maxLength === undefined || maxLength > 100_000 || !isFree ? [] : [inside("ﷺ".repeat(maxLength))]),
      ...(minLength ? [outside("")] : []),
      ...(!isFree ? [outside(new RegExp(pattern ?? "^$", "u").test("\u0001") ? " " : "\u0001")] : []),
    ];
  }
  if (type === "array" && maxItems !== undefined && maxItems <= 1_000 && items?.type === "string")
    return [outside(Array.from({ length: maxItems + 1 }, () => "x"))];
  return [];
}

describe("at the limits of each field", () => {
  it.each(writing.map((found) => [found.name, found] as const))("%s", async (_, found) => {
    const right = await sweep.request(found, person);
    for (const { field, value, isInside } of edgesOf(found.value.spec.body!)) {
      const body = { ...(right.body as object), [field]: value };
      const answer = await life.call(found.value, { ...right, body });
      const about = `${field} ${JSON.stringify(value).slice(0, 60)}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 400)}`;
      // What this installation cannot do it refuses before it looks further.
      const cannot = sweep.known.operations.get(found.name)?.cannotSucceed?.status;
      if (answer.status !== cannot) expect(answer.status, about).toBeLessThan(500);
      expect(about).not.toMatch(/out of range, or from which|values that do not go together/);
      if (isInside) continue;
      expect(answer.status, about).toBe(400);
      const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer.split("/")[1]);
      expect(pointers, about).toContain(field);
    }
  });
});

it("each CHECK over several columns of a served table has a message", async () => {
  const rules = await life.database.query<{ name: string; table: string }>(
    `select c.conname as name, t.relname as table from pg_constraint c join pg_class t on t.oid = c.conrelid
     where c.contype = 'c' and cardinality(c.conkey) > 1 and t.relnamespace = 'public'::regnamespace`,
  );
  const said = new Set(endpoints.flatMap(({ value }) => Object.keys(value.spec.refusals ?? {})));
  const served = new Set(endpoints.filter(writes).map(({ value }) => value.path.split("/")[3]!.replaceAll("-", "_")));
  const outOfReach = [...sweep.known.resources.values()].flatMap((one) => Object.keys(one.outOfReach ?? {}));
  const silent = rules.filter(({ name, table }) => served.has(table) && !said.has(name) && !outOfReach.includes(name));
  expect(silent).toEqual([]);
  expect(outOfReach.filter((name) => !rules.some((rule) => rule.name === name))).toEqual([]);
});

const writes = ({ value }: Found<Endpoint>) => value.method === "POST" || value.method === "PATCH";
