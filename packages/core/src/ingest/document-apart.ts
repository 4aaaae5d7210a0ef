/** Reads the text of a document in a process that may be killed while it does. Call `documentText` instead, which starts that process. */
import { fromBuffer, type ZipFile } from "yauzl";
import { cut } from "#kit/text";
import type { DocumentForm, DocumentOptions } from "./document-text.ts";
import { htmlText } from "./html-text.ts";

/** The member of the zip file that has the text, and what ends a paragraph and a cell in it. */
const packed: Record<Exclude<DocumentForm, "html">, { member: string; paragraph: RegExp; gap: RegExp }> = {
  docx: { member: "word/document.xml", paragraph: /<\/w:p>|<w:br\b[^>]*>/g, gap: /<w:tab\b[^>]*>|<\/w:tc>/g },
  odt: {
    member: "content.xml",
    paragraph: /<\/text:(?:p|h)>|<text:line-break\b[^>]*>/g,
    gap: /<text:(?:tab|s)\b[^>]*>|<\/table:table-cell>/g,
  },
};

const MAX_XML_BYTES = 16 * 1024 ** 2;

/** Throws an Error whose message says why the file cannot be read. */
export async function documentApart(file: Uint8Array, options: unknown): Promise<string> {
  const { form, maxChars } = options as DocumentOptions;
  if (form === "html") return cut(htmlText(new TextDecoder().decode(file)), maxChars);
  const { member, paragraph, gap } = packed[form];
  const xml = await memberOf(Buffer.from(file), member);
  const text = xml
    .replace(/<w:instrText\b[^>]*>[^<]*<\/w:instrText>/g, "")
    .replace(paragraph, "\n")
    .replace(gap, "  ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (_, decimal?: string, hex?: string, named?: string) =>
      named ? (entities[named] ?? "") : charOf(decimal ? Number(decimal) : Number.parseInt(hex!, 16)),
    );
  return cut(text, maxChars);
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const charOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");

/** Only as much of a member is unpacked as is read. */
async function memberOf(file: Buffer, name: string): Promise<string> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(file, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  return new Promise((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => reject(new Error(`The document has no ${name}.`)));
    zip.on("entry", (entry) => {
      if (entry.fileName !== name) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        let length = 0;
        const done = () => resolve(Buffer.concat(chunks).toString("utf8"));
        stream.on("error", reject).on("end", done);
        stream.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length < MAX_XML_BYTES) return;
          stream.destroy();
          done();
        });
      });
    });
    zip.readEntry();
  });
}
