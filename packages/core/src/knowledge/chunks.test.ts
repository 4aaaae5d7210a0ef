import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLinear } from "#testing/growth";
import { chunksOf, MAX_CHUNK_CHARS } from "./chunks.ts";

const contents = (text: string) => chunksOf(text).map(({ content }) => content);
const paragraph = (words: number, word = "word") => `${`${word} `.repeat(words).trim()}.`;

describe("the pieces of a text", () => {
  it("begin at headings, and keep a short section with the one before it", () => {
    const text = `# One\n\n${paragraph(100)}\n\n## Two\n\n${paragraph(20)}\n\n## Three\n\nlast`;
    expect(contents(text)).toEqual([`# One\n\n${paragraph(100)}`, `## Two\n\n${paragraph(20)}\n\n## Three\n\nlast`]);
  });

  it("end with a paragraph, else a line, a sentence, a word", () => {
    expect(contents(`${paragraph(150)}\n\n${paragraph(150)}`)).toEqual([paragraph(150), paragraph(150)]);
    expect(contents(`${paragraph(150)}\n${paragraph(150)}`)).toEqual([paragraph(150), paragraph(150)]);
    expect(contents(`${paragraph(150)} ${paragraph(150)}`)).toEqual([paragraph(150), paragraph(150)]);
    for (const piece of contents("word ".repeat(1_000))) expect(piece).toMatch(/^word( word)*$/);
    expect(contents(`${"字".repeat(700)}。${"字".repeat(700)}`)).toEqual([`${"字".repeat(700)}。`, "字".repeat(700)]);
  });

  it("of a text that nobody has written are none", () => {
    expect(chunksOf("")).toEqual([]);
    expect(chunksOf(" \n\n\t ".repeat(1_000))).toEqual([]);
  });

  it("cut no character in two: pairs, marks and families stay together", () => {
    for (const one of ["😀", "e\u0301\u0323", "👩‍👩‍👧‍👦", "❤️"])
      for (const pad of ["", "x", "xy"]) {
        const pieces = contents(pad + one.repeat(1_000));
        for (const piece of pieces) expect(piece.replace(pad, "").replaceAll(one, "")).toBe("");
        expect(pieces.join("")).toBe(pad + one.repeat(1_000));
      }
  });

  it("stay as they were in the sections after a change", () => {
    const rest = `\n# Rest\n\n${`${paragraph(90)}\n\n`.repeat(5)}`;
    const [, ...before] = contents(`${paragraph(90)}\n${rest}`);
    const [, , ...after] = contents(`${paragraph(300)}\n${rest}`);
    expect(after).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
  });

  it("hold all but white space, in order, of any text, each within its size", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.constantFrom(
        "\n",
        "\n\n",
        "\n# ",
        "\r\n",
        " ",
        "- ",
        "\u202e",
        "שלום ",
        "مرحبا ",
        "\u0301".repeat(900),
        "x".repeat(700),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        const chunks = chunksOf(text);
        expect(
          chunks
            .map(({ content }) => content)
            .join("")
            .replace(/\s/g, ""),
        ).toBe(text.replace(/\s/g, ""));
        for (const [at, { position, content }] of chunks.entries()) {
          expect(position).toBe(at);
          expect(content.length).toBeLessThanOrEqual(MAX_CHUNK_CHARS);
          expect(content.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      "10,000 lists in lists",
      (n: number) => Array.from({ length: n / 100 }, (_, depth) => `${" ".repeat(depth % 90)}- x`).join("\n"),
    ],
    ["one line without a space", (n: number) => "x".repeat(n)],
    ["combining marks alone", (n: number) => "\u0301".repeat(n)],
    ["empty headings", (n: number) => "# \n".repeat(n / 3)],
    ["blank lines with spaces", (n: number) => "\n   ".repeat(n / 4)],
  ])("take work that grows with the text: %s", async (name, flood) => {
    expect(chunksOf(flood(500_000)).length).toBeLessThan(500_000 / 250);
    await expectLinear((chars) => chunksOf(flood(chars)), 100_000, name);
  });
});
