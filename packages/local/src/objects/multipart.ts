/** Multipart uploads. The parts are stored as blobs, so completing an upload only records which of them are the object. */
import { createHash } from "node:crypto";
import { readDocument, receiveBody } from "./body.ts";
import type { Part, StoredObject, Upload } from "./catalogue.ts";
import { checksumAlgorithms, checksumDigest, combinedCrc, isCrc } from "./checksums.ts";
import { assertWritable } from "./conditions.ts";
import { S3Error } from "./errors.ts";
import {
  answerDocument,
  checksumElements,
  type Exchange,
  eventFor,
  quoted,
  requestedBucket,
  settle,
} from "./exchange.ts";
import { headersToStore, requestedAlgorithm } from "./headers.ts";
import { objectCreated } from "./notifications.ts";
import type { S3Request } from "./request.ts";
import { childText, element, parseXml, resultDocument, type XmlNode } from "./xml.ts";

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 ** 2;
const MAX_PART_BYTES = 5 * 1024 ** 3;
const MAX_COMPLETE_DOCUMENT_BYTES = 4 * 1024 ** 2;

export async function createMultipartUpload(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const bucket = requestedBucket(exchange);
  const headers = headersToStore(request);
  const checksum = requestedChecksum(request);
  const uploadId = store.newUploadId();
  store.catalogue.startUpload(uploadId, { bucket: bucket.name, key: request.key, headers, checksum }, store.now());
  const result = resultDocument(
    "InitiateMultipartUploadResult",
    element("Bucket", bucket.name),
    element("Key", request.key),
    element("UploadId", uploadId),
  );
  const answered = checksum && {
    "x-amz-checksum-algorithm": checksum.algorithm.toUpperCase(),
    "x-amz-checksum-type": checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT",
  };
  answerDocument(response, result, answered);
}

/** The hash of a whole cannot be calculated from hashes of its parts, and CRC64NVME is defined for the whole only. */
function requestedChecksum(request: S3Request): Upload["checksum"] {
  const algorithm = requestedAlgorithm(request);
  const type = request.header("x-amz-checksum-type")?.toUpperCase();
  if (algorithm === undefined) {
    if (type === undefined) return undefined;
    throw new S3Error(
      "InvalidRequest",
      "The x-amz-checksum-type header can only be used with x-amz-checksum-algorithm.",
    );
  }
  const isComposite = (type ?? (algorithm === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE")) === "COMPOSITE";
  if (type !== undefined && type !== "COMPOSITE" && type !== "FULL_OBJECT") {
    throw new S3Error("InvalidRequest", "Value for x-amz-checksum-type header is invalid.");
  }
  if (isComposite ? algorithm === "crc64nvme" : !isCrc(algorithm)) {
    throw new S3Error(
      "InvalidRequest",
      `The ${type} checksum type cannot be used with the ${algorithm.toUpperCase()} checksum algorithm.`,
    );
  }
  return { algorithm, isComposite };
}

export async function uploadPart(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const { partNumber, bytesLeft, upload } = requestedPart(exchange);
  const algorithm = upload.checksum?.algorithm ?? requestedAlgorithm(request);
  const body = receiveBody(request, payload, bytesLeft, { algorithm });
  const id = await store.blobs.write(body.chunks);
  const { size, md5, checksum } = body.result();
  await keepPart(exchange, { id, size, partNumber, etag: md5, checksum, storedAt: store.now() });
  const answered = checksum && { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value };
  response.writeHead(200, { etag: quoted(md5), ...answered }).end();
}

/** The part that a request uploads, and how large it may be. */
export function requestedPart(exchange: Exchange): { partNumber: number; bytesLeft: number; upload: Upload } {
  const { request, store } = exchange;
  const bucket = requestedBucket(exchange);
  const { uploadId, upload } = requestedUpload(exchange);
  const partNumber = Number(request.parameter("partNumber"));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS) {
    throw new S3Error("InvalidArgument", `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
  }
  const others = store.catalogue.parts(uploadId).filter((part) => part.partNumber !== partNumber);
  const bytesLeft = Math.min(bucket.maxObjectBytes - totalSize(others), MAX_PART_BYTES);
  return { partNumber, bytesLeft, upload };
}

export async function keepPart(exchange: Exchange, part: Part): Promise<void> {
  const { store } = exchange;
  try {
    // Checked again, because the upload may have been completed or aborted while the part was arriving.
    const { uploadId } = requestedUpload(exchange);
    await store.blobs.discard(store.catalogue.putPart(uploadId, part));
  } catch (error) {
    await store.blobs.discard([part.id]);
    throw error;
  }
}

export async function completeMultipartUpload(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  // Checksums in the headers are those of the object, not of this document.
  const document = parseXml(await readDocument(request, payload, MAX_COMPLETE_DOCUMENT_BYTES, { isOfObject: true }));
  const { uploadId, upload } = requestedUpload(exchange);
  const parts = chosenParts(document, store.catalogue.parts(uploadId));
  const size = totalSize(parts);
  if (size > bucket.maxObjectBytes) throw new S3Error("EntityTooLarge");
  const checksum = checksumOf(parts, upload);
  assertPromisesAreKept(request, size, checksum);
  assertWritable(request, store.catalogue.find(bucket.name, request.key));

  const md5 = createHash("md5");
  for (const part of parts) md5.update(Buffer.from(part.etag, "hex"));
  const object: StoredObject = {
    key: request.key,
    size,
    etag: `${md5.digest("hex")}-${parts.length}`,
    modifiedAt: store.now(),
    headers: upload.headers,
    checksum,
    blobs: parts,
  };
  const event = eventFor(store, () => objectCreated(bucket.name, object, "CompleteMultipartUpload", object.modifiedAt));
  await settle(store, store.catalogue.completeUpload(uploadId, bucket.name, object, event));
  const result = resultDocument(
    "CompleteMultipartUploadResult",
    element("Location", `http://${request.header("host")}/${bucket.name}/${encodeURI(request.key)}`),
    element("Bucket", bucket.name),
    element("Key", request.key),
    element("ETag", quoted(object.etag)),
    ...checksumElements(checksum),
  );
  answerDocument(response, result);
}

export async function abortMultipartUpload(exchange: Exchange): Promise<void> {
  const { response, store } = exchange;
  requestedBucket(exchange);
  const { uploadId } = requestedUpload(exchange);
  await store.blobs.discard(store.catalogue.abortUpload(uploadId));
  response.writeHead(204).end();
}

export function requestedUpload({ request, store }: Exchange): { uploadId: string; upload: Upload } {
  const uploadId = request.parameter("uploadId") ?? "";
  const upload = store.catalogue.findUpload(uploadId, request.bucket, request.key);
  if (!upload) throw new S3Error("NoSuchUpload");
  return { uploadId, upload };
}

/** The parts that the client lists, checked against the stored ones. */
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
    for (const algorithm of checksumAlgorithms) {
      const claimed = childText(node, `Checksum${algorithm.toUpperCase()}`);
      const isKept = part.checksum?.algorithm === algorithm && part.checksum.value === claimed;
      if (claimed !== undefined && !isKept) throw new S3Error("InvalidPart");
    }
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.size < MIN_PART_BYTES)) throw new S3Error("EntityTooSmall");
  return parts;
}

