import fc from "fast-check";
import { expect, it } from "vitest";
import { backsOf } from "./typeface.ts";
import { drawn, isRightToLeft } from "./visual.ts";
import { wrapped } from "./wrapping.ts";

const seen = (line: string) =>
  String.fromCodePoint(...drawn(line, isRightToLeft(line)).map(({ character }) => character)).replaceAll("\u200b", "");
const read = (line: string) => drawn(line, isRightToLeft(line)).map(({ source }) => source);

// What the Unicode Bidirectional Algorithm orders; Hebrew letters stand for themselves.
it.each([
  ["Anna Müller", "Anna Müller"],
  ["שלום", "םולש"],
  ["שלום 12", "12 םולש"],
  ["שלום 1,234.50", "1,234.50 םולש"],
  ["שלום 12.50 € ועוד", "דועו € 12.50 םולש"],
  ["שלום (12)", "(12) םולש"],
  ["שלום [ABC] (Tel Aviv) 7", "7 (Tel Aviv) [ABC] םולש"],
  ["Total שלום (אבג) 12", "Total 12 (גבא) םולש"],
  ["to שלום, עולם!", "to םלוע ,םולש!"],
  ["ABC (שלום) DEF", "ABC (םולש) DEF"],
])("draws %s", (line, expected) => {
  expect(seen(line)).toBe(expected);
});

it("joins Arabic letters, also over marks, and writes lam with alef as one", () => {
  // Beh, beh, beh: as it begins, in the middle and at the end; drawn from the right.
  expect(seen("ببب")).toBe("\ufe90\ufe92\ufe91");
  expect(seen("بَب")).toBe("\ufe90\u064e\ufe91");
  // Dal is joined to what is before it only.
  expect(seen("بدب")).toBe("\ufe8f\ufeaa\ufe91");
  expect(seen("لا")).toBe("\ufefb");
  expect(seen("بلا")).toBe("\ufefc\ufe91");
  expect(seen("ب\u200cب")).toBe("\ufe8f\ufe8f");
  expect(read("بلا")).toEqual(["ا", "ل", "ب"]);
});

it("keeps Arabic numbers in their order", () => {
  expect(seen("٩٠٫٥٠ ريال").endsWith("٩٠٫٥٠")).toBe(true);
  expect(seen("\u200f١٬٢٣٤٫٥٠ €")).toBe("€ ١٬٢٣٤٫٥٠");
});

it("draws each character that is seen once, in some order", () => {
  const letters = fc.constantFrom(..."aZ9 ,.()[]-€éשםב٣٫بلادمة\u064e\u0651\u0301\u200f漢😀");
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), fc.boolean(), (characters, rightToLeft) => {
      const line = characters.join("");
      const expected = [...line.normalize("NFC")].filter((one) => one !== "\u200f");
      const sources = drawn(line, rightToLeft).map(({ source }) => source);
      // A plain line is drawn as it stands, whatever its marks are.
      expect(sources.join("").normalize("NFD").split("").sort()).toEqual(
        expected.join("").normalize("NFD").split("").sort(),
      );
    }),
  );
});

it("follows isolates, and lets nobody turn round what others wrote", () => {
  expect(seen("a \u2067שלום 1\u2069 b")).toBe("a 1 םולש b");
  expect(seen("pay \u202e100\u202c now")).toBe("pay 100 now");
  expect(seen("a\u200bb é")).toBe("ab é");
});

/** How much more is done for twice and four times as much, by what counts the steps. */
const growth = (steps: (n: number) => number) => {
  const [one, two, four] = [500, 1_000, 2_000].map(steps);
  return [two! / one!, four! / two!];
};

/** A word that has to be broken, whatever follows it. */
const LONG = "x".repeat(41);

it.each([
  ["letters without a space", "a"],
  ["breaks of words", "\u200b"],
  ["marks of direction", "\u200f"],
  ["marks on one letter", "\u0301"],
  ["marks on one Arabic letter", "\u064e"],
  ["joiners", "\u200d"],
  ["families", "👩‍👧"],
  ["letters that go the other way", "ש a"],
])("measures no more than a little of %s again and again", (_, unit) => {
  const grown = growth((n) => {
    let measured = 0;
    const lines = wrapped(`${LONG}${unit.repeat(n)}`, 40, (some) => {
      measured += some.length;
      return drawn(some, false).filter(({ isMark, character }) => !isMark && character !== 0x200b).length;
    });
    expect(lines.join("").replaceAll(" ", "")).toBe(`${LONG}${unit.repeat(n)}`.replaceAll(" ", ""));
    return measured;
  });
  for (const factor of grown) expect(factor).toBeLessThan(2.6);
});

it("draws no more marks on a letter than any language has, and asks once where each goes", () => {
  for (const [letter, mark] of [
    ["e", "\u0301"],
    ["ب", "\u064e"],
    ["ש", "\u05b8"],
  ] as const)
    expect(drawn(letter + mark.repeat(5_000), false)).toHaveLength(31);
  const many = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "é\u0323\u0307" : "בְּ")).join("");
  expect(drawn(many, false)).toHaveLength([...many.normalize("NFC")].length);
  const grown = growth((n) => {
    let asked = 0;
    const ask = (value: number) => {
      asked++;
      return value;
    };
    const font = { unitsPerEm: 1_000, advanceOf: () => ask(500), middleOf: () => ask(250) };
    const glyphs = Array.from({ length: n }, (_, i) => ({ glyph: 1, source: i === 0 ? "e" : "\u0301", isMark: i > 0 }));
    expect(backsOf(font, glyphs).slice(0, 3)).toEqual([0, 500, 1_000]);
    return asked;
  });
  for (const factor of grown) expect(factor).toBeLessThan(2.1);
});
