/**
 * Streams kept in the store as objects, such as the members of an archive: a packed stream can only be read from its beginning, and an
 * object from anywhere, so that whoever works in slices unpacks it once and reads it by ranges.
 */
import type { Part } from "#cloud/large-objects";
import { ObjectsError } from "#cloud/objects";
import { fileStore, UNPACKED_FOLDER } from "#core/knowledge/file-store";

const PART_BYTES = 16 * 1024 ** 2;

/** The key of what is unpacked under a name, such as the id of a file and the position of a member in it; letters, digits and hyphens. */
export const unpackedKey = (userId: string, name: string): string => `${UNPACKED_FOLDER}${userId}/${name}`;

/** Whether it has been unpacked, and how long it is. */
export const unpackedSize = async (key: string): Promise<number | undefined> =>
  (await fileStore().head(key))?.sizeBytes;

/**
 * Writes a stream as the object `key` and returns its length; one of more than `maxBytes` is an ObjectsError of kind `too_large`, and leaves
 * nothing behind. A part at a time is in memory. When it was killed before, the next call goes through the same stream again, uploads only
 * the parts that are not there, and finishes. An object that is there is not written again.
 */
export async function unpack(key: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number> {
  const known = await unpackedSize(key);
  if (known !== undefined) return known;
  const { uploadId, there } = await uploadOf(key);
  const parts: Pick<Part, "partNumber" | "etag">[] = [];
  let total = 0;
  for await (const part of inParts(bytes)) {
    total += part.length;
    if (total > maxBytes) {
      await fileStore().abortMultipart(key, uploadId);
      throw new ObjectsError("too_large", `${key} has more than ${maxBytes} bytes unpacked`);
    }
    const partNumber = parts.length + 1;
    const uploaded = there.find((one) => one.partNumber === partNumber && one.sizeBytes === part.length);
    const { etag } = uploaded ?? (await fileStore().putPart(key, uploadId, partNumber, part));
    parts.push({ partNumber, etag });
  }
  await fileStore()
    .completeMultipart(key, uploadId, parts)
    .catch(async (error: unknown) => {
      // It was completed by a call before, whose answer was lost.
      if (error instanceof ObjectsError && error.kind === "not_found" && (await unpackedSize(key)) === total) return;
      throw error;
    });
  return total;
}

export const removeUnpacked = (key: string): Promise<void> => fileStore().remove(key);

/** The upload of this object that was begun before, or a new one. */
async function uploadOf(key: string): Promise<{ uploadId: string; there: Part[] }> {
  const begun = (await fileStore().listUploads(key)).find((one) => one.key === key);
  if (!begun) {
    return { uploadId: await fileStore().createMultipart(key, { contentType: "application/octet-stream" }), there: [] };
  }
  return { uploadId: begun.uploadId, there: await fileStore().listParts(key, begun.uploadId) };
}

/** Parts of one size, the last of which is shorter: one part of no bytes for a stream of none. */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  let isFirst = true;
  for await (let chunk of bytes) {
    while (length + chunk.length >= PART_BYTES) {
      const rest = PART_BYTES - length;
      yield Buffer.concat([...held, chunk.subarray(0, rest)]);
      isFirst = false;
      chunk = chunk.subarray(rest);
      held = [];
      length = 0;
    }
    if (chunk.length > 0) held.push(chunk);
    length += chunk.length;
  }
  if (length > 0 || isFirst) yield Buffer.concat(held);
}