/**
 * The checksum of all bytes, if that was requested; else S3's checksum of checksums, `<base64>-<parts>`, if all parts have one of
 * the same kind.
 */
function checksumOf(parts: Part[], upload: Upload): StoredObject["checksum"] {
  const algorithm = parts[0]?.checksum?.algorithm;
  if (!algorithm || parts.some((part) => part.checksum?.algorithm !== algorithm)) return undefined;
  const values = parts.map(({ checksum, size }) => ({ value: checksum!.value, size }));
  const isWhole = algorithm === "crc64nvme" || upload.checksum?.isComposite === false;
  if (isWhole && isCrc(algorithm)) return { algorithm, value: combinedCrc(algorithm, values), isComposite: false };
  const digest = checksumDigest(algorithm);
  for (const { value } of values) digest.update(Buffer.from(value, "base64"));
  return { algorithm, value: `${digest.value()}-${parts.length}`, isComposite: true };
}

/**
 * Checks what the client declared of the whole object: its size, and its checksum; a composite one may lack the number of parts.
 */
function assertPromisesAreKept(request: S3Request, size: number, checksum: StoredObject["checksum"]): void {
  const claimedSize = request.header("x-amz-mp-object-size");
  if (claimedSize !== undefined && Number(claimedSize) !== size) {
    throw new S3Error("InvalidRequest", `The object has ${size} bytes, and x-amz-mp-object-size says ${claimedSize}.`);
  }
  const claimedType = request.header("x-amz-checksum-type")?.toUpperCase();
  const type = checksum && (checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT");
  if (claimedType !== undefined && claimedType !== type) {
    throw new S3Error("InvalidRequest", `The checksum of the object is ${type ?? "none"}, and not ${claimedType}.`);
  }
  for (const algorithm of checksumAlgorithms) {
    const claimed = request.header(`x-amz-checksum-${algorithm}`);
    const isKept =
      checksum?.algorithm === algorithm && [checksum.value, checksum.value.split("-")[0]].includes(claimed!);
    if (claimed !== undefined && !isKept) {
      throw new S3Error(
        "BadDigest",
        `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
  }
}

const totalSize = (parts: { size: number }[]) => parts.reduce((total, { size }) => total + size, 0);
