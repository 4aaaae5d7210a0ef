/**
 * Deleted files that are deleted for good before their 30 days are over, which frees the room that they take. The row stays until then,
 * `purged`, because clients that were away have still to be told that the file was deleted; what it said of the file goes at once.
 */

import { type SQL, sql } from "drizzle-orm";
import { FilePurged } from "#core/knowledge/events";
import { copyKey, fileStore } from "#core/knowledge/file-store";
import { type File, files, photoDetails } from "#core/knowledge/files.sql";
import { fileRefusals } from "#core/knowledge/sayings";
import { updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read, type Write } from "#kit/db";
import { Conflict, NotFound, ReadOnlyAccess } from "#kit/problem";
import { me } from "#kit/table";

/** So many files go at once; their objects are removed within seconds. */
const AT_ONCE = 100;
/** So many objects are removed at the same time. */
const AT_THE_SAME_TIME = 10;

/** What has to be removed from the store with a row. */
export type InStore = Pick<File, "objectKey" | "uploadId">;

/**
 * Deletes a deleted file of the speaker's own for good. Throws NotFound, ReadOnlyAccess for a file of somebody else, and Conflict for one
 * that is not deleted. Repeated calls have one effect.
 */
export async function purge(ctx: Ctx, id: string): Promise<void> {
  const [file] = await ctx.db.batch([anyRead(id)]);
  if (!file) throw NotFound();
  if (file.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  if (!file.isDeleted) throw Conflict(fileRefusals("not_deleted"));
  if (file.status !== "purged") {
    const [purged] = await ctx.db.batch(purging(ctx, sql`${files.id} = ${id}::uuid`));
    if (purged.length === 0) throw Conflict(fileRefusals("restored_meanwhile"));
  }
  // A call before may have been killed when the row was purged and its objects were still there.
  await removeObjects(file);
}

/**
 * Deletes the deleted files of the speaker for good, at most 100 at once. `hasMore`: there are more, which the same call deletes. Shared files
 * of others are not among them.
 */
export async function emptyTrash(ctx: Ctx): Promise<{ purged: number; hasMore: boolean }> {
  const some = sql`${files.id} = any(array(select id from ${files} where ${mayBePurged} order by id limit ${AT_ONCE}))`;
  const [purged, , hasMore] = await ctx.db.batch([
    ...purging(ctx, some),
    {
      ...read(sql`select exists (select from ${files} where ${mayBePurged})`),
      decode: ({ rows: [row] }: { rows: unknown[][] }) => row![0] === true,
    },
  ]);
  for (let at = 0; at < purged.length; at += AT_THE_SAME_TIME)
    await Promise.all(purged.slice(at, at + AT_THE_SAME_TIME).map(removeObjects));
  return { purged: purged.length, hasMore };
}

/** Removes what is in the store of a file whose row is gone, or has no bytes any more. */
export async function removeObjects({ objectKey, uploadId }: InStore): Promise<void> {
  if (uploadId) await fileStore().abortMultipart(objectKey, uploadId);
  await fileStore().remove(objectKey);
  await fileStore().remove(copyKey(objectKey));
}

const mayBePurged: SQL = sql`${files.userId} = ${me} and ${files.deletedAt} is not null and ${files.status} <> 'purged'`;

/**
 * What is said of a file, as if nothing had been. The hash stays, because a column that must have one has none that means nothing; so does the
 * upload, which has still to be ended in the store.
 */
const FORGOTTEN: Values<typeof files> = {
  status: "purged",
  fileName: "purged",
  folderPath: "/",
  tags: [],
  description: null,
  dependentId: null,
  aiTags: [],
  aiDescription: null,
  statusReason: null,
  statusReasonCoded: null,
  forOthers: null,
  forOthersReason: null,
  forOthersReasonCoded: null,
  copyBytes: null,
  sizeBytes: 0,
};

/** Purges those of `some` that are still deleted when this is written, at most MAX_ROWS; the first write yields them. */
function purging(ctx: Ctx, some: SQL): [Write<File[]>, Write<undefined>] {
  const ofPurged = sql`select id from ${files} where ${files.userId} = ${me} and ${files.status} = 'purged'`;
  return [
    updateWhere(ctx, files, sql`${some} and ${mayBePurged}`, FORGOTTEN, { emits: { event: FilePurged } }),
    effect(
      sql`delete from ${photoDetails} where ${photoDetails.userId} = ${me} and ${photoDetails.fileId} in (${ofPurged})`,
    ),
  ];
}

type Seen = InStore & Pick<File, "userId" | "status"> & { isDeleted: boolean };

/** A file that the speaker sees, deleted or not. */
function anyRead(id: string): Read<Seen | undefined> {
  return {
    ...read(sql`
      select user_id, status, object_key, upload_id, deleted_at is not null from ${files} where ${files.id} = ${id}::uuid`),
    decode: ({ rows: [row] }) =>
      row && {
        userId: row[0] as string,
        status: row[1] as File["status"],
        objectKey: row[2] as string,
        uploadId: row[3] as string | null,
        isDeleted: row[4] === true,
      },
  };
}
