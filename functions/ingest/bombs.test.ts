/**
 * Attachments that are made to keep a parser busy, from the delivery of a mail to its row. Each costs seconds of processor time, so `npm test` has
 * one, which the seed chooses.
 */
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factors } from "#cloud/apart";
import { EmailReceived } from "#core/ingest/events";
import { get as getEmail } from "#functions/ingest/emails";
import { processEmail } from "#functions/ingest/workflows";
import { get as health } from "#functions/platform/health";
import type { Engine } from "#local/engine/engine";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { plainEmail, textPdf } from "#testing/mail";
import { deflatedOften, pdfBombs } from "#testing/pdf-bombs";
import { type Post, post } from "#testing/post";
import { isWhole, someOf } from "#testing/sampled";
import { startWorkflows } from "#testing/workflows";

let life: Post;
let engine: Engine;
let send: Awaited<ReturnType<typeof startWorkflows>>["send"];
let anna: Person & { address: string };
beforeAll(async () => {
  // Two seconds of the processor are more than what is honest here takes. What keeps its reader busy is given up sooner.
  if (!isWhole("bombs")) factors.processor = 1 / 3;
  life = await post();
  ({ engine, send } = await startWorkflows(life.open.database, [processEmail]));
  anna = await life.resident("anna");
});
afterAll(async () => {
  factors.processor = 1;
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

const blanks = (): Packed => ({ deflated: deflatedOften(Buffer.alloc(1_000_000), 300), bytes: 300_000_000 });
const passes: [string, () => Uint8Array][] = [
  ["a pass of 300 MB", () => archiveOf({ "pass.json": blanks() })],
  ["a pass that says it is small", () => archiveOf({ "pass.json": { ...blanks(), bytes: 1_000 } })],
  ["a pass of 60,000 files", () => archiveOf(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [i, EMPTY])))],
  ["passes in a pass", () => zipSync({ "a.pkpass": zipSync({ "b.pkpass": archiveOf({ "pass.json": blanks() }) }) })],
  ["a pass of nested arrays", () => zipSync({ "pass.json": Buffer.from("[".repeat(500_000)) })],
];

const bombs: { name: string; holds: () => Promise<void> }[] = [
  ...pdfBombs.map((bomb) => ({
    name: `is kept with its reason, and the receipt is read: ${bomb.name}`,
    async holds() {
      const { email, answers } = await outcomeOf([pdf("bomb.pdf", bomb.file()), receipt]);
      expect(email).toMatchObject({ isProcessed: true, classification: "receipt" });
      // The reader recognizes some bombs, which must not cost anything either then.
      if (email.error !== null) expect(email.error).toMatch(/^bomb\.pdf: .+\.$/);
      expect(answers).toBeGreaterThan(10);
    },
  })),
  {
    name: "reads no third PDF after two that cost too much",
    async holds() {
      const [one, two] = pdfBombs;
      const { email } = await outcomeOf([pdf("1.pdf", one!.file()), pdf("2.pdf", two!.file()), receipt]);
      expect(email.isProcessed).toBe(true);
      expect(email.error).toMatch(
        /1\.pdf: Reading the PDF takes more than .+2\.pdf: Reading the PDF takes more than .+receipt\.pdf: It was not opened/,
      );
    },
  },
  ...passes.map(([name, file]) => ({
    name: `is taken for a ticket that says nothing: ${name}`,
    async holds() {
      const { email, answers } = await outcomeOf([pass(file()), receipt]);
      expect(email).toMatchObject({ isProcessed: true, classification: "booking", error: null });
      expect(answers).toBeGreaterThan(2);
    },
  })),
];

describe("a mail with a bomb and a receipt", () => {
  it.each(someOf("bombs", bombs, 1))("$name", ({ holds }) => holds());
});

/** The content of a file in an archive, deflated, and how many bytes its directory says that it unfolds to. */
interface Packed {
  deflated: Uint8Array;
  bytes: number;
}
const EMPTY: Packed = { deflated: deflatedOften(Buffer.alloc(0), 0), bytes: 0 };

/** An archive (APPNOTE.TXT) without checksums, which say nothing that its reader asks for. */
function archiveOf(files: Record<string, Packed>): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, { deflated, bytes }] of Object.entries(files)) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(deflated.length, 14);
    about.writeUInt32LE(bytes, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\0"), about, place, Buffer.from(name));
    const file = [Buffer.from("PK\u0003\u0004"), about, Buffer.from(name), deflated];
    parts.push(...file);
    for (const { length } of file) at += length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  for (const offset of [8, 10]) end.writeUInt16LE(Object.keys(files).length, offset);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
