/** Whether the bytes of a file are what was said of them, and what they say of themselves. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { FileAccepted, FileQuarantined } from "#core/knowledge/events";
import { type PhotoDetails, photoDetailsOf } from "#core/knowledge/exif";
import type { ForOthers } from "#core/knowledge/file-copies";
import { fileStore } from "#core/knowledge/file-store";
import { TELLING_BYTES, typeOf, whyNot } from "#core/knowledge/file-types";
import { type FileWords, plainText, wordsOf } from "#core/knowledge/file-words";
import { type File, files, photoDetails } from "#core/knowledge/files.sql";
import { ANY_TYPE } from "#core/knowledge/safe-types";
import { fileReasons } from "#core/knowledge/sayings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Write } from "#kit/db";
import { live } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";

export interface Examined {
  /** Of the bytes in the store, in hex. */
  sha256: string;
  etag: string | null;
  /** The type under which it is kept: what was said, or what was found where nothing was said. */
  mimeType: string;
  /** Why the bytes are not what was said; undefined when they are. */
  reason?: Saying;
  details?: PhotoDetails;
  words?: FileWords;
  /** What others get of it; absent where that is not decided yet. */
  forOthers?: ForOthers;
}

/** Reads the object from its beginning to its end, never holding more than a piece of it, and makes the copy that others get. */
export async function examine(file: File): Promise<Examined> {
  const hash = createHash("sha256");
  const head = await fileStore().head(file.objectKey);
  for await (const chunk of await fileStore().stream(file.objectKey)) hash.update(chunk as Buffer);
  const found = await judged(file, hash.digest("hex"), head?.etag ?? null);
  if (found.reason !== undefined) return found;
  // What cleans a dozen formats is loaded when a file arrives: whoever lists files does not need it.
  const { copied } = await import("#core/knowledge/file-copies");
  return { ...found, forOthers: await copied(file) };
}

/** What a file is of which only the hash is known: its type and its details are in its first bytes. */
export async function judged(file: File, sha256: string, etag: string | null): Promise<Examined> {
  const beginning = await fileStore().range(file.objectKey, 0, Math.min(TELLING_BYTES, file.sizeBytes));
  const found = await typeOf(beginning);
  const mimeType = file.mimeType === ANY_TYPE && found !== undefined ? found : file.mimeType;
  const examined = { sha256, etag, mimeType };
  if (sha256 !== file.sha256) return { ...examined, reason: fileReasons("other_hash", { sha256 }) };
  const reason = file.sizeBytes === 0 ? undefined : whyNot(file.mimeType, found);
  if (reason !== undefined) return { ...examined, reason };
  const details = (found ?? mimeType).startsWith("image/") ? photoDetailsOf(beginning) : undefined;
  const text = plainText(mimeType, beginning);
  return { ...examined, details, words: wordsOf({ fileName: file.fileName, mimeType, details, text }) };
}

/**
 * The writes that end the check of a file; the first yields the file, or undefined when its check had ended before. A file that was
 * deleted meanwhile is written as well, since it may be restored; but one with details, which can belong to no deleted file, is checked again
 * when it is back.
 */
export function settled(
  ctx: Ctx,
  file: File,
  { etag, mimeType, reason, details, words, forOthers }: Examined,
): [Write<File | undefined>, ...Write<unknown>[]] {
  // Another length may have been said of one that was announced again.
  const isOpen = sql`${files.id} = ${file.id}::uuid and ${files.status} in ('pending', 'checking') and ${files.sizeBytes} = ${file.sizeBytes}::bigint`;
  const where = details ? sql`${isOpen} and ${files.deletedAt} is null` : isOpen;
  const values = {
    etag,
    mimeType,
    uploadId: null,
    statusReason: reason?.text ?? null,
    statusReasonCoded: reason ? codedOf(reason) : null,
  };
  const judgement = reason
    ? update(ctx, files, where, { ...values, status: "quarantined" }, { emits: { event: FileQuarantined } })
    : update(
        ctx,
        files,
        where,
        { ...values, ...words, ...forOthers, status: "ready" },
        { emits: { event: FileAccepted } },
      );
  return [judgement, ...(details ? [kept(file, details)] : [])];
}

/** Keeps the details of a file that is there and ready by then. */
function kept({ id }: File, details: PhotoDetails): Write<undefined> {
  const { takenAt, latitude, longitude, altitudeMeters, cameraMake, cameraModel, widthPixels, heightPixels } = details;
  return effect(sql`
    insert into ${photoDetails} (file_id, taken_at, latitude, longitude, altitude_meters, camera_make, camera_model, width_pixels, height_pixels)
    select id, ${takenAt ?? null}::text, ${latitude ?? null}::numeric, ${longitude ?? null}::numeric, ${altitudeMeters ?? null}::numeric,
      ${cameraMake ?? null}::text, ${cameraModel ?? null}::text, ${widthPixels ?? null}::int, ${heightPixels ?? null}::int
    from ${files} where ${live(files, id)} and ${files.status} = 'ready' on conflict do nothing`);
}
