import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { insert } from "./change.ts";
import { leastId } from "./ids.ts";
import { createSamples, samples, samplesCrud } from "./samples.fixture.ts";

type Sample = typeof samples.$inferSelect;
type Values = Partial<typeof samples.$inferInsert>;
const { list, create, remove } = samplesCrud;

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(() => life.database.query("delete from samples"));

async function made(rows: Values[], as = anna): Promise<Sample[]> {
  const ctx = life.as(as);
  return (await ctx.db.batch(rows.map((row) => insert(ctx, samples, { title: "x", ...row })))) as Sample[];
}
const page = async (query: Record<string, string>, as = anna) => {
  const { status, body } = await life.call(list, { as, query });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as { data: Sample[]; nextCursor: string | null };
};

/** Every page there is, one after the other. */
async function pages(
  query: Record<string, string>,
  between: () => Promise<unknown> = async () => {},
): Promise<Sample[][]> {
  const all: Sample[][] = [];
  let cursor: string | null = null;
  do {
    const { data, nextCursor } = await page({ ...query, ...(cursor && { cursor }) });
    all.push(data);
    cursor = nextCursor;
    if (cursor) await between();
  } while (cursor);
  return all;
}

describe("a cursor", () => {
  it("is never longer than one may be, whatever it has to hold", async () => {
    // What takes most room as JSON: each of them is written as \\u0001.
    const title = "\u0001".repeat(200);
    await made([{ title }, { title }]);
    const first = await page({ sort: "title", limit: "1" });
    const { data } = await page({ sort: "title", limit: "1", cursor: first.nextCursor! });
    expect(data).toHaveLength(1);
  });
});

describe("a list that begins in its middle", () => {
  it("has the rows from a value on, and its cursor goes on from there", async () => {
    await made(["2026-01-01", "2026-01-02", "2026-01-02", null, "2026-01-03"].map((onDay) => ({ onDay })));
    const days = async (query: Record<string, string>) => (await page(query)).data.map(({ onDay }) => onDay);
    expect(await days({ sort: "onDay", from: "2026-01-02" })).toEqual(["2026-01-02", "2026-01-02", "2026-01-03", null]);
    expect(await days({ sort: "-onDay", from: "2026-01-02" })).toEqual([
      "2026-01-02",
      "2026-01-02",
      "2026-01-01",
      null,
    ]);
    const first = await page({ sort: "onDay", from: "2026-01-02", limit: "1" });
    const rest = await days({ sort: "onDay", from: "2026-01-02", cursor: first.nextCursor! });
    expect(rest).toEqual(["2026-01-02", "2026-01-03", null]);
  });

  it("goes by the time at which rows were made, both ways, where it is sorted by that", async () => {
    const idAt = (second: number) =>
      leastId(new Date(Date.UTC(2026, 0, 1, 0, 0, second))).replace(/0{12}$/, "000000000001");
    await made([1, 2, 3].map((second) => ({ id: idAt(second), title: String(second) })));
    const titles = async (query: Record<string, string>) => (await page(query)).data.map(({ title }) => title);
    const from = "2026-01-01T00:00:02Z";
    expect(await titles({ from })).toEqual(["2", "1"]);
    expect(await titles({ sort: "createdAt", from })).toEqual(["2", "3"]);
  });

  it.each([
    [{ from: "yesterday" }],
    [{ from: "1969-12-31T00:00:00Z" }],
    [{ sort: "onDay", from: "2026-13-01" }],
    [{ sort: "count", from: "x" }],
  ])("refuses %j", async (query) => {
    const refused = await life.call(list, { as: anna, query: query as Record<string, string> });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter: "from" }] } });
  });
});

