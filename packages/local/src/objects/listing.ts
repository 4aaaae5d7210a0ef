/** ListObjects, version 1 and 2: keys in the byte order of their UTF-8, grouped by a delimiter, in pages. */
import type { Catalogue, ObjectSummary } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import { ownerElement } from "./exchange.ts";
import type { S3Request } from "./request.ts";
import { element, resultDocument, type Xml } from "./xml.ts";

const MAX_PAGE = 1000;

type Entry = { resumeAt: Buffer } & ({ object: ObjectSummary } | { commonPrefix: string });

/** Returns the XML document of the page that the request's parameters ask for. */
export function listObjects(request: S3Request, catalogue: Catalogue): string {
  const prefix = request.parameter("prefix") ?? "";
  const delimiter = request.parameter("delimiter") ?? "";
  const maxKeys = parseMaximum(request, "max-keys");
  const encoded = textEncoder(request);
  const isSecond = request.parameter("list-type") !== undefined;
  const { from, echoed } = isSecond ? secondPosition(request, encoded) : firstPosition(request, encoded);

  const entries: Entry[] = [];
  // One entry more than requested is read, which tells whether there is a next page.
  for (const entry of scanEntries(catalogue, { bucket: request.bucket, prefix, delimiter, from })) {
    entries.push(entry);
    if (entries.length > maxKeys) break;
  }
  const isTruncated = maxKeys > 0 && entries.length > maxKeys;
  const page = entries.slice(0, maxKeys);
  const last = page.at(-1);
  const isWithOwner = !isSecond || request.parameter("fetch-owner") === "true";
  return resultDocument(
    "ListBucketResult",
    element("Name", request.bucket),
    element("Prefix", encoded(prefix)),
    ...optional("Delimiter", delimiter === "" ? undefined : encoded(delimiter)),
    ...echoed,
    ...(isTruncated && last ? next(last) : []),
    ...optional("EncodingType", request.parameter("encoding-type")),
    ...(isSecond ? [element("KeyCount", page.length)] : []),
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
            ...(isWithOwner ? [ownerElement("Owner")] : []),
            element("StorageClass", "STANDARD"),
          )
        : element("CommonPrefixes", element("Prefix", encoded(entry.commonPrefix))),
    ),
  );

  /** Version 1 has NextMarker only with a delimiter: without one the client continues after the last key. */
  function next(entry: Entry): Xml[] {
    if (isSecond) return [element("NextContinuationToken", entry.resumeAt.toString("base64url"))];
    if (delimiter === "") return [];
    return [element("NextMarker", encoded("object" in entry ? entry.object.key : entry.commonPrefix))];
  }
}

/** Where a page begins, and the elements that repeat it to the client. */
interface Position {
  from: Buffer;
  echoed: Xml[];
}
type Encoder = (text: string) => string;

function secondPosition(request: S3Request, encoded: Encoder): Position {
  const startAfter = request.parameter("start-after");
  const token = request.parameter("continuation-token");
  const from = token !== undefined ? parseToken(token) : startAfter ? after(startAfter) : Buffer.alloc(0);
  return {
    from,
    echoed: [...optional("StartAfter", startAfter && encoded(startAfter)), ...optional("ContinuationToken", token)],
  };
}

/** A marker that is a common prefix of the page before stands for all keys below it, so the page begins behind those. */
function firstPosition(request: S3Request, encoded: Encoder): Position {
  const marker = request.parameter("marker") ?? "";
  const delimiter = request.parameter("delimiter") ?? "";
  const isPrefix = delimiter !== "" && marker.endsWith(delimiter) && marker !== request.parameter("prefix");
  const from = marker === "" ? Buffer.alloc(0) : isPrefix ? behind(marker) : after(marker);
  return { from, echoed: [element("Marker", encoded(marker))] };
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
export const after = (key: string) => Buffer.concat([Buffer.from(key), Buffer.from([0])]);

/** The smallest byte string that is greater than every key with this prefix; 0xFF never occurs in UTF-8. */
export function behind(prefix: string): Buffer {
  const bytes = Buffer.from(prefix);
  bytes[bytes.length - 1]! += 1;
  return bytes;
}

/** The requested page size: at most 1,000, which is also the default. */
export function parseMaximum(request: S3Request, name: string): number {
  const text = request.parameter(name);
  if (text === undefined) return MAX_PAGE;
  if (!/^\d{1,10}$/.test(text)) throw new S3Error("InvalidArgument", `Provided ${name} not an integer or negative`);
  return Math.min(Number(text), MAX_PAGE);
}

/** How keys are written: unchanged, or URL-encoded on request, because XML 1.0 cannot hold every character of a key. */
export function textEncoder(request: S3Request): (text: string) => string {
  const type = request.parameter("encoding-type");
  if (type === undefined) return (text) => text;
  if (type !== "url") throw new S3Error("InvalidArgument", "Invalid Encoding Method specified in Request");
  return urlEncode;
}

export const optional = (name: string, value: string | undefined) =>
  value === undefined ? [] : [element(name, value)];

function parseToken(token: string): Buffer {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length === 0 || bytes.toString("base64url") !== token) {
    throw new S3Error("InvalidArgument", "The continuation token provided is incorrect");
  }
  return bytes;
}

const urlEncode = (text: string) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
