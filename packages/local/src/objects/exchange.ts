/** What every operation works with: one request, its response, and the store behind them. */
import type { ServerResponse } from "node:http";
import type { Blobs } from "./blobs.ts";
import type { Checksum } from "./body.ts";
import type { Catalogue, JournalEntry } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import type { ObjectEvent } from "./notifications.ts";
import type { S3Request } from "./request.ts";
import type { SignedPayload } from "./signature.ts";

export interface BucketOptions {
  name: string;
  /** Bound on one object, however it is uploaded. */
  maxObjectBytes?: number;
  /** Origins whose pages may use the bucket; one `*` in each stands for anything. */
  cors?: string[];
}

export interface Store {
  catalogue: Catalogue;
  blobs: Blobs;
  now: () => Date;
  bucket(name: string): BucketOptions | undefined;
  buckets: BucketOptions[];
  /** False when nobody listens, so that nothing is written that nobody will read. */
  isNotifying: boolean;
  /** Delivers a committed notification. */
  deliver(entry: JournalEntry): void;
}

export interface Exchange {
  request: S3Request;
  response: ServerResponse;
  payload: SignedPayload;
  store: Store;
}

// S3's own bound on a single upload.
const DEFAULT_MAX_OBJECT_BYTES = 5 * 1024 ** 3;

/** The bucket that the request names, or NoSuchBucket. */
export function requestedBucket({ request, store }: Exchange): BucketOptions & { maxObjectBytes: number } {
  const bucket = store.bucket(request.bucket);
  if (!bucket) throw new S3Error("NoSuchBucket");
  return { ...bucket, maxObjectBytes: bucket.maxObjectBytes ?? DEFAULT_MAX_OBJECT_BYTES };
}

/** Follows a commit up: the notification goes out, and blobs that nobody refers to any more go away. */
export async function settle(
  store: Store,
  committed: { freed: string[]; entry: JournalEntry | undefined },
): Promise<void> {
  if (committed.entry) store.deliver(committed.entry);
  await store.blobs.discard(committed.freed);
}

export const eventFor = (store: Store, event: () => ObjectEvent) => (store.isNotifying ? event() : undefined);

export const quoted = (etag: string) => `"${etag}"`;

export function checksumHeaders(checksum: (Checksum & { isComposite: boolean }) | undefined): Record<string, string> {
  if (!checksum) return {};
  return {
    [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
    "x-amz-checksum-type": checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT",
  };
}

const STORED_HEADERS = ["cache-control", "content-disposition", "content-language", "content-type", "expires"];
const MAX_METADATA_BYTES = 2048;
const REFUSED_HEADERS = [
  "x-amz-copy-source-range",
  "x-amz-object-lock-mode",
  "x-amz-object-lock-legal-hold",
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-tagging",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
];

/** The headers that are kept with an object and come back with it. Refuses by name what would change its meaning. */
export function headersToStore(request: S3Request): Record<string, string> {
  const refused = REFUSED_HEADERS.find((name) => request.amzHeader(name) !== undefined);
  if (refused) throw new S3Error("NotImplemented", `The header ${refused} is not supported.`);
  const acl = request.amzHeader("x-amz-acl");
  if (acl !== undefined && acl !== "private" && acl !== "bucket-owner-full-control") {
    throw new S3Error("AccessControlListNotSupported");
  }
  const headers: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of STORED_HEADERS) {
    const value = request.header(name);
    if (value) headers[name] = value;
  }
  // The framing is gone once the body is stored; any other encoding is the object's own.
  const encodings = (request.header("content-encoding") ?? "").split(",").map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name !== "" && name !== "aws-chunked").join(",");
  if (encoding) headers["content-encoding"] = encoding;

  const sent = [...Object.entries(request.message.headers), ...request.query];
  let metadataBytes = 0;
  for (const [name, value] of sent) {
    const lower = name.toLowerCase();
    if (!lower.startsWith("x-amz-meta-") || value === undefined) continue;
    // In a presigned query anything can be written, also what could never be sent back as a header.
    if (!isHeaderName(lower) || !isHeaderValue(String(value))) {
      throw new S3Error("InvalidArgument", "The metadata cannot be represented as headers.");
    }
    headers[lower] = String(value);
    metadataBytes += lower.length - "x-amz-meta-".length + Buffer.byteLength(String(value));
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error("InvalidArgument", "Your metadata headers exceed the maximum allowed metadata size.");
  }
  return headers;
}

const isHeaderName = (text: string) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(text);

/** What node can send as the value of a header: Latin-1 without control characters. */
export const isHeaderValue = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
