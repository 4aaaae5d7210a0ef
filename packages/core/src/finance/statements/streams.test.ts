/** Files that are too long for the memory, and characters of other encodings. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { textSource } from "#core/ingest/source";
import { read as readCsv } from "./csv.ts";
import { read as readOfx } from "./ofx.ts";
import { read as readQif } from "./qif.ts";
import { encodingOf, inUtf8, textOf } from "./text.ts";

/** A file of one character again and again, which counts what is read of it. */
function endless(before: string, character: string, sizeBytes: number): Source & { read: number } {
  const head = Buffer.from(before);
  const source = {
    name: "long",
    sizeBytes,
    read: 0,
    async range(start: number, end: number) {
      source.read += end - start;
      return Buffer.concat([head, Buffer.alloc(Math.max(end - head.length, 0), character)]).subarray(start, end);
    },
    async *stream(start = 0) {
      for (let at = start; at < sizeBytes; at += 65_536) {
        source.read += 65_536;
        yield at === 0
          ? Buffer.concat([head, Buffer.alloc(65_536 - head.length, character)])
          : Buffer.alloc(65_536, character);
      }
    },
  };
  return source;
}

async function outcome(units: AsyncIterable<unknown>): Promise<string> {
  try {
    for await (const _ of units);
    return "read";
  } catch (error) {
    if (error instanceof UnreadableSource) return error.message;
    throw error;
  }
}

const MB_50 = 50 * 1024 ** 2;
const sourceOf = (bytes: Buffer): Source => ({
  name: "",
  sizeBytes: bytes.length,
  range: async (start, end) => bytes.subarray(start, end),
  async *stream(start = 0) {
    // Characters are cut wherever a piece ends.
    for (let at = start; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  },
});

describe("a file of 50 MB in one line", () => {
  it.each([
    [
      "csv",
      (source: Source) => readCsv(source, undefined, {}),
      "Date,Amount,",
      "Line 1 is longer than 64 KB, which no row of a table is.",
    ],
    [
      "csv",
      (source: Source) => readCsv(source, undefined, {}),
      "Date,Amount\n2026-01-01,",
      "Line 2 is longer than 64 KB, which no row of a table is.",
    ],
    [
      "qif",
      (source: Source) => readQif(source, undefined, {}),
      "!Type:Bank\nP",
      "Line 2 is longer than 64 KB, which no line of such a file is.",
    ],
    [
      "ofx",
      (source: Source) => readOfx(source, undefined),
      "<OFX><STMTRS><MEMO>",
      "A value on line 1 is longer than 64 KB.",
    ],
  ] as const)("is refused by its length before it is read: %s", async (_, read, before, error) => {
    const source = endless(before, "1", MB_50);
    expect(await outcome(read(source))).toBe(error);
    expect(source.read).toBeLessThan(2 * 1024 ** 2);
  });
});

describe("text", () => {
  it.each(["utf-8", "utf-16le", "windows-1252"])(
    "is what was written in %s, wherever its pieces are cut",
    async (encoding) => {
      const text = "Bäcker €5 – Größe";
      const bytes =
        encoding === "windows-1252"
          ? Buffer.from([...text].map((char) => ({ "€": 0x80, "–": 0x96 })[char] ?? char.codePointAt(0)!))
          : Buffer.from(`\ufeff${text}`, encoding === "utf-8" ? "utf8" : "utf16le");
      let read = "";
      for await (const piece of textOf(sourceOf(bytes), encodingOf(bytes))) read += piece;
      expect(read).toBe(text);
    },
  );

  it("goes on from any place as UTF-8", async () => {
    const bytes = Buffer.from("\ufeffäöü€ß", "utf16le");
    const source = inUtf8(sourceOf(bytes), encodingOf(bytes));
    const whole = Buffer.from("äöü€ß");
    for (let at = 0; at <= whole.length; at++) {
      const parts: Uint8Array[] = [];
      for await (const part of source.stream(at)) parts.push(part);
      expect(Buffer.concat(parts)).toEqual(whole.subarray(at));
    }
  });

  it("of any kind is read to its end or refused with a sentence", async () => {
    const part = fc.oneof(
      fc.constantFrom(
        "<OFX>",
        "<STMTRS>",
        "<STMTTRN>",
        "</STMTTRN>",
        "<TRNAMT>",
        "<!",
        "<![CDATA[",
        "&#x41;",
        "!Type:Bank",
        "^",
        "\n",
        ",",
        ";",
        '"',
        "Date,Amount",
        "2026-01-01",
        "-1.00",
        "S",
        "$1",
        "\0",
        "<",
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        const text = parts.join("");
        for (const units of [
          readOfx(textSource("", text), undefined),
          readQif(textSource("", text), undefined, { accountId: "a" }),
          readCsv(textSource("", text), undefined, { accountId: "a" }),
        ])
          expect(await outcome(units)).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });
});
