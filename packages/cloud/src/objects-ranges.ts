/** Objects read in pieces, so that a file of any length is never in memory as a whole. */
import { Readable } from "node:stream";
import { type Bucket, ObjectsError } from "./objects-bucket.ts";

export interface ReadsByRange {
  /**
   * The bytes from `start` up to and without `endExclusive`, as many of them as the object has: none when it ends before `start`.
   * Fails with `not_found`. The caller holds all of them in memory.
   */
  range(key: string, start: number, endExclusive: number): Promise<Buffer>;
  /**
   * The bytes one after another, to the object's end unless `endExclusive` is given. They are fetched in pieces when they are asked for,
   * each with attempts of its own, so that a stream may pause for as long as it likes: of 256 KiB at first, and twice as many each time up
   * to 8 MiB, so that who reads a little of a long object holds no more. Fails with `not_found`; the stream itself fails with `conflict`
   * when the object was replaced meanwhile.
   */
  stream(key: string, span?: { start?: number; endExclusive?: number }): Promise<Readable>;
}

interface Piece {
  bytes: Buffer;
  /** Of the whole object. */
  sizeBytes: number;
  etag: string | undefined;
}

const FIRST_PIECE_BYTES = 256 * 1024;
const MAX_PIECE_BYTES = 8 * 1024 ** 2;

export function readsByRange(bucket: Bucket): ReadsByRange {
  return {
    range: async (key, start, endExclusive) => (await piece(key, start, endExclusive)).bytes,

    async stream(key, { start = 0, endExclusive = Number.POSITIVE_INFINITY } = {}) {
      // Fetched at once, so that a missing object is the caller's error and not the stream's.
      const first = await piece(key, start, Math.min(start + FIRST_PIECE_BYTES, endExclusive));
      return Readable.from(pieces(key, first, start, Math.min(endExclusive, first.sizeBytes)), { objectMode: false });
    },
  };

  async function* pieces(key: string, first: Piece, start: number, endExclusive: number): AsyncGenerator<Buffer> {
    yield first.bytes;
    let length = FIRST_PIECE_BYTES;
    for (let at = start + first.bytes.length; at < endExclusive; at += length) {
      length = Math.min(2 * length, MAX_PIECE_BYTES);
      yield (await piece(key, at, Math.min(at + length, endExclusive), first.etag)).bytes;
    }
  }

  async function piece(key: string, start: number, endExclusive: number, ifMatch?: string): Promise<Piece> {
    if (!Number.isSafeInteger(start) || start < 0 || endExclusive < start) {
      throw new ObjectsError("invalid", `not a range of bytes: ${start} to ${endExclusive}`);
    }
    const length = endExclusive - start;
    // HTTP has no range of no bytes.
    const headers = {
      range: `bytes=${start}-${Math.max(endExclusive - 1, start)}`,
      ...(ifMatch && { "if-match": ifMatch }),
    };
    try {
      const answer = await bucket.call({ method: "GET", key, headers, maxBytes: Math.max(length, 1), cutsOff: true });
      const { status, headers: answered, bytes } = answer;
      if (status !== 206 && start > 0) throw new ObjectsError("refused", `the store reads no ranges of ${key}`);
      const sizeBytes = Number(/\/(\d+)$/.exec(answered["content-range"] ?? "")?.[1] ?? answered["content-length"]);
      return { bytes: bytes.subarray(0, length), sizeBytes, etag: answered.etag };
    } catch (error) {
      // The object ends before the range begins, as an empty one does before any.
      if (error instanceof ObjectsError && error.code === "InvalidRange") {
        return { bytes: Buffer.alloc(0), sizeBytes: start, etag: ifMatch };
      }
      throw error;
    }
  }
}
