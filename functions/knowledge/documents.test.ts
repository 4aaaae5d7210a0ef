/** Documents: written under versions, shared by household, made from files and from mail that is nothing else. */
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EmailProcessed } from "#core/ingest/events";
import { ocrPackages } from "#core/ingest/ocr";
import { DocumentEvents, DocumentFailed, DocumentRequested, FileAccepted } from "#core/knowledge/events";
import { keepMail } from "#functions/knowledge/consumers";
import { changes, create, fromFile, get, list, remove, restore, update } from "#functions/knowledge/documents";
import { remove as removeFile } from "#functions/knowledge/files";
import { readDocument, readFile } from "#functions/knowledge/workflows";
import { emit } from "#kit/change";
import type { Engine } from "#local/engine/engine";
import type { Person } from "#testing/harness";
import { textPdf } from "#testing/mail";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";

let life: Shelf;
let anna: Person;
let engine: Engine | undefined;
beforeAll(async () => {
  life = await shelf();
});
beforeEach(async () => {
  anna = await life.user("anna");
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(() => life.close());

const write = (body: object) => life.call(create, { as: anna, body: { title: "Plan", ...body } });
const paramsOf = ({ id }: { id: string }) => ({ documentId: id });

describe("a document", () => {
  it("is listed without what is written unless that is asked for, by tag, and is no one else's", async () => {
    const { body: made, status } = await write({ contentMarkdown: "# Beds\n\n- Beans", tags: ["garden"] });
    expect(status).toBe(201);
    expect(made).toMatchObject({ title: "Plan", contentMarkdown: "# Beds\n\n- Beans", status: "ready", version: 1 });
    const [listed] = (await life.call(list, { as: anna, query: { tags: "garden" } })).body.data;
    expect(listed).toMatchObject({ id: made.id, title: "Plan" });
    expect(listed).not.toHaveProperty("contentMarkdown");
    const [whole] = (await life.call(list, { as: anna, query: { include: "contentMarkdown" } })).body.data;
    expect(whole.contentMarkdown).toBe("# Beds\n\n- Beans");
    for (const [titled, found] of [
      ["plÁ", 1],
      ["plan of", 0],
      ["%", 0],
    ] as const)
      expect((await life.call(list, { as: anna, query: { titled } })).body.data).toHaveLength(found);
    const eve = await life.user("eve");
    for (const [endpoint, body] of [[get], [update, { title: "Mine" }], [remove], [restore]] as const)
      expect((await life.call(endpoint, { as: eve, params: paramsOf(made), body })).status).toBe(404);
    expect((await life.call(list, { as: eve })).body.data).toEqual([]);
  });

  it("is changed under its version, deleted, restored, told to copies; and its events say nothing of it", async () => {
    const { body: first } = await life.call(changes, { as: anna });
    const { body: made } = await write({ contentMarkdown: "secret words" });
    const params = paramsOf(made);
    const stale = await life.call(update, {
      as: anna,
      params,
      body: { contentMarkdown: "other" },
      headers: { "if-match": '"7"' },
    });
    expect(stale).toMatchObject({ status: 412, body: { current: { contentMarkdown: "secret words" } } });
    const fresh = { as: anna, params, headers: { "if-match": '"1"' } };
    expect((await life.call(update, { ...fresh, body: { contentMarkdown: "more secret words" } })).body.version).toBe(
      2,
    );
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect((await life.call(get, { as: anna, params })).status).toBe(404);
    expect((await life.call(restore, { as: anna, params })).body.contentMarkdown).toBe("more secret words");
    const { body } = await life.call(changes, { as: anna, query: { since: first.nextCursor } });
    expect(body.data).toMatchObject([{ id: made.id }]);
    const mine = life.published.filter(({ subject }) => subject === anna.userId);
    expect(mine.map(({ type }) => type)).toEqual([
      DocumentEvents.created.type,
      DocumentEvents.updated.type,
      DocumentEvents.deleted.type,
      DocumentEvents.restored.type,
    ]);
    expect(JSON.stringify(mine)).not.toMatch(/secret|Plan/);
  });

  it("takes 500,000 characters of any script, and neither more nor NUL", async () => {
    const long = "字".repeat(500_000);
    expect((await write({ contentMarkdown: long })).body.contentMarkdown).toBe(long);
    expect((await write({ contentMarkdown: `${long}字` })).status).toBe(400);
    expect((await write({ contentMarkdown: "a\0b" })).status).toBe(400);
    expect((await write({ title: "" })).status).toBe(400);
    const nested = Array.from({ length: 10_000 }, (_, depth) => `${" ".repeat(depth % 40)}- x`).join("\n");
    expect((await write({ contentMarkdown: nested })).status).toBe(201);
    expect((await write({ title: "שלום world", contentMarkdown: "\u202eabc \u0301\u0301" })).status).toBe(201);
  });
});

const lines = ["Acme Energy GmbH", "Rechnung 4711 vom 03.04.2025", "Summe 12,00 EUR"];
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const word = (text: string, more = "") =>
  `<w:p><w:pPr>${more}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const docx = (body: string) =>
  Buffer.from(
    zipSync({
      "[Content_Types].xml": strToU8(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
      ),
      "word/document.xml": strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
    }),
  );

/** Keeps a file, and lets a document be made of it; yields that as it is then. */
async function made(bytes: Uint8Array, said: Record<string, unknown>) {
  const { body: file } = await life.keep(anna, bytes, said);
  expect(file.status).toBe("ready");
  const begun = await life.call(fromFile, { as: anna, body: { fileId: file.id } });
  expect(begun).toMatchObject({ status: 202, body: { status: "reading", sourceFileId: file.id } });
  await run(readDocument, life.events(DocumentRequested).at(-1)!);
  return (await life.call(get, { as: anna, params: paramsOf(begun.body) })).body;
}
async function run(flow: typeof readDocument, event: Parameters<Awaited<ReturnType<typeof startWorkflows>>["run"]>[0]) {
  await engine?.stop();
  const started = await startWorkflows(life.open.database, [flow]);
  engine = started.engine;
  expect(await started.run(event)).toEqual(["completed"]);
}

describe("a document from a file", () => {
  it("of Word has its headings, lists and tables, and is called as it calls itself", async () => {
    const cell = (text: string) => `<w:tc>${word(text)}</w:tc>`;
    const body = [
      word("House rules", '<w:pStyle w:val="Heading1"/>'),
      word("Quiet *please*", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      word("after ten", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
      `<w:tbl><w:tr>${cell("Day")}${cell("Bin")}</w:tr><w:tr>${cell("Monday")}${cell("Paper")}</w:tr></w:tbl>`,
    ];
    expect(await made(docx(body.join("")), { fileName: "rules.docx", mimeType: DOCX })).toMatchObject({
      title: "House rules",
      status: "ready",
      statusReason: null,
      contentMarkdown:
        "# House rules\n\n- Quiet \\*please\\*\n  - after ten\n\n| Day | Bin |\n| --- | --- |\n| Monday | Paper |",
    });
  });

  it("of a PDF has its lines, and is called like the file", async () => {
    const bytes = Buffer.from(textPdf(lines.map((text) => [{ x: 72, text }])));
    const document = await made(bytes, { fileName: "Power bill.pdf", mimeType: "application/pdf" });
    expect(document).toMatchObject({ title: "Power bill", status: "ready", contentMarkdown: lines.join("  \n") });
  });

  it("takes what is kept of a file that was read already, with its language", async () => {
    const text = "We met at the station and walked along the river until it was too dark to see the path.";
    const { body: file } = await life.keep(anna, Buffer.from(`<h1>Walk</h1><p>${text}`), {
      mimeType: "text/html",
      fileName: "walk.html",
    });
    await run(readFile, life.events(FileAccepted).at(-1)!);
    const [kept] = await life.rows("select content, language, pages, is_cut from file_texts where file_id = $1", [
      file.id,
    ]);
    expect(kept).toEqual({ content: `# Walk\n\n${text}`, language: "en", pages: null, is_cut: false });
    const begun = await life.call(fromFile, { as: anna, body: { fileId: file.id } });
    await run(readDocument, life.events(DocumentRequested).at(-1)!);
    const { body } = await life.call(get, { as: anna, params: paramsOf(begun.body) });
    expect(body).toMatchObject({ title: "Walk", contentMarkdown: `# Walk\n\n${text}` });
  });

  it.each([
    ["of another type", "zip.zip", "application/zip", () => zipSync({ a: strToU8("x") }), "not_a_document"],
    ["without words", "empty.html", "text/html", () => strToU8("<!doctype html><body><script>x</script>"), "no_text"],
    ["that is broken", "broken.pdf", "application/pdf", () => strToU8("%PDF-1.7\nbroken"), "document_broken"],
  ])("%s fails with the reason", async (_, fileName, mimeType, bytes, code) => {
    const document = await made(bytes(), { fileName, mimeType });
    expect(document).toMatchObject({ status: "failed", contentMarkdown: "", statusReasonCoded: { code } });
    expect(life.events(DocumentFailed).at(-1)).toMatchObject({ data: { entityId: document.id } });
  });

  it("of 50 MB is refused by name, with how much would be read", async () => {
    const fileName = "long.txt";
    const bytes = Buffer.alloc(50 * 1024 ** 2, "All work and no play. ");
    const document = await made(bytes, { fileName, sizeBytes: bytes.length });
    expect(document).toMatchObject({ status: "failed", statusReasonCoded: { code: "document_too_large" } });
    expect(document.statusReason).toMatch(/^It has .*, and only files of up to .* are read\.$/);
  });

  it("of pictures says so where nothing here reads them", async () => {
    const from = ocrPackages.from;
    ocrPackages.from = "file:///nowhere/module.js";
    try {
      const png = Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      );
      const document = await made(png, { fileName: "scan.png", mimeType: "image/png" });
      expect(document).toMatchObject({ status: "failed", statusReasonCoded: { code: "ocr_not_installed" } });
    } finally {
      ocrPackages.from = from;
    }
  });

  it("keeps what somebody has written into it meanwhile, and says that its file is gone", async () => {
    const { body: file } = await life.keep(anna, Buffer.from("Words of the file"), {});
    const [one, other] = [
      await life.call(fromFile, { as: anna, body: { fileId: file.id } }),
      await life.call(fromFile, { as: anna, body: { fileId: file.id } }),
    ];
    const [forOne, forOther] = life.events(DocumentRequested).slice(-2);
    await life.call(update, { as: anna, params: paramsOf(one.body), body: { contentMarkdown: "My own" } });
    await run(readDocument, forOne!);
    const { body: mine } = await life.call(get, { as: anna, params: paramsOf(one.body) });
    expect(mine).toMatchObject({ status: "ready", contentMarkdown: "My own" });
    await life.call(removeFile, { as: anna, params: { fileId: file.id } });
    await run(readDocument, forOther!);
    const { body: gone } = await life.call(get, { as: anna, params: paramsOf(other.body) });
    expect(gone).toMatchObject({ status: "failed", statusReasonCoded: { code: "document_file_gone" } });
  });

  it("is refused of a file that is nobody's business, or not uploaded", async () => {
    const { body } = await life.announce(anna, Buffer.from("later"));
    expect((await life.call(fromFile, { as: anna, body: { fileId: body.file.id } })).status).toBe(409);
    const eve = await life.user("eve");
    expect((await life.call(fromFile, { as: eve, body: { fileId: body.file.id } })).status).toBe(404);
  });
});

