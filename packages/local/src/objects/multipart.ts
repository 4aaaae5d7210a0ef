/** Multipart uploads: the parts are blobs already, so completing one only says which of them are the object. */
import { createHash, randomBytes } from "node:crypto";
import { type Checksum, checksumDigest, readDocument, receiveBody } from "./body.ts";
import type { Part, StoredObject } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import {
  checksumHeaders,
  type Exchange,
  eventFor,
  headersToStore,
  quoted,
  requestedBucket,
  settle,
} from "./exchange.ts";
import { objectCreated } from "./notifications.ts";
import { childText, element, parseXml, resultDocument, type XmlNode } from "./xml.ts";

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 ** 2;
const MAX_PART_BYTES = 5 * 1024 ** 3;
const MAX_COMPLETE_DOCUMENT_BYTES = 4 * 1024 ** 2;

export async function createMultipartUpload(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const headers = headersToStore(request);
  const uploadId = randomBytes(24).toString("base64url");
  store.catalogue.startUpload(uploadId, { bucket: bucket.name, key: request.key, headers }, store.now());
  const result = resultDocument(
    "InitiateMultipartUploadResult",
    element("Bucket", bucket.name),
    element("Key", request.key),
    element("UploadId", uploadId),
  );
  response.writeHead(200, { "content-type": "application/xml" }).end(result);
}

export async function uploadPart(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const { uploadId } = requestedUpload(exchange);
  const partNumber = Number(request.parameter("partNumber"));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS) {
    throw new S3Error("InvalidArgument", `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
  }
  if (request.amzHeader("x-amz-copy-source") !== undefined) {
    throw new S3Error("NotImplemented", "Parts cannot be copied from objects.");
  }
  const others = store.catalogue.parts(uploadId).filter((part) => part.partNumber !== partNumber);
  const bytesLeft = bucket.maxObjectBytes - totalSize(others);
  const body = receiveBody(request, payload, Math.min(bytesLeft, MAX_PART_BYTES));
  const id = await store.blobs.write(body.chunks);
  const { size, md5, checksum } = body.result();
  try {
    // Asked again: the upload may have been completed or aborted while the part was arriving.
    requestedUpload(exchange);
  } catch (error) {
    await store.blobs.discard([id]);
    throw error;
  }
  const freed = store.catalogue.putPart(uploadId, { id, size, partNumber, etag: md5, checksum });
  await store.blobs.discard(freed);
  const answered = checksum && { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value };
  response.writeHead(200, { etag: quoted(md5), ...answered }).end();
}

export async function completeMultipartUpload(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const document = parseXml(await readDocument(request, payload, MAX_COMPLETE_DOCUMENT_BYTES));
  const { uploadId, upload } = requestedUpload(exchange);
  const parts = chosenParts(document, store.catalogue.parts(uploadId));
  const size = totalSize(parts);
  if (size > bucket.maxObjectBytes) throw new S3Error("EntityTooLarge");

  const md5 = createHash("md5");
  for (const part of parts) md5.update(Buffer.from(part.etag, "hex"));
  const object: StoredObject = {
    key: request.key,
    size,
    etag: `${md5.digest("hex")}-${parts.length}`,
    modifiedAt: store.now(),
    headers: upload.headers,
    checksum: compositeChecksum(parts),
    blobs: parts,
  };
  const event = eventFor(store, () => objectCreated(bucket.name, object, "CompleteMultipartUpload", object.modifiedAt));
  await settle(store, store.catalogue.completeUpload(uploadId, bucket.name, object, event));
  const { checksum } = object;
  const result = resultDocument(
    "CompleteMultipartUploadResult",
    element("Location", `http://${request.header("host")}/${bucket.name}/${encodeURI(request.key)}`),
    element("Bucket", bucket.name),
    element("Key", request.key),
    element("ETag", quoted(object.etag)),
    ...(checksum ? [element(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value)] : []),
    ...(checksum ? [element("ChecksumType", checksumHeaders(checksum)["x-amz-checksum-type"])] : []),
  );
  response.writeHead(200, { "content-type": "application/xml" }).end(result);
}

export async function abortMultipartUpload(exchange: Exchange): Promise<void> {
  const { response, store } = exchange;
  requestedBucket(exchange);
  const { uploadId } = requestedUpload(exchange);
  await store.blobs.discard(store.catalogue.abortUpload(uploadId));
  response.writeHead(204).end();
}

function requestedUpload({ request, store }: Exchange) {
  const uploadId = request.parameter("uploadId") ?? "";
  const upload = store.catalogue.findUpload(uploadId, request.bucket, request.key);
  if (!upload) throw new S3Error("NoSuchUpload");
  return { uploadId, upload };
}

/** The parts that the client lists, checked against those that have arrived. */
function chosenParts(document: XmlNode | undefined, stored: Part[]): Part[] {
  const listed = document?.children.filter(({ name }) => name === "Part") ?? [];
  if (document?.name !== "CompleteMultipartUpload" || listed.length === 0 || listed.length > MAX_PARTS) {
    throw new S3Error("MalformedXML");
  }
  const byNumber = new Map(stored.map((part) => [part.partNumber, part]));
  let previous = 0;
  const parts = listed.map((node) => {
    const partNumber = Number(childText(node, "PartNumber"));
    if (!(partNumber > previous)) throw new S3Error("InvalidPartOrder");
    previous = partNumber;
    const part = byNumber.get(partNumber);
    if (!part || childText(node, "ETag")?.replaceAll('"', "") !== part.etag) throw new S3Error("InvalidPart");
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.size < MIN_PART_BYTES)) throw new S3Error("EntityTooSmall");
  return parts;
}

/** S3's checksum of checksums, `<base64>-<parts>`, if every part came with one of the same kind. */
function compositeChecksum(parts: Part[]): (Checksum & { isComposite: true }) | undefined {
  const algorithm = parts[0]?.checksum?.algorithm;
  if (!algorithm || parts.some((part) => part.checksum?.algorithm !== algorithm)) return undefined;
  const digest = checksumDigest(algorithm);
  for (const part of parts) digest.update(Buffer.from(part.checksum!.value, "base64"));
  return { algorithm, value: `${digest.value()}-${parts.length}`, isComposite: true };
}

const totalSize = (parts: { size: number }[]) => parts.reduce((total, { size }) => total + size, 0);
