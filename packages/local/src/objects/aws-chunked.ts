/**
 * Content-Encoding: aws-chunked. `<hex size>[;extension]CRLF <bytes> CRLF` repeated, a chunk of size zero, then trailer lines
 * up to an empty one. Reference: "Signature calculations for the Authorization header: transferring payload in multiple
 * chunks" in the Amazon S3 API reference.
 */
import { createHash } from "node:crypto";
import { S3Error } from "./errors.ts";

/** The expected signatures of chunks and trailers. Each covers the one before, so they must be requested in order. */
export interface ChunkSignatures {
  ofChunk(sha256Hex: string): string;
  ofTrailers(sha256Hex: string): string;
}

const TRAILER_SIGNATURE = "x-amz-trailer-signature";
const MAX_LINE_BYTES = 8 * 1024;
const MAX_TRAILERS = 16;

/**
 * Decodes the body. Trailers are put into `trailers` by lower-case name. With `signatures` each chunk has to be signed, and so
 * have the trailers, if any: it fails with SignatureDoesNotMatch after the first wrong one.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  signatures?: ChunkSignatures,
): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);

  for (;;) {
    const header = await readLine();
    const sizeText = header?.split(";", 1)[0]?.trim() ?? "";
    if (!/^[0-9a-f]{1,12}$/i.test(sizeText)) throw new S3Error("IncompleteBody");
    let remaining = Number.parseInt(sizeText, 16);
    const sha256 = createHash("sha256");
    const isLast = remaining === 0;
    while (remaining > 0) {
      if (pending.length === 0 && !(await readMore())) throw new S3Error("IncompleteBody");
      const chunk = pending.subarray(0, remaining);
      pending = pending.subarray(chunk.length);
      remaining -= chunk.length;
      if (signatures) sha256.update(chunk);
      yield chunk;
    }
    const given = /;\s*chunk-signature=(\w+)/.exec(header!)?.[1];
    if (signatures && given !== signatures.ofChunk(sha256.digest("hex"))) throw new S3Error("SignatureDoesNotMatch");
    if (isLast) break;
    if ((await readLine()) !== "") throw new S3Error("IncompleteBody");
  }
  const signed = createHash("sha256");
  for (let count = 0; count < MAX_TRAILERS; count++) {
    const line = await readLine();
    if (!line) return assertTrailersAreSigned();
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    trailers.set(name, value);
    if (name !== TRAILER_SIGNATURE) signed.update(`${name}:${value}\n`);
  }
  throw new S3Error("InvalidRequest", "There are too many trailers.");

  function assertTrailersAreSigned(): void {
    if (!signatures || trailers.size === 0) return;
    if (trailers.get(TRAILER_SIGNATURE) !== signatures.ofTrailers(signed.digest("hex")))
      throw new S3Error("SignatureDoesNotMatch");
  }

  async function readMore(): Promise<boolean> {
    const next = await input.next();
    if (next.done) return false;
    pending = pending.length === 0 ? next.value : Buffer.concat([pending, next.value]);
    return true;
  }

  /** Undefined at the end of the input. */
  async function readLine(): Promise<string | undefined> {
    for (;;) {
      const end = pending.indexOf("\r\n");
      if (end >= 0) {
        const line = pending.subarray(0, end).toString("latin1");
        pending = pending.subarray(end + 2);
        return line;
      }
      if (pending.length > MAX_LINE_BYTES) throw new S3Error("InvalidRequest", "A chunk header is too long.");
      if (!(await readMore())) return undefined;
    }
  }
}
