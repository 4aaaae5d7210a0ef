/** Documents that people write, and the beginning of those that are made from a file (see document-making.ts). */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Document, documents } from "#core/knowledge/documents.sql";
import { DocumentRequested } from "#core/knowledge/events";
import { files } from "#core/knowledge/files.sql";
import { fileRefusals } from "#core/knowledge/sayings";
import { insert } from "#kit/change";
import type { Search } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { Conflict } from "#kit/problem";
import { findRow } from "#kit/row";
import { Text } from "#kit/wire";

type Written = Pick<Partial<typeof documents.$inferInsert>, "title" | "contentMarkdown" | "tags" | "householdId">;

/** By a part of what they are called, whatever its accents and case. */
export const search: Search = {
  parameters: { titled: z.optional(Text(200, 1)) },
  where: (_, { titled }) =>
    typeof titled === "string" ? sql`strpos(folded(${documents.title}), folded(${titled}::text)) > 0` : undefined,
};

/** What a PATCH sets. Whoever writes into a document that is being made, or could not be, makes it one that is written. */
export const written = (body: Written) =>
  body.contentMarkdown === undefined
    ? body
    : { ...body, status: "ready" as const, statusReason: null, statusReasonCoded: null };

/**
 * Makes a document that is to be read from a file which the speaker may see. Throws NotFound, and Conflict for a file that is not there yet, or of
 * which only its owner gets the bytes. Two flights.
 */
export async function fromFile(ctx: Ctx, fileId: string): Promise<Document> {
  const [file] = await findRow(ctx, files, fileId);
  if (file.status !== "ready") throw Conflict(fileRefusals("not_uploaded_yet"));
  if (file.userId !== ctx.actor.userId && file.forOthers !== "same") throw Conflict(fileRefusals("owner_only"));
  const values = { title: titleOfName(file.fileName), sourceFileId: fileId, status: "reading" as const };
  const [row] = await ctx.db.batch([insert(ctx, documents, values, { emits: { event: DocumentRequested } })]);
  return row;
}

/** The name of a file without what says its type. */
const titleOfName = (fileName: string): string =>
  fileName.replace(/(?<=.)\.[\p{L}\p{N}]{1,10}$/u, "").trim() || fileName;
