import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insert, remove } from "#kit/change";
import { db } from "#kit/db";
import { live, rowRead } from "#kit/row";
import { createSamples, SampleEvents, samples } from "#kit/samples.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { rowsRead } from "./rows.ts";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
  const ctx = life.as(anna);
  const made = await ctx.db.batch(
    ["a", "b", "c", "d"].map((title) => insert(ctx, samples, { title, weightKg: 0.5, tags: ["x"], secret: "sealed" })),
  );
  await ctx.db.batch([remove(ctx, samples, live(samples, made[1]!.id), { emits: { event: SampleEvents.deleted } })]);
});
afterAll(() => life.close());

it("yields the rows that meet a condition, in order and up to a limit, and none that is deleted", async () => {
  const ctx = life.as(anna);
  const [latest, one, all, none] = await ctx.db.batch([
    rowsRead(samples, sql`true`, { order: desc(samples.title), limit: 2 }),
    rowsRead(samples, eq(samples.title, "c"), { limit: 10 }),
    rowsRead(samples, undefined, { limit: 10 }),
    rowsRead(samples, undefined, { limit: 0 }),
  ]);
  expect(latest.map(({ title }) => title)).toEqual(["d", "c"]);
  expect(one.map(({ title }) => title)).toEqual(["c"]);
  expect(all.map(({ title }) => title).sort()).toEqual(["a", "c", "d"]);
  expect(none).toEqual([]);
});

it("reads values as drizzle does, without what is sealed or internal", async () => {
  const ctx = life.as(anna);
  const mine = eq(samples.title, "a");
  const [[row], [drizzles]] = await ctx.db.batch([
    rowsRead(samples, mine, { limit: 1 }),
    db.select().from(samples).where(mine),
  ]);
  const { secret, deletedAt, ...shown } = drizzles!;
  expect(row).toEqual(shown);
  const [single] = await ctx.db.batch([rowRead(samples, row!.id)]);
  expect(row).toEqual(single);
});

it("shows nobody what is not theirs", async () => {
  const ben = life.as(await life.user("ben"));
  const [rows] = await ben.db.batch([rowsRead(samples, undefined, { limit: 10 })]);
  expect(rows).toEqual([]);
});
