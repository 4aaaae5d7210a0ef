/** The size of the contract, the size that one more resource adds, and that compacting loses nothing. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { boolean, day, instant, integer, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { crud } from "#kit/crud";
import type { Endpoint } from "#kit/endpoint";
import { crudEvents } from "#kit/event";
import { shared } from "#kit/table";
import { slow } from "#testing/slow";
import { discover, type Found, projectRoot } from "./discover.ts";
import { type Document, operationsOf } from "./document.ts";
import type { JsonSchema } from "./example.ts";
import { contractOf } from "./generate.ts";
import { openapiOf } from "./openapi.ts";

const declarations = await discover();
const KB = 1_000;

const operations = declarations.endpoints.length + declarations.streams.length;
/** The limit for 230 operations, plus 3 KB for each further one. */
const atMost = (kilobytes: number) => (kilobytes + 3 * Math.max(0, operations - 230)) * KB;

it("the committed contract is small enough to be downloaded, and its types to be compiled", () => {
  const contract = readFileSync(path.join(projectRoot, "packages/contract/openapi.json"), "utf8");
  const types = readFileSync(path.join(projectRoot, "packages/contract/schema.d.ts"), "utf8");
  expect(Buffer.byteLength(contract)).toBeLessThan(atMost(1_500));
  expect(Buffer.byteLength(JSON.stringify(JSON.parse(contract)))).toBeLessThan(atMost(750));
  expect(Buffer.byteLength(types)).toBeLessThan(atMost(600));
});

/** A crud resource of typical size: 16 columns, 10 of them with filters. */
function synthetic(n: number): Found<Endpoint>[] {
  const table = shared(`synthetic_${n}`, {
    title: text(200).notNull(),
    notes: text(5_000),
    status: oneOf("planned", "active", "on_hold", `done_${n}`).notNull().default("planned"),
    priority: oneOf("low", "medium", "high").notNull().default("medium"),
    dueDate: day(),
    startsAt: instant(),
    endsAt: instant(),
    quantity: numeric({ min: 0, max: 1e9 }).notNull(),
    minutes: integer({ min: 0, max: 1_440 }),
    parentId: uuid(),
    projectId: uuid(),
    isArchived: boolean().notNull().default(false),
    ...versioned(),
  });
  const made = crud(`/v1/work/synthetic-${n}s`, table, {
    write: [
      "title",
      "notes",
      "status",
      "priority",
      "dueDate",
      "startsAt",
      "endsAt",
      "quantity",
      "minutes",
      "parentId",
      "projectId",
      "isArchived",
      "householdId",
    ],
    filter: [
      "status",
      "priority",
      "dueDate",
      "startsAt",
      "minutes",
      "parentId",
      "projectId",
      "isArchived",
      "householdId",
    ],
    sort: ["dueDate", "startsAt", "title"],
    emits: crudEvents(`work.synthetic${n}`),
  });
  return (["list", "get", "create", "update", "remove", "changes"] as const).map((verb) => ({
    name: `work.synthetic-${n}s.${verb}`,
    file: `functions/work/synthetic-${n}s.ts`,
    exportName: verb,
    value: made[verb],
  }));
}

it("an operation more adds less than 3 KB", () => {
  // Without the others: what they have in common, four resources have already.
  const sizeOf = (resources: number) => {
    const endpoints = Array.from({ length: resources }, (_, n) => synthetic(n)).flat();
    return { operations: endpoints.length, bytes: JSON.stringify(contractOf(endpoints)).length };
  };
  const [before, after] = [sizeOf(4), sizeOf(24)];
  const growth = (after.bytes - before.bytes) / (after.operations - before.operations);
  console.info(`  the contract grows by ${Math.round(growth)} bytes with each operation`);
  expect(growth).toBeLessThan(3 * KB);
});

slow("the compact document means the same as the full one", () => {
  const long = openapiOf(declarations.endpoints) as Document;
  const saidBySmall = saidBy(contractOf(declarations.endpoints) as Document);
  const differing = Object.entries(saidBy(long)).filter(([name, said]) => !isDeepStrictEqual(said, saidBySmall[name]));
  expect(differing.map(([name]) => name)).toEqual([]);
});

/** The parameters and answers of each operation, with references resolved. */
function saidBy(document: Document): Record<string, unknown> {
  const byPath = Object.values(document.paths).flatMap((item) =>
    operationsOf({ ...document, paths: { "": item } }).map((operation) => ({
      operation,
      ofPath: item.parameters ?? [],
    })),
  );
  return Object.fromEntries(
    byPath.map(({ operation, ofPath }) => [
      operation.operationId,
      resolved(document, {
        parameters: [...ofPath, ...operation.parameters].map((one) => JSON.stringify(resolved(document, one))).sort(),
        requestBody: operation.requestBody,
        responses: operation.responses,
      }),
    ]),
  );
}

/** Leaves out texts and examples, which components have in other places, and compares what programs use. */
const isSaid = (key: string, value: unknown) =>
  key !== "examples" && key !== "example" && !(key === "description" && typeof value === "string");

/** A value with its references resolved; that of a schema that contains itself is kept. */
function resolved(document: Document, value: unknown, above: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(document, one, above));
  if (typeof value !== "object" || value === null) return value;
  const { $ref, allOf: [whole] = [], ...rest } = value as JsonSchema;
  if ($ref !== undefined) {
    if (above.includes($ref)) return { $ref };
    const target = $ref
      .slice(2)
      .split("/")
      .reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], document);
    return resolved(document, target, [...above, $ref]);
  }
  if (whole) {
    const base = resolved(document, whole, above) as JsonSchema;
    return sorted({
      ...base,
      ...(resolved(document, rest, above) as object),
      required: [...(base.required ?? []), ...(rest.required ?? [])],
    });
  }
  const parts = Object.entries(value).filter(([key, one]) => isSaid(key, one));
  return sorted(Object.fromEntries(parts.map(([key, one]) => [key, resolved(document, one, above)])));
}
const sorted = ({ required, ...value }: { required?: unknown }) =>
  Object.fromEntries(Object.entries({ ...value, ...requiredOf(required) }).sort(([a], [b]) => (a < b ? -1 : 1)));
const requiredOf = (required: unknown) =>
  Array.isArray(required)
    ? required.length > 0 && { required: [...required].sort() }
    : required !== undefined && { required };
