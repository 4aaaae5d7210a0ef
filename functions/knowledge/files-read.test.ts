/** Documents get tags and a description by their text, in the background, and keep those that a person gave them. */
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FileAccepted } from "#core/knowledge/events";
import type { Engine } from "#local/engine/engine";
import type { Person } from "#testing/harness";
import { textPdf } from "#testing/mail";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";
import { get, remove } from "./files.ts";
import { readFile } from "./workflows.ts";

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

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT = "application/vnd.oasis.opendocument.text";
const lines = ["Acme Energy GmbH", "Rechnung 4711 vom 03.04.2025", "Summe 12,00 €"];
const word = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const docx = () =>
  Buffer.from(
    zipSync({
      "[Content_Types].xml": strToU8(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
      ),
      "word/document.xml": strToU8(`<w:document><w:body>${lines.map(word).join("")}</w:body></w:document>`),
    }),
  );
const odt = () =>
  Buffer.from(
    zipSync({
      mimetype: [strToU8(ODT), { level: 0 }],
      "content.xml": strToU8(`<office:text>${lines.map((text) => `<text:p>${text}</text:p>`).join("")}</office:text>`),
    }),
  );
const html = () => Buffer.from(`<!doctype html><title>x</title><body>${lines.map((one) => `<p>${one}</p>`).join("")}`);

/** Keeps a file and hands its acceptance to the workflow that reads it; yields the file as it is then. */
async function read(bytes: Uint8Array, said: Record<string, unknown>) {
  const { body: file } = await life.keep(anna, bytes, said);
  expect(file.status).toBe("ready");
  await engine?.stop();
  const started = await startWorkflows(life.open.database, [readFile]);
  engine = started.engine;
  expect(await started.run(life.events(FileAccepted).at(-1)!)).toEqual(["completed"]);
  return (await life.call(get, { as: anna, params: { fileId: file.id } })).body;
}

describe("a document", () => {
  it.each([
    ["PDF", "application/pdf", () => Buffer.from(textPdf(lines.map((text) => [{ x: 72, text }]))), "document"],
    ["Word", DOCX, docx, "document"],
    ["OpenDocument", ODT, odt, "document"],
    ["HTML", "text/html", html, "page"],
  ])("in %s gets what it is, whose and of which year as tags", async (_, mimeType, bytesOf, kind) => {
    const file = await read(bytesOf(), { fileName: "scan1.bin", mimeType });
    expect(file).toMatchObject({
      aiTags: [kind, "invoice", "acme energy gmbh", "2025"],
      aiDescription: "Acme Energy GmbH",
      tags: [],
      description: null,
    });
  });

  it("keeps the tags and the description that a person gave it", async () => {
    const said = { fileName: "a.html", mimeType: "text/html", tags: ["mine"], description: "What I say it is" };
    expect(await read(Buffer.concat([html(), Buffer.from(" ")]), said)).toMatchObject({
      tags: ["mine"],
      description: "What I say it is",
      aiDescription: "Acme Energy GmbH",
    });
  });

  it("that cannot be read is known by its name", async () => {
    const broken = { fileName: "Rent contract 2024.pdf", mimeType: "application/pdf" };
    expect(await read(Buffer.from("%PDF-1.7\nbroken"), broken)).toMatchObject({
      status: "ready",
      aiTags: ["document", "rent", "contract", "2024"],
      aiDescription: null,
    });
    const empty = Buffer.from(zipSync({ mimetype: [strToU8(ODT), { level: 0 }], "a.xml": strToU8("x") }));
    expect(await read(empty, { fileName: "b.odt", mimeType: ODT })).toMatchObject({
      status: "ready",
      aiTags: ["document"],
    });
  });

  slow("that would fill a machine is known by its name", async () => {
    const bomb = Buffer.from(
      zipSync({
        mimetype: [strToU8(ODT), { level: 0 }],
        "content.xml": [new Uint8Array(300_000_000), { level: 1 }],
      }),
    );
    expect(await read(bomb, { fileName: "bomb.odt", mimeType: ODT })).toMatchObject({ status: "ready" });
  });

  it("that was deleted before it was read stays deleted", async () => {
    const { body: file } = await life.keep(anna, Buffer.concat([html(), Buffer.from("  ")]), { mimeType: "text/html" });
    await life.call(remove, { as: anna, params: { fileId: file.id } });
    const started = await startWorkflows(life.open.database, [readFile]);
    engine = started.engine;
    expect(await started.run(life.events(FileAccepted).at(-1)!)).toEqual(["completed"]);
    const [row] = await life.rows("select deleted_at, ai_tags from files where id = $1", [file.id]);
    expect(row!.deleted_at).not.toBeNull();
  });
});
