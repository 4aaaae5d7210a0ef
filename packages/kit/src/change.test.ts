import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { problemOfDatabase } from "#cloud/problem-details";
import { speakAsService } from "#cloud/speak";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { emit, insert, remove, update } from "./change.ts";
import { integer, text, uuid } from "./columns.ts";
import { causedBy } from "./ctx.ts";
import { read } from "./db.ts";
import { event } from "./event.ts";
import { createSamples, createTable, SampleEvents, samples } from "./samples.fixture.ts";
import { child, owned } from "./table.ts";

const lines = child(
  "sample_lines",
  { table: samples, key: "sample_id" },
  {
    sampleId: uuid()
      .notNull()
      .references(() => samples.id, { onDelete: "cascade" }),
    amount: integer().notNull().default(1),
  },
);
const marks = owned("sample_marks", { note: text(100) }, undefined, { deletedForGood: "a test" });
const Marked = event("kit.mark.made", "A mark was made", { note: z.nullish(z.string()) });
const Counted = event("kit.sample.counted", "A sample was counted", {
  count: z.nullish(z.int()),
  twice: z.optional(z.int()),
  by: z.optional(z.string()),
});

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  await createTable(open.database, lines);
  await createTable(open.database, marks);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());

interface StoredEvent {
  event_type: string;
  user_id: string | null;
  actor_id: string | null;
  household_id: string | null;
  changed: string[];
  payload: object;
  previous: object;
  correlation_id: string;
  causation_id: string | null;
  queued: boolean;
}
/** The events about a row, in order, and whether each waits in the outbox. */
const eventsOf = (id: string) =>
  life.database.query<StoredEvent>(
    "select e.*, exists (select from outbox o where o.event_id = e.id) as queued from events e where entity_id = $1 order by id",
    [id],
  );
const emits = { event: SampleEvents.created };
async function made(values: Partial<typeof samples.$inferInsert> = {}) {
  const ctx = life.as(anna);
  const [row] = await ctx.db.batch([insert(ctx, samples, { title: "made", ...values })]);
  return row;
}

describe("an insert", () => {
  it("stores its event and queues it in the same statement, and hands it on after commit", async () => {
    const ctx = life.as(anna);
    const [row] = await ctx.db.batch([
      insert(ctx, samples, { title: "a", householdId: anna.householdId, secret: "c2VjcmV0", count: 4 }, { emits }),
    ]);
    const [told, ...more] = await eventsOf(row.id);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      event_type: "kit.sample.created",
      user_id: anna.userId,
      actor_id: anna.userId,
      household_id: anna.householdId,
      changed: ["title", "householdId", "secret", "count"],
      payload: { title: "a" },
      previous: {},
      queued: true,
    });
    expect(life.published.at(-1)).toMatchObject({
      type: "kit.sample.created",
      subject: anna.userId,
      data: { entityId: row.id },
    });
  });

  it("tells nobody when the batch fails", async () => {
    const ctx = life.as(anna);
    const before = [life.published.length, await life.database.query("select count(*) from outbox")];
    await expect(
      ctx.db.batch([insert(ctx, samples, { title: "a" }, { emits }), read(sql`select 1 / 0`)]),
    ).rejects.toThrow();
    expect([life.published.length, await life.database.query("select count(*) from outbox")]).toEqual(before);
  });

  it("of what is there already yields nothing and tells nobody, where that is wanted", async () => {
    const ctx = life.as(anna);
    const email = `${randomUUID()}@example.com`;
    const first = await made({ email });
    const before = life.published.length;
    const [again] = await ctx.db.batch([insert(ctx, samples, { title: "b", email }, { emits, onConflict: "nothing" })]);
    expect([again, life.published.length]).toEqual([undefined, before]);
    expect(await eventsOf(first.id)).toEqual([]);
  });

  it("may leave every column to its default", async () => {
    const ctx = life.as(anna);
    const [row] = await ctx.db.batch([insert(ctx, marks, {}, { emits: { event: Marked } })]);
    expect(row).toMatchObject({ userId: anna.userId, note: null });
    expect(await eventsOf(row.id)).toMatchObject([{ changed: [], payload: {} }]);
  });

  it("of an unknown column is a mistake of ours", () => {
    expect(() => insert(life.as(anna), samples, { nonsense: 1 } as never)).toThrow("no column nonsense");
  });
});

