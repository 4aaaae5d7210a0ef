/** ListMultipartUploads and ListParts. */
import type { UploadSummary } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import { answerDocument, checksumElements, type Exchange, ownerElement, quoted, requestedBucket } from "./exchange.ts";
import { after, behind, optional, parseMaximum, textEncoder } from "./listing.ts";
import { requestedUpload } from "./multipart.ts";
import { element, resultDocument, type Xml } from "./xml.ts";

type Entry = { upload: UploadSummary } | { commonPrefix: string };

export function listMultipartUploads(exchange: Exchange): void {
  const { request, response } = exchange;
  requestedBucket(exchange);
  const prefix = request.parameter("prefix") ?? "";
  const delimiter = request.parameter("delimiter") ?? "";
  const keyMarker = request.parameter("key-marker") ?? "";
  const idMarker = request.parameter("upload-id-marker") ?? "";
  const maximum = parseMaximum(request, "max-uploads");
  const encoded = textEncoder(request);

  const entries: Entry[] = [];
  for (const entry of scan(exchange, { prefix, delimiter, keyMarker, idMarker })) {
    entries.push(entry);
    if (entries.length > maximum) break;
  }
  const isTruncated = maximum > 0 && entries.length > maximum;
  const page = entries.slice(0, maximum);
  const last = page.at(-1);
  const result = resultDocument(
    "ListMultipartUploadsResult",
    element("Bucket", request.bucket),
    element("KeyMarker", encoded(keyMarker)),
    element("UploadIdMarker", idMarker),
    ...(isTruncated && last ? nextMarkers(last) : []),
    element("Prefix", encoded(prefix)),
    ...optional("Delimiter", delimiter === "" ? undefined : encoded(delimiter)),
    ...optional("EncodingType", request.parameter("encoding-type")),
    element("MaxUploads", maximum),
    element("IsTruncated", isTruncated),
    ...page.map((entry) =>
      "upload" in entry
        ? uploadElement(entry.upload)
        : element("CommonPrefixes", element("Prefix", encoded(entry.commonPrefix))),
    ),
  );
  answerDocument(response, result);

  function nextMarkers(entry: Entry): Xml[] {
    if (!("upload" in entry)) return [element("NextKeyMarker", encoded(entry.commonPrefix))];
    return [element("NextKeyMarker", encoded(entry.upload.key)), element("NextUploadIdMarker", entry.upload.id)];
  }

  function uploadElement({ id, key, startedAt, checksum }: UploadSummary): Xml {
    return element(
      "Upload",
      element("Key", encoded(key)),
      element("UploadId", id),
      ownerElement("Initiator"),
      ownerElement("Owner"),
      element("StorageClass", "STANDARD"),
      element("Initiated", startedAt.toISOString()),
      ...optional("ChecksumAlgorithm", checksum?.algorithm.toUpperCase()),
      ...optional("ChecksumType", checksum && (checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT")),
    );
  }
}

function* scan(
  { request, store }: Exchange,
  at: { prefix: string; delimiter: string; keyMarker: string; idMarker: string },
): Generator<Entry> {
  const { prefix, delimiter, keyMarker, idMarker } = at;
  const isPrefix = delimiter !== "" && keyMarker.endsWith(delimiter) && keyMarker !== prefix;
  let from = {
    // Without an upload id the marker stands behind all uploads of its key.
    key:
      keyMarker === ""
        ? Buffer.alloc(0)
        : isPrefix
          ? behind(keyMarker)
          : idMarker
            ? Buffer.from(keyMarker)
            : after(keyMarker),
    id: isPrefix ? "" : idMarker,
  };
  if (Buffer.compare(from.key, Buffer.from(prefix)) < 0) from = { key: Buffer.from(prefix), id: "" };
  for (;;) {
    const [upload] = store.catalogue.uploads(request.bucket, from, 1);
    if (!upload?.key.startsWith(prefix)) return;
    const end = delimiter === "" ? -1 : upload.key.indexOf(delimiter, prefix.length);
    if (end < 0) {
      yield { upload };
      from = { key: Buffer.from(upload.key), id: upload.id };
    } else {
      const commonPrefix = upload.key.slice(0, end + delimiter.length);
      yield { commonPrefix };
      from = { key: behind(commonPrefix), id: "" };
    }
  }
}

export function listParts(exchange: Exchange): void {
  const { request, response, store } = exchange;
  requestedBucket(exchange);
  const { uploadId, upload } = requestedUpload(exchange);
  const maximum = parseMaximum(request, "max-parts");
  const marker = request.parameter("part-number-marker") ?? "0";
  if (!/^\d{1,9}$/.test(marker)) throw new S3Error("InvalidArgument", "Argument part-number-marker must be an integer");
  const parts = store.catalogue.parts(uploadId).filter(({ partNumber }) => partNumber > Number(marker));
  const page = parts.slice(0, maximum);
  const isTruncated = maximum > 0 && parts.length > maximum;
  const { checksum } = upload;
  const result = resultDocument(
    "ListPartsResult",
    element("Bucket", request.bucket),
    element("Key", textEncoder(request)(request.key)),
    element("UploadId", uploadId),
    ownerElement("Initiator"),
    ownerElement("Owner"),
    element("StorageClass", "STANDARD"),
    ...optional("ChecksumAlgorithm", checksum?.algorithm.toUpperCase()),
    ...optional("ChecksumType", checksum && (checksum.isComposite ? "COMPOSITE" : "FULL_OBJECT")),
    element("PartNumberMarker", marker),
    ...(isTruncated ? [element("NextPartNumberMarker", page.at(-1)!.partNumber)] : []),
    element("MaxParts", maximum),
    element("IsTruncated", isTruncated),
    ...page.map((part) =>
      element(
        "Part",
        element("PartNumber", part.partNumber),
        element("LastModified", part.storedAt.toISOString()),
        element("ETag", quoted(part.etag)),
        element("Size", part.size),
        ...checksumElements(part.checksum),
      ),
    ),
  );
  answerDocument(response, result);
}
