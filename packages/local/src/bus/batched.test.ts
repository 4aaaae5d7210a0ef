import { describe, expect, it } from "vitest";
import { batched } from "./batched.ts";

describe("batched", () => {
  it("flushes a lone call at once and joins those that come meanwhile", async () => {
    const flushes: number[][] = [];
    const open: (() => void)[] = [];
    const add = batched((items: number[]) => {
      flushes.push(items);
      return new Promise<void>((resolve) => open.push(resolve));
    });
    const calls = [add([1])];
    await Promise.resolve();
    calls.push(add([2]), add([3, 4]));
    expect(flushes).toEqual([[1]]);
    open.shift()?.();
    await calls[0];
    await Promise.resolve();
    expect(flushes).toEqual([[1], [2, 3, 4]]);
    open.shift()?.();
    await Promise.all(calls);
  });

  it("tells each caller of the error of its own flush and goes on", async () => {
    const add = batched(async (items: number[]) => {
      if (items.includes(1)) throw new Error("failed");
    });
    await expect(add([1])).rejects.toThrow("failed");
    await expect(add([2])).resolves.toBeUndefined();
  });
});
