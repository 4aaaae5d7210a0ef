/** The texts that are read for what they are about: entries of the journal, documents, and files with a text. */
import { documents } from "#core/knowledge/documents.sql";
import { keptText } from "#core/knowledge/file-reading";
import { files } from "#core/knowledge/files.sql";
import { type Linking, linkEntities } from "#core/knowledge/finding/link-entities";
import { journalEntries } from "#core/knowledge/journal.sql";
import type { Ctx } from "#kit/ctx";
import { rowRead } from "#kit/row";

/** Undefined for an entry that is gone or another's. */
export async function linkJournal(ctx: Ctx, id: string): Promise<Linking | undefined> {
  const [entry] = await ctx.db.batch([rowRead(journalEntries, id)]);
  if (!entry || entry.userId !== ctx.actor.userId) return undefined;
  return linkEntities(ctx, {
    entityType: "journal",
    entityId: id,
    text: entry.content,
    at: `${entry.entryDate}T12:00:00Z`,
  });
}

/** Undefined for a document that is gone, another's, or still to be read from its file. */
export async function linkDocument(ctx: Ctx, id: string): Promise<Linking | undefined> {
  const [document] = await ctx.db.batch([rowRead(documents, id)]);
  if (document?.status !== "ready" || document.userId !== ctx.actor.userId) return undefined;
  const { title, contentMarkdown: text, createdAt: at } = document;
  return linkEntities(ctx, { entityType: "document", entityId: id, title, text, at });
}

/** Undefined for a file that is gone, another's, or has no text. */
export async function linkFile(ctx: Ctx, id: string): Promise<Linking | undefined> {
  const [file, reading] = await ctx.db.batch([rowRead(files, id, true), keptText(id)]);
  if (file?.status !== "ready" || file.userId !== ctx.actor.userId || !reading) return undefined;
  return linkEntities(ctx, { entityType: "file", entityId: id, text: reading.markdown, at: file.createdAt });
}
