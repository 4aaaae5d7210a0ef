/**
 * Deleted files that are deleted for good before their 30 days are over, which frees the room that they take. The row stays until then,
 * `purged`, because clients that were away have still to be told that the file was deleted; what it said of the file goes at once.
 */
import { type SQL, sql } from "drizzle-orm";
import { FilePurged } from "#core/knowledge/events";
import { copyKey, fileStore } from "#core/knowledge/file-store";
import { type File, files, photoDetails } from "#core/knowledge/files.sql";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
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
  const [found] = await ctx.db.batch([deletedRead(sql`${files.id} = ${id}::uuid`, 1)]);
  const [file] = found;
  if (!file) throw NotFound();
  if (file.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  if (!file.isDeleted) throw Conflict("It is not deleted: delete it first, and then for good.");
  if (file.status !== "purged" && !(await purgeRows(ctx, [file])).has(file.id))
    throw Conflict("It was restored at the same moment.");
  // A call before may have been killed when the row was purged and its objects were still there.
  await removeObjects(file);
}

/**
 * Deletes the deleted files of the speaker for good, at most 100 at once. `hasMore`: there are more, which the same call deletes. Shared files
 * of others are not among them.
 */
export async function emptyTrash(ctx: Ctx): Promise<{ purged: number; hasMore: boolean }> {
  const mine = sql`${files.userId} = ${me} and ${files.deletedAt} is not null and ${files.status} <> 'purged'`;
  const [found] = await ctx.db.batch([deletedRead(mine, AT_ONCE + 1)]);
  const some = found.slice(0, AT_ONCE);
  const purged = await purgeRows(ctx, some);
  const gone = some.filter(({ id }) => purged.has(id));
  for (let at = 0; at < gone.length; at += AT_THE_SAME_TIME)
    await Promise.all(gone.slice(at, at + AT_THE_SAME_TIME).map(removeObjects));
  return { purged: gone.length, hasMore: found.length > AT_ONCE };
}

/** Removes what is in the store of a file whose row is gone, or has no bytes any more. */
export async function removeObjects({ objectKey, uploadId }: InStore): Promise<void> {
  if (uploadId) await fileStore().abortMultipart(objectKey, uploadId);
  await fileStore().remove(objectKey);
  await fileStore().remove(copyKey(objectKey));
}

/** What is said of a file, as if nothing had been. The hash stays, because a column that must have one has none that means nothing. */
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
  forOthers: null,
  forOthersReason: null,
  copyBytes: null,
  uploadId: null,
  sizeBytes: 0,
};

/** Those that are still deleted when this is written; yields their ids. */
async function purgeRows(ctx: Ctx, some: readonly { id: string }[]): Promise<ReadonlySet<string>> {
  if (some.length > MAX_ROWS) throw new Error(`At most ${MAX_ROWS} files are purged at once.`);
  const ids = sql`any(${`{${some.map(({ id }) => id).join(",")}}`}::uuid[])`;
  const areDeleted = sql`${files.id} = ${ids} and ${files.userId} = ${me} and ${files.deletedAt} is not null and ${files.status} <> 'purged'`;
  const [purged] = await ctx.db.batch([
    updateWhere(ctx, files, areDeleted, FORGOTTEN, { emits: { event: FilePurged } }),
    effect(
      sql`delete from ${photoDetails} where ${photoDetails.fileId} = any(array(select id from ${files} where ${files.id} = ${ids} and ${files.status} = 'purged'))`,
    ),
  ]);
  return new Set(purged.map(({ id }) => id));
}

type Deleted = InStore & Pick<File, "id" | "userId" | "status"> & { isDeleted: boolean };

function deletedRead(where: SQL, atMost: number): Read<Deleted[]> {
  return read<Deleted>(sql`
    select id, user_id as "userId", status, object_key as "objectKey", upload_id as "uploadId", deleted_at is not null as "isDeleted"
    from ${files} where ${where} order by id limit ${atMost}`);
}