it("yields no column that no answer may hold", async () => {
  const ctx = life.as(anna);
  const row = await made();
  const where = eq(samples.id, row.id);
  const results = await ctx.db.batch([
    update(ctx, samples, where, { count: 1 }),
    remove(ctx, samples, where),
    insert(ctx, samples, { title: "b" }),
  ]);
  for (const result of [row, ...results]) expect(Object.keys(result!)).not.toContain("deletedAt");
});

describe("an update", () => {
  it("names the columns whose values really changed, and keeps what they were", async () => {
    const row = await made({ count: 1, tags: ["a"], secret: "c2VjcmV0" });
    const ctx = life.as(anna);
    const [changed] = await ctx.db.batch([
      update(
        ctx,
        samples,
        eq(samples.id, row.id),
        { title: "made", count: 2, tags: ["a"], secret: "YW5vdGhlcg==" },
        { emits: { event: SampleEvents.updated } },
      ),
    ]);
    expect(changed).toMatchObject({ count: 2, version: 2 });
    expect(await eventsOf(row.id)).toMatchObject([
      { changed: ["count", "secret"], previous: { count: 1, title: "made", tags: ["a"] }, payload: { title: "made" } },
    ]);
    expect(JSON.stringify(await eventsOf(row.id))).not.toMatch(/secret":|7365637265/);
  });

  it("that leaves everything as it was tells nobody", async () => {
    const row = await made({ count: 1 });
    const ctx = life.as(anna);
    const [same] = await ctx.db.batch([
      update(ctx, samples, eq(samples.id, row.id), { count: 1 }, { emits: { event: SampleEvents.updated } }),
    ]);
    expect([same!.version, await eventsOf(row.id)]).toEqual([2, []]);
  });

  it("of nothing yields nothing, or is a conflict where it must not be", async () => {
    const ctx = life.as(anna);
    const nothing = eq(samples.id, randomUUID());
    const [none] = await ctx.db.batch([
      update(ctx, samples, nothing, { count: 1 }, { emits: { event: SampleEvents.updated } }),
    ]);
    expect(none).toBeUndefined();
    const guarded = ctx.db.batch([
      insert(ctx, samples, { title: "not kept" }),
      update(ctx, samples, nothing, { count: 1 }, { orConflict: "It has moved on." }),
    ]);
    const error = await guarded.catch((thrown) => thrown);
    expect(problemOfDatabase(error)).toMatchObject({ kind: "conflict", message: "It has moved on." });
    expect(await life.count(samples, "title = 'not kept'")).toBe(0);
  });

  it("of several rows tells of each", async () => {
    const title = randomUUID();
    const rows = [await made({ title }), await made({ title })];
    const ctx = life.as(anna);
    await ctx.db.batch([
      update(ctx, samples, eq(samples.title, title), { count: 3 }, { emits: { event: SampleEvents.updated } }),
    ]);
    for (const { id } of rows) expect(await eventsOf(id)).toHaveLength(1);
  });

  it("may use what is there", async () => {
    const row = await made({ count: 5 });
    const ctx = life.as(anna);
    const [changed] = await ctx.db.batch([
      update(ctx, samples, eq(samples.id, row.id), { count: sql`${samples.count} + 1` }),
    ]);
    expect(changed!.count).toBe(6);
  });
});

describe("a removal", () => {
  it("marks a row of a table that keeps them, once", async () => {
    const row = await made();
    const ctx = life.as(anna);
    const gone = () =>
      ctx.db.batch([remove(ctx, samples, eq(samples.id, row.id), { emits: { event: SampleEvents.deleted } })]);
    expect((await gone())[0]).toMatchObject({ id: row.id, title: "made" });
    expect(await life.count(samples, `id = '${row.id}' and deleted_at = '${life.now().toISOString()}'`)).toBe(1);
    expect((await gone())[0]).toBeUndefined();
    expect(await eventsOf(row.id)).toMatchObject([
      { event_type: "kit.sample.deleted", changed: ["deletedAt"], payload: {} },
    ]);
    expect(await life.count(samples, `id = '${row.id}'`)).toBe(1);
  });

  it("deletes a row of any other and keeps what it was in the audit trail", async () => {
    const ctx = life.as(anna);
    const [row] = await ctx.db.batch([insert(ctx, marks, { note: "n" })]);
    const [gone] = await ctx.db.batch([remove(ctx, marks, eq(marks.id, row.id), { emits: { event: Marked } })]);
    expect(gone).toMatchObject({ id: row.id, note: "n" });
    expect(await life.count(marks, `id = '${row.id}'`)).toBe(0);
    expect(await eventsOf(row.id)).toMatchObject([{ changed: [], previous: { note: "n", userId: anna.userId } }]);
  });
});

describe("an event", () => {
  it("carries the columns its schema names, and values and SQL beside them", async () => {
    const ctx = life.as(anna);
    const entityId = randomUUID();
    await ctx.db.batch([
      insert(
        ctx,
        samples,
        { title: "a", count: 4 },
        {
          emits: [
            emits,
            { event: Counted, entityId, payload: { twice: sql`changed.count * 2`, by: 'a "quoted" name' } },
          ],
        },
      ),
    ]);
    expect(await eventsOf(entityId)).toMatchObject([
      { event_type: "kit.sample.counted", payload: { count: 4, twice: 8, by: 'a "quoted" name' } },
    ]);
    expect(life.published.slice(-2).map((one) => one.type)).toEqual(["kit.sample.created", "kit.sample.counted"]);
  });

  it("of a row without a user needs to be told whose it is", async () => {
    const ctx = life.as(anna);
    const parent = await made();
    expect(() => insert(ctx, lines, { sampleId: parent.id }, { emits: { event: Marked } })).toThrow(
      "say who owns the event",
    );
    const [row] = await ctx.db.batch([
      insert(
        ctx,
        lines,
        { sampleId: parent.id },
        { emits: { event: Marked, owner: sql`(select user_id from samples where id = changed.sample_id)` } },
      ),
    ]);
    expect(await eventsOf(row.id)).toMatchObject([{ user_id: anna.userId }]);
  });

  it("may come without a row", async () => {
    const ctx = life.as(anna);
    const entityId = randomUUID();
    const [{ id }] = await ctx.db.batch([
      emit(ctx, Marked, { entityId, owner: anna.userId, payload: { note: "heard" } }),
    ]);
    expect(await eventsOf(entityId)).toMatchObject([
      { id, payload: { note: "heard" }, user_id: anna.userId, queued: true },
    ]);
    // Nobody's event is the service's to tell.
    await expect(ctx.db.batch([emit(ctx, Marked, { entityId: null, owner: null, payload: {} })])).rejects.toMatchObject(
      {
        code: "42501",
      },
    );
    const { ctx: service } = speakAsService("api");
    const [{ id: about }] = await service.db.batch([
      emit(service, Marked, { entityId: null, owner: null, payload: {} }),
    ]);
    expect(life.published.at(-1)).toMatchObject({ id: about, data: { entityId: null } });
    expect(life.published.at(-1)).not.toHaveProperty("subject");
  });

  it("belongs to the story of what caused it", async () => {
    const cause = { id: randomUUID(), correlationId: randomUUID() };
    const ctx = causedBy(life.as(anna), cause);
    const [row] = await ctx.db.batch([insert(ctx, samples, { title: "effect" }, { emits })]);
    expect(await eventsOf(row.id)).toMatchObject([{ causation_id: cause.id, correlation_id: cause.correlationId }]);
    const first = life.as(anna);
    expect(causedBy(first, undefined)).toBe(first);
    expect(first.causationId).toBeNull();
  });
});
