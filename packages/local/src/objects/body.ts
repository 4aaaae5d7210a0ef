/**
 * Reads the body of an upload as a stream: decodes aws-chunked framing, enforces the size limit, and checks every digest that the
 * client declared. On a mismatch the stream fails before its end, so a writer that keeps only what ended successfully never keeps
 * a wrong object.
 */
import { createHash } from "node:crypto";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { type Checksum, type ChecksumAlgorithm, checksumDigest, isChecksumAlgorithm } from "./checksums.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import type { SignedPayload } from "./signature.ts";

export interface ReceivedBody {
  chunks: AsyncIterable<Buffer>;
  /** Known once `chunks` has ended. `md5` is hex. */
  result(): { size: number; md5: string; checksum?: Checksum };
}

/**
 * `maxBytes` limits the decoded body; a larger one fails with EntityTooLarge as early as it can be known. With `algorithm` that
 * checksum is calculated even when none was declared, and a declared checksum of another kind is refused. `isOfObject`: checksums
 * in the headers are those of the object that the request completes, and not of the body.
 */
export function receiveBody(
  request: S3Request,
  payload: SignedPayload,
  maxBytes: number,
  { algorithm, isOfObject = false }: { algorithm?: ChecksumAlgorithm; isOfObject?: boolean } = {},
): ReceivedBody {
  const isChunked = payload.kind === "chunked";
  const declaredBytes = declaredLength(request, isChunked);
  if (declaredBytes > maxBytes) throw new S3Error("EntityTooLarge");
  const promisedMd5 = contentMd5(request);
  const promised = isOfObject ? undefined : promisedChecksum(request, isChunked);
  if (promised && algorithm && promised.algorithm !== algorithm) {
    throw new S3Error(
      "InvalidRequest",
      `Checksum Type mismatch occurred, expected checksum Type: ${algorithm}, actual checksum Type: ${promised.algorithm}`,
    );
  }
  const computed = promised?.algorithm ?? algorithm;

  const md5 = createHash("md5");
  const sha256 = payload.kind === "sha256" ? createHash("sha256") : undefined;
  const checksum = computed && checksumDigest(computed);
  const trailers = new Map<string, string>();
  let size = 0;
  let finished: ReturnType<ReceivedBody["result"]> | undefined;

  async function* receive(): AsyncGenerator<Buffer> {
    const raw: AsyncIterable<Buffer> = request.message.iterator({ destroyOnReturn: false });
    for await (const chunk of payload.kind === "chunked" ? decodeAwsChunked(raw, trailers, payload.signatures) : raw) {
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
    if (!computed || !checksum) return;
    const value = checksum.value();
    const expected = promised?.value ?? trailers.get(`x-amz-checksum-${computed}`);
    if (promised && expected !== value) {
      throw new S3Error("BadDigest", `The ${computed.toUpperCase()} you specified did not match what we received.`);
    }
    finished.checksum = { algorithm: computed, value };
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
export async function readDocument(
  request: S3Request,
  payload: SignedPayload,
  maxBytes: number,
  options?: { isOfObject: boolean },
): Promise<string> {
  const body = receiveBody(request, payload, maxBytes, options);
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
 * Only real headers and trailers count. The AWS SDK presigns an upload with the CRC32 of an empty body in the query, because it
 * has no body at that time; S3 ignores it, and checking it would refuse every such upload.
 */
function promisedChecksum(
  request: S3Request,
  isChunked: boolean,
): { algorithm: ChecksumAlgorithm; value?: string } | undefined {
  const prefix = "x-amz-checksum-";
  const inHeaders = Object.keys(request.message.headers).filter((name) => isValueHeader(name));
  const inTrailer = isChunked ? (request.header("x-amz-trailer") ?? "").toLowerCase().split(",") : [];
  const names = [...inHeaders, ...inTrailer.map((name) => name.trim()).filter(isValueHeader)];
  if (names.length === 0) {
    if (request.header("x-amz-sdk-checksum-algorithm") === undefined) return undefined;
    throw new S3Error(
      "InvalidRequest",
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
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
