/**
 * Which headers a request may have. Nothing that would change the meaning of an operation is ignored: an `x-amz-` header or a
 * condition that the operation does not implement is refused by its name.
 */
import { type ChecksumAlgorithm, checksumAlgorithms, isChecksumAlgorithm } from "./checksums.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";

/** Headers about signing, framing and checking, and about who pays for the request, which is nobody here. */
const ALWAYS = [
  "x-amz-algorithm",
  "x-amz-content-sha256",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-decoded-content-length",
  "x-amz-expected-bucket-owner",
  "x-amz-expires",
  "x-amz-request-payer",
  "x-amz-security-token",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-signature",
  "x-amz-signedheaders",
  "x-amz-trailer",
  "x-amz-user-agent",
];

/** Headers that describe a new object; `headersToStore` decides which of their values are accepted. */
export const OF_NEW_OBJECTS = ["x-amz-acl", "x-amz-storage-class", "x-amz-meta-", "x-amz-checksum-algorithm"];
export const OF_COPY_SOURCES = [
  "x-amz-copy-source",
  "x-amz-copy-source-if-match",
  "x-amz-copy-source-if-none-match",
  "x-amz-copy-source-if-modified-since",
  "x-amz-copy-source-if-unmodified-since",
  "x-amz-source-expected-bucket-owner",
];
/** Checksums of the body. */
export const OF_BODIES = ["algorithm", ...checksumAlgorithms].map((name) => `x-amz-checksum-${name}`);

const CONDITIONS = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"];

/**
 * Throws NotImplemented for headers that `known` does not list. A name that ends in a hyphen stands for all that begin with it.
 */
export function assertHeadersAreKnown(request: S3Request, known: readonly string[]): void {
  const allowed = [...ALWAYS, ...known];
  const isKnown = (name: string) => allowed.some((one) => (one.endsWith("-") ? name.startsWith(one) : name === one));
  const headers = Object.keys(request.message.headers);
  const given = [...headers, ...request.query.map(([name]) => name.toLowerCase())];
  // The AWS SDK presigns an upload with the checksum of an empty body; see promisedChecksum.
  const isIgnored = (name: string) => !headers.includes(name) && name.startsWith("x-amz-checksum-");
  const unknown = given.find((name) => name.startsWith("x-amz-") && !isKnown(name) && !isIgnored(name));
  const condition = CONDITIONS.find((name) => headers.includes(name) && !known.includes(name));
  if (unknown?.startsWith("x-amz-grant-")) throw new S3Error("AccessControlListNotSupported");
  if (unknown?.startsWith("x-amz-server-side-encryption")) {
    throw new S3Error("NotImplemented", `The header ${unknown} is not supported: this store does not encrypt.`);
  }
  const refused = unknown ?? condition;
  if (refused) throw new S3Error("NotImplemented", `The header ${refused} is not supported here.`);
}

const STORED_HEADERS = ["cache-control", "content-disposition", "content-language", "content-type", "expires"];
const MAX_METADATA_BYTES = 2048;
const OTHER_STORAGE_CLASSES = [
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "OUTPOSTS",
  "GLACIER_IR",
  "SNOW",
  "EXPRESS_ONEZONE",
  "FSX_OPENZFS",
];

/** The headers that are stored with an object and returned with it. Refuses by name those that would change its meaning. */
export function headersToStore(request: S3Request): Record<string, string> {
  const acl = request.amzHeader("x-amz-acl");
  if (acl !== undefined && acl !== "private" && acl !== "bucket-owner-full-control") {
    throw new S3Error("AccessControlListNotSupported");
  }
  const storageClass = request.amzHeader("x-amz-storage-class") ?? "STANDARD";
  if (OTHER_STORAGE_CLASSES.includes(storageClass)) {
    throw new S3Error("NotImplemented", `The storage class ${storageClass} is not supported: there is STANDARD.`);
  }
  if (storageClass !== "STANDARD") throw new S3Error("InvalidStorageClass");
  const headers: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of STORED_HEADERS) {
    const value = request.header(name);
    if (value) headers[name] = value;
  }
  // The body is stored without its aws-chunked framing; any other encoding is the object's own.
  const encodings = (request.header("content-encoding") ?? "").split(",").map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name !== "" && name !== "aws-chunked").join(",");
  if (encoding) headers["content-encoding"] = encoding;
  return { ...headers, ...metadataOf(request) };
}

function metadataOf(request: S3Request): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of [...Object.entries(request.message.headers), ...request.query]) {
    const lower = name.toLowerCase();
    if (!lower.startsWith("x-amz-meta-") || value === undefined) continue;
    // A presigned query can contain anything, even what could never be sent back as a header.
    if (!isHeaderName(lower) || !isHeaderValue(String(value))) {
      throw new S3Error("InvalidArgument", "The metadata cannot be represented as headers.");
    }
    metadata[lower] = String(value);
    bytes += lower.length - "x-amz-meta-".length + Buffer.byteLength(String(value));
  }
  if (bytes > MAX_METADATA_BYTES) {
    throw new S3Error("MetadataTooLarge", undefined, {
      elements: { Size: String(bytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    });
  }
  return metadata;
}

const isHeaderName = (text: string) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(text);

/** What node can send as the value of a header: Latin-1 without control characters. */
export const isHeaderValue = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

/** The algorithm of the checksum that the object must get, whether or not the client sends one. */
export function requestedAlgorithm(request: S3Request): ChecksumAlgorithm | undefined {
  const name = request.header("x-amz-checksum-algorithm")?.toLowerCase();
  if (name === undefined || isChecksumAlgorithm(name)) return name;
  throw new S3Error("InvalidRequest", `Checksum algorithm provided is unsupported: ${name.slice(0, 20)}.`);
}
