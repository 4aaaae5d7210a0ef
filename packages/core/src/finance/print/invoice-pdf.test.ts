import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pdfPages } from "#core/ingest/pdf-pages";
import { pdfTextBounds } from "#core/ingest/pdf-text";
import { slow } from "#testing/slow";
import { priced, totals } from "../invoice-totals.ts";
import { print } from "./invoice-pdf.ts";
import { letterOf, type Printed } from "./words.ts";

const line = (more: object = {}) => ({
  entryId: "01900000-0000-7000-8000-000000000000",
  date: "2026-03-01",
  description: "Layout of the website",
  hours: 1.5,
  rateCents: 9_000,
  taxPercent: 19,
  ...priced({ hours: 1.5, rateCents: 9_000 }, 19),
  ...more,
});
function invoice({ lines = [line()], ...more }: Partial<Printed> = {}): Printed {
  return {
    number: "12",
    issuedOn: "2026-03-02",
    dueOn: "2026-03-31",
    currency: "EUR",
    status: "sent",
    sender: "Anna Müller\nWeinbergstraße 7\n10115 Berlin",
    recipient: "Grace Hopper Inc.\nArlington",
    note: "IBAN DE12 3456 7890",
    locale: null,
    lines,
    ...totals(lines),
    ...more,
  };
}
/** What the product's own reader reads of it, in this process, with one space where there are several. */
const textOf = async (printed: Printed) =>
  (await pdfPages(await print(printed), { ...pdfTextBounds, maxPages: 60 }))
    .replace(/[ \u00a0\u202f]+/g, " ")
    .replaceAll("\n ", "\n");

describe("an invoice on paper", () => {
  it("says who it is from and for, its number, its days, its lines, its taxes and its total", async () => {
    const text = await textOf(invoice());
    for (const part of [
      "Anna Müller",
      "Weinbergstraße 7",
      "10115 Berlin",
      "Grace Hopper Inc.",
      "Arlington",
      "Invoice 12",
      "March 2, 2026",
      "March 31, 2026",
      "March 1, 2026 Layout of the website 1.5 €90.00 €135.00",
      "Net €135.00",
      "Tax 19% on €135.00 €25.65",
      "Total €160.65",
      "IBAN DE12 3456 7890",
      "Page 1 of 1",
    ])
      expect(text).toContain(part);
  });

  it("is written in German for Germans, and in English with their own numbers for others", async () => {
    const german = await textOf(invoice({ locale: "de-DE" }));
    for (const part of ["Rechnung 12", "Zahlbar bis", "2. März 2026", "1,5 90,00 € 135,00 €", "Gesamtbetrag 160,65 €"])
      expect(german).toContain(part);
    expect(await textOf(invoice({ locale: "fr-FR" }))).toContain("Total 160,65 €");
    // What nobody speaks is written in English.
    expect(await textOf(invoice({ locale: "xx-not-a-locale-at-all" }))).toContain("Total €160.65");
  });

  it.each([
    ["JPY", "Total ¥16,065"],
    ["BHD", "Total BHD 16.065"],
    ["HUF", "Total HUF 160.65"],
  ])("writes amounts of %s with as many decimals as it has", async (currency, total) => {
    expect(await textOf(invoice({ currency }))).toContain(total);
  });

  it("adds up the tax of each percentage in a line of its own, and says nothing of none", async () => {
    const lines = [line(), line({ taxPercent: 7, ...priced({ hours: 1.5, rateCents: 9_000 }, 7) }), line()];
    const text = await textOf(invoice({ lines }));
    expect(text).toContain("Tax 19% on €270.00 €51.30");
    expect(text).toContain("Tax 7% on €135.00 €9.45");
    const untaxed = await textOf(invoice({ lines: [line({ taxPercent: 0, taxCents: 0 })] }));
    expect(untaxed).not.toMatch(/Tax|Net/);
    expect(untaxed).toContain("Total €135.00");
  });

  it("says that a draft is one, and that a void invoice is void", async () => {
    const draft = await textOf(invoice({ status: "draft", number: null, issuedOn: null }));
    expect(draft).toContain("Invoice · Draft");
    expect(await textOf(invoice({ status: "void", locale: "de" }))).toContain("Rechnung 12 · Storniert");
    expect(await textOf(invoice({ sender: null, recipient: null, note: null, dueOn: null }))).toContain("Invoice 12");
  });

  it("goes on over pages with the heads of its columns, and loses no line", async () => {
    const lines = Array.from({ length: 100 }, (_, i) =>
      line({ description: `Number ${i + 1}: ${"what was done on that day ".repeat(12)}` }),
    );
    const text = await textOf(invoice({ lines }));
    const pages = Number(/Page 1 of (\d+)/.exec(text)![1]);
    expect(pages).toBeGreaterThan(5);
    expect(text).toContain(`Page ${pages} of ${pages}`);
    expect(text.match(/Day Description Hours Rate Amount/g)!.length).toBeGreaterThanOrEqual(pages - 1);
    for (let i = 1; i <= 100; i++) expect(text).toContain(`Number ${i}: `);
    expect(text.match(/\bdone\b/g)).toHaveLength(1_200);
    // The sums stay together.
    expect(text).toMatch(/Net €13,500.00\nTax 19% on €13,500.00 €2,565.00\nTotal €16,065.00/);
  });

  it("can be read back in every script, and with names that are longer than a line", async () => {
    const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    const recipient = [
      'שלום עליכם בע"מ (Tel Aviv) 2026',
      "شركة الاختبار للتجارة ٢٠٢٦ والسلام",
      "王伟 株式会社 😀",
      "Łódź Ελληνικά Кириллица Հայերեն ქართული",
      long,
    ].join("\n");
    const text = await textOf(invoice({ recipient, sender: null }));
    for (const name of recipient.split("\n").slice(0, -1)) expect(text).toContain(name);
    expect(text.replaceAll("\n", "")).toContain(long);
  });

  it("is the same bytes for the same invoice", async () => {
    expect(await print(invoice())).toEqual(await print(invoice()));
  });

  slow("is printed whatever people write", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.constantFrom("ar-EG", "he", "de", "fa-IR", "hi-IN", "th", "zh-Hant-TW", null),
        async (one, two, locale) => {
          const lines = [line({ description: one })];
          const bytes = await print(invoice({ lines, sender: two.toWellFormed(), recipient: one, note: two, locale }));
          expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
        },
      ),
      { numRuns: 40 },
    );
  });
});

it("goes out with a letter in its language", () => {
  expect(letterOf(invoice())).toEqual({
    subject: "Invoice 12 from Anna Müller",
    text: "Please find attached invoice 12 over €160.65.\nIt is to be paid by March 31, 2026.\n\nIBAN DE12 3456 7890\n\nAnna Müller\nWeinbergstraße 7\n10115 Berlin",
  });
  expect(letterOf(invoice({ locale: "de-DE", sender: null, dueOn: null })).subject).toBe("Rechnung 12");
});
