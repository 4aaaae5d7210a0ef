/** Put, get, head, copy and delete of whole objects. */
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { readDocument, receiveBody } from "./body.ts";
import type { ObjectHead, StoredObject } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import {
  checksumHeaders,
  type Exchange,
  eventFor,
  headersToStore,
  isHeaderValue,
  quoted,
  requestedBucket,
  type Store,
  settle,
} from "./exchange.ts";
import { objectCreated, objectDeleted } from "./notifications.ts";
import { assertKeyFits, parseCopySource, type S3Request } from "./request.ts";
import { childText, element, parseXml, resultDocument } from "./xml.ts";

export async function putObject(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const headers = headersToStore(request);
  const { key } = request;
  assertWritable(request, store.catalogue.find(bucket.name, key));

  const body = receiveBody(request, payload, bucket.maxObjectBytes);
  const id = await store.blobs.write(body.chunks);
  const { size, md5, checksum } = body.result();
  const object: StoredObject = {
    key,
    size,
    etag: md5,
    modifiedAt: store.now(),
    headers,
    checksum: checksum && { ...checksum, isComposite: false },
    blobs: [{ id, size }],
  };
  try {
    // Asked again: another writer may have come first while this body was arriving.
    assertWritable(request, store.catalogue.find(bucket.name, key));
  } catch (error) {
    await store.blobs.discard([id]);
    throw error;
  }
  const event = eventFor(store, () => objectCreated(bucket.name, object, "PutObject", object.modifiedAt));
  await settle(store, store.catalogue.put(bucket.name, object, event));
  response.writeHead(200, { etag: quoted(md5), ...checksumHeaders(object.checksum) }).end();
}

/** Conditional writes: `If-None-Match: *` creates only, `If-Match` replaces only what the writer has seen. */
function assertWritable(request: S3Request, existing: ObjectHead | undefined): void {
  const ifNoneMatch = request.header("if-none-match");
  const ifMatch = request.header("if-match");
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") {
    throw new S3Error("NotImplemented", "If-None-Match of a write must be *.");
  }
  if (ifNoneMatch === "*" && existing) throw new S3Error("PreconditionFailed");
  if (ifMatch === undefined) return;
  if (!existing) throw new S3Error("NoSuchKey");
  if (!matches(ifMatch, existing.etag)) throw new S3Error("PreconditionFailed");
}

/** GetObject, and HeadObject, which is the same without a body. */
export async function getObject(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const object = store.catalogue.find(bucket.name, request.key);
  if (!object) throw new S3Error("NoSuchKey");
  const validators = { etag: quoted(object.etag), "last-modified": object.modifiedAt.toUTCString() };
  if (evaluateConditions(request, object) === "notModified") {
    response.writeHead(304, validators).end();
    return;
  }
  const range = parseRange(request.header("range"), object.size);
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  const wantsChecksum = request.amzHeader("x-amz-checksum-mode")?.toUpperCase() === "ENABLED" && !range;
  response.writeHead(range ? 206 : 200, {
    ...object.headers,
    ...overriddenHeaders(request),
    ...validators,
    "accept-ranges": "bytes",
    "content-length": end - start + 1,
    ...(range ? { "content-range": `bytes ${start}-${end}/${object.size}` } : {}),
    ...(wantsChecksum ? checksumHeaders(object.checksum) : {}),
  });
  if (request.method === "HEAD" || object.size === 0) {
    response.end();
    return;
  }
  const unpin = store.blobs.pin(object.blobs);
  try {
    await pipeline(store.blobs.read(object.blobs, { start, end }), response);
  } finally {
    unpin();
  }
}

/** RFC 9110, section 13.2.2: the order in which the conditions of a read count. Dates are whole seconds. */
function evaluateConditions(request: S3Request, object: ObjectHead): "modified" | "notModified" {
  const modifiedSecond = Math.floor(object.modifiedAt.getTime() / 1000) * 1000;
  const dateOf = (name: string) => {
    const time = Date.parse(request.header(name) ?? "");
    return Number.isNaN(time) ? undefined : time;
  };
  const [ifMatch, ifNoneMatch] = [request.header("if-match"), request.header("if-none-match")];
  const unmodifiedSince = dateOf("if-unmodified-since");
  const modifiedSince = dateOf("if-modified-since");
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) throw new S3Error("PreconditionFailed");
  } else if (unmodifiedSince !== undefined && modifiedSecond > unmodifiedSince) {
    throw new S3Error("PreconditionFailed");
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? "notModified" : "modified";
  return modifiedSince !== undefined && modifiedSecond <= modifiedSince ? "notModified" : "modified";
}

/** Weak comparison of a list of entity tags with one of ours. */
function matches(list: string, etag: string): boolean {
  const tags = list.split(",").map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""));
  return tags.includes("*") || tags.includes(etag);
}

