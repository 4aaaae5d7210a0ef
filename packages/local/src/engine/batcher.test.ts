import { expect, it } from "vitest";
import { createBatcher } from "./batcher.ts";

it("writes what arrives during a write together, in order", async () => {
  const writes: number[][] = [];
  const batcher = createBatcher<number, number>({
    maxItems: 10,
    parallel: 1,
    async write(items) {
      writes.push(items);
      await new Promise((resolve) => setImmediate(resolve));
      return items.map((item) => item * 2);
    },
  });
  const first = batcher.submit(1);
  await new Promise((resolve) => setImmediate(resolve));
  const rest = [2, 3, 4].map((item) => batcher.submit(item));
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
  expect(writes).toEqual([[1], [2, 3, 4]]);
  expect(batcher.size()).toBe(0);
});

it("lets one bad item fail alone", async () => {
  const batcher = createBatcher<number, number>({
    maxItems: 10,
    parallel: 2,
    async write(items) {
      if (items.includes(2)) throw new Error("bad 2");
      return items;
    },
  });
  const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

it("runs a transaction again that a deadlock undid", async () => {
  let tries = 0;
  const batcher = createBatcher<number, number>({
    maxItems: 10,
    parallel: 1,
    async write(items) {
      if (++tries < 3) throw Object.assign(new Error("deadlock detected"), { code: "40P01" });
      return items;
    },
  });
  expect(await batcher.submit(7)).toBe(7);
  expect(tries).toBe(3);
});
