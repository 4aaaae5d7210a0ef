/** How people get the bytes of a file. */

import { fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { safeType } from "#core/knowledge/safe-types";
import { fileRefusals } from "#core/knowledge/sayings";
import type { Ctx } from "#kit/ctx";
import { Conflict } from "#kit/problem";
import { findRow } from "#kit/row";
import type { Coded, Saying } from "#kit/saying";

export interface Download {
  url: string;
  expiresAt: string;
  fileName: string;
  mimeType: string;
  sizeBytes: number;
}

const DOWNLOAD_SECONDS = 5 * 60;

/** An address that gives the bytes to whoever has it, always as a file to be saved. Throws Conflict for a file that is not ready. */
export async function download(ctx: Ctx, id: string): Promise<Download> {
  const [{ status, statusReason, statusReasonCoded, objectKey, fileName, mimeType, sizeBytes }] = await findRow(
    ctx,
    files,
    id,
  );
  if (status !== "ready") throw Conflict(reasonOf(statusReason, statusReasonCoded) ?? notReady[status]);
  const { url, expiresAt } = fileStore().presignGet(objectKey, {
    expiresInSeconds: DOWNLOAD_SECONDS,
    fileName,
    contentType: safeType(mimeType),
  });
  return { url, expiresAt: expiresAt.toISOString(), fileName, mimeType, sizeBytes };
}

/** The reason that stands in the row of a file. */
const reasonOf = (text: string | null, coded: Coded | null) => (text !== null && coded ? { text, ...coded } : text);

const notReady: Record<Exclude<File["status"], "ready">, Saying> = {
  pending: fileRefusals("not_uploaded_yet"),
  checking: fileRefusals("in_check"),
  quarantined: fileRefusals("bytes_not_as_said"),
  missing: fileRefusals("bytes_not_there"),
};
