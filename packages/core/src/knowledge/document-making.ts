/** Documents that are made from files, in the background. */

import { fail, isReading } from "#core/knowledge/document-failing";
import { documents, MAX_DOCUMENT_CHARS } from "#core/knowledge/documents.sql";
import { DocumentEvents } from "#core/knowledge/events";
import { keptText, readFileText, UnreadFileError } from "#core/knowledge/file-reading";
import { files } from "#core/knowledge/files.sql";
import { documentReasons } from "#core/knowledge/sayings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { rowRead } from "#kit/row";
import { codedOf } from "#kit/saying";
import { cut } from "#kit/text";

/**
 * Reads the file of a document into it, unless somebody has written into it meanwhile; of a file that says nothing it says why. Throws ApartError
 * while too many are being read. Yields whether there is a text.
 */
export async function readInto(ctx: Ctx, documentId: string): Promise<boolean> {
  const [document] = await ctx.db.batch([rowRead(documents, documentId, true)]);
  if (document?.status !== "reading") return false;
  const [file, known] = document.sourceFileId
    ? await ctx.db.batch([rowRead(files, document.sourceFileId, true), keptText(document.sourceFileId)])
    : [];
  try {
    if (file?.status !== "ready") throw new UnreadFileError(documentReasons("document_file_gone"));
    const { markdown, isCut } = known ?? (await readFileText(file));
    const note = isCut ? documentReasons("document_cut") : undefined;
    const values = {
      contentMarkdown: cut(markdown, MAX_DOCUMENT_CHARS),
      title: titleIn(markdown) ?? document.title,
      status: "ready" as const,
      statusReason: note?.text ?? null,
      statusReasonCoded: note ? codedOf(note) : null,
    };
    await ctx.db.batch([
      update(ctx, documents, isReading(documentId), values, { emits: { event: DocumentEvents.updated } }),
    ]);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadFileError)) throw error;
    await fail(ctx, documentId, error.why);
    return false;
  }
}

/** What a text calls itself: a first heading at its very beginning. */
function titleIn(markdown: string): string | undefined {
  const heading = /^#[ \t]+([^\n]+)/
    .exec(markdown)?.[1]
    ?.replace(/\\([\\`*_<[\]])/g, "$1")
    .trim();
  return heading ? cut(heading, 500) : undefined;
}
