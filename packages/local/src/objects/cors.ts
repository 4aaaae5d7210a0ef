/** Cross-origin rules of a bucket: the origins it names may read and write, with any header S3 knows. */
import type { ServerResponse } from "node:http";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";

const METHODS = "GET, HEAD, PUT, POST, DELETE";
const EXPOSED = [
  "ETag",
  "Content-Range",
  "Accept-Ranges",
  "Content-Disposition",
  "x-amz-request-id",
  "x-amz-checksum-crc32",
  "x-amz-checksum-crc32c",
  "x-amz-checksum-crc64nvme",
  "x-amz-checksum-sha1",
  "x-amz-checksum-sha256",
].join(", ");
const MAX_AGE_SECONDS = 3000;

/** Adds the headers that let a page of an allowed origin read the response, errors included. */
export function allowOrigin(request: S3Request, response: ServerResponse, origins: string[] = []): void {
  const origin = request.header("origin");
  if (origin === undefined || origins.length === 0) return;
  response.setHeader("vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  if (!isAllowed(origin, origins)) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", EXPOSED);
}

/** Answers the unsigned preflight that a browser sends before a request across origins. */
export function preflight(request: S3Request, response: ServerResponse, origins: string[] = []): void {
  const origin = request.header("origin");
  const method = request.header("access-control-request-method");
  if (origin === undefined || method === undefined) {
    throw new S3Error("InvalidRequest", "Insufficient information. Origin request header needed.");
  }
  if (!isAllowed(origin, origins) || !METHODS.split(", ").includes(method)) throw new S3Error("AccessForbidden");
  response.setHeader("access-control-allow-methods", METHODS);
  const headers = request.header("access-control-request-headers");
  if (headers) response.setHeader("access-control-allow-headers", headers);
  response.setHeader("access-control-max-age", MAX_AGE_SECONDS);
  response.writeHead(200).end();
}

/** An origin may hold one `*`, as in S3's AllowedOrigins. */
function isAllowed(origin: string, origins: string[]): boolean {
  return origins.some((pattern) => {
    const star = pattern.indexOf("*");
    if (star < 0) return pattern === origin;
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return origin.length >= before.length + after.length && origin.startsWith(before) && origin.endsWith(after);
  });
}
