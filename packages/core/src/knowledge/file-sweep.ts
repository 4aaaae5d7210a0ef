/**
 * Sees to it that the store and the rows agree, both ways: what has no row is removed from the store, and a row whose bytes are gone says
 * so until they are back. It also ends uploads that nobody continues and frees what was deleted for long enough.
 *
 * A row is there before its object and goes before it, so an object without a row is left over from a kill between the two, or from a
 * person who was erased. Everything here may be killed anywhere and is finished the next time. Runs as the service.
 */
import { sql } from "drizzle-orm";
import type { ListedObject } from "#cloud/large-objects";
import { FileEvents } from "#core/knowledge/events";
import { FILES_FOLDER, fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { sweepUnpacked } from "#core/knowledge/unpacked";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read, write } from "#kit/db";
import { DELETED_ROWS_STAY_DAYS } from "#kit/table";

/** Less than the schedule's own time limit, so that the result is logged. */
const MAX_TIME_MS = 240_000;
const ROWS_AT_ONCE = 500;
const MAX_ROUNDS = 10_000;
/** An upload that nobody has continued for so long is given up, as stores do themselves. */
const PENDING_DAYS = 7;

export interface FileSweep {
  /** Rows that went for good, with their objects: deleted long ago, or never uploaded. */
  freed: number;
  /** Objects without a row, which were removed. */
  orphans: number;
  /** Rows without an object, which are now `missing`. */
  missing: number;
  /** Rows whose object is back. */
  found: number;
  /** Unfinished uploads in parts that belong to no row. */
  uploads: number;
  /** Whether all of the store was looked at within the time. */
  isWhole: boolean;
}

export async function sweepFiles(ctx: Ctx): Promise<FileSweep> {
  const until = ctx.now().getTime() + MAX_TIME_MS;
  const hasTime = () => ctx.now().getTime() < until;
  const freed = await freeRows(ctx, hasTime);
  const uploads = await abortUploads(ctx);
  const swept: FileSweep = { freed, orphans: 0, missing: 0, found: 0, uploads, isWhole: false };
  let after: string | undefined;
  for (let round = 0; round < MAX_ROUNDS && hasTime(); round++) {
    const page = await fileStore().list(FILES_FOLDER, after);
    const upTo = page.isTruncated ? page.objects.at(-1)?.key : undefined;
    const compared = await compare(ctx, page.objects, after, upTo);
    swept.orphans += compared.orphans;
    swept.missing += compared.missing;
    swept.found += compared.found;
    if (upTo === undefined) {
      swept.isWhole = true;
      break;
    }
    after = upTo;
  }
  swept.orphans += await sweepUnpacked(ctx, hasTime);
  ctx.log(swept.missing > 0 || !swept.isWhole ? "warn" : "info", "files swept", { ...swept });
  return swept;
}

/** An hour more than clients are told, as in the nightly prune. */
const LONG_AGO = sql.raw(`now() - interval '${DELETED_ROWS_STAY_DAYS} days 1 hour'`);
// No address of an upload is valid for so long.
const YESTERDAY = sql.raw("now() - interval '1 day'");
const UNCONTINUED = sql.raw(`now() - interval '${PENDING_DAYS} days'`);

/**
 * Removes rows and then their objects. The condition is checked again as the row goes, so that one that is restored at the same moment
 * stays with its object.
 */
async function freeRows(ctx: Ctx, hasTime: () => boolean): Promise<number> {
  const isOver = sql`(deleted_at < ${LONG_AGO} or (status = 'pending' and (updated_at < ${UNCONTINUED} or deleted_at < ${YESTERDAY})))`;
  let freed = 0;
  for (let round = 0; round < MAX_ROUNDS && hasTime(); round++) {
    const [gone] = await ctx.db.batch([
      write<{ objectKey: string; uploadId: string | null }>(sql`
        delete from files where id = any(array(select id from files where ${isOver} order by id limit ${ROWS_AT_ONCE})) and ${isOver}
        returning object_key as "objectKey", upload_id as "uploadId"`),
    ]);
    for (const { objectKey, uploadId } of gone) {
      if (uploadId) await fileStore().abortMultipart(objectKey, uploadId);
      await fileStore().remove(objectKey);
    }
    freed += gone.length;
    if (gone.length < ROWS_AT_ONCE) break;
  }
  return freed;
}

/**
 * Compares a page of objects, in the order of their keys, with the rows between its ends. The objects were listed first: a row that was
 * added since only has a key that is not listed, and its object may not be there yet, so that it is asked for once more.
 */
async function compare(ctx: Ctx, listed: ListedObject[], after: string | undefined, upTo: string | undefined) {
  const [rows] = await ctx.db.batch([
    read<{ id: string; key: string; status: string }>(sql`
      select id, object_key as key, status from files
      where object_key collate "C" > ${after ?? FILES_FOLDER} and ${upTo === undefined ? sql`starts_with(object_key, ${FILES_FOLDER})` : sql`object_key collate "C" <= ${upTo}`}`),
  ]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const keys = new Set(listed.map(({ key }) => key));
  let orphans = 0;
  for (const key of keys) {
    if (byKey.has(key)) continue;
    await fileStore().remove(key);
    orphans++;
  }
  const lost: string[] = [];
  for (const { id, key, status } of rows) {
    if (status === "ready" && !keys.has(key) && !(await fileStore().head(key))) lost.push(id);
  }
  const back = rows.filter(({ key, status }) => status === "missing" && keys.has(key)).map(({ id }) => id);
  if (lost.length > 0) ctx.log("error", "the store has lost files", { files: lost.slice(0, 20), count: lost.length });
  const reason = "Its bytes are not in the store any more. Whoever runs this can restore them.";
  await restate(ctx, lost, "ready", { status: "missing", statusReason: reason });
  await restate(ctx, back, "missing", { status: "ready", statusReason: null });
  return { orphans, missing: lost.length, found: back.length };
}

async function restate(ctx: Ctx, ids: string[], from: File["status"], values: Pick<File, "status" | "statusReason">) {
  for (let at = 0; at < ids.length; at += MAX_ROWS) {
    const some = sql`${files.id} = any(${`{${ids.slice(at, at + MAX_ROWS).join(",")}}`}::uuid[]) and ${files.status} = ${from}`;
    await ctx.db.batch([updateWhere(ctx, files, some, values, { emits: { event: FileEvents.updated } })]);
  }
}

/** Uploads in parts whose row is gone, or has begun another one. */
async function abortUploads(ctx: Ctx): Promise<number> {
  const begun = await fileStore().listUploads(FILES_FOLDER);
  if (begun.length === 0) return 0;
  const [known] = await ctx.db.batch([
    read<{ uploadId: string }>(sql`
      select upload_id as "uploadId" from files
      where object_key in (select jsonb_array_elements_text(${JSON.stringify(begun.map(({ key }) => key))}::jsonb)) and upload_id is not null`),
  ]);
  const ids = new Set(known.map(({ uploadId }) => uploadId));
  // A row gets the id of its upload a moment after the upload was begun.
  const dayAgo = ctx.now().getTime() - 24 * 3_600_000;
  const left = begun.filter(({ uploadId, startedAt }) => !ids.has(uploadId) && startedAt.getTime() < dayAgo);
  for (const { key, uploadId } of left) await fileStore().abortMultipart(key, uploadId);
  return left.length;
}
