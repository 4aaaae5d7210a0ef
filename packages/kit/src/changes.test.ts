import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { crud } from "./crud.ts";
import { crudEvents } from "./event.ts";
import { createSamples, samplesCrud } from "./samples.fixture.ts";
import { owned } from "./table.ts";

const { create, update, remove, changes } = samplesCrud;

interface Answer {
  data: { id: string; deleted: boolean; row: { title: string; version: number } | null }[];
  nextCursor: string;
  hasMore: boolean;
}

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await pgliteDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(() => life.database.query("delete from samples"));

const since = async (cursor?: string, more: Record<string, string> = {}, as = anna) => {
  const { status, body } = await life.call(changes, { as, query: { ...(cursor && { since: cursor }), ...more } });
  if (status !== 200) throw new Error(JSON.stringify([body, life.logs.filter((line) => line.level === "error")]));
  return body as Answer;
};
const make = async (title: string, as = anna): Promise<string> =>
  (await life.call(create, { as, body: { title } })).body.id;
/** Moves what was written so far out of the minute in which it might come twice. */
const settle = () =>
  life.database.exec(
    "alter table samples disable trigger user; update samples set updated_at = updated_at - interval '1 hour'; alter table samples enable trigger user",
  );

describe("changes", () => {
  it("begin with every row and go on with what changed and what was deleted", async () => {
    const [kept, changed, gone] = [await make("kept"), await make("changed"), await make("gone")];
    await settle();
    const first = await since();
    expect(first.data.map((one) => one.id)).toEqual([kept, changed, gone]);
    expect(first).toMatchObject({ hasMore: false, data: [{ deleted: false, row: { title: "kept" } }, {}, {}] });
    expect(await since(first.nextCursor)).toEqual({ data: [], hasMore: false, nextCursor: first.nextCursor });

    await life.call(update, { as: anna, params: { sampleId: changed }, body: { title: "anew" } });
    await life.call(remove, { as: anna, params: { sampleId: gone } });
    const next = await since(first.nextCursor);
    expect(next.data).toEqual([
      { id: changed, deleted: false, row: expect.objectContaining({ title: "anew", version: 2 }) },
      { id: gone, deleted: true, row: null },
    ]);
  });

  it("come again for a minute, so that a transaction that ends late is not missed", async () => {
    await make("a");
    const first = await since();
    const late = await make("late");
    // As if it had begun before the answer was given and was committed after it.
    await life.database.exec(
      `alter table samples disable trigger user; update samples set updated_at = now() - interval '30 seconds' where id = '${late}'; alter table samples enable trigger user`,
    );
    expect((await since(first.nextCursor)).data.map((one) => one.id)).toContain(late);
  });

  it("of a late transaction are not missed between two pages either", async () => {
    for (const title of ["a", "b", "c"]) await make(title);
    const first = await since(undefined, { limit: "2" });
    expect(first).toMatchObject({ hasMore: true, data: [{}, {}] });
    const late = await make("late");
    await life.database.exec(
      `alter table samples disable trigger user; update samples set updated_at = now() - interval '30 seconds' where id = '${late}'; alter table samples enable trigger user`,
    );
    const second = await since(first.nextCursor, { limit: "2" });
    expect(second).toMatchObject({ hasMore: false, data: [{ row: { title: "c" } }] });
    expect((await since(second.nextCursor)).data.map((one) => one.id)).toContain(late);
  });

  it("are paged without loss among rows of one instant", async () => {
    const ids = [];
    for (let i = 0; i < 7; i++) ids.push(await make(`row ${i}`));
    await life.database.exec(
      "alter table samples disable trigger user; update samples set updated_at = '2026-01-01T00:00:00Z'; alter table samples enable trigger user",
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const page: Answer = await since(cursor, { limit: "3" });
      seen.push(...page.data.map((one) => one.id));
      ({ hasMore, nextCursor: cursor } = page);
    }
    expect(seen).toEqual(ids);
  });

  it("are mine alone, unless another scope is asked for", async () => {
    await make("mine");
    const ben = await life.user("ben");
    expect((await since(undefined, {}, ben)).data).toEqual([]);
    expect((await since(undefined, { scope: "household" }, ben)).data).toEqual([]);
  });

  it("refuse a cursor that is none of theirs", async () => {
    const refused = await life.call(changes, { as: anna, query: { since: "bm8" } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter: "since" }] } });
  });

  it("are not to be had of a table that forgets its deleted rows", () => {
    const plain = owned("forgetful", {});
    const made = crud("/v1/kit/forgetfuls", plain, { write: [], emits: crudEvents("kit.forgetful") });
    expect(() => made.changes).toThrow("only a table with deletedAt");
  });
});
