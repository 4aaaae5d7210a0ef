/**
 * Signed calls to one bucket over node's own HTTP: what every operation on objects is made of. Bodies and answers are bytes, documents are
 * XML that the store wrote.
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

/**
 * `invalid`: the arguments; nothing was sent. `refused`: the store said no, a matter of configuration. `conflict`: the object or the upload
 * is not what the call says it is (parts that are not there or too small, an object that was replaced).
 * `unavailable`: no answer or a 5xx, after all attempts; the same call may succeed later.
 */
export type ObjectsErrorKind = "invalid" | "not_found" | "too_large" | "conflict" | "refused" | "unavailable";

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

export interface Call {
  method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** The object; the bucket itself when it is undefined. */
  key: string | undefined;
  /** Parameters in the query; one without a value is named alone. */
  query?: Query;
  headers?: Record<string, string>;
  body?: Uint8Array | { stream: Readable; sizeBytes: number };
  /** The longest answer in bytes: 64 KiB unless given. */
  maxBytes?: number;
  /** Takes the first `maxBytes` of a longer answer instead of failing. */
  cutsOff?: boolean;
}

export type Query = Record<string, string | number | undefined>;

export interface Presigning {
  method: "GET" | "PUT";
  key: string;
  query?: Query;
  /** What the signature covers beside the host: whoever uses the URL must send it to the letter. */
  headers?: Record<string, string>;
  expiresInSeconds: number;
}

export interface Presigned {
  url: string;
  /** What the client must send, to the letter; the signature covers it. */
  headers: Record<string, string>;
  expiresAt: Date;
}

export interface Bucket {
  /** The answer of a success; every other is an ObjectsError. What was not answered, or with a 5xx, is tried three times. */
  call(call: Call): Promise<HttpAnswer>;
  /** A URL with which anybody may make this one call until it expires. */
  presign(presigning: Presigning): { url: string; expiresAt: Date };
}

const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 100;
const MAX_ERROR_BYTES = 64 * 1024;
const MAX_KEY_BYTES = 1024;
const MAX_EXPIRES_SECONDS = 7 * 24 * 3600;

export function bucketOf(config: ObjectsConfig): Bucket {
  const url = new URL(config.endpoint);
  const { idleTimeoutMs = 5_000, timeoutMs = 60_000, now = () => new Date() } = config;
  const http = httpClient(url.origin, { idleTimeoutMs, timeoutMs });

  return {
    async call(request) {
      const path = pathOf(request.key, request.query);
      const about = request.key ?? "the bucket";
      for (let attempt = 1; ; attempt++) {
        const outcome = await send(request, path).catch((error: unknown) => failed(about, error));
        const error = outcome instanceof ObjectsError ? outcome : answeredError(about, outcome);
        if (!error) return outcome as HttpAnswer;
        const isLast = attempt === MAX_ATTEMPTS || isStream(request.body);
        if (error.kind !== "unavailable" || isLast) throw error;
        // Full jitter keeps clients that failed together from coming back together.
        await pause(Math.random() * FIRST_DELAY_MS * 4 ** (attempt - 1));
      }
    },

    presign({ method, key, query = {}, headers = {}, expiresInSeconds }) {
      if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > MAX_EXPIRES_SECONDS) {
        throw new ObjectsError("invalid", `expiresInSeconds must be from 1 to ${MAX_EXPIRES_SECONDS}`);
      }
      const at = now();
      const dated = { "X-Amz-Expires": expiresInSeconds, "X-Amz-Date": amzDate(at), ...query };
      const signed = aws4.sign(
        {
          service: "s3",
          region: config.region,
          method,
          host: url.host,
          path: pathOf(key, dated),
          headers: { ...headers },
          signQuery: true,
        },
        config,
      );
      // S3 counts from the second that the signature names.
      const second = Math.floor(at.getTime() / 1000);
      return { url: url.origin + signed.path, expiresAt: new Date((second + expiresInSeconds) * 1000) };
    },
  };

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

  function pathOf(key: string | undefined, query: Query = {}): string {
    if (key !== undefined && !isUsableKey(key)) {
      throw new ObjectsError("invalid", `not a usable object key: ${JSON.stringify(cut(key, 100))}`);
    }
    const path = `/${encodeUri(config.bucket)}${key === undefined ? "" : `/${key.split("/").map(encodeUri).join("/")}`}`;
    const parameters = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [value === "" ? name : `${name}=${encodeUri(String(value))}`],
    );
    return parameters.length === 0 ? path : `${path}?${parameters.join("&")}`;
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
function answeredError(about: string, { status, text }: HttpAnswer): ObjectsError | undefined {
  return status < 300 ? undefined : errorOf(about, status, codeIn(text));
}

/** S3's error code in a document of an error. */
export const codeIn = (document: string): string | undefined => /<Code>(\w+)<\/Code>/.exec(document)?.[1];

const ofState = new Set(["InvalidPart", "InvalidPartOrder", "EntityTooSmall", "PreconditionFailed"]);
const ofServer = new Set(["InternalError", "SlowDown", "ServiceUnavailable"]);

/** `about` is what the call was for: a key, or the bucket. */
export function errorOf(about: string, status: number, code: string | undefined): ObjectsError {
  const message = `the store answered ${status}${code ? ` ${code}` : ""} for ${about}`;
  const isOfServer = status >= 500 || status === 429 || (code !== undefined && ofServer.has(code));
  if (isOfServer) return new ObjectsError("unavailable", message, { code });
  // An answer to HEAD has no body and so no code.
  const isMissing = status === 404 && ["NoSuchKey", "NoSuchUpload"].includes(code ?? "NoSuchKey");
  if (isMissing) return new ObjectsError("not_found", message, { code });
  if (code === "EntityTooLarge") return new ObjectsError("too_large", message, { code });
  return new ObjectsError(code !== undefined && ofState.has(code) ? "conflict" : "refused", message, { code });
}

function failed(about: string, cause: unknown): ObjectsError {
  if (cause instanceof ObjectsError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === TOO_LARGE) return new ObjectsError("too_large", `${about}: ${message}`, { cause });
  return new ObjectsError("unavailable", `the store could not be reached for ${about}: ${message}`, { code, cause });
}

const isStream = (body: Call["body"]): body is { stream: Readable; sizeBytes: number } =>
  body !== undefined && "stream" in body;

function bodyHeaders(body: Call["body"]): Record<string, string> {
  if (body === undefined) return {};
  if (isStream(body)) {
    return { "content-length": String(body.sizeBytes), "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" };
  }
  const hash = createHash("sha256").update(body).digest("hex");
  return { "content-length": String(body.byteLength), "X-Amz-Content-Sha256": hash };
}

const amzDate = (date: Date) => date.toISOString().replace(/[:-]|\.\d{3}/g, "");

/** RFC 3986: everything but unreserved characters. */
export const encodeUri = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const pause = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));
