/**
 * What files say, read in the background: documents, mail, plain texts, and pictures where what reads them is installed. It is kept beside the file,
 * for the search and for documents that are made from it; and it gives the file tags and a description.
 */
import { sql } from "drizzle-orm";
import {
  type DocumentForm,
  type DocumentReading,
  MAX_DOCUMENT_BYTES,
  readDocument,
  type Unreadable,
  UnreadableDocumentError,
} from "#core/ingest/document-text";
import { isOcrInstalled, MAX_PIXELS, READABLE_PICTURES, textInPictures } from "#core/ingest/ocr";
import { pictureSize } from "#core/ingest/picture-size";
import { FileEvents } from "#core/knowledge/events";
import { fileStore } from "#core/knowledge/file-store";
import { wordsOf } from "#core/knowledge/file-words";
import { type File, files, fileTexts } from "#core/knowledge/files.sql";
import { languageOf } from "#core/knowledge/language";
import { documentReasons } from "#core/knowledge/sayings";
import { inWords } from "#core/knowledge/storage-limits";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { live, rowRead } from "#kit/row";
import type { Saying } from "#kit/saying";

/** Why a file has no text, for a person. The reason lies in the file, so that trying again does not help. */
export class UnreadFileError extends Error {
  override readonly name = "UnreadFileError";
  readonly why: Saying;
  constructor(why: Saying) {
    super(why.text);
    this.why = why;
  }
}

/**
 * Reads the file, keeps its text, and writes what was found into the columns that no person writes to: tags and a description of a person's own stay
 * as they are. Yields whether there was a text. Throws ApartError while too many documents are being read.
 */
export async function readWords(ctx: Ctx, fileId: string): Promise<boolean> {
  const [file] = await ctx.db.batch([rowRead(files, fileId, true)]);
  if (file?.status !== "ready" || file.userId !== ctx.actor.userId) return false;
  const reading = await readFileText(file).catch((error: unknown) => {
    if (error instanceof UnreadFileError) return undefined;
    throw error;
  });
  if (reading === undefined) return false;
  // Whoever may see that a file is there sees these, too; the text itself only those who get it.
  const isWithheld = file.forOthers === null || file.forOthers === "nothing";
  const { aiTags, aiDescription } = wordsOf({ ...file, ...(!isWithheld && { text: reading.markdown }) });
  const values = { aiTags, aiDescription: aiDescription ?? file.aiDescription };
  await ctx.db.batch([
    kept(fileId, reading),
    update(ctx, files, sql`${live(files, fileId)} and ${files.status} = 'ready'`, values, {
      emits: { event: FileEvents.updated },
    }),
  ]);
  return true;
}

/** Before the file's event, so that whoever hears of that finds the text. */
const kept = (fileId: string, { markdown, pages, isCut }: DocumentReading) =>
  effect(sql`
    insert into ${fileTexts} (file_id, content, language, pages, is_cut)
    select id, ${markdown}::text, ${languageOf(markdown)}::text, ${pages ?? null}::int, ${isCut}::bool
    from ${files} where ${live(files, fileId)} and ${files.status} = 'ready'
    on conflict (file_id) do update set content = excluded.content, language = excluded.language, pages = excluded.pages, is_cut = excluded.is_cut`);

/** The text that is kept of a file that the speaker may see. */
export const keptText = (fileId: string): Read<DocumentReading | undefined> => {
  const reading = read<{ markdown: string; isCut: boolean; pages: number | null }>(
    sql`select content as markdown, is_cut as "isCut", pages from ${fileTexts} where file_id = ${fileId}::uuid`,
  );
  return {
    ...reading,
    decode(result) {
      const [row] = reading.decode(result);
      return row && { ...row, pages: row.pages ?? undefined };
    },
  };
};

const forms: Record<string, DocumentForm> = {
  "application/pdf": "pdf",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/epub+zip": "epub",
  "message/rfc822": "mail",
  "text/plain": "plain",
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
};

/** Throws UnreadFileError with the reason for a person, and ApartError with `busy`. */
export async function readFileText(
  file: Pick<File, "objectKey" | "mimeType" | "sizeBytes" | "fileName">,
): Promise<DocumentReading> {
  const { objectKey, sizeBytes } = file;
  const form = formOf(file);
  const isPicture = READABLE_PICTURES.has(file.mimeType);
  if (!form && !isPicture) throw new UnreadFileError(documentReasons("not_a_document", { type: file.mimeType }));
  if (sizeBytes > MAX_DOCUMENT_BYTES) {
    const size = { size: inWords(sizeBytes), max: inWords(MAX_DOCUMENT_BYTES) };
    throw new UnreadFileError(documentReasons("document_too_large", size));
  }
  const { bytes } = await fileStore().get(objectKey, { maxBytes: MAX_DOCUMENT_BYTES });
  try {
    if (form) return await readDocument(bytes, form);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    if (error.reason !== "pictures") throw new UnreadFileError(reasons[error.reason]());
  }
  return readPictures(bytes, isPicture);
}

async function readPictures(bytes: Uint8Array, isPicture: boolean): Promise<DocumentReading> {
  if (!isOcrInstalled()) throw new UnreadFileError(documentReasons("ocr_not_installed"));
  if (isPicture) {
    const size = pictureSize(bytes);
    if (!size) throw new UnreadFileError(documentReasons("document_broken"));
    if (size.width * size.height > MAX_PIXELS)
      throw new UnreadFileError(documentReasons("picture_too_large", { max: MAX_PIXELS / 1_000_000 }));
  }
  try {
    return await textInPictures(bytes, isPicture ? "picture" : "pdf");
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    throw new UnreadFileError(reasons[error.reason === "no_text" ? "pictures" : error.reason]());
  }
}

const reasons: Record<Unreadable, () => Saying> = {
  no_text: () => documentReasons("no_text"),
  pictures: () => documentReasons("pictures_only"),
  encrypted: () => documentReasons("document_encrypted"),
  broken: () => documentReasons("document_broken"),
  costly: () => documentReasons("document_costly"),
};

/** A plain text that is called like one is Markdown, and an e-mail that is called like one is an e-mail. */
function formOf({ mimeType, fileName }: Pick<File, "mimeType" | "fileName">): DocumentForm | undefined {
  if (mimeType === "text/plain" && /\.(?:md|markdown)$/i.test(fileName)) return "markdown";
  if (mimeType === "text/plain" && /\.eml$/i.test(fileName)) return "mail";
  return Object.hasOwn(forms, mimeType) ? forms[mimeType] : undefined;
}
