import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut } from "./text.ts";

describe("a cut text", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["ab😀", 3, "ab"],
    ["ab😀", 4, "ab😀"],
    ["😀", 1, ""],
    ["", 0, ""],
  ])("%j to %d is %j", (text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
  });

  it("is the beginning of the text, no longer than asked, and well-formed when the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(30), (text, length) => {
        const short = cut(text, length);
        expect(text.startsWith(short) && short.length <= length && short.isWellFormed()).toBe(true);
        expect(short.length).toBeGreaterThanOrEqual(Math.min(text.length, length) - 1);
      }),
    );
  });
});
