import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { createIncoming, type IncomingOptions } from "./incoming.ts";
import type { ListedObject } from "./own-store.ts";

let open: OpenDatabase;
beforeAll(async () => {
  open = await pgliteDb();
  await open.database.exec("create schema if not exists cloud");
});
afterAll(() => open.close());

const PAGE = 3;
let stored: ListedObject[];
let handed: string[];
let listings: number;
let now: Date;
beforeEach(async () => {
  [stored, handed, listings, now] = [[], [], 0, new Date("2026-03-01T12:00:00Z")];
  await open.database.exec("drop table if exists cloud.incoming_object");
});

const object = (key: string, etag = "1") => ({ key, etag, sizeBytes: 1 });
const byBytes = (a: ListedObject, b: ListedObject) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

/** One process that polls the store, in pages of three. */
async function looker(more: Partial<IncomingOptions> = {}) {
  const incoming = createIncoming({
    database: open.database,
    bucket: "mail",
    async list(startAfter) {
      listings += 1;
      const behind = Buffer.from(startAfter ?? "");
      const rest = stored.toSorted(byBytes).filter(({ key }) => Buffer.compare(Buffer.from(key), behind) > 0);
      return { objects: rest.slice(0, PAGE), isTruncated: rest.length > PAGE };
    },
    handOver: async (objects) => void handed.push(...objects.map(({ key, etag }) => `${key} ${etag}`)),
    now: () => now,
    onError: () => {},
    ...more,
  });
  await incoming.migrate();
  return incoming;
}

describe("mail in a store without notifications", () => {
  it("is handed over once, across pages, polls and restarts", async () => {
    stored = ["b", "a", "é", "\uffff", "😀", "folder/", "c\u0000d"].map((key) => object(key));
    const first = await looker();
    await first.look();
    const expected = ["a 1", "b 1", "c\u0000d 1", "é 1", "\uffff 1", "😀 1"];
    expect(handed).toEqual(expected);
    await first.look();
    await (await looker()).look();
    expect(handed).toEqual(expected);
  });

  it("is found by the next look of a process that goes on looking", async () => {
    const incoming = await looker({ intervalMs: 1 });
    incoming.start();
    await eventually(() => expect(listings).toBeGreaterThan(0));
    stored = [object("late")];
    await eventually(() => expect(handed).toEqual(["late 1"]));
    await incoming.stop();
  });

  it("is handed over again when it is another, and when it was gone meanwhile", async () => {
    stored = [object("a"), object("b")];
    const incoming = await looker();
    await incoming.look();
    stored = [object("a", "2")];
    now = new Date(now.getTime() + 1000);
    await incoming.look();
    expect(handed.slice(2)).toEqual(["a 2"]);
    stored.push(object("b"));
    await incoming.look();
    expect(handed.slice(3)).toEqual(["b 1"]);
  });

  it("is handed over again, a minute later, by any process, when the first one failed or died", async () => {
    stored = [object("a")];
    const errors: unknown[] = [];
    const failing = await looker({
      handOver: () => Promise.reject(new Error("the bus is away")),
      onError: (error) => errors.push(error),
    });
    await failing.look();
    const other = await looker();
    await other.look();
    expect([errors.length, handed]).toEqual([1, []]);
    now = new Date(now.getTime() + 61_000);
    await other.look();
    await other.look();
    expect(handed).toEqual(["a 1"]);
  });

  it("is read in a bounded number of pages a poll, and the next poll continues behind them", async () => {
    stored = Array.from({ length: 40 }, (_, index) => object(String(index).padStart(3, "0")));
    const incoming = await looker();
    await incoming.look();
    expect([listings, handed.length]).toEqual([10, 30]);
    await incoming.look();
    expect([listings, handed.length]).toEqual([14, 40]);
  });

  it("is handed over beside keys that cannot be told apart", async () => {
    stored = [object("a\ufffd"), object("a\ufffd"), object("b")];
    const incoming = await looker();
    await incoming.look();
    expect(handed).toEqual(["a\ufffd 1", "b 1"]);
  });

  it("is handed over by one of several processes that poll at the same time", async () => {
    stored = Array.from({ length: 9 }, (_, index) => object(`mail ${index}`));
    const lookers = await Promise.all([looker(), looker(), looker()]);
    await Promise.all(lookers.map((one) => one.look()));
    expect(handed.toSorted()).toEqual(stored.map(({ key }) => `${key} 1`));
  });
});
