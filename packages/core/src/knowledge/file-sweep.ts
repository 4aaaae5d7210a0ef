/**
 * Sees to it that the store and the rows agree, both ways: what has no row is removed from the store, a row whose bytes are gone says so until
 * they are back, and a copy that is gone is made again. It also ends uploads that nobody continues and frees what was deleted for long
 * enough.
 *
 * A row is there before its objects and goes before them, so an object without a row is left over from a kill between the two, or from a
 * person who was erased. Everything here may be killed anywhere and is finished the next time. A store that is too large for one night is
 * gone through in several: each begins where the one before has ended. Runs as the service.
 */
import { type SQL, sql } from "drizzle-orm";
import type { ListedObject } from "#cloud/large-objects";
import { FileEvents } from "#core/knowledge/events";
import { copyKey, FILES_FOLDER, fileStore, isCopyKey, keyOfFile } from "#core/knowledge/file-store";
import { removeObjects } from "#core/knowledge/file-trash";
import { type File, files } from "#core/knowledge/files.sql";
import { fileReasons } from "#core/knowledge/sayings";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, read, write } from "#kit/db";
import { codedOf } from "#kit/saying";
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
  /** Copies for others that the store had lost, and which are made again. */
  copies: number;
  /** Unfinished uploads in parts that belong to no row. */
  uploads: number;
  /** So many objects were looked at. */
  objects: number;
  /** The key behind which this sweep began, where the one before had not reached the end; null when it began at the beginning. */
  from: string | null;
  /** Whether the end of the store was reached within the time. Otherwise the next sweep goes on where this one has ended. */
  isWhole: boolean;
}

export async function sweepFiles(
  ctx: Ctx,
  { maxTimeMs = MAX_TIME_MS }: { maxTimeMs?: number } = {},
): Promise<FileSweep> {
  const until = ctx.now().getTime() + maxTimeMs;
  const hasTime = () => ctx.now().getTime() < until;
  const freed = await freeRows(ctx, hasTime);
  const uploads = await abortUploads(ctx);
  const from = await placeOf(ctx);
  const swept: FileSweep = {
    freed,
    orphans: 0,
    missing: 0,
    found: 0,
    copies: 0,
    uploads,
    objects: 0,
    from,
    isWhole: false,
  };
  let after = from ?? undefined;
  for (let round = 0; round < MAX_ROUNDS && !swept.isWhole; round++) {
    const page = await fileStore().list(FILES_FOLDER, after);
    const upTo = page.isTruncated ? page.objects.at(-1)?.key : undefined;
    const compared = await compare(ctx, page.objects, after, upTo);
    swept.orphans += compared.orphans;
    swept.missing += compared.missing;
    swept.found += compared.found;
    swept.copies += compared.copies;
    swept.objects += page.objects.length;
    swept.isWhole = upTo === undefined;
    after = upTo;
    // Kept after each page, so that a sweep that is killed goes on there as well. One page is compared in any case, or there would be no end.
    await keepPlace(ctx, after);
    if (!hasTime()) break;
  }
  ctx.log(swept.missing > 0 || !swept.isWhole ? "warn" : "info", "files swept", { ...swept });
  return swept;
}

const PLACE = "service:files-sweep";

/** The key that was compared last; null when the sweep before has reached the end. */
async function placeOf(ctx: Ctx): Promise<string | null> {
  const [[row]] = await ctx.db.batch([
    read<{ key: string | null }>(sql`select cache_get(${PLACE}) ->> 'after' as key`),
  ]);
  return row?.key ?? null;
}

const keepPlace = (ctx: Ctx, after: string | undefined) =>
  ctx.db.batch([effect(sql`select cache_put(${PLACE}, ${JSON.stringify({ after: after ?? null })}::jsonb, null)`)]);

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
    for (const file of gone) await removeObjects(file);
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
  // A copy is behind its file, and a page may end between the two.
  const first = after === undefined ? FILES_FOLDER : keyOfFile(after);
  const [rows] = await ctx.db.batch([
    read<{ id: string; key: string; status: File["status"]; forOthers: File["forOthers"] }>(sql`
      select id, object_key as key, status, for_others as "forOthers" from files
      where object_key collate "C" >= ${first} and ${upTo === undefined ? sql`starts_with(object_key, ${FILES_FOLDER})` : sql`object_key collate "C" <= ${upTo}`}`),
  ]);
  const isHere = (key: string) =>
    (after === undefined || isBehind(key, after)) && (upTo === undefined || !isBehind(key, upTo));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const keys = new Set(listed.map(({ key }) => key));
  let orphans = 0;
  for (const key of keys) {
    if (mayHave(byKey.get(keyOfFile(key)), isCopyKey(key))) continue;
    await fileStore().remove(key);
    orphans++;
  }
  const isGone = async (key: string) => isHere(key) && !keys.has(key) && !(await fileStore().head(key));
  const [lost, without]: string[][] = [[], []];
  for (const { id, key, status, forOthers } of rows) {
    if (status === "ready" && (await isGone(key))) lost!.push(id);
    if (status === "ready" && forOthers === "copy" && (await isGone(copyKey(key)))) without!.push(id);
  }
  const back = rows.filter(({ key, status }) => status === "missing" && keys.has(key)).map(({ id }) => id);
  if (lost!.length > 0)
    ctx.log("error", "the store has lost files", { files: lost!.slice(0, 20), count: lost!.length });
  const reason = fileReasons("bytes_missing");
  await restate(ctx, lost!, sql`${files.status} = 'ready'`, {
    status: "missing",
    statusReason: reason.text,
    statusReasonCoded: codedOf(reason),
  });
  await restate(ctx, back, sql`${files.status} = 'missing'`, {
    status: "ready",
    statusReason: null,
    statusReasonCoded: null,
  });
  await restate(ctx, without!, sql`${files.forOthers} = 'copy'`, { forOthers: null, copyBytes: null });
  return { orphans, missing: lost!.length, found: back.length, copies: without!.length };
}

/** In the order in which stores list: that of the bytes of their keys. */
const isBehind = (key: string, other: string) => Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;

/** Whether a row has such an object. As long as nobody has decided what others get, the copy may be about to be used. */
function mayHave(row: Pick<File, "status" | "forOthers"> | undefined, isCopy: boolean): boolean {
  if (!row || row.status === "purged") return false;
  return !isCopy || ((row.forOthers ?? "copy") === "copy" && row.status !== "quarantined");
}

async function restate(ctx: Ctx, ids: string[], from: SQL, values: Values<typeof files>) {
  for (let at = 0; at < ids.length; at += MAX_ROWS) {
    const some = sql`${files.id} = any(${`{${ids.slice(at, at + MAX_ROWS).join(",")}}`}::uuid[]) and ${from}`;
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
