import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHUNK_BYTES, keyIdOf, sealing, Unsealable, unsealing } from "./envelope.ts";

const key = randomBytes(32);
const SEALED_CHUNK = CHUNK_BYTES + 16;
const HEADER = 24;

async function through(transform: ReturnType<typeof sealing>, bytes: Buffer, slice = 10_007): Promise<Buffer> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / slice) }, (_, n) =>
    bytes.subarray(n * slice, (n + 1) * slice),
  );
  let out = Buffer.alloc(0);
  await pipeline(Readable.from(pieces), transform, async (source) => {
    out = await buffer(source as Readable);
  });
  return out;
}

const seal = (plain: Buffer, slice?: number) => through(sealing(key, "one"), plain, slice);
const unseal = (sealed: Buffer, { name = "one", withKey = key, slice = 10_007 } = {}) =>
  through(unsealing(withKey, name), sealed, slice);

describe("an envelope", () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
    "opens %i bytes as they were",
    async (size) => {
      const plain = randomBytes(size);
      const sealed = await seal(plain);
      expect(sealed.length).toBe(HEADER + size + 16 * Math.max(1, Math.ceil(size / CHUNK_BYTES)));
      expect((await unseal(sealed)).equals(plain)).toBe(true);
    },
  );

  it("does not depend on how its bytes arrive", async () => {
    const size = fc.integer({ min: 0, max: 2 * CHUNK_BYTES + 3 });
    const slice = fc.integer({ min: 777, max: 3 * CHUNK_BYTES });
    await fc.assert(
      fc.asyncProperty(size, slice, slice, async (length, written, read) => {
        const plain = randomBytes(length);
        expect((await unseal(await seal(plain, written), { slice: read })).equals(plain)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it("cannot be opened when any bit has changed", async () => {
    const sealed = await seal(randomBytes(CHUNK_BYTES + 100));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        await expect(unseal(changed)).rejects.toThrow(Unsealable);
      }),
      { numRuns: 40 },
    );
  });

  it("cannot be opened when chunks are left out, exchanged, repeated or cut off", async () => {
    const sealed = await seal(randomBytes(4 * CHUNK_BYTES));
    const chunk = (n: number) => sealed.subarray(HEADER + n * SEALED_CHUNK, HEADER + (n + 1) * SEALED_CHUNK);
    const header = sealed.subarray(0, HEADER);
    const orders = [[0, 1, 2], [1, 0, 2, 3], [0, 1, 1, 2, 3], [0, 2, 3], [0, 1, 2, 3, 3], []];
    for (const order of orders)
      await expect(unseal(Buffer.concat([header, ...order.map(chunk)]))).rejects.toThrow(Unsealable);
    for (const length of [0, 5, HEADER, HEADER + 7, sealed.length - 1])
      await expect(unseal(sealed.subarray(0, length))).rejects.toThrow(Unsealable);
  });

  it("cannot be opened under another name or with another key", async () => {
    const sealed = await seal(Buffer.from("secret"));
    await expect(unseal(sealed, { name: "two" })).rejects.toThrow(Unsealable);
    await expect(unseal(sealed, { withKey: randomBytes(32) })).rejects.toThrow(Unsealable);
    expect(keyIdOf(key)).not.toBe(keyIdOf(randomBytes(32)));
  });
});
