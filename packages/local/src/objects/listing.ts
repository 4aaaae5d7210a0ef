/** ListObjectsV2: keys in the byte order of their UTF-8, grouped by a delimiter, in pages. */
import type { Catalogue, ObjectSummary } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";
import { element, resultDocument } from "./xml.ts";

const MAX_PAGE = 1000;

type Entry = { resumeAt: Buffer } & ({ object: ObjectSummary } | { commonPrefix: string });

/** Returns the XML document of the page that the request's parameters ask for. */
export function listObjects(request: S3Request, catalogue: Catalogue): string {
  const prefix = request.parameter("prefix") ?? "";
  const delimiter = request.parameter("delimiter") ?? "";
  const startAfter = request.parameter("start-after");
  const token = request.parameter("continuation-token");
  const maxKeys = parseMaxKeys(request.parameter("max-keys"));
  const encodingType = request.parameter("encoding-type");
  if (encodingType !== undefined && encodingType !== "url") {
    throw new S3Error("InvalidArgument", "Invalid Encoding Method specified in Request");
  }

  const from = token !== undefined ? parseToken(token) : startAfter ? after(startAfter) : Buffer.alloc(0);
  const entries: Entry[] = [];
  // One more than asked for tells whether there is a next page.
  for (const entry of scanEntries(catalogue, { bucket: request.bucket, prefix, delimiter, from })) {
    entries.push(entry);
    if (entries.length > maxKeys) break;
  }
  const isTruncated = maxKeys > 0 && entries.length > maxKeys;
  const page = entries.slice(0, maxKeys);
  const nextToken = isTruncated ? page.at(-1)!.resumeAt.toString("base64url") : undefined;

  const encoded = (text: string) => (encodingType === "url" ? urlEncode(text) : text);
  const optional = (name: string, value: string | undefined) => (value === undefined ? [] : [element(name, value)]);
  return resultDocument(
    "ListBucketResult",
    element("Name", request.bucket),
    element("Prefix", encoded(prefix)),
    ...optional("Delimiter", delimiter === "" ? undefined : encoded(delimiter)),
    ...optional("StartAfter", startAfter && encoded(startAfter)),
    ...optional("ContinuationToken", token),
    ...optional("NextContinuationToken", nextToken),
    ...optional("EncodingType", encodingType),
    element("KeyCount", page.length),
    element("MaxKeys", maxKeys),
    element("IsTruncated", isTruncated),
    ...page.map((entry) =>
      "object" in entry
        ? element(
            "Contents",
            element("Key", encoded(entry.object.key)),
            element("LastModified", entry.object.modifiedAt.toISOString()),
            element("ETag", `"${entry.object.etag}"`),
            element("Size", entry.object.size),
            element("StorageClass", "STANDARD"),
          )
        : element("CommonPrefixes", element("Prefix", encoded(entry.commonPrefix))),
    ),
  );
}

function* scanEntries(
  catalogue: Catalogue,
  { bucket, prefix, delimiter, from }: { bucket: string; prefix: string; delimiter: string; from: Buffer },
): Generator<Entry> {
  const prefixBytes = Buffer.from(prefix);
  let cursor: Buffer | undefined = Buffer.compare(from, prefixBytes) > 0 ? from : prefixBytes;
  while (cursor) {
    const start: Buffer = cursor;
    cursor = undefined;
    for (const object of catalogue.scan(bucket, start)) {
      if (!object.key.startsWith(prefix)) return;
      const end = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        yield { object, resumeAt: after(object.key) };
        continue;
      }
      // The keys below a common prefix are skipped, not read: the next scan starts behind all of them.
      const commonPrefix = object.key.slice(0, end + delimiter.length);
      cursor = behind(commonPrefix);
      yield { commonPrefix, resumeAt: cursor };
      break;
    }
  }
}

/** The smallest key that is greater than this one. */
const after = (key: string) => Buffer.concat([Buffer.from(key), Buffer.from([0])]);

/** The smallest byte string that is greater than every key with this prefix; 0xFF never occurs in UTF-8. */
function behind(prefix: string): Buffer {
  const bytes = Buffer.from(prefix);
  bytes[bytes.length - 1]! += 1;
  return bytes;
}

function parseMaxKeys(text: string | undefined): number {
  if (text === undefined) return MAX_PAGE;
  if (!/^\d{1,10}$/.test(text)) throw new S3Error("InvalidArgument", "Provided max-keys not an integer or negative");
  return Math.min(Number(text), MAX_PAGE);
}

function parseToken(token: string): Buffer {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length === 0 || bytes.toString("base64url") !== token) {
    throw new S3Error("InvalidArgument", "The continuation token provided is incorrect");
  }
  return bytes;
}

const urlEncode = (text: string) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
