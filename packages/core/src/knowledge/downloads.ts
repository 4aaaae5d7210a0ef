/** How people get the bytes of a file. */
import { fileStore } from "#core/knowledge/file-store";
import { type File, files } from "#core/knowledge/files.sql";
import { safeType } from "#core/knowledge/safe-types";
import type { Ctx } from "#kit/ctx";
import { Conflict } from "#kit/problem";
import { findRow } from "#kit/row";

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
  const [{ status, statusReason, objectKey, fileName, mimeType, sizeBytes }] = await findRow(ctx, files, id);
  if (status !== "ready") throw Conflict(statusReason ?? notReady[status]);
  const { url, expiresAt } = fileStore().presignGet(objectKey, {
    expiresInSeconds: DOWNLOAD_SECONDS,
    fileName,
    contentType: safeType(mimeType),
  });
  return { url, expiresAt: expiresAt.toISOString(), fileName, mimeType, sizeBytes };
}

const notReady: Record<Exclude<File["status"], "ready">, string> = {
  pending: "It has not been uploaded yet.",
  checking: "It is being checked; try again in a moment.",
  quarantined: "Its bytes are not what was said of them.",
  missing: "Its bytes are not in the store.",
};
