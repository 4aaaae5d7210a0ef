/** How an entry sounds, which is found out once its person has stopped writing. */
import { sql } from "drizzle-orm";
import { JournalSounded } from "#core/knowledge/events";
import { journalEntries } from "#core/knowledge/journal.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { live, rowRead } from "#kit/row";

/**
 * Writes how the entry sounds: of texts in English alone, of others nothing. Yields what was written; undefined where there is nothing to write, or
 * somebody has changed the entry meanwhile, which is another run. Two flights.
 */
export async function listen(ctx: Ctx, id: string): Promise<{ sentiment: number | null } | undefined> {
  const [entry] = await ctx.db.batch([rowRead(journalEntries, id, true)]);
  if (!entry || entry.userId !== ctx.actor.userId) return undefined;
  const { sentimentOf } = await import("#core/knowledge/sentiment");
  const sentiment = sentimentOf(entry.content);
  if (sentiment === entry.sentiment) return undefined;
  const isStill = sql`${live(journalEntries, id)} and ${journalEntries.version} = ${entry.version}`;
  const [written] = await ctx.db.batch([
    update(ctx, journalEntries, isStill, { sentiment }, { emits: { event: JournalSounded } }),
  ]);
  return written && { sentiment };
}
