/** Conditional requests (RFC 9110, section 13) as S3 implements them: of reads, of writes, and of the sources of copies. */
import type { ObjectHead } from "./catalogue.ts";
import { S3Error } from "./errors.ts";
import type { S3Request } from "./request.ts";

/** The conditions of a write: `If-None-Match: *` only creates, `If-Match` replaces only the version that the writer has seen. */
export function assertWritable(request: S3Request, existing: ObjectHead | undefined): void {
  const ifNoneMatch = request.header("if-none-match");
  const ifMatch = request.header("if-match");
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") {
    throw new S3Error("NotImplemented", "If-None-Match of a write must be *.");
  }
  if (ifNoneMatch === "*" && existing) throw preconditionFailed("If-None-Match");
  if (ifMatch === undefined) return;
  if (!existing) throw new S3Error("NoSuchKey");
  if (!matches(ifMatch, existing.etag)) throw preconditionFailed("If-Match");
}

/** Whether `ifMatch` matches the object; a missing object matches nothing. */
export function isMatch(ifMatch: string | undefined, existing: ObjectHead | undefined): boolean {
  return ifMatch === undefined || (existing !== undefined && matches(ifMatch, existing.etag));
}

export const preconditionFailed = (condition: string) =>
  new S3Error("PreconditionFailed", undefined, { elements: { Condition: condition } });

/** Evaluates the conditions of a read in the order of RFC 9110, section 13.2.2. Dates have whole seconds. */
export function evaluateConditions(
  header: (name: string) => string | undefined,
  object: ObjectHead,
): "modified" | "notModified" {
  const modifiedSecond = Math.floor(object.modifiedAt.getTime() / 1000) * 1000;
  const dateOf = (name: string) => {
    const time = Date.parse(header(name) ?? "");
    return Number.isNaN(time) ? undefined : time;
  };
  const [ifMatch, ifNoneMatch] = [header("if-match"), header("if-none-match")];
  const unmodifiedSince = dateOf("if-unmodified-since");
  const modifiedSince = dateOf("if-modified-since");
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) throw preconditionFailed("If-Match");
  } else if (unmodifiedSince !== undefined && modifiedSecond > unmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? "notModified" : "modified";
  return modifiedSince !== undefined && modifiedSecond <= modifiedSince ? "notModified" : "modified";
}

/** The conditions of a copy on its source: there is no "not modified" for a copy, so it fails. */
export function assertSourceIsAsked(request: S3Request, source: ObjectHead): void {
  const outcome = evaluateConditions((name) => request.amzHeader(`x-amz-copy-source-${name}`), source);
  if (outcome === "notModified") throw preconditionFailed("x-amz-copy-source-If-None-Match or -Modified-Since");
}

/** RFC 9110, section 13.1.5: with If-Range, a range is answered only if the reader's earlier part is of this version. */
export function isRangeWanted(request: S3Request, object: ObjectHead): boolean {
  const ifRange = request.header("if-range");
  if (ifRange === undefined) return true;
  if (ifRange.includes('"')) return !ifRange.startsWith("W/") && matches(ifRange, object.etag);
  return Date.parse(ifRange) === Math.floor(object.modifiedAt.getTime() / 1000) * 1000;
}

/** Whether a list of entity tags contains ours, by weak comparison. */
function matches(list: string, etag: string): boolean {
  const tags = list.split(",").map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""));
  return tags.includes("*") || tags.includes(etag);
}
