/** The sources of imports: a text that came with the request, and a file of the store. */
import { eq } from "drizzle-orm";
import { importTexts } from "#core/ingest/import-jobs.sql";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import type { Job } from "#core/ingest/imports";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";

/** What an import reads. Throws UnreadableSource when it is there no more. */
export async function sourceOf(ctx: Ctx, job: Job): Promise<Source> {
  if (job.fileId !== null) throw new UnreadableSource("Files cannot be read here yet.");
  const [[found]] = await ctx.db.batch([
    db.select({ text: importTexts.text }).from(importTexts).where(eq(importTexts.importJobId, job.id)),
  ]);
  if (!found) throw new UnreadableSource("The file was deleted.");
  return textSource(job.sourceName, found.text);
}

/** A text as the source that a file with it would be. */
export function textSource(name: string, text: string): Source {
  const bytes = Buffer.from(text, "utf8");
  return {
    name,
    sizeBytes: bytes.length,
    range: async (start, end) => bytes.subarray(start, end),
    async *stream(start = 0) {
      yield bytes.subarray(start);
    },
  };
}
