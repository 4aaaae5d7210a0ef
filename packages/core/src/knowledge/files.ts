/**
 * Files: a person says what they will upload (name, type, size, SHA-256), uploads it to the store by presigned addresses, and says that it
 * is complete; then it is compared with what was said. The row is there before the object, and goes before it, so that an object without a
 * row is always one to be removed (see file-sweep.ts).
 *
 * The same bytes are one file: of a person's live rows each has another SHA-256.
 */

import { type SQL, sql } from "drizzle-orm";
import { ObjectsError } from "#cloud/objects";
import { FileArrived, FileEvents } from "#core/knowledge/events";
import { type Examined, examine, settled } from "#core/knowledge/file-checks";
import { fileKey, fileStore } from "#core/knowledge/file-store";
import { assertWhole, isInParts, type Upload, uploadOf } from "#core/knowledge/file-uploads";
import { type File, files, HIDDEN } from "#core/knowledge/files.sql";
import { fileFields, fileRefusals } from "#core/knowledge/sayings";
import { ifRoom, inWords, storageInTurn, storageLimitsOf } from "#core/knowledge/storage-limits";
import { refreshSettings } from "#core/platform/system-settings";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, problem, ReadOnlyAccess, Unavailable, wrongInput } from "#kit/problem";
import { findRow, live, shown as shownRow } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";

export const shown = (file: File) => shownRow(files, file, HIDDEN);

/** What is said of a file before it is uploaded. */
export interface Announced {
  fileName: string;
  folderPath?: string;
  mimeType: string;
  sizeBytes: number;
  sha256: string;
  tags?: string[];
  description?: string | null;
  dependentId?: string | null;
  householdId?: string | null;
}

export interface Announcement {
  file: File;
  /** How to upload what is not there yet; null when nothing is to be uploaded. */
  upload: Upload | null;
  isNew: boolean;
}

export const WasDeleted = /* @__PURE__ */ problem(
  "conflict",
  "was_deleted",
  "The same file is among your deleted ones",
);

const MAX_ATTEMPTS = 3;

/**
 * Makes the row of a file that is to be uploaded, and the addresses to upload it to. Of bytes that the person has already it answers the
 * row that there is: ready, or with what is still to be uploaded. Throws WasDeleted with the id of a deleted file with the same bytes,
 * InvalidInput for a file that is too large for the tier, Conflict when the person's room is full. Two flights.
 */
export async function announce(ctx: Ctx, said: Announced): Promise<Announcement> {
  // Without a store nothing is announced.
  fileStore();
  await refreshSettings();
  const { fileBytes } = storageLimitsOf(ctx.actor.tier);
  if (said.sizeBytes > fileBytes) {
    throw wrongInput("#/sizeBytes", fileFields("file_too_large", { size: inWords(fileBytes), tier: ctx.actor.tier }));
  }
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const [before] = await ctx.db.batch([sameBytes(said.sha256)]);
    if (before?.deletedAt) {
      throw WasDeleted(fileRefusals("deleted_before"), { current: { id: before.file.id, deleted: true } });
    }
    // Added even where it seems to be there, so that a request that is repeated under its key is answered as the first time.
    const { row, same } = await added(ctx, said);
    const file = row ?? (same && !same.deletedAt ? await asSaid(ctx, same.file, said) : undefined);
    if (file) return { file, upload: await uploadOf(ctx, file), isNew: row !== undefined };
  }
  throw Unavailable();
}

/** Adds the row, unless a live one has the same bytes, and yields that one. */
async function added(ctx: Ctx, said: Announced) {
  const { userId, tier } = ctx.actor;
  const id = uuidv7(ctx.now());
  const isThere = sql`exists (select from ${files} f where f.user_id = ${me} and f.sha256 = ${said.sha256} and f.deleted_at is null and f.status <> 'quarantined')`;
  const sizeBytes = ifRoom(said.sizeBytes, said.sizeBytes, tier, isThere);
  const values = { ...said, id, objectKey: fileKey(userId, id), sizeBytes };
  const [, row, same] = await ctx.db.batch([
    storageInTurn(userId),
    insert(ctx, files, values, { emits: { event: FileEvents.created }, onConflict: "nothing" }),
    sameBytes(said.sha256),
  ]);
  return { row, same };
}