describe("a document from mail", () => {
  const received = async (values: Record<string, unknown> = {}) => {
    const row = {
      classification: "other",
      subject: "The allotment",
      body_text: "Dear Anna,\nthe *water* is off.\n\n- Bea",
      headers: "{}",
      sender: "bea@example.com",
      ...values,
    };
    const [email] = await life.rows(
      `insert into inbound_emails (user_id, message_id, sender, recipient, subject, body_text, headers, classification, is_processed)
       values ($1, gen_random_uuid()::text, $2, 'in@example.com', $3, $4, $5::jsonb, $6, true) returning id`,
      [anna.userId, row.sender, row.subject, row.body_text, row.headers, row.classification],
    );
    const emailId = String(email!.id);
    await life.as(anna).db.batch([
      emit(life.as(anna), EmailProcessed, {
        entityId: emailId,
        owner: anna.userId,
        payload: { classification: row.classification },
      }),
    ]);
    return { emailId, event: life.events(EmailProcessed).at(-1)! };
  };
  const documentsOf = async () =>
    (await life.call(list, { as: anna, query: { include: "contentMarkdown" } })).body.data as Record<string, unknown>[];

  it("that is nothing else is made once, also when that was deleted", async () => {
    const { emailId, event } = await received();
    expect(await life.deliver(keepMail, [event, event])).toEqual([]);
    const [document, ...more] = await documentsOf();
    expect(more).toEqual([]);
    expect(document).toMatchObject({
      title: "The allotment",
      sourceEmailId: emailId,
      contentMarkdown: "bea@example.com\n\nDear Anna,  \nthe \\*water\\* is off.\n\n\\- Bea",
    });
    await life.call(remove, { as: anna, params: paramsOf(document as { id: string }) });
    expect(await life.deliver(keepMail, [{ ...event, id: crypto.randomUUID() }])).toEqual([]);
    expect(await documentsOf()).toEqual([]);
  });

  it.each([
    ["a receipt", { classification: "receipt" }],
    ["what a machine answers", { headers: '{"auto-submitted": "auto-replied"}' }],
    ["what did not arrive", { sender: "MAILER-DAEMON@example.com" }],
    ["without a word", { body_text: " " }],
  ])("that is %s is none", async (_, values) => {
    const { event } = await received(values);
    expect(await life.deliver(keepMail, [event])).toEqual([]);
    expect(await documentsOf()).toEqual([]);
  });
});

slow("a book that is a bomb fails, and takes nothing with it", async () => {
  const book = zipSync({
    mimetype: [strToU8("application/epub+zip"), { level: 0 }],
    "META-INF/container.xml": strToU8('<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'),
    "b.opf": strToU8(
      '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
    ),
    "a.xhtml": [new Uint8Array(200_000_000), { level: 1 }],
  });
  expect(await made(book, { fileName: "bomb.epub", mimeType: "application/epub+zip" })).toMatchObject({
    status: "failed",
  });
});
