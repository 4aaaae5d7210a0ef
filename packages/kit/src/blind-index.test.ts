import { beforeEach, describe, expect, it } from "vitest";
import { blindIndexesOf, blindIndexOf } from "./blind-index.ts";
import { type Config, configure } from "./runtime.ts";
import { samples } from "./samples.fixture.ts";

const key = (id: number, fill: number) => `${id}:${Buffer.alloc(32, fill).toString("base64")}`;
const [ANNA, BEN] = ["0198f000-0000-7000-8000-000000000001", "0198f000-0000-7000-8000-000000000002"];
let config: Config;
beforeEach(() => {
  config = { ENCRYPTION_KEYS: key(1, 7) };
  configure({ config, transport: undefined as never, publish: async () => {}, now: () => new Date(), log: () => {} });
});

describe("a blind index", () => {
  it("is the same for the same value, and another for another value, column, owner or key", () => {
    const index = blindIndexOf("a", samples, "secret", ANNA);
    expect(blindIndexOf("a", samples, "secret", ANNA)).toBe(index);
    config.ENCRYPTION_KEYS = key(1, 8);
    const underAnotherKey = blindIndexOf("a", samples, "secret", ANNA);
    config.ENCRYPTION_KEYS = key(1, 7);
    const all = [
      index,
      underAnotherKey,
      blindIndexOf("b", samples, "secret", ANNA),
      blindIndexOf("a", samples, "name", ANNA),
      blindIndexOf("a", samples, "secret", BEN),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(index).toMatch(/^[\w-]{43}$/);
  });

  it("does not confuse where one part ends and the next begins", () => {
    expect(blindIndexOf('b","c', samples, "a", ANNA)).not.toBe(blindIndexOf("c", samples, 'a","b', ANNA));
  });

  it("of a rotated key is still among those to look for, after that of today", () => {
    const before = blindIndexOf("a", samples, "secret", ANNA);
    config.ENCRYPTION_KEYS = `${key(2, 9)},${key(1, 7)}`;
    const found = blindIndexesOf("a", samples, "secret", ANNA);
    expect([found.length, found[0] === before, found[1]]).toEqual([2, false, before]);
    expect(blindIndexOf("a", samples, "secret", ANNA)).toBe(found[0]);
  });
});