/**
 * A file with these bytes that is there already. One that is still being uploaded gets what is said of it now, because what was said the
 * first time may have been the mistake that prevented it.
 */
async function asSaid(ctx: Ctx, file: File, { mimeType, sizeBytes }: Announced): Promise<File | undefined> {
  if (file.status !== "pending" || (file.mimeType === mimeType && file.sizeBytes === sizeBytes)) return file;
  const { userId, tier } = ctx.actor;
  const values = { mimeType, sizeBytes: ifRoom(sizeBytes, sizeBytes - file.sizeBytes, tier), uploadId: null };
  const [, row] = await ctx.db.batch([
    storageInTurn(userId),
    update(ctx, files, sql`${live(files, file.id)} and ${files.status} = 'pending'`, values, {
      emits: { event: FileEvents.updated },
    }),
  ]);
  if (row && file.uploadId) await fileStore().abortMultipart(file.objectKey, file.uploadId);
  return row;
}

/** The file of the speaker that has these bytes: a live one, or one that could be restored. */
function sameBytes(sha256: string): Read<{ file: File; deletedAt: string | null } | undefined> {
  const columns = columnsOf(files);
  const isSame: SQL = sql`${files.userId} = ${me} and ${files.sha256} = ${sha256}
    and ((${files.deletedAt} is null and ${files.status} <> 'quarantined') or (${files.deletedAt} is not null and ${files.status} = 'ready'))`;
  return {
    ...read(
      sql`select ${selection(files, Object.keys(columns))} from ${files} where ${isSame} order by ${files.deletedAt} desc nulls first limit 1`,
    ),
    decode({ columns: names, rows: [row] }) {
      if (!row) return undefined;
      const { deletedAt, ...file } = rowReader(columns, names)(row);
      return { file: file as File, deletedAt: deletedAt as string | null };
    },
  };
}

/** What of a pending file is still to be uploaded, and where. Throws Conflict for a file that is no longer being uploaded. */
export async function continueUpload(ctx: Ctx, id: string): Promise<Announcement> {
  const file = await ownFile(ctx, id);
  if (file.status !== "pending") throw Conflict(fileRefusals("is_uploaded"));
  return { file, upload: await uploadOf(ctx, file), isNew: false };
}

/**
 * Says that all of it is uploaded: what is in the store is compared with what was said. Yields the file as it is then: `ready` or
 * `quarantined`, or `checking` when it is so large that a workflow compares it. Throws Conflict when bytes are missing. Repeated and
 * concurrent calls have one effect.
 */
export async function complete(ctx: Ctx, id: string): Promise<File> {
  const file = await ownFile(ctx, id);
  if (file.status !== "pending") return file;
  await assertWhole(file);
  if (!isInParts(file)) return finish(ctx, file, await examined(ctx, file));
  const [arrived] = await ctx.db.batch([
    update(ctx, files, stillAnnounced(file), { status: "checking" }, { emits: { event: FileArrived } }),
  ]);
  return arrived ?? ownFile(ctx, id);
}

/** The bytes may go while they are read, with a file that is deleted for good, or be uploaded anew. */
async function examined(ctx: Ctx, file: File): Promise<Examined> {
  try {
    return await examine(file);
  } catch (error) {
    if (!(error instanceof ObjectsError) || (error.kind !== "not_found" && error.kind !== "conflict")) throw error;
    await ownFile(ctx, file.id);
    throw Conflict(fileRefusals("bytes_meanwhile"));
  }
}

/** Writes what was found out about the bytes, unless somebody else has. */
async function finish(ctx: Ctx, file: File, found: Examined): Promise<File> {
  const [done] = await ctx.db.batch(settled(ctx, file, found));
  return done ?? ownFile(ctx, file.id);
}

/** It is being uploaded, and nobody has said another length of it meanwhile. */
const stillAnnounced = ({ id, sizeBytes }: File): SQL =>
  sql`${live(files, id)} and ${files.status} = 'pending' and ${files.sizeBytes} = ${sizeBytes}::bigint`;

/** A file of the speaker's own, which nobody else uploads. */
async function ownFile(ctx: Ctx, id: string): Promise<File> {
  const [file] = await findRow(ctx, files, id);
  if (file.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  return file;
}
