/** Conditional requests by entity tag (RFC 9110, section 13): a row's ETag is its version in quotes. */
import { IF_MATCH, MAX_TAGS } from "./parameters.ts";
import { InvalidInput } from "./problem.ts";

/**
 * The versions of an If-Match header; `*` and no header mean any. Throws InvalidInput for what is no list of entity tags; a tag that
 * is none of ours is a version that no row has. A weak tag counts, too: proxies that compress an answer make it one.
 */
export function ifMatch(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  if (!IF_MATCH.test(header)) {
    const detail = `must be * or up to ${MAX_TAGS} ETags as answers have them, such as "3" with its quotes`;
    throw InvalidInput(`If-Match ${detail}.`, { errors: [{ parameter: "If-Match", detail }] });
  }
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = ""]) =>
    /^[1-9]\d{0,8}$/.test(tag) ? Number(tag) : NO_VERSION,
  );
}

/** Versions begin at 1. */
const NO_VERSION = 0;

/** Whether whoever sent this If-None-Match has what `etag` names already; compared weakly, as section 13.1.2 wants it. */
export function hasAlready(header: string | undefined, etag: string | undefined): boolean {
  if (header === undefined || etag === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
