/** Sources of imports for tests: bytes in memory, which count how many of them were read. */
import type { Source } from "#core/ingest/importer";

export function bytesSource(
  name: string,
  bytes: Uint8Array,
  { chunkBytes = 64 * 1024 }: { chunkBytes?: number } = {},
): Source & { readBytes(): number } {
  let read = 0;
  const part = (start: number, end: number) => {
    read += Math.max(Math.min(end, bytes.length) - start, 0);
    return Buffer.from(bytes.subarray(start, end));
  };
  return {
    name,
    sizeBytes: bytes.length,
    range: async (start, end) => part(start, end),
    async *stream(start = 0) {
      for (let at = start; at < bytes.length; at += chunkBytes) yield part(at, at + chunkBytes);
    },
    readBytes: () => read,
  };
}
