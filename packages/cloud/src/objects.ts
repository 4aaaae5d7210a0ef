/**
 * Objects in S3, R2 or the local store, told apart by configuration alone: signed with aws4 over node's own HTTP, because
 * the AWS SDK would multiply the size of every bundle. Path style, one object a call; large bodies belong in presigned
 * URLs, which bring them past the Lambda.
 */

import { createHash } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import aws4 from "aws4";
import { cut } from "#kit/text";
import { type HttpAnswer, httpClient, TOO_LARGE } from "./http.ts";

export interface ObjectsConfig {
  /** `https://s3.<region>.amazonaws.com`, `https://<account>.r2.cloudflarestorage.com` or the local store's address. */
  endpoint: string;
  /** "auto" for R2. */
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** With the temporary credentials of a Lambda's role. */
  sessionToken?: string;
  /** How long the connection may be silent. 5,000 unless given. */
  idleTimeoutMs?: number;
  /** How long one attempt may take in all. 60,000 unless given. */
  timeoutMs?: number;
  now?: () => Date;
}

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

export interface Presigned {
  url: string;
  /** What the client must send, to the letter; the signature covers it. */
  headers: Record<string, string>;
  expiresAt: Date;
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
   * PUT: with `sizeBytes` the upload must be exactly that long, without it as long as the bucket lets it be.
   */
  presignPut(key: string, options: { expiresInSeconds: number; contentType: string; sizeBytes?: number }): Presigned;
  /** A URL that downloads the object as an attachment, never shown in place, so that no uploaded page runs as ours. */
  presignGet(key: string, options: { expiresInSeconds: number; fileName?: string }): Presigned;
}

/**
 * `invalid`: the arguments; nothing was sent. `refused`: the store said no, a matter of configuration.
 * `unavailable`: no answer or a 5xx, after all attempts; the same call may succeed later.
 */
export type ObjectsErrorKind = "invalid" | "not_found" | "too_large" | "refused" | "unavailable";

export class ObjectsError extends Error {
  readonly kind: ObjectsErrorKind;
  /** S3's error code, such as NoSuchBucket, or the network's, such as ECONNREFUSED. */
  readonly code: string | undefined;

  constructor(kind: ObjectsErrorKind, message: string, { code, cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = "ObjectsError";
    this.kind = kind;
    this.code = code;
  }
}

interface Call {
  method: "GET" | "HEAD" | "PUT" | "DELETE";
  key: string;
  headers?: Record<string, string>;
  body?: Uint8Array | { stream: Readable; sizeBytes: number };
  maxBytes?: number;
  cutsOff?: boolean;
}

const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 100;
const MAX_READ_BYTES = 32 * 1024 ** 2;
const MAX_ERROR_BYTES = 64 * 1024;
const MAX_KEY_BYTES = 1024;
const MAX_EXPIRES_SECONDS = 7 * 24 * 3600;

export function objects(config: ObjectsConfig): Objects {
  const url = new URL(config.endpoint);
  const { idleTimeoutMs = 5_000, timeoutMs = 60_000, now = () => new Date() } = config;
  const http = httpClient(url.origin, { idleTimeoutMs, timeoutMs });

  return {
    async put(key: string, body: Uint8Array | Readable, options: PutOptions & { sizeBytes?: number } = {}) {
      const headers = {
        "content-type": options.contentType ?? "application/octet-stream",
        ...metadataHeaders(options),
      };
      const answer = await call({ method: "PUT", key, headers, body: sized(body, options.sizeBytes) });
      return { etag: unquoted(answer.headers.etag) };
    },

    async get(key, { maxBytes = MAX_READ_BYTES } = {}) {
      const answer = await call({ method: "GET", key, maxBytes });
      return { ...headOf(answer), bytes: answer.bytes };
    },

    async beginning(key, bytes) {
      // A store that ignores ranges would send everything.
      const headers = { range: `bytes=0-${bytes - 1}` };
      return (await call({ method: "GET", key, headers, maxBytes: bytes, cutsOff: true })).bytes;
    },

    async head(key) {
      try {
        return headOf(await call({ method: "HEAD", key }));
      } catch (error) {
        if (error instanceof ObjectsError && error.kind === "not_found") return undefined;
        throw error;
      }
    },

    async remove(key) {
      await call({ method: "DELETE", key });
    },

    presignPut(key, { expiresInSeconds, contentType, sizeBytes }) {
      const headers = { "content-type": contentType };
      const signed: Record<string, string> = { ...headers };
      // Browsers do not let a page set content-length, but they send it, so it is signed and not among the returned headers.
      if (sizeBytes !== undefined) signed["content-length"] = String(sizeBytes);
      return { ...presign("PUT", key, expiresInSeconds, signed), headers };
    },

    presignGet(key, { expiresInSeconds, fileName }) {
      const disposition = attachment(fileName);
      return { ...presign("GET", key, expiresInSeconds, {}, disposition), headers: {} };
    },
  };

  function presign(
    method: string,
    key: string,
    expiresInSeconds: number,
    headers: Record<string, string>,
    contentDisposition?: string,
  ): { url: string; expiresAt: Date } {
    if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > MAX_EXPIRES_SECONDS) {
      throw new ObjectsError("invalid", `expiresInSeconds must be from 1 to ${MAX_EXPIRES_SECONDS}`);
    }
    const at = now();
    const query = [`X-Amz-Expires=${expiresInSeconds}`, `X-Amz-Date=${amzDate(at)}`];
    if (contentDisposition) query.push(`response-content-disposition=${encodeUri(contentDisposition)}`);
    const path = `${pathOf(key)}?${query.join("&")}`;
    const signed = aws4.sign(
      { service: "s3", region: config.region, method, host: url.host, path, headers, signQuery: true },
      config,
    );
    // S3 counts from the second that the signature names.
    const second = Math.floor(at.getTime() / 1000);
    return { url: url.origin + signed.path, expiresAt: new Date((second + expiresInSeconds) * 1000) };
  }

