/** The sources of imports: a text that came with the request, and a file of the store. */
import { eq } from "drizzle-orm";
import { ObjectsError } from "#cloud/objects";
import { importTexts } from "#core/ingest/import-jobs.sql";
import { type PackedMember, type Source, UnreadableSource } from "#core/ingest/importer";
import type { Job } from "#core/ingest/imports";
import { importErrors } from "#core/ingest/sayings";
import { type Unpacking, unpacked } from "#core/ingest/unpacking";
import { takeRoomFor } from "#core/ingest/unpacking-room";
import { fileStore } from "#core/knowledge/file-store";
import { files } from "#core/knowledge/files.sql";
import { unpackedFolder } from "#core/knowledge/unpacked";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { rowRead } from "#kit/row";

const GONE = importErrors("source_gone");

/** What an import reads; a long member of it is unpacked for as long as it `hasTime`. Throws UnreadableSource when it is there no more. */
export async function sourceOf(ctx: Ctx, job: Job, unpacking: Omit<Unpacking, "takeRoom">): Promise<Source> {
  if (job.fileId === null) {
    const [[found]] = await ctx.db.batch([
      db.select({ text: importTexts.text }).from(importTexts).where(eq(importTexts.importJobId, job.id)),
    ]);
    if (!found) throw new UnreadableSource(GONE);
    return textSource(job.sourceName, found.text);
  }
  const [file] = await ctx.db.batch([rowRead(files, job.fileId)]);
  if (file?.status !== "ready") throw new UnreadableSource(GONE);
  const source = fileSource(job.sourceName, file.objectKey, file.sizeBytes);
  const folder = unpackedFolder(job.userId, job.id);
  const takeRoom = (member: PackedMember) => takeRoomFor(ctx, job, member);
  return { ...source, unpack: (member) => unpacked(folder, member, { ...unpacking, takeRoom }) };
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

/** An object of the store of files. What is said of the object itself, and not of the store, makes it unreadable. */
export function fileSource(name: string, key: string, sizeBytes: number): Source {
  return {
    name,
    sizeBytes,
    range: (start, end) => fileStore().range(key, start, end).catch(unreadable),
    async *stream(start = 0) {
      try {
        if (start < sizeBytes) yield* await fileStore().stream(key, { start });
      } catch (error) {
        unreadable(error);
      }
    },
  };
}

function unreadable(error: unknown): never {
  if (!(error instanceof ObjectsError)) throw error;
  if (error.kind === "not_found") throw new UnreadableSource(GONE);
  if (error.kind === "conflict") throw new UnreadableSource(importErrors("source_replaced"));
  throw error;
}