describe("pages", () => {
  const sortable = {
    title: fc.constantFrom("a", "b", "c"),
    priority: fc.constantFrom("low" as const, "medium" as const, "high" as const, null),
    dueAt: fc.constantFrom(
      "2026-01-01T00:00:00.000Z",
      "2026-01-01T00:00:00.001Z",
      "0001-01-01T00:00:00.000Z",
      "9999-12-31T00:00:00.000Z",
      null,
    ),
    onDay: fc.constantFrom("2026-01-01", "2026-01-02", null),
    atTime: fc.constantFrom("00:00", "23:59", null),
    count: fc.constantFrom(0, 1, 1_000, null),
    amountCents: fc.constantFrom(-(2 ** 53 - 1), -1, 0, 2 ** 53 - 1, null),
    weightKg: fc.constantFrom(-0.1, 0.1, 0.30000000000000004, 1e6, null),
    done: fc.boolean(),
  };
  // What sorts like the column: a rank for a name, a number for a boolean.
  const rank = (key: string, value: unknown) =>
    key === "priority" ? ["low", "medium", "high"].indexOf(value as string) : (value as string | number);
  const inOrder = (key: keyof typeof sortable, down: boolean) => (a: Sample, b: Sample) => {
    const [left, right] = [a[key], b[key]];
    const byId = a.id < b.id ? -1 : 1;
    if (left === right) return down ? -byId : byId;
    if (left === null) return 1;
    if (right === null) return -1;
    const less = rank(key, left) < rank(key, right) ? -1 : 1;
    return down ? -less : less;
  };

  it("of every sortable column, in both directions, with ties and nulls, are the sorted rows cut in pieces", async () => {
    const keys = fc.constantFrom(...(Object.keys(sortable) as (keyof typeof sortable)[]));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record(sortable), { maxLength: 15 }),
        keys,
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        async (values, key, down, limit) => {
          await life.database.query("delete from samples");
          const rows = values.length === 0 ? [] : await made(values);
          const got = await pages({ sort: `${down ? "-" : ""}${key}`, limit: String(limit) });
          expect(got.flat().map((row) => row.id)).toEqual(rows.toSorted(inOrder(key, down)).map((row) => row.id));
          for (const one of got.slice(0, -1)) expect(one).toHaveLength(limit);
          if (rows.length > 0) expect(got.at(-1)).not.toHaveLength(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("hold the newest first unless asked otherwise", async () => {
    const rows = await made([{ title: "1" }, { title: "2" }, { title: "3" }]);
    const newest = rows.map((row) => row.id).toReversed();
    expect((await page({})).data.map((row) => row.id)).toEqual(newest);
    expect((await page({ sort: "-createdAt" })).data.map((row) => row.id)).toEqual(newest);
    expect((await page({ sort: "createdAt" })).data.map((row) => row.id)).toEqual(newest.toReversed());
  });

  it("neither repeat nor skip a row when others come and go between them", async () => {
    const rows = await made(Array.from({ length: 9 }, (_, i) => ({ title: "x", count: i * 10 })));
    let n = 0;
    const got = await pages({ sort: "count", limit: "2" }, async () => {
      await made([{ title: "late", count: n++ }]);
      await life.call(remove, { as: anna, params: { sampleId: rows[2]!.id } });
    });
    const old = got.flat().filter((row) => row.title !== "late");
    expect(old.map((row) => row.count)).toEqual([0, 10, 30, 40, 50, 60, 70, 80]);
  });

  it("have 50 rows unless asked otherwise, and 1 to 100 of them", async () => {
    await made(Array.from({ length: 101 }, () => ({ title: "x" })));
    expect((await page({})).data).toHaveLength(50);
    expect((await page({ limit: "100" })).data).toHaveLength(100);
    expect((await page({ limit: "1" })).data).toHaveLength(1);
  });

  it("tell at the last row that there is no next", async () => {
    await made([{ title: "1" }, { title: "2" }]);
    expect((await page({ limit: "2" })).nextCursor).toBeNull();
    expect((await page({ limit: "1" })).nextCursor).not.toBeNull();
  });
});

describe("a filter", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["text", { title: "a" }, ["a"]],
    ["text with a comma in it", { title: "b,c" }, ["b,c"]],
    ["case-insensitive text", { email: "A@X.ORG" }, ["a"]],
    ["one of several names", { state: "closed" }, ["d"]],
    ["any of several names", { state: "open,closed" }, ["a", "b,c", "d"]],
    ["a ranked name", { priority: "high" }, ["a"]],
    ["anything but a name", { "state[ne]": "open" }, ["d"]],
    ["anything but a value, empty ones included", { "priority[ne]": "high" }, ["b,c", "d"]],
    ["an instant, however it is written", { dueAt: "2026-01-01T02:00:00+01:00" }, ["a"]],
    ["before", { "dueAt[lt]": "2026-01-02T00:00:00Z" }, ["a"]],
    ["up to", { "dueAt[lte]": "2026-01-02T00:00:00Z" }, ["a", "b,c"]],
    ["after", { "dueAt[gt]": "2026-01-01T01:00:00Z" }, ["b,c"]],
    ["from", { "dueAt[gte]": "2026-01-01T01:00:00Z" }, ["a", "b,c"]],
    ["between", { "dueAt[gte]": "2026-01-01T00:00:00Z", "dueAt[lt]": "2026-01-02T00:00:00Z" }, ["a"]],
    ["nothing there", { "dueAt[null]": "true" }, ["d"]],
    ["something there", { "dueAt[null]": "false" }, ["a", "b,c"]],
    ["a day", { onDay: "2026-01-05" }, ["d"]],
    ["a number", { count: "10" }, ["a"]],
    ["any of several numbers", { count: "10,20" }, ["a", "b,c"]],
    ["a negative amount", { "amountCents[lt]": "0" }, ["a"]],
    ["a fraction", { weightKg: "0.5" }, ["a"]],
    ["a tag", { tags: "blue" }, ["a", "b,c"]],
    ["true", { done: "true" }, ["d"]],
    ["false", { done: "false" }, ["a", "b,c"]],
    ["an id", { otherId: "0198f000-0000-7000-8000-000000000001" }, ["a"]],
    ["several things at once", { state: "open", "count[gte]": "20" }, ["b,c"]],
    ["what nothing is", { state: "open", done: "true" }, []],
  ])("by %s keeps what fits", async (_, query, titles) => {
    await made([
      {
        title: "a",
        email: "a@x.org",
        priority: "high",
        dueAt: "2026-01-01T01:00:00.000Z",
        count: 10,
        amountCents: -5,
        weightKg: 0.5,
        tags: ["red", "blue"],
        otherId: "0198f000-0000-7000-8000-000000000001",
      },
      { title: "b,c", dueAt: "2026-01-02T00:00:00.000Z", count: 20, amountCents: 7, tags: ["blue"] },
      { title: "d", state: "closed", priority: "low", onDay: "2026-01-05", done: true },
    ]);
    const { data } = await page(query);
    expect(data.map((row) => row.title).sort()).toEqual(titles);
  });

  it.each<Record<string, string>>([
    { nonsense: "1" },
    { "title[like]": "%" },
    { "title[lt]": "a" },
    { "tags[ne]": "a" },
    { "done[null]": "true" },
    { "dueAt[null]": "maybe" },
    { title: "a\0" },
    { tags: "a\0" },
    { state: "ajar" },
    { state: "open,ajar" },
    { state: "" },
    { priority: "0" },
    { count: "ten" },
    { count: "" },
    { count: "7,".repeat(101).slice(0, -1) },
    { amountCents: "9007199254740993" },
    { dueAt: "yesterday" },
    { "dueAt[lt]": "2026-01-01" },
    { onDay: "2026-02-30" },
    { otherId: "1" },
    { done: "yes" },
    { version: "1" },
    { userId: "0198f000-0000-7000-8000-000000000001" },
    { "state[ne]": "open' or true --" },
    { sort: "state" },
    { sort: "title desc" },
    { sort: "--title" },
    { scope: "everybody" },
    { include: "version" },
    { include: "" },
    { limit: "0" },
    { limit: "101" },
    { limit: "-1" },
    { limit: "1e1" },
    { limit: "" },
  ])("of %j is refused and named", async (query) => {
    const { status, body } = await life.call(list, { as: anna, query });
    expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid_input" });
    expect(body.errors?.[0]?.parameter ?? "tags").toBe(Object.keys(query)[0]);
  });
});

