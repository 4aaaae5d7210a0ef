import type { Source } from "#core/ingest/importer";

/** Bytes that are in memory, as a source to read from. */
export const bytesSource = (bytes: Buffer): Source => ({
  name: "",
  sizeBytes: bytes.length,
  range: async (start, end) => bytes.subarray(start, end),
  async *stream(start = 0) {
    yield bytes.subarray(start);
  },
});
