/**
 * Objects in S3, R2 or the local store, told apart by configuration alone: signed with aws4 over node's own HTTP, because
 * the AWS SDK would multiply the size of every bundle. Path style, one object a call; large bodies belong in presigned
 * URLs, which bring them past the Lambda.
 */
import type { Readable } from "node:stream";
import { shownName } from "#kit/text";
import type { HttpAnswer } from "./http.ts";
import {
  type Bucket,
  bucketOf,
  type Call,
  encodeUri,
  type ObjectsConfig,
  ObjectsError,
  type Presigned,
} from "./objects-bucket.ts";

export {
  isUsableKey,
  type ObjectsConfig,
  ObjectsError,
  type ObjectsErrorKind,
  type Presigned,
} from "./objects-bucket.ts";

export interface PutOptions {
  /** A media type; "application/octet-stream" unless given. */
  contentType?: string;
  /** Names in lower case of letters, digits and hyphens; values in printable ASCII, 2 KB in all. */
  metadata?: Record<string, string>;
}

export interface ObjectHead {
  contentType: string;
  sizeBytes: number;
  /** Without quotes. It is the body's MD5 unless the object came in parts. */
  etag: string;
  metadata: Record<string, string>;
}

export interface Objects {
  /**
   * Stores the object, replacing one of the same key. A stream is sent only once, so unlike bytes it is not retried. A stream
   * whose length is not `sizeBytes` is `invalid`, and nothing is stored.
   */
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<{ etag: string }>;
  put(key: string, stream: Readable, options: PutOptions & { sizeBytes: number }): Promise<{ etag: string }>;
  /** Reads a whole object of at most `maxBytes` (32 MiB unless given); fails with `too_large` or `not_found`. */
  get(key: string, options?: { maxBytes?: number }): Promise<ObjectHead & { bytes: Buffer }>;
  /** The first bytes of an object, however large it is; fails with `not_found`. */
  beginning(key: string, bytes: number): Promise<Buffer>;
  /** Undefined when there is no such object. */
  head(key: string): Promise<ObjectHead | undefined>;
  /** Succeeds when there is nothing to remove, too. */
  remove(key: string): Promise<void>;
  /**
   * A URL that uploads this one object until it expires (at most a week). S3 and R2 know no upper bound in a presigned
   * PUT: with `sizeBytes` the upload must be exactly that long, without it as long as the bucket lets it be. With `sha256`
   * (64 hexadecimal digits) the store takes no other bytes than those of this hash.
   */
  presignPut(
    key: string,
    options: { expiresInSeconds: number; contentType: string; sizeBytes?: number; sha256?: string },
  ): Presigned;
  /**
   * A URL that downloads the object as an attachment, never shown in place, so that no uploaded page runs as ours. `contentType`
   * replaces the object's own.
   */
  presignGet(key: string, options: { expiresInSeconds: number; fileName?: string; contentType?: string }): Presigned;
}

const MAX_READ_BYTES = 32 * 1024 ** 2;

export const objects = (config: ObjectsConfig): Objects => wholeObjects(bucketOf(config));

/** What is done with an object as a whole; large-objects.ts has the rest. */
export function wholeObjects(bucket: Bucket): Objects {
  return {
    async put(key: string, body: Uint8Array | Readable, options: PutOptions & { sizeBytes?: number } = {}) {
      const headers = {
        "content-type": options.contentType ?? "application/octet-stream",
        ...metadataHeaders(options),
      };
      const answer = await bucket.call({ method: "PUT", key, headers, body: sized(body, options.sizeBytes) });
      return { etag: unquoted(answer.headers.etag) };
    },

    async get(key, { maxBytes = MAX_READ_BYTES } = {}) {
      const answer = await bucket.call({ method: "GET", key, maxBytes });
      return { ...headOf(answer), bytes: answer.bytes };
    },

    async beginning(key, bytes) {
      // A store that ignores ranges would send everything.
      const headers = { range: `bytes=0-${bytes - 1}` };
      return (await bucket.call({ method: "GET", key, headers, maxBytes: bytes, cutsOff: true })).bytes;
    },

    async head(key) {
      try {
        return headOf(await bucket.call({ method: "HEAD", key }));
      } catch (error) {
        if (error instanceof ObjectsError && error.kind === "not_found") return undefined;
        throw error;
      }
    },

    async remove(key) {
      await bucket.call({ method: "DELETE", key });
    },

    presignPut(key, { expiresInSeconds, contentType, sizeBytes, sha256 }) {
      const headers = {
        "content-type": contentType,
        ...(sha256 !== undefined && { "x-amz-checksum-sha256": Buffer.from(sha256, "hex").toString("base64") }),
      };
      const signed: Record<string, string> = { ...headers };
      // Browsers do not let a page set content-length, but they send it, so it is signed and not among the returned headers.
      if (sizeBytes !== undefined) signed["content-length"] = String(sizeBytes);
      return { ...bucket.presign({ method: "PUT", key, expiresInSeconds, headers: signed }), headers };
    },

    presignGet(key, { expiresInSeconds, fileName, contentType }) {
      const query = {
        "response-content-disposition": attachment(fileName),
        "response-content-type": contentType,
      };
      return { ...bucket.presign({ method: "GET", key, query, expiresInSeconds }), headers: {} };
    },
  };
}

function sized(body: Uint8Array | Readable, sizeBytes: number | undefined): Call["body"] {
  if (body instanceof Uint8Array) return body;
  if (sizeBytes === undefined) throw new ObjectsError("invalid", "S3 must know how long a stream is");
  return { stream: body, sizeBytes };
}

function metadataHeaders({ metadata = {} }: PutOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (!/^[a-z0-9-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value)) {
      throw new ObjectsError("invalid", `metadata must be printable ASCII: ${name}`);
    }
    headers[`x-amz-meta-${name}`] = value;
  }
  return headers;
}

function headOf({ headers, bytes }: HttpAnswer): ObjectHead {
  const prefix = "x-amz-meta-";
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), String(value)]);
  return {
    contentType: headers["content-type"] ?? "application/octet-stream",
    sizeBytes: Number(headers["content-length"] ?? bytes.length),
    etag: unquoted(headers.etag),
    metadata: Object.fromEntries(metadata),
  };
}

/** RFC 6266: an ASCII name for old clients, and the real one in UTF-8. */
function attachment(given: string | undefined): string {
  if (given === undefined) return "attachment";
  const fileName = shownName(given);
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeUri(fileName.toWellFormed())}`;
}

const unquoted = (etag: string | undefined) => (etag ?? "").replaceAll('"', "");
