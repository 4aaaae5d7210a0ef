/** The texts that are read for what they are about: entries of the journal, and files whose text can be read. */
import { readText } from "#core/knowledge/file-reading";
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

/** Undefined for a file that is gone, another's, or has no text. */
export async function linkFile(ctx: Ctx, id: string): Promise<Linking | undefined> {
  const [file] = await ctx.db.batch([rowRead(files, id, true)]);
  if (file?.status !== "ready" || file.userId !== ctx.actor.userId) return undefined;
  const text = await readText(file);
  if (text === undefined) return undefined;
  return linkEntities(ctx, { entityType: "file", entityId: id, text, at: file.createdAt });
}