  async function call(request: Call): Promise<HttpAnswer> {
    const path = pathOf(request.key);
    for (let attempt = 1; ; attempt++) {
      const outcome = await send(request, path).catch((error: unknown) => failed(request.key, error));
      const error = outcome instanceof ObjectsError ? outcome : answeredError(request.key, outcome);
      if (!error) return outcome as HttpAnswer;
      const isLast = attempt === MAX_ATTEMPTS || isStream(request.body);
      if (error.kind !== "unavailable" || isLast) throw error;
      // Full jitter keeps clients that failed together from coming back together.
      await pause(Math.random() * FIRST_DELAY_MS * 4 ** (attempt - 1));
    }
  }

  function send({ method, headers, body, maxBytes = MAX_ERROR_BYTES, cutsOff }: Call, path: string) {
    const signed = aws4.sign(
      {
        service: "s3",
        region: config.region,
        method,
        host: url.host,
        path,
        headers: { ...headers, ...bodyHeaders(body), "X-Amz-Date": amzDate(now()) },
      },
      config,
    );
    const writing = isStream(body)
      ? (request: Writable) => pipeline(body.stream, (chunks) => exactly(body.sizeBytes, chunks), request)
      : body;
    return http({ method, path, headers: { ...signed.headers }, body: writing, maxBytes, cutsOff });
  }

  function pathOf(key: string): string {
    if (!isUsableKey(key)) {
      throw new ObjectsError("invalid", `not a usable object key: ${JSON.stringify(cut(key, 100))}`);
    }
    return `/${encodeUri(config.bucket)}/${key.split("/").map(encodeUri).join("/")}`;
  }
}

/** Whether a key can be written, presigned and stored in the database. S3 accepts some keys that cannot. */
export function isUsableKey(key: string): boolean {
  // Browsers and URL classes fold dot segments away, so such a key could be written but not presigned.
  const isDotted = key.split("/").some((segment) => segment === "." || segment === "..");
  // No column of text holds NUL.
  const isText = key.isWellFormed() && !key.includes("\0");
  return key !== "" && isText && !isDotted && Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

/** Sends each chunk only when the next has arrived, so that the length is known to be right before the last one is sent. */
async function* exactly(sizeBytes: number, chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let bytes = 0;
  let held: Buffer | undefined;
  for await (const chunk of chunks) {
    bytes += Buffer.byteLength(chunk);
    if (bytes > sizeBytes)
      throw new ObjectsError("invalid", `the stream has more than the ${sizeBytes} bytes it was to have`);
    if (held) yield held;
    held = Buffer.from(chunk);
  }
  if (bytes < sizeBytes)
    throw new ObjectsError("invalid", `the stream has ${bytes} bytes and was to have ${sizeBytes}`);
  if (held) yield held;
}

/** The error that an answer means, or undefined when it is a success. */
function answeredError(key: string, { status, text }: HttpAnswer): ObjectsError | undefined {
  if (status < 300) return undefined;
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  const message = `the store answered ${status}${code ? ` ${code}` : ""} for ${key}`;
  if (status >= 500 || status === 429) return new ObjectsError("unavailable", message, { code });
  // An answer to HEAD has no body and so no code.
  if (status === 404 && (code ?? "NoSuchKey") === "NoSuchKey") return new ObjectsError("not_found", message, { code });
  return new ObjectsError(code === "EntityTooLarge" ? "too_large" : "refused", message, { code });
}

function failed(key: string, cause: unknown): ObjectsError {
  if (cause instanceof ObjectsError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === TOO_LARGE) return new ObjectsError("too_large", `${key}: ${message}`, { cause });
  return new ObjectsError("unavailable", `the store could not be reached for ${key}: ${message}`, { code, cause });
}

const isStream = (body: Call["body"]): body is { stream: Readable; sizeBytes: number } =>
  body !== undefined && "stream" in body;

function sized(body: Uint8Array | Readable, sizeBytes: number | undefined): Call["body"] {
  if (body instanceof Uint8Array) return body;
  if (sizeBytes === undefined) throw new ObjectsError("invalid", "S3 must know how long a stream is");
  return { stream: body, sizeBytes };
}

function bodyHeaders(body: Call["body"]): Record<string, string> {
  if (body === undefined) return {};
  if (isStream(body)) {
    return { "content-length": String(body.sizeBytes), "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" };
  }
  const hash = createHash("sha256").update(body).digest("hex");
  return { "content-length": String(body.byteLength), "X-Amz-Content-Sha256": hash };
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
function attachment(fileName: string | undefined): string {
  if (fileName === undefined) return "attachment";
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeUri(fileName.toWellFormed())}`;
}

const unquoted = (etag: string | undefined) => (etag ?? "").replaceAll('"', "");

const amzDate = (date: Date) => date.toISOString().replace(/[:-]|\.\d{3}/g, "");

/** RFC 3986: everything but unreserved characters. */
const encodeUri = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const pause = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));
