import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { pour } from "./pour.ts";

/** Parts without end, and whether anybody said that nobody listens any more. */
function endless() {
  const seen = { made: 0, left: false };
  const body: AsyncIterableIterator<string> = {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      seen.made++;
      return { done: false, value: "x".repeat(1_000) };
    },
    async return() {
      seen.left = true;
      return { done: true, value: undefined };
    },
  };
  return { body, seen };
}

/** Takes as many parts as said, and then none, like a client that stops to read. */
function taking(parts: number): Writable {
  let taken = 0;
  return new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      if (++taken <= parts) setImmediate(done);
    },
  });
}

describe("a body that is poured", () => {
  it("is asked for no more, and told so, when nobody takes what it has", async () => {
    const { body, seen } = endless();
    const out = taking(3);
    await pour(body, out, 10);
    expect(seen).toEqual({ made: 4, left: true });
    expect(out.destroyed).toBe(true);
  });

  it("is not waited for at its end by who takes nothing", async () => {
    const out = taking(0);
    await pour("all of it", out, 10);
    expect(out.destroyed).toBe(true);
  });
});
