import { createHash } from "node:crypto";
import { type Life, unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

/** A text that can be looked at, which the demo life has none of. */
async function aFile(life: Life): Promise<string> {
  const bytes = Buffer.from("Rent: 1,240 EUR, on the first of each month.\nNotice: three months.\n");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const said = {
    fileName: "Rent.txt",
    folderPath: "/Papers/Flat",
    mimeType: "text/plain",
    sizeBytes: bytes.length,
    sha256,
  };
  const { file, upload } = await unwrap(life.knowledge.files.create({ body: { ...said, tags: ["flat", "2026"] } }));
  const fileId = file.id;
  if (upload?.whole) {
    await fetch(upload.whole.url, { method: "PUT", body: bytes, headers: upload.whole.headers });
    await unwrap(life.knowledge.files.complete({ params: { path: { fileId } } }));
  }
  return `knowledge/files/${fileId}`;
}

/** The one of the demo life that has most around it. */
async function anEntity(life: Life): Promise<string> {
  const { data } = await unwrap(life.knowledge.entities.list({ params: { query: { limit: 100 } } }));
  const most = data.toSorted((a, b) => b.links - a.links)[0]!;
  return `knowledge/entities/${most.id}`;
}

async function aDocument(life: Life): Promise<string> {
  const { data } = await unwrap(life.knowledge.documents.list({ params: { query: { titled: "Moving" } } }));
  return `knowledge/documents/${data[0]!.id}`;
}

/** The page that the demo person has captured. */
async function aCapture(life: Life): Promise<string> {
  const { data } = await unwrap(life.knowledge.captures.list({ params: { query: { source: "web" } } }));
  return `knowledge/captures/${data[0]!.id}`;
}

export default {
  "knowledge/files/:fileId": aFile,
  "knowledge/captures/:captureId": aCapture,
  "knowledge/documents/:documentId": aDocument,
  "knowledge/entities/:entityId": anEntity,
} satisfies Pictures;