describe("a cursor", () => {
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const id = "0198f000-0000-7000-8000-000000000001";

  it("belongs to its order", async () => {
    await made([{ count: 1 }, { count: 2 }]);
    const { nextCursor } = await page({ sort: "count", limit: "1" });
    for (const sort of ["-count", "title", "-createdAt"])
      expect((await life.call(list, { as: anna, query: { sort, cursor: nextCursor! } })).status).toBe(400);
  });

  it.each([
    ["nothing", ""],
    ["no base64url", "a b"],
    ["no JSON", Buffer.from("{").toString("base64url")],
    ["something else", Buffer.from('{"a":1}').toString("base64url")],
    ["of the wrong length", cursor("-dueAt", null)],
    ["without an id", cursor("-dueAt", null, "x")],
    ["with a value that is none", cursor("-dueAt", "soon", id)],
    ["with a value out of range", cursor("-count", "99999999999", id)],
    ["with a NUL", cursor("-title", "a\0", id)],
    ["with half a surrogate pair", cursor("-title", "\ud800", id)],
    ["with SQL in its order", cursor("-title; drop table samples", null, id)],
    ["with SQL in its value", cursor("-count", "1) or true --", id)],
    ["far too long", "a".repeat(1_001)],
  ])("that is %s is refused", async (_, text) => {
    const [name = ""] = /^-\w+/.exec(text && Buffer.from(text, "base64url").toString().slice(2)) ?? [];
    const { status, body } = await life.call(list, { as: anna, query: { sort: name || "-dueAt", cursor: text } });
    expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid_input" });
  });
});

