import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Endpoint } from "#kit/endpoint";
import { pgliteDb } from "#testing/database";
import { type Answer, type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { jsonOf, type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";

const { endpoints } = await discover();
const named = (which: (found: Found<Endpoint>) => boolean) =>
  endpoints.filter(which).map((found) => [found.name, found] as const);

let life: Harness;
let sweep: Walk;
let anna: Person;
beforeAll(async () => {
  // Nobody is limited here: this is about what is sent, and not how often.
  life = await harness(await pgliteDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
  anna = await life.user("anna");
});
afterAll(() => life.close());

/** Values that have broken programs before, wherever a field or parameter takes one. */
const HOSTILE: unknown[] = [
  null,
  "",
  "\0",
  "\ud800",
  "'; drop table users; --",
  "x".repeat(100_000),
  "infinity",
  "9999-12-31T23:59:59-15:00",
  "2026-02-30",
  "00000000-0000-0000-0000-000000000000",
  -1,
  1e308,
  2 ** 53,
  2 ** 31,
  0.1,
  true,
  [],
  {},
  ["\0"],
  ["x", "x"],
  { "a\0": 1 },
  { constructor: 1, getSQL: 1 },
];

/** An answer that is not ours to be ashamed of: done, or a problem that says what is wrong. */
function check(answer: Answer, sent: unknown) {
  const about = JSON.stringify(sent)?.slice(0, 200);
  expect(answer.status, `${about} → ${JSON.stringify(answer.body)?.slice(0, 300)}`).not.toBe(500);
  if (answer.status < 400) return;
  expect(answer.headers["content-type"], about).toBe("application/problem+json");
  expect(answer.body.detail, about).toMatch(/\w/);
  expect(JSON.stringify(answer.body), about).not.toMatch(/select |insert into|violates|syntax error/i);
}

async function requestOf(found: Found<Endpoint>): Promise<CallOptions> {
  const person = found.value.access === "admin" ? await life.user("admin", { role: "admin" }) : anna;
  return sweep.request(found, person);
}

/** An update takes the columns that a create takes; trying each of them once is enough. */
const repeatsCreate = ({ name }: Found<Endpoint>) =>
  name.endsWith(".update") && endpoints.some((one) => one.name === name.replace(/update$/, "create"));

describe("a hostile value in any field is told what is wrong with it, or stored as it is, and never a 500:", () => {
  it.each(named((found) => found.value.spec.body !== undefined && !repeatsCreate(found)))("%s", async (_, found) => {
    const request = await requestOf(found);
    const fields = Object.keys(jsonOf(found.value.spec.body!).properties ?? {});
    for (const field of fields) {
      for (const value of HOSTILE) {
        const body = { ...(request.body as object), [field]: value };
        check(await life.call(found.value, { ...request, body }), { [field]: value });
      }
    }
    for (const body of ["", "{", "null", "[]", '"x"', "1", '{"a":', "\ufeff{}", '{"__proto__": 1}', "[".repeat(5_000)])
      check(await life.call(found.value, { ...request, body }), body);
  });
});

describe("a hostile value of any parameter, too:", () => {
  it.each(named(({ value }) => value.spec.query !== undefined))("%s", async (_, found) => {
    const request = await requestOf(found);
    const parameters = Object.keys(jsonOf(found.value.spec.query!).properties ?? {});
    for (const parameter of parameters) {
      for (const value of HOSTILE.filter((one) => typeof one === "string" || typeof one === "number")) {
        const query = { ...request.query, [parameter]: String(value).slice(0, 3_000) };
        check(await life.call(found.value, { ...request, query }), { [parameter]: value });
      }
    }
  });
});

describe("whatever JSON is sent, the answer is ours:", () => {
  it.each(named(({ value }) => value.spec.body !== undefined))("%s", async (_, found) => {
    const request = await requestOf(found);
    const fields = Object.keys(jsonOf(found.value.spec.body!).properties ?? { any: 1 });
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(...HOSTILE.filter((one) => String(one).length < 100)),
    );
    const changes = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4, noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(changes, async (given) => {
        const body = { ...(request.body as object), ...given };
        check(await life.call(found.value, { ...request, body }), body);
      }),
      { numRuns: 10 },
    );
  });
});
