/**
 * Reads the body of an upload as a stream: undoes aws-chunked framing, enforces the size limit, and compares every
 * digest the client promised. The stream fails before its end when a promise is broken, so a writer that only keeps
 * what ended well never keeps a wrong object.
 */
import { createHash, type Hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import type { SignedPayload } from "./signature.ts";

/** Checksums by their S3 name in lower case, base64. */
export type ChecksumAlgorithm = "crc32" | "sha1" | "sha256";
export interface Checksum {
  algorithm: ChecksumAlgorithm;
  value: string;
}

export interface ReceivedBody {
  chunks: AsyncIterable<Buffer>;
  /** Known once `chunks` has ended. `md5` is hex. */
  result(): { size: number; md5: string; checksum?: Checksum };
}

interface Digest {
  update(chunk: Buffer): void;
  /** base64 */
  value(): string;
}

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  name === "crc32" || name === "sha1" || name === "sha256";

/** The digest behind `x-amz-checksum-<algorithm>`. */
export function checksumDigest(algorithm: ChecksumAlgorithm): Digest {
  if (algorithm !== "crc32") return hashDigest(createHash(algorithm));
  let state = 0;
  return {
    update(chunk) {
      state = crc32(chunk, state);
    },
    value() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(state);
      return bytes.toString("base64");
    },
  };
}

/** `maxBytes` bounds the decoded body; a larger one fails with EntityTooLarge as early as it can be known. */
export function receiveBody(request: S3Request, payload: SignedPayload, maxBytes: number): ReceivedBody {
  const isChunked = payload.kind === "unsignedTrailer";
  const declaredBytes = declaredLength(request, isChunked);
  if (declaredBytes > maxBytes) throw new S3Error("EntityTooLarge");
  const promisedMd5 = contentMd5(request);
  const promised = promisedChecksum(request, isChunked);

  const md5 = createHash("md5");
  const sha256 = payload.kind === "sha256" ? createHash("sha256") : undefined;
  const checksum = promised && checksumDigest(promised.algorithm);
  const trailers = new Map<string, string>();
  let size = 0;
  let finished: ReturnType<ReceivedBody["result"]> | undefined;

  async function* receive(): AsyncGenerator<Buffer> {
    const raw: AsyncIterable<Buffer> = request.message.iterator({ destroyOnReturn: false });
    for await (const chunk of isChunked ? decodeAwsChunked(raw, trailers) : raw) {
      size += chunk.length;
      if (size > maxBytes) throw new S3Error("EntityTooLarge");
      md5.update(chunk);
      sha256?.update(chunk);
      checksum?.update(chunk);
      yield chunk;
    }
    finish();
  }

  function finish(): void {
    if (size !== declaredBytes) throw new S3Error("IncompleteBody");
    const md5Bytes = md5.digest();
    if (promisedMd5 && !promisedMd5.equals(md5Bytes)) {
      throw new S3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
    if (payload.kind === "sha256" && sha256?.digest("hex") !== payload.hex) {
      throw new S3Error("XAmzContentSHA256Mismatch");
    }
    finished = { size, md5: md5Bytes.toString("hex") };
    if (!promised || !checksum) return;
    const value = checksum.value();
    const expected = promised.value ?? trailers.get(`x-amz-checksum-${promised.algorithm}`);
    if (expected !== value) {
      const name = promised.algorithm.toUpperCase();
      throw new S3Error("BadDigest", `The ${name} you specified did not match what we received.`);
    }
    finished.checksum = { algorithm: promised.algorithm, value };
  }

  return {
    chunks: receive(),
    result() {
      if (!finished) throw new Error("the body has not been read to its end");
      return finished;
    },
  };
}

/** Reads a small body, such as an XML document, into memory. */
export async function readDocument(request: S3Request, payload: SignedPayload, maxBytes: number): Promise<string> {
  const body = receiveBody(request, payload, maxBytes);
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function declaredLength(request: S3Request, isChunked: boolean): number {
  const text = request.header(isChunked ? "x-amz-decoded-content-length" : "content-length");
  if (text === undefined) throw new S3Error("MissingContentLength");
  const bytes = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(bytes)) throw new S3Error("InvalidArgument");
  return bytes;
}

function contentMd5(request: S3Request): Buffer | undefined {
  const text = request.header("content-md5");
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 16) throw new S3Error("InvalidDigest");
  return bytes;
}

/**
 * Only real headers and trailers count. The AWS SDK presigns an upload with the CRC32 of no body at all in the query,
 * since it has none at that time; S3 takes no notice of it, and honouring it would refuse every such upload.
 */
function promisedChecksum(
  request: S3Request,
  isChunked: boolean,
): { algorithm: ChecksumAlgorithm; value?: string } | undefined {
  const prefix = "x-amz-checksum-";
  const inHeaders = Object.keys(request.message.headers).filter((name) => isValueHeader(name));
  const inTrailer = isChunked ? (request.header("x-amz-trailer") ?? "").toLowerCase().split(",") : [];
  const names = [...inHeaders, ...inTrailer.map((name) => name.trim()).filter(isValueHeader)];
  if (names.length === 0) return undefined;
  if (names.length > 1) throw new S3Error("InvalidRequest", "Expecting a single x-amz-checksum- header");
  const algorithm = names[0]!.slice(prefix.length);
  if (!isChecksumAlgorithm(algorithm)) {
    throw new S3Error("NotImplemented", `The checksum algorithm ${algorithm} is not supported.`);
  }
  return { algorithm, value: request.header(names[0]!) };

  function isValueHeader(name: string): boolean {
    return name.startsWith(prefix) && !["algorithm", "type", "mode"].includes(name.slice(prefix.length));
  }
}

const hashDigest = (hash: Hash): Digest => ({
  update: (chunk) => void hash.update(chunk),
  value: () => hash.digest("base64"),
});

const MAX_LINE_BYTES = 8 * 1024;
const MAX_TRAILERS = 16;

/**
 * Content-Encoding: aws-chunked, unsigned: `<hex size>[;extension]CRLF <bytes> CRLF` repeated, a chunk of size zero,
 * then trailer lines up to an empty one. Trailers are put into `trailers` by lower-case name.
 */
async function* decodeAwsChunked(source: AsyncIterable<Buffer>, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);

  for (;;) {
    const header = await readLine();
    const sizeText = header?.split(";", 1)[0]?.trim() ?? "";
    if (!/^[0-9a-f]{1,12}$/i.test(sizeText)) throw new S3Error("IncompleteBody");
    let remaining = Number.parseInt(sizeText, 16);
    if (remaining === 0) break;
    while (remaining > 0) {
      if (pending.length === 0 && !(await readMore())) throw new S3Error("IncompleteBody");
      const chunk = pending.subarray(0, remaining);
      pending = pending.subarray(chunk.length);
      remaining -= chunk.length;
      yield chunk;
    }
    if ((await readLine()) !== "") throw new S3Error("IncompleteBody");
  }
  for (let count = 0; count < MAX_TRAILERS; count++) {
    const line = await readLine();
    if (!line) return;
    const colon = line.indexOf(":");
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  throw new S3Error("InvalidRequest", "There are too many trailers.");

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
