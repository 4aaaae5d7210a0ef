import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ctx, Log } from "#kit/ctx";
import { eachApart } from "./each-apart.ts";
import { unreachable } from "./transport.ts";

describe("working on many rows at once", () => {
  it("does all but those that fail, each once, and says whose those are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (sound) => {
        const rows = sound.map((isSound, userId) => ({ userId, isSound }));
        const [done, logged] = [[] as number[], [] as unknown[]];
        const log: Log = (_, __, fields) => logged.push(fields);
        const yielded = await eachApart(
          { log } as Ctx,
          rows,
          async (some) => {
            if (some.some((row) => !row.isSound)) throw new Error("broken");
            done.push(...some.map((row) => row.userId));
          },
          ({ userId }) => ({ userId }),
        );
        const good = rows.filter((row) => row.isSound);
        expect(yielded).toEqual(good);
        expect(done).toEqual(good.map((row) => row.userId));
        const broken = rows.filter((row) => !row.isSound);
        expect(logged).toEqual(broken.map(({ userId }) => ({ userId, error: "broken" })));
      }),
    );
  });

  it("ends at once when the database is gone", async () => {
    let attempts = 0;
    const attempt = async () => {
      attempts++;
      throw unreachable(new Error("gone"));
    };
    await expect(eachApart({ log: () => {} } as unknown as Ctx, [1, 2, 3], attempt, () => ({}))).rejects.toMatchObject({
      code: "08006",
    });
    expect(attempts).toBe(1);
  });
});
