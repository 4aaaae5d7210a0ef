/**
 * The copy of a photo or a film that others than its owner get, cleaned of when and where it was taken: a second object of the file's row, beside
 * the first. It is made when the file is checked, and made again when the store has lost it. Most files have none, because there is
 * nothing to clean.
 */

import { type SQL, sql } from "drizzle-orm";
import { ObjectsError } from "#cloud/objects";
import { cleaned } from "#core/knowledge/cleaning/clean";
import { lengthOf, Original, type Piece, Uncleanable } from "#core/knowledge/cleaning/original";
import { FileAccepted, FileEvents } from "#core/knowledge/events";
import { copyKey, fileStore } from "#core/knowledge/file-store";
import { TELLING_BYTES, typeOf } from "#core/knowledge/file-types";
import { PART_BYTES } from "#core/knowledge/file-uploads";
import { type File, files } from "#core/knowledge/files.sql";
import { uncleanable } from "#core/knowledge/sayings";
import type { Overdue } from "#core/platform/delivery/overdue";
import { update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { codedOf, type Saying } from "#kit/saying";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";

/** What others get of a file, as its row has it. */
export type ForOthers = Pick<File, "forOthersReason" | "forOthersReasonCoded" | "copyBytes"> & {
  forOthers: NonNullable<File["forOthers"]>;
};

/** How far the copy of a large file has come. */
export interface Copying {
  /** So many bytes of it are in the store. */
  at: number;
  /** Of the upload in parts. */
  uploadId?: string;
}

/** Read, cleaned and written within seconds, where a step may take a minute. */
const SLICE_BYTES = 128 * 1024 ** 2;

const AS_IT_IS: ForOthers = { forOthers: "same", forOthersReason: null, forOthersReasonCoded: null, copyBytes: null };
const withheld = (why: Saying): ForOthers => ({
  forOthers: "nothing",
  forOthersReason: why.text,
  forOthersReasonCoded: codedOf(why),
  copyBytes: null,
});

/**
 * Writes the next slice of the copy; yields how far it has come, or in the end what others get. Repeated with the same `copying`, it writes
 * the same bytes to the same place.
 */
export async function copySlice(
  { objectKey, sizeBytes }: Pick<File, "objectKey" | "sizeBytes">,
  copying: Copying,
  sliceBytes = SLICE_BYTES,
): Promise<Copying | ForOthers> {
  const original = new Original(sizeBytes, (start, end) => fileStore().range(objectKey, start, end));
  const type = await typeOf(await fileStore().range(objectKey, 0, Math.min(TELLING_BYTES, sizeBytes)));
  let pieces: Piece[] | undefined;
  try {
    pieces = await cleaned(type, original);
  } catch (error) {
    if (error instanceof Uncleanable) return withheld(error.why);
    throw error;
  }
  if (!pieces) return AS_IT_IS;
  const copyBytes = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const key = copyKey(objectKey);
  const done: ForOthers = { forOthers: "copy", forOthersReason: null, forOthersReasonCoded: null, copyBytes };
  if (copyBytes <= PART_BYTES) {
    await fileStore().put(key, await bytesOf(original, pieces, 0, copyBytes), { contentType: type });
    return done;
  }
  const uploadId = copying.uploadId ?? (await fileStore().createMultipart(key, { contentType: type! }));
  const end = Math.min(copying.at + sliceBytes, copyBytes);
  try {
    for (let at = copying.at; at < end; at += PART_BYTES) {
      const bytes = await bytesOf(original, pieces, at, Math.min(at + PART_BYTES, copyBytes));
      await fileStore().putPart(key, uploadId, at / PART_BYTES + 1, bytes);
    }
    if (end < copyBytes) return { at: end, uploadId };
    await fileStore().completeMultipart(key, uploadId, await fileStore().listParts(key, uploadId));
    return done;
  } catch (error) {
    if (!(error instanceof ObjectsError) || error.kind !== "not_found") throw error;
    // The upload is gone: it was completed, and the answer was lost; or the store gave it up, and it begins anew.
    return (await fileStore().head(key))?.sizeBytes === copyBytes ? done : { at: 0 };
  }
}

/** The whole copy at once, of a file that is small enough for that. */
export async function copied(file: Pick<File, "objectKey" | "sizeBytes">): Promise<ForOthers> {
  const outcome = await copySlice(file, { at: 0 });
  return "forOthers" in outcome ? outcome : withheld(uncleanable("too_large_to_clean"));
}

/** The bytes of the copy between two places of it. */
async function bytesOf(original: Original, pieces: readonly Piece[], from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  let at = 0;
  for (const piece of pieces) {
    const [start, end] = [Math.max(at, from), Math.min(at + lengthOf(piece), to)];
    if (start < end && "bytes" in piece) bytes.set(piece.bytes.subarray(start - at, end - at), start - from);
    for (let place = start; place < end && "start" in piece; ) {
      const some = (await original.ahead(piece.start + place - at)).subarray(0, end - place);
      if (some.length === 0) throw new Error("The object is shorter than its row says.");
      bytes.set(some, place - from);
      place += some.length;
    }
    at += lengthOf(piece);
    if (at >= to) break;
  }
  return bytes;
}

/** A file of the speaker that is ready and of which nobody has decided what others get; a deleted one as well, since it may be restored. */
export async function undecided(ctx: Ctx, fileId: string): Promise<File | undefined> {
  const [file] = await ctx.db.batch([undecidedRead(fileId)]);
  return file;
}

const isUndecided = (fileId: string): SQL =>
  sql`${files.id} = ${fileId}::uuid and ${files.status} = 'ready' and ${files.forOthers} is null`;

function undecidedRead(fileId: string): Read<File | undefined> {
  const columns = columnsOf(files);
  const keys = Object.keys(columns).filter((key) => key !== "deletedAt");
  return {
    ...read(sql`select ${selection(files, keys)} from ${files} where ${isUndecided(fileId)}`),
    decode: ({ columns: names, rows: [row] }) => row && (rowReader(columns, names)(row) as File),
  };
}

/** Writes what others get, unless it has been decided. */
export async function decide(ctx: Ctx, fileId: string, outcome: ForOthers): Promise<void> {
  await ctx.db.batch([update(ctx, files, isUndecided(fileId), outcome, { emits: { event: FileEvents.updated } })]);
}

export const giveUpCopy = (ctx: Ctx, fileId: string): Promise<void> =>
  decide(ctx, fileId, withheld(uncleanable("cleaning_failed")));

/** Files of which nobody has decided what others get, because a run was lost, or the store has lost the copy. */
export const undecidedFiles: Overdue = {
  workflow: "knowledge.readFile",
  on: FileAccepted,
  afterMinutes: 60,
  waiting: () =>
    sql`select id as entity_id, null as key from files where status = 'ready' and for_others is null order by created_at limit 10000`,
  giveUp: (ctx, event) =>
    giveUpCopy(causedBy(ctx, { id: event.id, correlationId: event.correlation_id }), event.entity_id!),
};
