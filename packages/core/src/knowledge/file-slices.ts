/**
 * The check of a large file in slices, each as long as a step of a workflow may take. The state of the hash goes from one to the next, so
 * that nothing is read twice; node's own hashes cannot be put down and taken up again.
 */

import { sql } from "drizzle-orm";
import { createSHA256 } from "hash-wasm";
import { FileArrived } from "#core/knowledge/events";
import { type Examined, judged, settled } from "#core/knowledge/file-checks";
import { type Copying, copySlice, type ForOthers } from "#core/knowledge/file-copies";
import { fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { fileReasons } from "#core/knowledge/sayings";
import type { Overdue } from "#core/platform/delivery/overdue";
import { type Ctx, causedBy } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";

/** Read and hashed within seconds, where a step may take a minute. */
export const SLICE_BYTES = 128 * 1024 ** 2;

export interface Hashing {
  /** So many bytes are hashed. */
  at: number;
  /** The state of the hash in base64; absent before the first byte. */
  state?: string;
  /** The SHA-256 in hex, once all bytes are hashed. */
  sha256?: string;
}

/** Hashes the next slice of a file that is being checked; undefined when its check has ended, or the file is gone. */
export async function hashSlice(
  ctx: Ctx,
  fileId: string,
  { at, state }: Hashing,
  sliceBytes = SLICE_BYTES,
): Promise<Hashing | undefined> {
  const file = await fileInCheck(ctx, fileId);
  if (!file) return undefined;
  const hash = await createSHA256();
  if (state) hash.load(Buffer.from(state, "base64"));
  else hash.init();
  const end = Math.min(at + sliceBytes, file.sizeBytes);
  for await (const chunk of await fileStore().stream(file.objectKey, { start: at, endExclusive: end })) {
    hash.update(chunk as Buffer);
  }
  if (end < file.sizeBytes) return { at: end, state: Buffer.from(hash.save()).toString("base64") };
  return { at: end, sha256: hash.digest("hex") };
}

/**
 * Makes the next slice of the copy that others get of a file that is being checked and has this hash. Undefined for another hash, with which
 * nobody gets it, and when its check has ended.
 */
export async function copyOfChecked(
  ctx: Ctx,
  fileId: string,
  sha256: string,
  copying: Copying,
): Promise<Copying | ForOthers | undefined> {
  const file = await fileInCheck(ctx, fileId);
  return file?.sha256 === sha256 ? copySlice(file, copying) : undefined;
}

/** Ends the check of a file by its hash; does nothing when it has ended before. `forOthers` may be decided later. */
export async function finishCheck(ctx: Ctx, fileId: string, sha256: string, forOthers?: ForOthers): Promise<void> {
  const file = await fileInCheck(ctx, fileId);
  if (!file) return;
  const head = await fileStore().head(file.objectKey);
  const found = await judged(file, sha256, head?.etag ?? null);
  await end(ctx, file, forOthers && found.reason === undefined ? { ...found, forOthers } : found);
}

/** Ends the check of a file whose bytes could not be read, though that was tried often. */
export async function failCheck(ctx: Ctx, fileId: string): Promise<void> {
  const file = await fileInCheck(ctx, fileId);
  if (!file) return;
  const reason = fileReasons("not_checked");
  await end(ctx, file, { sha256: file.sha256, etag: null, mimeType: file.mimeType, reason });
}

const end = (ctx: Ctx, file: File, found: Examined) => ctx.db.batch(settled(ctx, file, found));

async function fileInCheck(ctx: Ctx, fileId: string): Promise<File | undefined> {
  const [file] = await ctx.db.batch([checking(fileId)]);
  return file;
}

/** A deleted one as well: it may be restored, and then nobody would check it. */
function checking(fileId: string): Read<File | undefined> {
  const columns = columnsOf(files);
  const keys = Object.keys(columns).filter((key) => key !== "deletedAt");
  return {
    ...read(
      sql`select ${selection(files, keys)} from ${files} where ${files.id} = ${fileId}::uuid and ${files.status} = 'checking'`,
    ),
    decode: ({ columns: names, rows: [row] }) => row && (rowReader(columns, names)(row) as File),
  };
}

/** Files whose check has neither ended nor failed. */
export const unchecked: Overdue = {
  workflow: "knowledge.checkFile",
  on: FileArrived,
  afterMinutes: 60,
  waiting: () =>
    sql`select id as entity_id, null as key from files where status = 'checking' order by created_at limit 10000`,
  giveUp: (ctx, event) =>
    failCheck(causedBy(ctx, { id: event.id, correlationId: event.correlation_id }), event.entity_id!),
};
