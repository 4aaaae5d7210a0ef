import type { Source } from "./importer.ts";

/**
 * A file in another encoding as one in UTF-8: places are those of the UTF-8. `texts` decodes it from its beginning, each time that it is
 * read on from a place.
 */
export function asUtf8(source: Source, texts: () => AsyncIterable<string>): Source {
  async function* stream(start = 0) {
    let passed = 0;
    for await (const text of texts()) {
      const bytes = Buffer.from(text, "utf8");
      const skipped = Math.min(Math.max(start - passed, 0), bytes.length);
      passed += bytes.length;
      if (skipped < bytes.length) yield bytes.subarray(skipped);
    }
  }
  return {
    ...source,
    stream,
    async range(start, end) {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const piece of stream(start)) {
        parts.push(piece);
        length += piece.length;
        if (length >= end - start) break;
      }
      return Buffer.concat(parts).subarray(0, end - start);
    },
  };
}
