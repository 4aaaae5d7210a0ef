/**
 * Attachments that are made to keep a parser busy, from the delivery of a mail to its row. Each costs seconds of processor time.
 */
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmailReceived } from "#core/ingest/events";
import { get as getEmail } from "#functions/ingest/emails";
import { processEmail } from "#functions/ingest/workflows";
import { get as health } from "#functions/platform/health";
import type { Engine } from "#local/engine/engine";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { plainEmail, textPdf } from "#testing/mail";
import { pdfBombs } from "#testing/pdf-bombs";
import { type Post, post } from "#testing/post";
import { sampled } from "#testing/sampled";
import { startWorkflows } from "#testing/workflows";

let life: Post;
let engine: Engine;
let send: Awaited<ReturnType<typeof startWorkflows>>["send"];
let anna: Person & { address: string };
beforeAll(async () => {
  life = await post();
  ({ engine, send } = await startWorkflows(life.open.database, [processEmail]));
  anna = await life.resident("anna");
});
afterAll(async () => {
  await engine?.stop();
  await life.close();
});

const date = new Date("2026-03-02T11:30:00Z");
const pdf = (fileName: string, content: Uint8Array) => ({ fileName, mimeType: "application/pdf", content });
const pass = (content: Uint8Array) => ({ fileName: "a.pkpass", mimeType: "application/vnd.apple.pkpass", content });
const receipt = pdf(
  "receipt.pdf",
  textPdf(
    [
      ["Lucky Fern", ""],
      ["Receipt no. 77", ""],
      ["Date: March 2, 2026", ""],
      ["Noodles", "$9.00"],
      ["Total", "$9.00"],
      ["Visa ending in 4242", "$9.00"],
    ].map(([label, amount]) => [
      { x: 72, text: label! },
      { x: 420, text: amount! },
    ]),
  ),
);

/** Delivers a mail with these attachments and requests /health until its outcome is known. */
async function outcomeOf(attachments: ReturnType<typeof pdf>[]) {
  const text = "Thank you for your order at Lucky Fern. Your receipt is attached.";
  const about = { subject: "Your receipt from Lucky Fern", from: '"Lucky Fern" <hi@luckyfern.com>' };
  const messageId = `<${life.events(EmailReceived).length}@luckyfern.com>`;
  const raw = plainEmail({ ...about, to: anna.address, text, date, messageId, attachments });
  // A mail that is too large for the webhook comes through the bucket.
  if (raw.length > 3_000_000) expect(await life.upload(raw, { to: anna.address })).toEqual([]);
  else expect((await life.webhook(raw, { to: anna.address })).status).toBe(202);
  const event = life.events(EmailReceived).at(-1)!;
  await send([event]);
  let answers = 0;
  const params = { emailId: event.data.entityId! };
  const email = await eventually(async () => {
    expect((await life.call(health, {})).status).toBe(200);
    answers++;
    const { body } = await life.call(getEmail, { as: anna, params });
    expect(body.isProcessed || body.error !== null).toBe(true);
    return body;
  });
  return { email, answers };
}

describe("a mail with a bomb and a receipt", () => {
  it.for(sampled("bombs", pdfBombs, 30))("is stored with its reason, and the receipt is read: $name", async (bomb) => {
    const { email, answers } = await outcomeOf([pdf("bomb.pdf", bomb.file()), receipt]);
    expect(email).toMatchObject({ isProcessed: true, classification: "receipt" });
    // The reader recognizes some bombs, which must not cost anything either then.
    if (email.error !== null) expect(email.error).toMatch(/^bomb\.pdf: .+\.$/);
    expect(answers).toBeGreaterThan(10);
  });

  it("reads no third PDF after two that cost too much", async () => {
    const [one, two] = pdfBombs;
    const { email } = await outcomeOf([pdf("1.pdf", one!.file()), pdf("2.pdf", two!.file()), receipt]);
    expect(email.isProcessed).toBe(true);
    expect(email.error).toMatch(
      /1\.pdf: Reading the PDF takes more than .+2\.pdf: Reading the PDF takes more than .+receipt\.pdf: It was not opened/,
    );
  });

  const blanks = new Uint8Array(300_000_000);
  const passes = [
    ["a pass of 300 MB", () => zipSync({ "pass.json": blanks })],
    ["a pass that says it is small", () => understated(zipSync({ "pass.json": blanks }))],
    [
      "a pass of 60,000 files",
      () => zipSync(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`${i}`, new Uint8Array()]))),
    ],
    ["passes in a pass", () => zipSync({ "a.pkpass": zipSync({ "b.pkpass": zipSync({ "pass.json": blanks }) }) })],
    ["a pass of nested arrays", () => zipSync({ "pass.json": Buffer.from("[".repeat(500_000)) })],
  ] as const;
  it.for(sampled("bombs", passes, 5))("is taken for a ticket without data: %s", async ([, file]) => {
    const { email, answers } = await outcomeOf([pass(file()), receipt]);
    expect(email).toMatchObject({ isProcessed: true, classification: "booking", error: null });
    expect(answers).toBeGreaterThan(2);
  });
});

/** An archive (APPNOTE.TXT) whose directory declares 1,000 bytes for a longer file. */
function understated(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  const entry = bytes.lastIndexOf("PK\u0001\u0002");
  bytes.writeUInt32LE(1_000, entry + 24);
  return bytes;
}
