/** The sources of imports: a text that came with the request, and a file of the store. */
import type { Source } from "#core/ingest/importer";

/** A text as the source that a file with it would be. */
export function textSource(name: string, text: string): Source {
  const bytes = Buffer.from(text, "utf8");
  return {
    name,
    sizeBytes: bytes.length,
    range: async (start, end) => bytes.subarray(start, end),
    async *stream(start = 0) {
      yield bytes.subarray(start);
    },
  };
}
