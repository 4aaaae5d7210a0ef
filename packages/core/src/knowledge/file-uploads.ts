/** How a file gets into the store: small ones whole, larger ones in parts that may come in any order and be continued later. */

import { sql } from "drizzle-orm";
import type { Part } from "#cloud/large-objects";
import { ObjectsError } from "#cloud/objects";
import { fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { fileRefusals } from "#core/knowledge/sayings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { Conflict } from "#kit/problem";
import { findRow, live } from "#kit/row";

const MiB = 1024 ** 2;
/** A larger file is uploaded in parts, and checked by a workflow. */
export const WHOLE_BYTES = 64 * MiB;
/** Of every part but the last. The largest file that anybody may have is 50 GB, and there may be 10,000 parts. */
export const PART_BYTES = 16 * MiB;
/** So many parts get an address at once. */
const PARTS_AT_ONCE = 100;
/** Within this time an upload has to begin; one that has begun may take longer. */
const WHOLE_SECONDS = 15 * 60;
const PARTS_SECONDS = 60 * 60;

/** Addresses to PUT bytes to, with exactly these headers. */
export interface Upload {
  /** The file as a whole, or null when it is uploaded in parts. */
  whole: { url: string; headers: Record<string, string> } | null;
  parts: {
    partBytes: number;
    partCount: number;
    /** The numbers of the parts that are there, from 1. */
    uploaded: number[];
    /** The next that are not, at most 100. */
    next: { partNumber: number; sizeBytes: number; url: string }[];
  } | null;
  expiresAt: string;
}

export const isInParts = ({ sizeBytes }: Pick<File, "sizeBytes">): boolean => sizeBytes > WHOLE_BYTES;

/** How to upload what is missing of a pending file; null for any other. */
export async function uploadOf(ctx: Ctx, file: File): Promise<Upload | null> {
  if (file.status !== "pending") return null;
  return isInParts(file) ? uploadInParts(ctx, file) : uploadAsWhole(file);
}

function uploadAsWhole({ objectKey, mimeType, sizeBytes, sha256 }: File): Upload {
  const { url, headers, expiresAt } = fileStore().presignPut(objectKey, {
    expiresInSeconds: WHOLE_SECONDS,
    contentType: mimeType,
    sizeBytes,
    sha256,
  });
  return { whole: { url, headers }, parts: null, expiresAt: expiresAt.toISOString() };
}

async function uploadInParts(ctx: Ctx, file: File): Promise<Upload> {
  const { uploadId, parts } = await begun(ctx, file);
  const there = new Set(parts.filter((part) => part.sizeBytes === sizeOf(file, part.partNumber)).map(numberOf));
  const missing = numbersOf(file).filter((number) => !there.has(number));
  const signed = missing.slice(0, PARTS_AT_ONCE).map((partNumber) => {
    const sizeBytes = sizeOf(file, partNumber);
    const options = { partNumber, sizeBytes, expiresInSeconds: PARTS_SECONDS };
    return { partNumber, sizeBytes, ...fileStore().presignPart(file.objectKey, uploadId, options) };
  });
  const expiresAt = signed[0]?.expiresAt ?? ctx.now();
  return {
    whole: null,
    parts: {
      partBytes: PART_BYTES,
      partCount: numbersOf(file).length,
      uploaded: [...there].sort((a, b) => a - b),
      next: signed.map(({ partNumber, sizeBytes, url }) => ({ partNumber, sizeBytes, url })),
    },
    expiresAt: expiresAt.toISOString(),
  };
}

/** The upload of a file in the store, which is begun unless it is there. */
async function begun(ctx: Ctx, file: File): Promise<{ uploadId: string; parts: Part[] }> {
  const { objectKey, uploadId, mimeType } = file;
  const parts = uploadId === null ? undefined : await partsOf(file, uploadId);
  if (uploadId !== null && parts) return { uploadId, parts };
  // Stores give up an upload that was left alone for a week, so that it may be gone. The whole object may also be there.
  if (uploadId !== null && (await fileStore().head(objectKey))) return { uploadId, parts: wholeOf(file) };
  const made = await fileStore().createMultipart(objectKey, { contentType: mimeType });
  const wasBefore = uploadId === null ? sql`${files.uploadId} is null` : sql`${files.uploadId} = ${uploadId}`;
  const [row] = await ctx.db.batch([
    update(ctx, files, sql`${live(files, file.id)} and ${files.status} = 'pending' and ${wasBefore}`, {
      uploadId: made,
    }),
  ]);
  if (row) return { uploadId: made, parts: [] };
  // Another request has begun it at the same moment.
  await fileStore().abortMultipart(objectKey, made);
  const [now] = await findRow(ctx, files, file.id);
  if (now.status !== "pending" || now.uploadId === null) throw Conflict(fileRefusals("file_changed"));
  return { uploadId: now.uploadId, parts: (await partsOf(now, now.uploadId)) ?? wholeOf(now) };
}

/** Undefined when the store does not know the upload (any more). */
async function partsOf({ objectKey }: File, uploadId: string): Promise<Part[] | undefined> {
  try {
    return await fileStore().listParts(objectKey, uploadId);
  } catch (error) {
    if (error instanceof ObjectsError && error.kind === "not_found") return undefined;
    throw error;
  }
}

/** The parts of an upload that was completed, as if they were still there. */
const wholeOf = (file: File): Part[] =>
  numbersOf(file).map((partNumber) => ({ partNumber, sizeBytes: sizeOf(file, partNumber), etag: "" }));

/** Sees to it that the object is there in the length that was said. Throws Conflict, which says what is missing. */
export async function assertWhole(file: File): Promise<void> {
  if (isInParts(file)) await putTogether(file);
  const head = await fileStore().head(file.objectKey);
  if (!head) throw Conflict(fileRefusals("nothing_uploaded"));
  if (head.sizeBytes === file.sizeBytes) return;
  throw Conflict(fileRefusals("other_size", { found: head.sizeBytes, said: file.sizeBytes }));
}

/** Makes the parts one object, unless that has been done. */
async function putTogether(file: File): Promise<void> {
  if (file.uploadId === null) throw Conflict(fileRefusals("no_part_uploaded"));
  const parts = await partsOf(file, file.uploadId);
  // Not there any more: it was put together by a call before, whose answer may have been lost.
  if (!parts) return;
  const expected = numbersOf(file);
  const right = parts.filter((part) => part.sizeBytes === sizeOf(file, part.partNumber));
  if (right.length < expected.length) {
    const there = new Set(right.map(numberOf));
    const missing = expected.filter((number) => !there.has(number));
    const numbers = missing.slice(0, 20).join(", ");
    const counts = { missing: missing.length, parts: expected.length, numbers };
    throw Conflict(fileRefusals(missing.length > 20 ? "many_parts_missing" : "parts_missing", counts));
  }
  try {
    await fileStore().completeMultipart(file.objectKey, file.uploadId, right);
  } catch (error) {
    if (!(error instanceof ObjectsError)) throw error;
    if (error.kind === "conflict") throw Conflict(fileRefusals("part_uploaded_anew"));
    // A concurrent call was faster.
    if (error.kind !== "not_found") throw error;
  }
}

const numberOf = ({ partNumber }: Part) => partNumber;

const numbersOf = ({ sizeBytes }: File): number[] =>
  Array.from({ length: Math.ceil(sizeBytes / PART_BYTES) }, (_, i) => i + 1);

/** The length of a part; 0 for one that the file does not have. */
function sizeOf({ sizeBytes }: File, partNumber: number): number {
  return Math.max(Math.min(PART_BYTES, sizeBytes - (partNumber - 1) * PART_BYTES), 0);
}
