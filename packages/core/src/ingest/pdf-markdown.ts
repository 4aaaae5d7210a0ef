/** The Markdown of a PDF: its lines as they are printed, and a rule between its pages. */
import type { DocumentOptions, DocumentReading, Unreadable } from "./document-text.ts";
import { markdownWriter, writePlain } from "./markdown-writer.ts";
import { needsPassword, pagesOf } from "./pdf-pages.ts";
import { pdfTextBounds } from "./pdf-text.ts";

export async function pdfMarkdown(
  file: Uint8Array,
  { maxChars, maxPages }: DocumentOptions,
): Promise<DocumentReading | Unreadable> {
  // Readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
  if (!Buffer.from(file.subarray(0, 1024)).includes("%PDF-")) return "broken";
  try {
    const { texts, pages } = await pagesOf(file, { ...pdfTextBounds, maxPages, maxChars });
    const writer = markdownWriter(maxChars);
    for (const text of texts) {
      if (writer.isFull()) break;
      if (text.trim() === "") continue;
      writer.rule();
      writePlain(writer, text);
    }
    const { markdown, isCut } = writer.finish();
    return { markdown, pages, isCut: isCut || pages > texts.length };
  } catch (cause) {
    return needsPassword(cause) ? "encrypted" : "broken";
  }
}
