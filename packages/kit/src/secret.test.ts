import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Config, configure, runtime } from "./runtime.ts";
import { samples } from "./samples.fixture.ts";
import { open, seal } from "./secret.ts";
import { owned } from "./table.ts";

const key = (id: number, fill: number) => `${id}:${Buffer.alloc(32, fill).toString("base64")}`;
const other = owned("other_samples", {});
const rowId = "0198f000-0000-7000-8000-000000000001";
let config: Config;
const configured = (keys: string | undefined) => {
  config.ENCRYPTION_KEYS = keys;
};
beforeEach(() => {
  config = { ENCRYPTION_KEYS: key(1, 7) };
  configure({ config, transport: undefined as never, publish: async () => {}, now: () => new Date(), log: () => {} });
});
afterAll(() => expect(runtime().config).toBe(config));

const sealed = (plain: string) => seal(plain, samples, "secret", rowId);
const opened = (envelope: string) => open(envelope, samples, "secret", rowId);

describe("a sealed value", () => {
  it("opens to what it was, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (plain) => {
        expect(opened(sealed(plain))).toBe(plain);
      }),
    );
  });

  it("looks different each time and shows nothing of the value", () => {
    const envelopes = Array.from({ length: 50 }, () => sealed("the same"));
    expect(new Set(envelopes).size).toBe(50);
    expect(Buffer.from(envelopes[0]!, "base64").includes("the same")).toBe(false);
    const bytes = Buffer.from(envelopes[0]!, "base64");
    expect([bytes[0], bytes[1], bytes.length]).toEqual([1, 1, 2 + 12 + "the same".length + 16]);
  });

  it("opens nowhere else: not in another row, column or table", () => {
    const envelope = sealed("secret");
    expect(() => open(envelope, samples, "secret", rowId.replace(/1$/, "2"))).toThrow();
    expect(() => open(envelope, samples, "title", rowId)).toThrow();
    expect(() => open(envelope, other, "secret", rowId)).toThrow();
  });

  it("does not open when a single bit of it was changed, or some of it is missing", () => {
    const envelope = Buffer.from(sealed("secret"), "base64");
    for (let at = 0; at < envelope.length; at++) {
      const altered = Buffer.from(envelope);
      altered[at]! ^= 1;
      expect(() => opened(altered.toString("base64")), `byte ${at}`).toThrow();
      expect(() => opened(envelope.subarray(0, at).toString("base64")), `cut at ${at}`).toThrow();
    }
  });
});

describe("keys", () => {
  it("are rotated by putting the new one first: it seals, and all of them open", () => {
    const old = sealed("old");
    configured(`${key(2, 8)}, ${key(1, 7)}`);
    const fresh = sealed("new");
    expect([opened(old), opened(fresh)]).toEqual(["old", "new"]);
    expect(Buffer.from(fresh, "base64")[1]).toBe(2);
    configured(key(2, 8));
    expect(opened(fresh)).toBe("new");
    expect(() => opened(old)).toThrow("samples.secret");
    configured(key(1, 8));
    expect(() => opened(old)).toThrow();
  });

  it("that are missing are a problem of the configuration, told by name", () => {
    for (const none of [undefined, ""]) {
      configured(none);
      expect(() => sealed("x")).toThrowError(
        expect.objectContaining({ kind: "unavailable", message: expect.stringContaining("ENCRYPTION_KEYS") }),
      );
    }
  });

  it.each(["x", "1:", "1:short", `256:${key(1, 1).slice(2)}`, `:${key(1, 1).slice(2)}`, `${key(1, 1)},`, "1"])(
    "that are none are refused without being told: %s",
    (bad) => {
      configured(bad);
      expect(() => sealed("x")).toThrow("ENCRYPTION_KEYS must be");
    },
  );
});
