import { randomUUID } from "node:crypto";
import { and, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { speak, speakAsService } from "#cloud/speak";
import { userSettings } from "#core/identity/users.sql";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { insertMany, MAX_ROWS, updateMany, upsertMany } from "./change-many.ts";
import type { Ctx } from "./ctx.ts";
import { effect, read, uncounted, write } from "./db.ts";
import { event } from "./event.ts";
import { createSamples, SampleEvents, samples } from "./samples.fixture.ts";

const Imported = event("kit.sample.imported", "Samples came in", { count: z.number() });

forEachDatabase("many rows and raw SQL", (open) => {
  let life: Harness;
  let anna: Person;
  let ctx: Ctx;
  beforeAll(async () => {
    life = await harness(await open());
    await createSamples(life.database);
    await life.database.exec("create unique index samples_title on samples (user_id, title)");
  });
  afterAll(() => life.close());
  const newcomer = async () => {
    anna = await life.user("anna");
    ctx = life.as(anna);
    life.published.length = 0;
  };
  /** A request of hers with this key; each call is a repetition. */
  const repeated = (key: string) => {
    const session = speak({
      actor: anna,
      origin: "api",
      requestId: randomUUID(),
      correlationId: randomUUID(),
      once: { kind: "request", key: `${anna.userId} ${key}`, requestHash: "same" },
      limits: [{ bucket: `mutations:${anna.userId}`, max: 5, windowSeconds: 60 }],
    });
    return session;
  };
  const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title).sort();

  describe("many rows", () => {
    it("are inserted in one statement, each with its event, and defaults where some name a column and others do not", async () => {
      await newcomer();
      const [rows] = await ctx.db.batch([
        insertMany(
          ctx,
          samples,
          [{ title: "a", state: "closed" }, { title: "b", tags: ["x, y", 'z"'] }, { title: "c" }],
          {
            emits: { event: SampleEvents.created },
          },
        ),
      ]);
      expect(titles(rows)).toEqual(["a", "b", "c"]);
      expect(Object.fromEntries(rows.map(({ title, state }) => [title, state]))).toEqual({
        a: "closed",
        b: "open",
        c: "open",
      });
      expect(rows.find(({ title }) => title === "b")!.tags).toEqual(["x, y", 'z"']);
      const told = life.published.map(({ type, subject, data }) => [type, subject, data.entityId, data.payload.title]);
      expect(told.sort()).toEqual(rows.map(({ id, title }) => ["kit.sample.created", anna.userId, id, title]).sort());
    });

    it("are told of by one event for all, and by none when there are none", async () => {
      await newcomer();
      const emitsOnce = { event: Imported, payload: { count: sql`count(*)` } };
      const given = [{ title: "a" }, { title: "b" }];
      const import_ = () => insertMany(ctx, samples, given, { emitsOnce, onConflict: "nothing" });
      expect((await ctx.db.batch([import_()]))[0]).toHaveLength(2);
      expect(life.published.map(({ type, data }) => [type, data.payload])).toEqual([
        ["kit.sample.imported", { count: 2 }],
      ]);
      expect((await ctx.db.batch([import_()]))[0]).toEqual([]);
      expect(life.published).toHaveLength(1);
      expect(await ctx.db.batch([insertMany(ctx, samples, [], { emitsOnce })])).toEqual([[]]);
    });

    it("are updated by their ids, each to its own values; those that stay as they were tell nobody", async () => {
      await newcomer();
      const [made] = await ctx.db.batch([
        insertMany(ctx, samples, [{ title: "a" }, { title: "b", count: 2 }, { title: "c" }]),
      ]);
      const id = (title: string) => made.find((one) => one.title === title)!.id;
      const [changed] = await ctx.db.batch([
        updateMany(
          ctx,
          samples,
          [
            { id: id("a"), count: 1, dueAt: "2026-03-01T00:00:00.000Z" },
            { id: id("b"), count: 2, dueAt: null },
            { id: randomUUID(), count: 3, dueAt: null },
          ],
          { emits: { event: SampleEvents.updated } },
        ),
      ]);
      expect(titles(changed)).toEqual(["a", "b"]);
      expect(changed.map(({ version }) => version)).toEqual([2, 2]);
      expect(life.published.map(({ data }) => [data.entityId, data.changed])).toEqual([[id("a"), ["count", "dueAt"]]]);
      await expect(async () =>
        ctx.db.batch([updateMany(ctx, samples, [{ id: id("a"), count: 1 }, { id: id("b") }])]),
      ).rejects.toThrow("the same columns");
      const twice = [id("a"), id("b"), id("a").toUpperCase()].map((one, count) => ({ id: one, count }));
      expect(() => updateMany(ctx, samples, twice), "PostgreSQL would choose one of the two").toThrow("named twice");
    });

    it("are updated under a condition that names their new values, each telling a story of its own where it is asked for", async () => {
      await newcomer();
      const [made] = await ctx.db.batch([
        insertMany(ctx, samples, [
          { title: "a", count: 1 },
          { title: "b", count: 5 },
          { title: "c", count: 1 },
        ]),
      ]);
      const raising = made.map(({ id }) => ({ id, count: 3 }));
      const [raised] = await ctx.db.batch([
        updateMany(ctx, samples, raising, {
          where: sql`${samples.count} < given.count`,
          emits: { event: SampleEvents.updated, ownStory: true },
        }),
      ]);
      expect(titles(raised)).toEqual(["a", "c"]);
      const stories = life.published.map(({ correlationid }) => correlationid);
      expect(new Set([...stories, ctx.correlationId]).size).toBe(3);
    });

    it("are updated by their user, where a table has a row a user", async () => {
      await newcomer();
      const service = speakAsService("schedule").ctx;
      const other = await life.user("other");
      const [changed] = await service.db.batch([
        updateMany(service, userSettings, [
          { userId: anna.userId, pomodoroMinutes: 30 },
          { userId: other.userId, pomodoroMinutes: 40 },
        ]),
      ]);
      const minutes = changed.map(({ userId, pomodoroMinutes }) => [userId, pomodoroMinutes]);
      expect(minutes.sort()).toEqual(
        [
          [anna.userId, 30],
          [other.userId, 40],
        ].sort(),
      );
    });

    it("are added or changed by what is unique of them; what has the values already is left alone", async () => {
      await newcomer();
      const put = (...rows: { title: string; count: number }[]) =>
        upsertMany(ctx, samples, rows, {
          on: ["userId", "title"],
          emits: { created: { event: SampleEvents.created }, updated: { event: SampleEvents.updated } },
        });
      await ctx.db.batch([put({ title: "a", count: 1 }, { title: "b", count: 1 })]);
      life.published.length = 0;
      const [rows] = await ctx.db.batch([
        put({ title: "a", count: 1 }, { title: "b", count: 2 }, { title: "c", count: 3 }),
      ]);
      expect(titles(rows)).toEqual(["b", "c"]);
      expect(life.published.map(({ type, data }) => [type, data.payload.title, data.changed]).sort()).toEqual([
        ["kit.sample.created", "c", ["title", "count"]],
        ["kit.sample.updated", "b", ["count"]],
      ]);
    });

    it("have events in the order in which the caller named the rows, whatever the order in which they are locked", async () => {
      await newcomer();
      const given = ["c", "a", "d", "b"];
      const put = (count: number) =>
        upsertMany(
          ctx,
          samples,
          given.map((title) => ({ title, count })),
          {
            on: ["userId", "title"],
            emits: { created: { event: SampleEvents.created }, updated: { event: SampleEvents.updated } },
          },
        );
      for (const count of [1, 2]) {
        await ctx.db.batch([put(count)]);
        const stored = await life.database.query<{ title: string }>(
          "select payload ->> 'title' as title from events where user_id = $1 and event_type = $2 order by id",
          [anna.userId, count === 1 ? SampleEvents.created.type : SampleEvents.updated.type],
        );
        expect(stored.map(({ title }) => title)).toEqual(given);
      }
    });

    it("of somebody else are neither changed nor taken over", async () => {
      await newcomer();
      const other = life.as(await life.user("other"));
      const [[theirs]] = await other.db.batch([insertMany(other, samples, [{ title: "theirs" }])]);
      const [none] = await ctx.db.batch([updateMany(ctx, samples, [{ id: theirs!.id, title: "mine" }])]);
      expect(none).toEqual([]);
      expect(await life.count(samples, "title = 'theirs'")).toBe(1);
    });

    it("are the same when they are asked for again: five hundred of them, in one flight", async () => {
      await newcomer();
      const given = Array.from({ length: MAX_ROWS }, (_, i) => ({ title: `row ${i}`, amountCents: 10 ** 12 + i }));
      const add = async () => {
        const session = repeated("many");
        const [rows] = await session.ctx.db.batch([
          insertMany(session.ctx, samples, given, { emits: { event: SampleEvents.created } }),
        ]);
        return { rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)), replayed: session.replayed() };
      };
      const first = await add();
      const again = await add();
      expect([first.replayed, again.replayed]).toEqual([false, true]);
      expect(again.rows).toEqual(first.rows);
      expect(await life.count(samples, `user_id = '${anna.userId}'`)).toBe(MAX_ROWS);
      expect(life.published).toHaveLength(MAX_ROWS);
      expect(() => insertMany(ctx, samples, [...given, { title: "one too many" }])).toThrow("at most 500");
    });

    it("that nobody reads are written and told of all the same, also when they are asked for again", async () => {
      await newcomer();
      const add = async () => {
        const session = repeated("unread");
        const rows = [{ title: "one" }, { title: "two", count: 2 }];
        const options = { isUnread: true as const, emits: { event: SampleEvents.created } };
        const [yielded] = await session.ctx.db.batch([insertMany(session.ctx, samples, rows, options)]);
        return [yielded, session.replayed()];
      };
      expect([await add(), await add()]).toEqual([
        [[], false],
        [[], true],
      ]);
      expect(life.published.map(({ data }) => data.payload?.title).sort()).toEqual(["one", "two"]);
      const made = await life.database.query("select id, title from samples where user_id = $1 order by title", [
        anna.userId,
      ]);
      const rows = (made as { id: string }[]).map(({ id }, at) => ({ id, title: `new ${at}` }));
      const [none] = await ctx.db.batch([updateMany(ctx, samples, rows, { isUnread: true })]);
      expect(none).toEqual([]);
      expect(await life.count(samples, `user_id = '${anna.userId}' and title like 'new %'`)).toBe(2);
      expect(() => insertMany(ctx, samples, [{ title: "one", colour: "red" } as { title: string }])).toThrow("colour");
    });
  });

  describe("raw SQL", () => {
    const mine = sql`user_id = nullif(current_setting('app.user_id', true), '')::uuid`;

    it("that has an effect is claimed, takes from the limit, and is not done again at a replay", async () => {
      await newcomer();
      await ctx.db.batch([insertMany(ctx, samples, [{ title: "counted", count: 1 }])]);
      const raise = async () => {
        const session = repeated("effect");
        await session.ctx.db.batch([effect(sql`update samples set count = count + 1 where ${mine}`)]);
        return [session.remaining(), session.replayed()];
      };
      expect(await raise()).toEqual([4, false]);
      expect((await raise())[1]).toBe(true);
      const [[row]] = await ctx.db.batch([read<{ count: number }>(sql`select count from samples where ${mine}`)]);
      expect(row!.count).toBe(2);
    });

    it("that only reads may not write, whoever built it", async () => {
      await newcomer();
      for (const statement of [
        sql`update samples set count = 1 where ${mine}`,
        sql`with gone as (delete from samples where ${mine} returning 1) select count(*) from gone`,
        sql`insert into samples (title) values ('x')`,
        sql`with x as (select 1) update "samples" s set count = 1`,
      ])
        await expect(ctx.db.batch([read(statement)])).rejects.toThrow("a read writes");
      await ctx.db.batch([
        read(sql`select title from samples where ${and(mine, isNull(samples.deletedAt))} for update`),
      ]);
    });

    it("beside a read takes nothing from the limit, and claims nothing", async () => {
      await newcomer();
      const session = repeated("beside");
      await session.ctx.db.batch([uncounted(sql`insert into samples (title) values ('seen')`)]);
      expect([session.remaining(), session.replayed()]).toEqual([undefined, false]);
      expect(await life.count(samples, `user_id = '${anna.userId}'`)).toBe(1);
    });

    it("whose rows are wanted is not for a batch that may be repeated, since nothing would be kept of them", async () => {
      await newcomer();
      const session = repeated("rows");
      const statement = write<{ id: string }>(sql`insert into samples (title) values ('x') returning id`);
      await expect(session.ctx.db.batch([statement])).rejects.toThrow("not kept");
      expect((await ctx.db.batch([statement]))[0]).toHaveLength(1);
    });
  });
});
