/** How people get the bytes of a file. */

import { copyKey, fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { safeType } from "#core/knowledge/safe-types";
import { fileRefusals } from "#core/knowledge/sayings";
import type { Ctx } from "#kit/ctx";
import { Conflict } from "#kit/problem";
import { findRow } from "#kit/row";
import type { Saying } from "#kit/saying";
import { keptSaying } from "#kit/sayings";

export interface Download {
  url: string;
  expiresAt: string;
  fileName: string;
  mimeType: string;
  sizeBytes: number;
  /** Whether these are not the bytes that were uploaded, but a copy that is cleaned of when and where it was taken. */
  isCleaned: boolean;
}

const DOWNLOAD_SECONDS = 5 * 60;

/**
 * An address that gives the bytes to whoever has it, always as a file to be saved. Of a photo or a film everybody but its owner gets the copy
 * that is cleaned. Throws Conflict for a file that is not ready, and for one that the caller gets nothing of.
 */
export async function download(ctx: Ctx, id: string): Promise<Download> {
  const [file] = await findRow(ctx, files, id);
  const { status, statusReason, statusReasonCoded, fileName, mimeType } = file;
  if (status !== "ready") throw Conflict(keptSaying(statusReason, statusReasonCoded) ?? notReady[status]);
  const { key, sizeBytes, isCleaned } = bytesFor(ctx, file);
  const { url, expiresAt } = fileStore().presignGet(key, {
    expiresInSeconds: DOWNLOAD_SECONDS,
    fileName,
    contentType: safeType(mimeType),
  });
  return { url, expiresAt: expiresAt.toISOString(), fileName, mimeType, sizeBytes, isCleaned };
}

/** Which object the caller gets. */
function bytesFor(
  ctx: Ctx,
  { userId, objectKey, sizeBytes, forOthers, forOthersReason, forOthersReasonCoded, copyBytes }: File,
) {
  if (userId === ctx.actor.userId || forOthers === "same") return { key: objectKey, sizeBytes, isCleaned: false };
  if (forOthers === null) throw Conflict(fileRefusals("in_preparation"));
  if (forOthers === "nothing" || copyBytes === null)
    throw Conflict(keptSaying(forOthersReason, forOthersReasonCoded) ?? fileRefusals("owner_only"));
  return { key: copyKey(objectKey), sizeBytes: copyBytes, isCleaned: true };
}

const notReady: Record<Exclude<File["status"], "ready">, Saying> = {
  pending: fileRefusals("not_uploaded_yet"),
  checking: fileRefusals("in_check"),
  quarantined: fileRefusals("bytes_not_as_said"),
  missing: fileRefusals("bytes_not_there"),
  purged: fileRefusals("purged"),
};