/** One byte range; several at once, or another unit, mean the whole object, as in S3. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  if (start >= size || (first === "" && Number(last) === 0)) {
    throw new S3Error("InvalidRange", undefined, { "content-range": `bytes */${size}` });
  }
  return { start, end };
}

const OVERRIDES = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type"];

/** The response-* parameters of a signed request replace headers of the object. */
function overriddenHeaders(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of [...OVERRIDES, "expires"]) {
    const value = request.parameter(`response-${name}`);
    if (value === undefined) continue;
    if (!isHeaderValue(value)) throw new S3Error("InvalidArgument", `Invalid response-${name}`);
    headers[name] = value;
  }
  return headers;
}

export async function copyObject(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const condition = Object.keys(request.message.headers).find((name) => name.startsWith("x-amz-copy-source-"));
  if (condition) throw new S3Error("NotImplemented", `The header ${condition} is not supported.`);
  const source = parseCopySource(request.amzHeader("x-amz-copy-source")!);
  if (!store.bucket(source.bucket)) throw new S3Error("NoSuchBucket");
  const original = store.catalogue.find(source.bucket, source.key);
  if (!original) throw new S3Error("NoSuchKey");
  if (original.size > bucket.maxObjectBytes) throw new S3Error("EntityTooLarge");
  const isReplacing = request.amzHeader("x-amz-metadata-directive") === "REPLACE";
  if (!isReplacing && source.bucket === bucket.name && source.key === request.key) {
    throw new S3Error("InvalidRequest", "This copy request copies an object to itself without changing anything.");
  }
  const headers = isReplacing ? headersToStore(request) : original.headers;

  const md5 = createHash("md5");
  const unpin = store.blobs.pin(original.blobs);
  const chunks = store.blobs.read(original.blobs, { start: 0, end: original.size - 1 });
  const id = await store.blobs
    .write(
      (async function* () {
        for await (const chunk of chunks) {
          md5.update(chunk);
          yield chunk;
        }
      })(),
    )
    .finally(unpin);
  const object: StoredObject = {
    key: request.key,
    size: original.size,
    etag: md5.digest("hex"),
    modifiedAt: store.now(),
    headers,
    checksum: original.checksum?.isComposite ? undefined : original.checksum,
    blobs: [{ id, size: original.size }],
  };
  const event = eventFor(store, () => objectCreated(bucket.name, object, "CopyObject", object.modifiedAt));
  await settle(store, store.catalogue.put(bucket.name, object, event));
  const result = resultDocument(
    "CopyObjectResult",
    element("LastModified", object.modifiedAt.toISOString()),
    element("ETag", quoted(object.etag)),
  );
  response.writeHead(200, { "content-type": "application/xml" }).end(result);
}

export async function deleteObject(exchange: Exchange): Promise<void> {
  const bucket = requestedBucket(exchange);
  await remove(exchange.store, bucket.name, exchange.request.key);
  exchange.response.writeHead(204).end();
}

/** Deleting what is not there succeeds and tells nobody. */
async function remove(store: Store, bucket: string, key: string): Promise<void> {
  const existing = store.catalogue.find(bucket, key);
  if (!existing) return;
  const event = eventFor(store, () => objectDeleted(bucket, existing, store.now()));
  await settle(store, store.catalogue.remove(bucket, key, event));
}

const MAX_DELETED = 1000;
const MAX_DELETE_DOCUMENT_BYTES = 2 * 1024 ** 2;

export async function deleteObjects(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const isProtected = Object.keys(request.message.headers).some((name) => /^(content-md5$|x-amz-checksum-)/.test(name));
  if (!isProtected && request.header("x-amz-trailer") === undefined) {
    throw new S3Error("InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
  }
  const document = parseXml(await readDocument(request, payload, MAX_DELETE_DOCUMENT_BYTES));
  const objects = document?.children.filter(({ name }) => name === "Object") ?? [];
  const keys = objects.map((object) => childText(object, "Key") ?? "");
  if (document?.name !== "Delete" || keys.length === 0 || keys.length > MAX_DELETED || keys.includes("")) {
    throw new S3Error("MalformedXML");
  }
  keys.forEach(assertKeyFits);
  const versioned = objects.find((object) => childText(object, "VersionId") ?? childText(object, "ETag"));
  if (versioned) throw new S3Error("NotImplemented", "Objects have no versions here, and deletes no conditions.");

  for (const key of keys) await remove(store, bucket.name, key);
  const isQuiet = childText(document, "Quiet") === "true";
  const deleted = isQuiet ? [] : keys.map((key) => element("Deleted", element("Key", key)));
  response.writeHead(200, { "content-type": "application/xml" }).end(resultDocument("DeleteResult", ...deleted));
}
