import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textPdf } from "#testing/mail";
import { pdfBombs } from "#testing/pdf-bombs";
import { isWhole, someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { pdfText, UnreadablePdfError } from "./pdf-text.ts";

const receipt = textPdf([
  [{ x: 72, text: "Green Fork Kitchen" }],
  [
    { x: 72, text: "2" },
    { x: 108, text: "Sparkling Water" },
    { x: 420, text: "$3.00" },
  ],
  [
    { x: 108, text: "Total (incl. tax)" },
    { x: 420, text: "€ 3,00" },
  ],
]);

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await pdfText(bytes).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(UnreadablePdfError);
  return (error as Error).message;
}

/** A one-page file with this content stream, and optionally a filter, a trailer and an object 6. */
function pdf(content: Uint8Array, filter = "", trailer = "", object6 = ""): Buffer {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
  ].map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${objects.join("")}4 0 obj\n<< /Length ${content.length} ${filter} >>\nstream\n`),
    content,
    Buffer.from(
      `\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n${object6}trailer\n<< /Root 1 0 R ${trailer} >>\n%%EOF`,
    ),
  ]);
}

describe("pdfText", () => {
  it("keeps printed lines, with columns separated by two or more spaces", async () => {
    const bytes = new Uint8Array(receipt);
    const lines = (await pdfText(bytes)).split("\n");
    expect(lines[0]).toBe("Green Fork Kitchen");
    expect(lines[1]).toMatch(/^2 {2,}Sparkling Water {2,}\$3\.00$/);
    expect(lines[2]).toMatch(/^ +Total \(incl\. tax\) {2,}€ 3,00$/);
    // The caller keeps its bytes.
    expect(bytes.length).toBe(receipt.length);
  });

  it("joins words that are set with spacing and keeps a superscript on its line", async () => {
    const text = await pdfText(
      textPdf([
        [
          { x: 72, text: "Net" },
          { x: 92, text: "amount" },
          { x: 300, text: "5.00" },
        ],
      ]),
    );
    expect(text).toMatch(/^Net amount {2,}5\.00$/);
  });

  const refused: [string, Buffer, RegExp][] = [
    ["an empty file", Buffer.alloc(0), /empty/],
    ["a text", Buffer.from("Total 5.00"), /does not start like a PDF/],
    [
      "a header and noise",
      Buffer.from(`%PDF-1.4\n${"\x9c\x01 obj <<".repeat(2_000)}`, "latin1"),
      /damaged|cannot be read/,
    ],
    ["a header alone", Buffer.from("%PDF-1.4\n"), /damaged/],
    ["13 MB", Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(13_000_000)]), /at most 12582912 are read/],
  ];
  it.each(someOf("bombs", refused, 2))("refuses %s", async (_, bytes, reason) => {
    expect(await refusal(bytes)).toMatch(reason);
  });

  it("refuses a file that requires a password", async () => {
    const key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>]`;
    expect(await refusal(pdf(Buffer.from("BT ET"), "", encryption))).toMatch(/needs a password/);
  });

  slow("stops at the limits on pages, characters and pieces", async () => {
    const long = textPdf(Array.from({ length: 40 }, (_, line) => [{ x: 72, text: `line ${line}` }]));
    expect((await pdfText(long, { maxChars: 50 })).length).toBeLessThanOrEqual(50);
    expect(await pdfText(long, { maxPages: 0 })).toBe("");
    const page = deflateSync(Buffer.from(`BT /F1 1 Tf ${"1 0 Td (a) Tj ".repeat(20_000)}ET`));
    expect((await pdfText(pdf(page, "/Filter /FlateDecode"), { maxItemsPerPage: 100 })).length).toBeLessThan(10_000);
  });

  slow("returns text of a damaged file or throws UnreadablePdfError", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(receipt.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
        async (at, noise) => {
          const damaged = new Uint8Array(receipt);
          damaged.set(noise.subarray(0, damaged.length - at), at);
          const outcome = await pdfText(damaged).catch((error: unknown) => error);
          if (typeof outcome !== "string") expect(outcome).toBeInstanceOf(UnreadablePdfError);
        },
      ),
      { seed: 20250304, numRuns: isWhole("bombs") ? 15 : 2 },
    );
  });
});

describe("a PDF that costs more than it may", () => {
  const within = { processorMs: isWhole("bombs") ? 2_500 : 1_000, memoryBytes: 220 * 1024 * 1024 };
  /** Refusals that a reader may find by itself, before any limit is reached. */
  const isHarmless =
    /JPX|JBIG2|DCT|CCITT|cross-reference|pages|as wide|arrays|object stream|LZW|of huge ranges|codes in|forms/;

  it.for(someOf("bombs", pdfBombs, 1))(
    "is given up at a limit, and others are answered meanwhile: $name",
    async ({ name, file }) => {
      const bytes = file();
      expect(bytes.length).toBeLessThan(4_000_000);
      const turns = countTurns();
      const outcome = await pdfText(bytes, {}, within).catch((error: unknown) => error);
      // A parser in this process would block timers until it is done.
      expect(turns.stop()).toBeGreaterThan(10);
      if (outcome instanceof UnreadablePdfError) expect(outcome.message).toMatch(/^(?:Reading the|The) PDF .+\.$/);
      else expect(outcome).toEqual(expect.any(String));
      if (isHarmless.test(name)) return;
      expect(outcome).toMatchObject({
        isCostly: true,
        message: expect.stringMatching(
          /^Reading the PDF takes more than (?:2\.5 seconds|1 seconds|220 MB of memory)\.$/,
        ),
      });
    },
  );

  it("is given up at the time limit", async () => {
    expect(await pdfText(receipt, {}, { processorMs: 1 }).catch(String)).toMatch(/takes more than 0\.001 seconds\.$/);
  });

  slow("does not prevent the next one from being read", async () => {
    // Two are read at once, and the next one waits.
    const bombs = pdfBombs.slice(0, 2).map(({ file }) => pdfText(file(), {}, within).catch((error: unknown) => error));
    expect(await pdfText(receipt)).toContain("Green Fork Kitchen");
    for (const outcome of await Promise.all(bombs)) expect(outcome).toBeInstanceOf(UnreadablePdfError);
  });
});

/** Counts how often a timer of this process fires. */
function countTurns(): { stop(): number } {
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  return {
    stop() {
      clearInterval(timer);
      return turns;
    },
  };
}