describe("a list", () => {
  it("is mine, my household's or what was shared with me, and never anybody else's", async () => {
    const [ben, cleo] = [await life.user("ben"), await life.user("cleo")];
    await life.join(anna, ben);
    const [mine, home, given] = await made([
      { title: "mine" },
      { title: "home", householdId: anna.householdId },
      { title: "given" },
    ]);
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('sample', $1, $2, $3, 'viewer')",
      [given!.id, anna.userId, cleo.userId],
    );
    const seen = async (as: Person, scope?: string) =>
      (await page(scope ? { scope } : {}, as)).data.map((row) => row.id).sort();
    const all = [mine!.id, home!.id, given!.id].sort();
    expect([await seen(anna), await seen(anna, "mine"), await seen(anna, "household")]).toEqual([all, all, [home!.id]]);
    expect([await seen(ben), await seen(ben, "household"), await seen(ben, "shared")]).toEqual([[], [home!.id], []]);
    expect([await seen(cleo), await seen(cleo, "household"), await seen(cleo, "shared")]).toEqual([
      [],
      [],
      [given!.id],
    ]);
  });

  it("has no deleted rows", async () => {
    const [gone] = await made([{ title: "gone" }, { title: "here" }]);
    await life.call(remove, { as: anna, params: { sampleId: gone!.id } });
    expect((await page({})).data.map((row) => row.title)).toEqual(["here"]);
  });

  it("shows an encrypted column only when it is named, and then as it was written", async () => {
    await life.call(create, { as: anna, body: { title: "kept", secret: "sésame" } });
    const [plain] = (await page({})).data;
    expect(plain).not.toHaveProperty("secret");
    const [opened] = (await page({ include: "secret" })).data;
    expect(opened!.secret).toBe("sésame");
    expect(opened).not.toHaveProperty("deletedAt");
  });
});
