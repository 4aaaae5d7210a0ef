/** CopyObject and UploadPartCopy: copies an object to another key, or into a part of one. */
import { createHash } from "node:crypto";
import type { StoredObject } from "./catalogue.ts";
import { type Checksum, type ChecksumAlgorithm, checksumDigest } from "./checksums.ts";
import { assertSourceIsAsked, assertWritable } from "./conditions.ts";
import { S3Error } from "./errors.ts";
import {
  answerDocument,
  assertOwner,
  checksumElements,
  type Exchange,
  eventFor,
  quoted,
  requestedBucket,
  type Store,
  settle,
} from "./exchange.ts";
import { headersToStore, requestedAlgorithm } from "./headers.ts";
import { keepPart, requestedPart } from "./multipart.ts";
import { objectCreated } from "./notifications.ts";
import { parseCopySource, type S3Request } from "./request.ts";
import { element, resultDocument } from "./xml.ts";

export async function copyObject(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const { original, bucket: sourceBucket } = requestedSource(request, store);
  assertWritable(request, store.catalogue.find(bucket.name, request.key));
  if (original.size > bucket.maxObjectBytes) throw new S3Error("EntityTooLarge");
  const isReplacing = directive(request, "x-amz-metadata-directive") === "REPLACE";
  directive(request, "x-amz-tagging-directive");
  if (!isReplacing && sourceBucket === bucket.name && original.key === request.key) {
    throw new S3Error("InvalidRequest", "This copy request copies an object to itself without changing anything.");
  }
  const ownHeaders = headersToStore(request);
  const kept = original.checksum?.isComposite ? undefined : original.checksum;

  const algorithm = requestedAlgorithm(request) ?? original.checksum?.algorithm;
  const whole = { start: 0, end: original.size - 1 };
  const { id, md5, checksum = kept } = await copyBytes(store, original, whole, algorithm);
  const object: StoredObject = {
    key: request.key,
    size: original.size,
    etag: md5,
    modifiedAt: store.now(),
    headers: isReplacing ? ownHeaders : original.headers,
    checksum: checksum && { ...checksum, isComposite: false },
    blobs: [{ id, size: original.size }],
  };
  try {
    // Checked again, because another writer may have come first while the bytes were copied.
    assertWritable(request, store.catalogue.find(bucket.name, request.key));
  } catch (error) {
    await store.blobs.discard([id]);
    throw error;
  }
  const event = eventFor(store, () => objectCreated(bucket.name, object, "CopyObject", object.modifiedAt));
  await settle(store, store.catalogue.put(bucket.name, object, event));
  const result = resultDocument(
    "CopyObjectResult",
    element("LastModified", object.modifiedAt.toISOString()),
    element("ETag", quoted(object.etag)),
    ...checksumElements(object.checksum),
  );
  answerDocument(response, result);
}

export async function uploadPartCopy(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const part = requestedPart(exchange);
  const { original } = requestedSource(request, store);
  const range = copiedRange(request.amzHeader("x-amz-copy-source-range"), original.size);
  const size = range.end - range.start + 1;
  if (size > part.bytesLeft) throw new S3Error("EntityTooLarge");
  const { id, md5, checksum } = await copyBytes(store, original, range, part.upload.checksum?.algorithm);
  const storedAt = store.now();
  await keepPart(exchange, { id, size, partNumber: part.partNumber, etag: md5, checksum, storedAt });
  const result = resultDocument(
    "CopyPartResult",
    element("LastModified", storedAt.toISOString()),
    element("ETag", quoted(md5)),
    ...checksumElements(checksum),
  );
  answerDocument(response, result);
}

/** The source object, if its conditions hold. */
function requestedSource(request: S3Request, store: Store): { bucket: string; original: StoredObject } {
  const source = parseCopySource(request.amzHeader("x-amz-copy-source")!);
  if (!store.bucket(source.bucket)) throw new S3Error("NoSuchBucket");
  assertOwner(request, "x-amz-source-expected-bucket-owner");
  const original = store.catalogue.find(source.bucket, source.key);
  if (!original) throw new S3Error("NoSuchKey");
  assertSourceIsAsked(request, original);
  return { bucket: source.bucket, original };
}

/** Objects have no tags, so both directives have the same effect on them. */
function directive(request: S3Request, name: string): string {
  const value = request.amzHeader(name) ?? "COPY";
  if (value === "COPY" || value === "REPLACE") return value;
  throw new S3Error("InvalidArgument", `Unknown ${name.slice("x-amz-".length).replace("-", " ")}.`);
}

function copiedRange(text: string | undefined, size: number): { start: number; end: number } {
  if (text === undefined) return { start: 0, end: size - 1 };
  const [, start, end] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  if (start === undefined || Number(end) < Number(start)) {
    throw new S3Error("InvalidArgument", "The x-amz-copy-source-range value must be of the form bytes=first-last.");
  }
  if (Number(end) >= size) {
    throw new S3Error("InvalidArgument", `Range specified is not valid for source object of size: ${size}`);
  }
  return { start: Number(start), end: Number(end) };
}

async function copyBytes(
  store: Store,
  original: StoredObject,
  range: { start: number; end: number },
  algorithm: ChecksumAlgorithm | undefined,
): Promise<{ id: string; md5: string; checksum?: Checksum }> {
  const md5 = createHash("md5");
  const digest = algorithm && checksumDigest(algorithm);
  async function* digested() {
    for await (const chunk of store.blobs.read(original.blobs, range)) {
      md5.update(chunk);
      digest?.update(chunk);
      yield chunk;
    }
  }
  const unpin = store.blobs.pin(original.blobs);
  const id = await store.blobs.write(digested()).finally(unpin);
  return { id, md5: md5.digest("hex"), ...(algorithm && digest && { checksum: { algorithm, value: digest.value() } }) };
}
