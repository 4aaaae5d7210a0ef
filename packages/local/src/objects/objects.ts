/** Put, get and head of whole objects. */
import { pipeline } from "node:stream/promises";
import { receiveBody } from "./body.ts";
import type { StoredObject } from "./catalogue.ts";
import { assertWritable, evaluateConditions, isRangeWanted } from "./conditions.ts";
import { S3Error } from "./errors.ts";
import { checksumHeaders, type Exchange, eventFor, quoted, requestedBucket, settle } from "./exchange.ts";
import { headersToStore, isHeaderValue, requestedAlgorithm } from "./headers.ts";
import { objectCreated } from "./notifications.ts";
import type { S3Request } from "./request.ts";

export async function putObject(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const headers = headersToStore(request);
  const { key } = request;
  assertWritable(request, store.catalogue.find(bucket.name, key));

  const body = receiveBody(request, payload, bucket.maxObjectBytes, { algorithm: requestedAlgorithm(request) });
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
    // Checked again, because another writer may have come first while this body was arriving.
    assertWritable(request, store.catalogue.find(bucket.name, key));
  } catch (error) {
    await store.blobs.discard([id]);
    throw error;
  }
  const event = eventFor(store, () => objectCreated(bucket.name, object, "PutObject", object.modifiedAt));
  await settle(store, store.catalogue.put(bucket.name, object, event));
  response.writeHead(200, { etag: quoted(md5), ...checksumHeaders(object.checksum) }).end();
}

/** GetObject, and HeadObject, which is the same without a body. */
export async function getObject(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const object = store.catalogue.find(bucket.name, request.key);
  if (!object) throw new S3Error("NoSuchKey");
  const validators = { etag: quoted(object.etag), "last-modified": object.modifiedAt.toUTCString() };
  if (evaluateConditions(request.header, object) === "notModified") {
    response.writeHead(304, validators).end();
    return;
  }
  const range = isRangeWanted(request, object) ? parseRange(request.header("range"), object.size) : undefined;
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

/** One byte range; as in S3, several ranges or another unit are ignored, and the whole object is sent. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  if (start >= size || (first === "" && Number(last) === 0)) {
    throw new S3Error("InvalidRange", undefined, { headers: { "content-range": `bytes */${size}` } });
  }
  return { start, end };
}

const OVERRIDES = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type"];

/** The response-* parameters of a signed request, which replace headers of the object. */
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
