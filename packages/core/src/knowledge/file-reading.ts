/** Tags and a description of a document by its text, which is read in the background: PDF, Word, OpenDocument and pages. */
import { sql } from "drizzle-orm";
import { type DocumentForm, documentText } from "#core/ingest/document-text";
import { pdfText, UnreadablePdfError } from "#core/ingest/pdf-text";
import { FileEvents } from "#core/knowledge/events";
import { fileStore } from "#core/knowledge/file-store";
import { wordsOf } from "#core/knowledge/file-words";
import { type File, files } from "#core/knowledge/files.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { live, rowRead } from "#kit/row";

/** A larger document is known by its name alone. */
const MAX_BYTES = 12 * 1024 ** 2;
/** Documents say at their beginning what they are. */
const MAX_PAGES = 3;
const MAX_CHARS = 20_000;

/**
 * Reads the file and writes what was found into the columns that no person writes to: tags and a description of a person's own stay as they are.
 * Yields whether there was a text. Throws ApartError while too many documents are being read.
 */
export async function readWords(ctx: Ctx, fileId: string): Promise<boolean> {
  const [file] = await ctx.db.batch([rowRead(files, fileId, true)]);
  if (file?.status !== "ready" || file.userId !== ctx.actor.userId) return false;
  const text = await textOf(file);
  if (text === undefined) return false;
  const { aiTags, aiDescription } = wordsOf({ ...file, text });
  const values = { aiTags, aiDescription: aiDescription ?? file.aiDescription };
  await ctx.db.batch([
    update(ctx, files, sql`${live(files, fileId)} and ${files.status} = 'ready'`, values, {
      emits: { event: FileEvents.updated },
    }),
  ]);
  return true;
}

const forms: Record<string, DocumentForm> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.oasis.opendocument.text": "odt",
};

/** The text of a file, with that of one that is nothing but text; undefined for what has none. Throws ApartError while too many are being read. */
export async function readText(file: File): Promise<string | undefined> {
  if (!isPlain(file.mimeType)) return textOf(file);
  const { bytes } = await fileStore().get(file.objectKey, { maxBytes: MAX_BYTES });
  return new TextDecoder().decode(bytes).slice(0, MAX_PLAIN);
}

const MAX_PLAIN = 500_000;
const isPlain = (mimeType: string) => /^text\/(plain|markdown|x-markdown)$/.test(mimeType);

/** Undefined for a file that is no document, or cannot be read as one. */
async function textOf({ objectKey, mimeType, sizeBytes }: File): Promise<string | undefined> {
  const form = forms[mimeType];
  if ((mimeType !== "application/pdf" && !form) || sizeBytes > MAX_BYTES) return undefined;
  const { bytes } = await fileStore().get(objectKey, { maxBytes: MAX_BYTES });
  if (form) return documentText(bytes, form, MAX_CHARS);
  try {
    return await pdfText(bytes, { maxPages: MAX_PAGES, maxChars: MAX_CHARS });
  } catch (error) {
    if (error instanceof UnreadablePdfError) return undefined;
    throw error;
  }
}
