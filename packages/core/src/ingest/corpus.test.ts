import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect } from "vitest";
import { slow } from "#testing/slow";
import { classify } from "./classify.ts";
import { NotAnEmailError, parseEmail } from "./mime.ts";
import { pdfText } from "./pdf-text.ts";
import { fold } from "./receipts/lines.ts";
import { extractReceipt } from "./receipts/receipt.ts";
import { readableTexts } from "./receipts/texts.ts";

/** Public test data outside of the project; without it these tests print so and pass. */
const projectRoot = path.resolve(import.meta.dirname, "../../../..");
const dataRoot = path.resolve(projectRoot, process.env.LIFEOS_DATA ?? "../shared/data");
const now = new Date("2025-03-10T09:00:00Z");

interface Expected {
  issuer: string;
  date: string;
  amount?: number;
  currency: string;
  invoice_number: string;
}

describe("the receipts of invoice2data", () => {
  const folder = path.join(dataRoot, "receipts-invoice2data");

  slow("yield their totals, dates and issuers", async () => {
    if (!existsSync(folder)) return console.info(`No receipts at ${folder}: nothing was measured.`);
    const found = { totals: 0, dates: 0, issuers: 0, currencies: 0, numbers: 0 };
    let [documents, withTotal] = [0, 0];
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
      const [expected] = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as [Expected];
      const receipt = extractReceipt({ texts: [await textOf(path.join(folder, name.slice(0, -".json".length)))], now });
      documents++;
      if (expected.amount !== undefined) withTotal++;
      if (expected.amount !== undefined && receipt?.totalCents === Math.round(expected.amount * 100)) found.totals++;
      if (receipt?.date === expected.date) found.dates++;
      if (receipt && isSameIssuer(receipt.merchant, expected.issuer)) found.issuers++;
      if (receipt?.currency === expected.currency) found.currencies++;
      if (receipt?.invoiceNumber === expected.invoice_number.replace("#", "")) found.numbers++;
    }
    console.info(
      `invoice2data: totals ${found.totals}/${withTotal}, dates ${found.dates}/${documents}, issuers ${found.issuers}/${documents}, ` +
        `currencies ${found.currencies}/${documents}, invoice numbers ${found.numbers}/${documents}`,
    );
    expect(found.totals).toBeGreaterThanOrEqual(7);
    expect(found.dates).toBeGreaterThanOrEqual(8);
    expect(found.issuers).toBeGreaterThanOrEqual(8);
    expect(found.currencies).toBeGreaterThanOrEqual(8);
    expect(found.numbers).toBeGreaterThanOrEqual(7);
  });
});

describe("the messages of mikel/mail", () => {
  const folder = path.join(dataRoot, "eml-mail");

  slow("cause no errors, and none of them is taken for a receipt", async () => {
    if (!existsSync(folder)) return console.info(`No messages at ${folder}: nothing was measured.`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== "LICENSE",
    );
    const failures: string[] = [];
    const counts = { parsed: 0, notAnEmail: 0, receipts: 0, unreadablePdfs: 0 };
    for (const file of files) {
      const raw = readFileSync(path.join(file.parentPath, file.name));
      try {
        const email = await parseEmail(raw);
        const { texts, unreadable } = await readableTexts(email);
        const { kind } = classify(email, texts.join("\n"));
        extractReceipt({ email, texts, now });
        counts.parsed++;
        counts.unreadablePdfs += unreadable.length;
        if (kind === "receipt" || kind === "bill") counts.receipts++;
      } catch (error) {
        if (error instanceof NotAnEmailError) counts.notAnEmail++;
        else failures.push(`${file.name}: ${String(error)}`);
      }
    }
    console.info(
      `mikel/mail: ${files.length} messages, parsed ${counts.parsed}, not an e-mail ${counts.notAnEmail}, failed ${failures.length}, ` +
        `PDFs reported as unreadable ${counts.unreadablePdfs}, taken for receipts or bills ${counts.receipts}`,
    );
    expect(failures).toEqual([]);
    expect(counts.parsed).toBeGreaterThanOrEqual(files.length - 1);
    expect(counts.receipts).toBe(0);
  });
});

async function textOf(base: string): Promise<string> {
  return existsSync(`${base}.pdf`) ? await pdfText(readFileSync(`${base}.pdf`)) : readFileSync(`${base}.txt`, "utf8");
}

/** Whether two names are the same except for the legal form and a remark, as “ORLEN S.A.” and “ORLEN spółka akcyjna” are. */
function isSameIssuer(found: string, expected: string): boolean {
  const plain = (name: string) =>
    fold(name)
      .replace(/ - .*$/, "")
      .replace(/[\s,]+(?:inc|s\.?a|b\.?v|spolka akcyjna)\.?$/, "")
      .replace(/[^a-z0-9]/g, "");
  return plain(found) === plain(expected);
}
