/** Reads a document in a process that may be killed while it does. Call `readDocument` instead, which starts that process. */
import type { DocumentForm, DocumentOptions, DocumentReading, Unreadable } from "./document-text.ts";
import { plainMarkdown, type Written } from "./markdown-writer.ts";

/** Answers with a DocumentReading or the reason that lies in the document, as JSON. */
export async function documentApart(file: Uint8Array, options: unknown): Promise<string> {
  const asked = options as DocumentOptions;
  return JSON.stringify(await answerOf(file, asked));
}

async function answerOf(
  file: Uint8Array,
  options: DocumentOptions,
): Promise<DocumentReading | { unreadable: Unreadable }> {
  const read = await readers[options.form](file, options).catch(() => "broken" as const);
  if (typeof read === "string") return { unreadable: read };
  if (read.markdown.trim() !== "") return read;
  return { unreadable: read.pages === undefined ? "no_text" : "pictures" };
}

type Read = DocumentReading | Unreadable;

const readers: Record<DocumentForm, (file: Uint8Array, options: DocumentOptions) => Promise<Read>> = {
  async plain(file, { maxChars }) {
    return plainMarkdown(textOf(file), maxChars);
  },
  async markdown(file, { maxChars }) {
    const text = textOf(file).replace(/\r\n?/g, "\n");
    return { markdown: text.slice(0, maxChars).toWellFormed().trimEnd(), isCut: text.length > maxChars };
  },
  async html(file, { maxChars }) {
    const { htmlMarkdown } = await import("./html-markdown.ts");
    return htmlMarkdown(pageText(file), maxChars);
  },
  docx: (file, options) => packed(file, options, async () => (await import("./office-markdown.ts")).docxMarkdown),
  odt: (file, options) => packed(file, options, async () => (await import("./office-markdown.ts")).odtMarkdown),
  epub: (file, options) => packed(file, options, async () => (await import("./epub-markdown.ts")).epubMarkdown),
  async mail(file, { maxChars }) {
    const { mailMarkdown } = await import("./mail-markdown.ts");
    return mailMarkdown(file, maxChars);
  },
  async pdf(file, options) {
    const { pdfMarkdown } = await import("./pdf-markdown.ts");
    return pdfMarkdown(file, options);
  },
};

type ReadMembers =
  | typeof import("./office-markdown.ts").docxMarkdown
  | typeof import("./epub-markdown.ts").epubMarkdown;

async function packed(
  file: Uint8Array,
  { maxChars }: DocumentOptions,
  reader: () => Promise<ReadMembers>,
): Promise<Read> {
  const { packedMembers } = await import("./packed-members.ts");
  const read: Written | "encrypted" | undefined = await (await reader())(await packedMembers(file), maxChars);
  return read ?? "broken";
}

/** UTF-8, or UTF-16 where its first bytes say so. */
function textOf(file: Uint8Array): string {
  const mark = `${file[0]} ${file[1]}`;
  const encoding = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(file).replaceAll("\0", "");
}

/** As the page says that it is encoded, near its beginning. */
function pageText(file: Uint8Array): string {
  const said = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})/i.exec(
    Buffer.from(file.subarray(0, 2_048)).toString("latin1"),
  )?.[1];
  if (said !== undefined && !/^utf-?(8|16)/i.test(said)) {
    try {
      return new TextDecoder(said).decode(file).replaceAll("\0", "");
    } catch {
      // An encoding that nobody knows is read as what most pages are in.
    }
  }
  return textOf(file);
}
