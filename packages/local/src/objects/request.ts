/**
 * An S3 request, read from the raw request line: in path style, `/bucket/key?query`, or `/key?query` of a host that names the
 * bucket. The URL class is avoided on purpose: it would fold `..` and empty segments, which are ordinary characters of a key.
 */
import type { IncomingMessage } from "node:http";
import { S3Error } from "./errors.ts";

export interface S3Request {
  message: IncomingMessage;
  method: string;
  /** As sent, decoded; `bucket` and `key` are empty when host and path do not reach that far. */
  path: string;
  bucket: string;
  key: string;
  query: [name: string, value: string][];
  /** The first query parameter of that exact name. */
  parameter(name: string): string | undefined;
  header(name: string): string | undefined;
  /**
   * A header, or the query parameter that replaces it: presigned URLs carry `x-amz-*` headers in the query. Only for names that
   * start with `x-amz-`, written in lower case.
   */
  amzHeader(name: string): string | undefined;
}

const MAX_KEY_BYTES = 1024;

/** Throws InvalidURI or KeyTooLongError for a path that cannot name an object. */
export function parseRequest(message: IncomingMessage): S3Request {
  const target = message.url ?? "/";
  const queryStart = target.indexOf("?");
  const path = decodeUtf8(queryStart < 0 ? target : target.slice(0, queryStart));
  if (!path.startsWith("/")) throw new S3Error("InvalidURI");
  const query = queryStart < 0 ? [] : parseQuery(target.slice(queryStart + 1));
  const inHost = bucketOfHost(message.headers.host ?? "");
  const bucketEnd = path.indexOf("/", 1);
  const inPath = bucketEnd < 0 ? [path.slice(1), ""] : [path.slice(1, bucketEnd), path.slice(bucketEnd + 1)];
  const [bucket, key] = inHost === undefined ? inPath : [inHost, path.slice(1)];
  assertKeyFits(key!);
  const parameter = (name: string) => query.find(([candidate]) => candidate === name)?.[1];
  const header = (name: string) => {
    const value = message.headers[name];
    return Array.isArray(value) ? value.join(",") : value;
  };
  const amzHeader = (name: string) => header(name) ?? query.find(([other]) => other.toLowerCase() === name)?.[1];
  return {
    message,
    method: message.method ?? "GET",
    path,
    bucket: bucket!,
    key: key!,
    query,
    parameter,
    header,
    amzHeader,
  };
}

/** A key is text of at most 1,024 bytes. NUL is refused, because neither a text column nor a C program could hold it. */
export function assertKeyFits(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error("KeyTooLongError");
  if (key.includes("\0") || !key.isWellFormed()) {
    throw new S3Error("InvalidArgument", "The key of an object cannot hold NUL or half of a surrogate pair.");
  }
}

/**
 * The bucket of a virtual host: `bucket.localhost` or `bucket.s3.localhost`, with any port. `s3.localhost` is the endpoint
 * itself, for clients that use path style.
 */
function bucketOfHost(host: string): string | undefined {
  const labels = /^(.+)\.localhost(:\d+)?$/i.exec(host)?.[1]?.toLowerCase();
  return labels === "s3" ? undefined : labels?.replace(/\.s3$/, "");
}

/** Parses `bucket/key` of the header x-amz-copy-source: percent-encoded, with or without a leading slash. */
export function parseCopySource(source: string): { bucket: string; key: string } {
  if (/\?versionId=(?!null$)/.test(source)) throw new S3Error("NotImplemented", "Objects have no versions here.");
  const path = decodeUtf8(source.replace(/^\//, "").replace(/\?versionId=null$/, ""));
  const slash = path.indexOf("/");
  if (slash <= 0 || slash === path.length - 1) {
    throw new S3Error("InvalidArgument", "The copy source must be a bucket and a key, separated by a slash.");
  }
  const key = path.slice(slash + 1);
  assertKeyFits(key);
  return { bucket: path.slice(0, slash), key };
}

function parseQuery(text: string): [string, string][] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [name, value] = equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decodeUtf8(name.replaceAll("+", " ")), decodeUtf8(value.replaceAll("+", " "))];
    });
}

function decodeUtf8(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error("InvalidURI");
  }
}
