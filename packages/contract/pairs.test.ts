/**
 * Fields that depend on each other: each is removed, or moved past the other, in a row with both. Either the other follows, or
 * the request is refused with a pointer to the field.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { discoverKnown } from "#testing/known";
import { type Walk, walk } from "#testing/walk";
import { discover } from "./discover.ts";

const { endpoints } = await discover();
const operation = (name: string) => endpoints.find((one) => one.name === name)!.value;

let life: Harness;
let sweep: Walk;
beforeAll(async () => {
  life = await harness(await testDb());
  sweep = await walk(life);
});
afterAll(() => life.close());

/** The cases that are declared beside resources. */
const cases = [...(await discoverKnown(endpoints)).resources].flatMap(([resource, { goTogether = [] }]) =>
  goTogether.map(({ row, patch, becomes }) => [resource, row, patch, becomes] as const),
);

describe("fields that go together", () => {
  it.each(cases)("%s %j << %j", async (resource, row, patch, becomes) => {
    const anna = await life.user("anna");
    const found = endpoints.find((one) => one.name === `${resource}.create`)!;
    // Parts of another row are made below it.
    const above = found.value.path.includes("{") ? (await sweep.request(found, anna)).params : {};
    const made = await life.call(found.value, { as: anna, params: above, body: row });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const update = operation(`${resource}.update`);
    const params = { ...above, [/\{(\w+)\}[^{}]*$/.exec(update.path)![1]!]: made.body.id };
    const answer = await life.call(update, { as: anna, params, body: patch });
    if (typeof becomes === "string") {
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(becomes);
    } else {
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expect(answer.body).toMatchObject(becomes);
    }
  });
});
