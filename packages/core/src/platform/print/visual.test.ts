import fc from "fast-check";
import { expect, it } from "vitest";
import { drawn, isRightToLeft } from "./visual.ts";

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
