/** What every operation works with: one request, its response, and the store behind them. */
import type { ServerResponse } from "node:http";
import type { Blobs } from "./blobs.ts";
import type { Catalogue, JournalEntry } from "./catalogue.ts";
import type { Checksum } from "./checksums.ts";
import { S3Error } from "./errors.ts";
import type { ObjectEvent } from "./notifications.ts";
import type { S3Request } from "./request.ts";
import type { SignedPayload } from "./signature.ts";
import { element, typedElement, type Xml } from "./xml.ts";

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
  region: string;
  /** A name that nobody can guess. */
  newUploadId(): string;
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
  if (!bucket) throw new S3Error("NoSuchBucket", undefined, { elements: { BucketName: request.bucket } });
  assertOwner(request, "x-amz-expected-bucket-owner");
  return { ...bucket, maxObjectBytes: bucket.maxObjectBytes ?? DEFAULT_MAX_OBJECT_BYTES };
}

/** The account that owns all buckets, as the ids of this machine's queues have it. */
const OWNER = "000000000000";

/** A client may say whose the bucket has to be. */
export function assertOwner(request: S3Request, header: string): void {
  const expected = request.amzHeader(header);
  if (expected !== undefined && expected !== OWNER) throw new S3Error("AccessDenied");
}

/** Follows a commit up: the notification goes out, and blobs that nobody refers to any more go away. */
export async function settle(
  store: Store,
  committed: { freed: string[]; entry: JournalEntry | undefined },
): Promise<void> {
  if (committed.entry) store.deliver(committed.entry);
  await store.blobs.discard(committed.freed);
}

/** Answers with an XML document that is whole: what fails in the making of one has to be able to answer with its error. */
export function answerDocument(response: ServerResponse, document: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/xml", ...headers }).end(document);
}

export const eventFor = (store: Store, event: () => ObjectEvent) => (store.isNotifying ? event() : undefined);

export const quoted = (etag: string) => `"${etag}"`;

/** Whose everything here is, as documents name an owner. */
export const ownerElement = (name: string) => element(name, ...owner);
export const granteeElement = () => typedElement("Grantee", "CanonicalUser", ...owner);
const owner = [element("ID", OWNER), element("DisplayName", "local")];

/** As documents have a checksum; its type is known for whole objects. */
export function checksumElements(checksum: (Checksum & { isComposite?: boolean }) | undefined): Xml[] {
  if (!checksum) return [];
  const value = element(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value);
  if (checksum.isComposite === undefined) return [value];
  return [value, element("ChecksumType", checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT")];
}

export function checksumHeaders(checksum: (Checksum & { isComposite: boolean }) | undefined): Record<string, string> {
  if (!checksum) return {};
  return {
    [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
    "x-amz-checksum-type": checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT",
  };
}
