/**
 * The text of a page or of a text document that somebody has stored: HTML, Word (Office Open XML) and OpenDocument. PDF has a reader of its own
 * in pdf-text.ts. Each is read in a process of its own, because it may have been made to keep its reader busy.
 */
import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import { formatsProgram } from "./pdf-text.ts";

export type DocumentForm = "html" | "docx" | "odt";

export interface DocumentOptions {
  form: DocumentForm;
  /** Characters of the text at most. */
  maxChars: number;
}

const MAX_BYTES = 12 * 1024 ** 2;
const limits = (maxChars: number): ApartLimits => ({
  processorMs: 4_000,
  timeMs: 12_000,
  memoryBytes: 256 * 1024 ** 2,
  outputBytes: 4 * maxChars,
});

/**
 * The text with a line for each paragraph; undefined for a file that is too large, broken or costly. Throws ApartError with `busy` when too many
 * are being read.
 */
export async function documentText(
  file: Uint8Array,
  form: DocumentForm,
  maxChars: number,
): Promise<string | undefined> {
  if (file.length > MAX_BYTES) return undefined;
  const options: DocumentOptions = { form, maxChars };
  try {
    return await readApart(formatsProgram(), { format: "document", document: file, options }, limits(maxChars));
  } catch (error) {
    if (error instanceof ApartError && error.reason !== "busy") return undefined;
    throw error;
  }
}
