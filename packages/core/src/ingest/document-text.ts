/**
 * The text of a document that somebody has stored, as Markdown: PDF, Word, OpenDocument, EPUB, pages, e-mails and plain texts. Each is read in a
 * process of its own, because it may have been made to keep its reader busy.
 */
import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import { formatsProgram } from "./pdf-text.ts";

export type DocumentForm = "pdf" | "html" | "docx" | "odt" | "epub" | "mail" | "plain" | "markdown";

export interface DocumentOptions {
  form: DocumentForm;
  /** Characters of the Markdown at most. */
  maxChars: number;
  /** Pages read from the front, of what has pages. */
  maxPages: number;
}

export interface DocumentReading {
  markdown: string;
  /** Whether there was more than was read. */
  isCut: boolean;
  /** How many pages it has; absent for what has none. */
  pages?: number;
}

/** Why there is no text: `pictures` is what has pages and no words on them. */
export type Unreadable = "no_text" | "pictures" | "encrypted" | "broken" | "costly";

/** The reason lies in the document, so that trying again does not help. */
export class UnreadableDocumentError extends Error {
  override readonly name = "UnreadableDocumentError";
  readonly reason: Unreadable;
  constructor(reason: Unreadable) {
    super(`The document is not readable: ${reason}.`);
    this.reason = reason;
  }
}

export const MAX_DOCUMENT_BYTES = 24 * 1024 ** 2;
export const documentBounds = { maxChars: 500_000, maxPages: 1_000 };
/** What costs more than it may is read again up to here: what it is stands at its beginning. */
const BEGINNING = { maxChars: 50_000, maxPages: 10 };

const MB = 1024 ** 2;
const limitsFor = (file: Uint8Array, maxChars: number): ApartLimits => ({
  processorMs: 15_000,
  timeMs: 45_000,
  memoryBytes: 384 * MB + 6 * file.length,
  outputBytes: 8 * maxChars,
});

/**
 * Throws UnreadableDocumentError when the document is the cause, and ApartError with `busy` when too many are being read. Of one that costs too
 * much it yields the beginning.
 */
export async function readDocument(file: Uint8Array, form: DocumentForm): Promise<DocumentReading> {
  try {
    return await readWithin(file, { form, ...documentBounds });
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError) || error.reason !== "costly") throw error;
    const { markdown, pages } = await readWithin(file, { form, ...BEGINNING });
    return { markdown, pages, isCut: true };
  }
}

async function readWithin(file: Uint8Array, options: DocumentOptions): Promise<DocumentReading> {
  const limits = limitsFor(file, options.maxChars);
  const answer = await readApart(formatsProgram(), { format: "document", document: file, options }, limits).catch(
    (error: unknown) => {
      if (!(error instanceof ApartError) || error.reason === "busy") throw error;
      throw new UnreadableDocumentError(error.reason === "refused" || error.reason === "broken" ? "broken" : "costly");
    },
  );
  const read = JSON.parse(answer) as DocumentReading | { unreadable: Unreadable };
  if ("unreadable" in read) throw new UnreadableDocumentError(read.unreadable);
  return read;
}
