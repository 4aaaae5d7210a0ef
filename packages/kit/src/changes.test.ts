import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDb } from "#testing/database";
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
  resync: boolean;
}

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
    expect(await since(first.nextCursor)).toMatchObject({ data: [], hasMore: false, resync: false });

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

  describe("say when other rows came into sight or went out of it", () => {
    let ben: Person;
    beforeEach(async () => {
      ben = await life.user("ben");
    });
    const share = async (title: string, scope: Record<string, string>) => {
      const { body } = await life.call(create, { as: anna, body: { title, ...scope } });
      return body.id as string;
    };
    const asksAnew = async (cursor: string | undefined, scope: string, as = ben) =>
      (await since(cursor, { scope }, as)).resync;

    it("until the copy is begun anew, and not of rows of one's own", async () => {
      const [before, own] = [await since(undefined, { scope: "household" }, ben), await since(undefined, {}, ben)];
      expect(before.resync).toBe(false);
      expect(await asksAnew(before.nextCursor, "household")).toBe(false);
      await life.join(anna, ben);
      const again = await since(before.nextCursor, { scope: "household" }, ben);
      expect(again.resync).toBe(true);
      expect(await asksAnew(again.nextCursor, "household")).toBe(true);
      expect(await asksAnew(own.nextCursor, "mine")).toBe(false);
      const anew = await since(undefined, { scope: "household" }, ben);
      expect(anew.resync).toBe(false);
      expect(await asksAnew(anew.nextCursor, "household")).toBe(false);
      await life.leave(anna, ben);
      expect(await asksAnew(anew.nextCursor, "household")).toBe(true);
    });

    it("also between two pages", async () => {
      await life.join(anna, ben);
      for (const title of ["a", "b", "c"]) await share(title, { householdId: anna.householdId });
      const first = await since(undefined, { scope: "household", limit: "2" }, ben);
      expect(first).toMatchObject({ resync: false, hasMore: true });
      await life.leave(anna, ben);
      expect(await asksAnew(first.nextCursor, "household")).toBe(true);
    });

    it("to everybody in a household that lost a row, once for a transaction", async () => {
      await life.join(anna, ben);
      const [id, other] = [
        await share("ours", { householdId: anna.householdId }),
        await share("other", { householdId: anna.householdId }),
      ];
      const eve = await life.user("eve");
      const [his, hers, elsewhere] = [
        await since(undefined, { scope: "household" }, ben),
        await since(undefined, { scope: "household" }, anna),
        await since(undefined, { scope: "household" }, eve),
      ];
      await life.call(update, { as: ben, params: { sampleId: id }, body: { title: "changed" } });
      await life.call(remove, { as: ben, params: { sampleId: other } });
      expect(await since(his.nextCursor, { scope: "household" }, ben)).toMatchObject({ resync: false, data: [{}, {}] });
      const counted = () =>
        life.database
          .query<{ revision: number }>("select revision from access_revisions where user_id = $1", [ben.userId])
          .then(([row]) => row!.revision);
      const before = await counted();
      await life.database.query("update samples set household_id = null where household_id = $1", [anna.householdId]);
      expect(await counted()).toBe(before + 1);
      expect(await asksAnew(his.nextCursor, "household")).toBe(true);
      expect(await asksAnew(hers.nextCursor, "household", anna)).toBe(true);
      expect(await asksAnew(elsewhere.nextCursor, "household", eve)).toBe(false);
    });

    it("to whoever was given a grant or had one withdrawn", async () => {
      const id = await make("granted");
      const [his, hers] = [await since(undefined, { scope: "shared" }, ben), await since()];
      await life.database.query(
        "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id) values ('sample', $1, $2, $3)",
        [id, anna.userId, ben.userId],
      );
      expect(await asksAnew(his.nextCursor, "shared")).toBe(true);
      const anew = await since(undefined, { scope: "shared" }, ben);
      expect(anew).toMatchObject({ resync: false, data: [{ id }] });
      await life.database.query("delete from access_grants where entity_id = $1", [id]);
      expect(await since(anew.nextCursor, { scope: "shared" }, ben)).toMatchObject({ resync: true, data: [] });
      expect(await asksAnew(hers.nextCursor, "shared", anna)).toBe(false);
    });
  });

  describe("of a client that was away", () => {
    /** Lets days pass: what was written and this cursor are so much older. */
    const pass = async (days: number, cursor: string): Promise<string> => {
      await life.database.exec(
        `alter table samples disable trigger user; update samples set updated_at = updated_at - interval '${days} days'; alter table samples enable trigger user`,
      );
      const [at, id, horizon, ...rest] = JSON.parse(Buffer.from(cursor, "base64url").toString());
      const earlier = (time: string | null) =>
        time &&
        new Date(Date.parse(`${time.slice(0, 19)}Z`) - days * 86_400_000).toISOString().slice(0, 19) + time.slice(19);
      const older = JSON.stringify([earlier(at), id, earlier(horizon), ...rest]).replaceAll(/(\d)T(\d)/g, "$1 $2");
      return Buffer.from(older).toString("base64url");
    };

    it.each(["mine", "household", "shared"])("for longer than marks stay ask it to begin anew: %s", async (scope) => {
      const first = await since(undefined, { scope });
      const almost = await pass(29, first.nextCursor);
      expect((await since(almost, { scope })).resync).toBe(false);
      const late = await since(await pass(1, almost), { scope });
      expect(late.resync).toBe(true);
      expect((await since(late.nextCursor, { scope })).resync).toBe(true);
      expect((await since(undefined, { scope })).resync).toBe(false);
    });

    it("are complete for who asked in between, however long nothing has changed", async () => {
      const id = await make("old");
      await pass(100, (await since()).nextCursor);
      const first = await since();
      expect(first).toMatchObject({ data: [{ id }], resync: false });
      const second = await since(await pass(20, first.nextCursor));
      expect(second).toMatchObject({ data: [], resync: false });
      expect(await since(await pass(20, second.nextCursor))).toMatchObject({ data: [], resync: false });
    });

    it("are complete for who has nothing yet, however old the rows are between which it stands", async () => {
      for (const title of ["a", "b", "c"]) await make(title);
      await pass(100, (await since()).nextCursor);
      const first = await since(undefined, { limit: "2" });
      expect(first).toMatchObject({ hasMore: true, resync: false, data: [{}, {}] });
      const second = await since(await pass(20, first.nextCursor), { limit: "2" });
      expect(second).toMatchObject({ hasMore: false, resync: false, data: [{ row: { title: "c" } }] });
      // It stands where the first page was asked for.
      const almost = await pass(9, second.nextCursor);
      expect(await since(almost)).toMatchObject({ resync: false });
      expect(await since(await pass(2, almost))).toMatchObject({ resync: true });
    });

    it("between two pages ask it to begin anew where marks before the next page may be gone", async () => {
      const before = await since();
      for (const title of ["a", "b", "c"]) await make(title);
      const first = await since(await pass(28, before.nextCursor), { limit: "2" });
      expect(first).toMatchObject({ hasMore: true, resync: false });
      const soon = await pass(1, first.nextCursor);
      expect(await since(soon)).toMatchObject({ resync: false, data: [{ row: { title: "c" } }] });
      expect(await since(await pass(2, soon))).toMatchObject({ resync: true });
    });
  });

  it("refuse a cursor that is none of theirs", async () => {
    const refused = await life.call(changes, { as: anna, query: { since: "bm8" } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter: "since" }] } });
  });

  it("are not to be had of a table that forgets its deleted rows", () => {
    const plain = owned("forgetful", {}, undefined, { deletedForGood: "a test" });
    const made = crud("/v1/kit/forgetfuls", plain, { write: [], emits: crudEvents("kit.forgetful") });
    expect(() => made.changes).toThrow("only a table whose rows come back");
    expect(() => made.restore).toThrow("what is deleted here is gone for good");
  });
});
