import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import type { Saying } from "#kit/saying";
import { raisedSaying } from "#kit/sayings";
import { mailReasons } from "./sayings.ts";

/**
 * The text of a PDF with its lines and columns, because a receipt is a table: an amount printed beside a label must be beside it
 * in the text.
 */

/** Limits beyond which a longer file is cut. They are not needed for safety. */
export interface PdfTextBounds {
  /** Pages read from the front. */
  maxPages: number;
  /** Characters returned at most (UTF-16 code units). */
  maxChars: number;
  /** Pieces of text read from one page. */
  maxItemsPerPage: number;
}

export const pdfTextBounds: PdfTextBounds = { maxPages: 20, maxChars: 200_000, maxItemsPerPage: 20_000 };

const maxBytes = 12 * 1024 * 1024;
const MB = 1024 * 1024;

/** A harmless receipt takes a second on a busy machine and 120 MB, most of it for the reader itself. */
const limits: ApartLimits = {
  processorMs: 6_000,
  timeMs: 18_000,
  memoryBytes: 320 * MB,
  outputBytes: 4 * pdfTextBounds.maxChars,
};

/** A file that is no PDF, is damaged beyond reading, needs a password, or costs too much to read. */
export class UnreadablePdfError extends Error {
  override readonly name = "UnreadablePdfError";
  /** Whether reading was aborted at a limit, after it had used its whole allowance. */
  readonly isCostly: boolean;
  readonly why: Saying;
  constructor(why: Saying, { isCostly = false, cause }: { isCostly?: boolean; cause?: unknown } = {}) {
    super(why.text, { cause });
    this.why = why;
    this.isCostly = isCostly;
  }
}

/**
 * Reads the text layer of a PDF (ISO 32000), top to bottom, one line for each printed line, with columns separated by two or more
 * spaces. A scanned page without a text layer gives an empty string. Throws UnreadablePdfError when the file is the cause, and
 * ApartError with `busy` when too many are being read.
 */
export async function pdfText(
  file: Uint8Array,
  bounds: Partial<PdfTextBounds> = {},
  within: Partial<ApartLimits> = {},
): Promise<string> {
  refuseAtSight(file);
  const allowed = { ...limits, ...within };
  try {
    const options = { ...pdfTextBounds, ...bounds };
    return await readApart(formatsProgram(), { format: "pdf", document: file, options }, allowed);
  } catch (error) {
    if (error instanceof ApartError && error.reason !== "busy") throw unreadablePdf(error, allowed);
    throw error;
  }
}

/** Throws UnreadablePdfError for a file that is too long, or no PDF by its first bytes. */
export function refuseAtSight(file: Uint8Array): void {
  if (file.length === 0) throw new UnreadablePdfError(mailReasons("pdf_empty"));
  if (file.length > maxBytes)
    throw new UnreadablePdfError(mailReasons("pdf_bytes", { bytes: file.length, max: maxBytes }));
  // Readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
  if (!Buffer.from(file.subarray(0, 1024)).includes("%PDF-")) throw new UnreadablePdfError(mailReasons("pdf_none"));
}

/** In a bundle the program is beside the artifact. */
export const formatsProgram = () =>
  new URL(import.meta.url.endsWith(".ts") ? "./formats.ts" : "./formats.mjs", import.meta.url);

/** Why a PDF could not be read, in words for a person. */
export function unreadablePdf(
  cause: ApartError,
  { processorMs, timeMs, memoryBytes, outputBytes }: ApartLimits,
): UnreadablePdfError {
  const costly = (why: Saying) => new UnreadablePdfError(why, { isCostly: true, cause });
  switch (cause.reason) {
    case "time":
      return costly(mailReasons("pdf_seconds", { seconds: Math.min(processorMs, timeMs) / 1000 }));
    case "memory":
      return costly(mailReasons("pdf_memory", { maxMb: Math.floor(memoryBytes / MB) }));
    case "output":
      return costly(mailReasons("pdf_unfolds", { max: outputBytes }));
    case "refused":
      return new UnreadablePdfError(raisedSaying(cause.message), { cause });
    default:
      return costly(mailReasons("pdf_breaks_reader"));
  }
}
