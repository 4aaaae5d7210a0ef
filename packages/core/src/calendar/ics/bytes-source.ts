import type { Source } from "#core/ingest/importer";

const PIECE_BYTES = 64 * 1024;

/**
 * Bytes that are in memory, as a source to read from. They come in pieces, between which others have their turn; `between` is called there,
 * and ends the reading by throwing.
 */
export const bytesSource = (bytes: Buffer, between: () => void = () => {}): Source => ({
  name: "",
  sizeBytes: bytes.length,
  range: async (start, end) => bytes.subarray(start, end),
  async *stream(start = 0) {
    for (let at = start; at < bytes.length; at += PIECE_BYTES) {
      await new Promise((resolve) => setImmediate(resolve));
      between();
      yield bytes.subarray(at, at + PIECE_BYTES);
    }
  },
});
