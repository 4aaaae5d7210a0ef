/** What every operation works with: one request, its response, and the object store. */
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
  /** A new id that nobody can guess. */
  newUploadId(): string;
  /** Whether notifications are delivered at all; when false, none are written to the journal. */
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

// S3's own limit for a single upload.
const DEFAULT_MAX_OBJECT_BYTES = 5 * 1024 ** 3;

/** The bucket that the request names, or NoSuchBucket. */
export function requestedBucket({ request, store }: Exchange): BucketOptions & { maxObjectBytes: number } {
  const bucket = store.bucket(request.bucket);
  if (!bucket) throw new S3Error("NoSuchBucket", undefined, { elements: { BucketName: request.bucket } });
  assertOwner(request, "x-amz-expected-bucket-owner");
  return { ...bucket, maxObjectBytes: bucket.maxObjectBytes ?? DEFAULT_MAX_OBJECT_BYTES };
}

/** The account that owns all buckets, the same as in the ids of this machine's queues. */
const OWNER = "000000000000";

/** Checks the account that a client expects to own the bucket, if it names one. */
export function assertOwner(request: S3Request, header: string): void {
  const expected = request.amzHeader(header);
  if (expected !== undefined && expected !== OWNER) throw new S3Error("AccessDenied");
}

/** What follows a commit: the notification is delivered, and blobs that no object refers to are removed. */
export async function settle(
  store: Store,
  committed: { freed: string[]; entry: JournalEntry | undefined },
): Promise<void> {
  if (committed.entry) store.deliver(committed.entry);
  await store.blobs.discard(committed.freed);
}

/** Answers with a complete XML document: an error while it is being made can still be answered with its own status. */
export function answerDocument(response: ServerResponse, document: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/xml", ...headers }).end(document);
}

export const eventFor = (store: Store, event: () => ObjectEvent) => (store.isNotifying ? event() : undefined);

export const quoted = (etag: string) => `"${etag}"`;

/** The owner of everything here, as an element of documents. */
export const ownerElement = (name: string) => element(name, ...owner);
export const granteeElement = () => typedElement("Grantee", "CanonicalUser", ...owner);
const owner = [element("ID", OWNER), element("DisplayName", "local")];

/** A checksum as elements of documents; its type is known for whole objects only. */
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
