/** Conditional requests by entity tag (RFC 9110, section 13): a row's ETag is its version in quotes. */
import { InvalidInput } from "./problem.ts";

const MAX_TAGS = 20;
const entityTag = /^(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * The versions of an If-Match header; `*` and no header mean any. Throws InvalidInput for what is no list of entity tags; a tag that
 * is none of ours is a version that no row has. A weak tag counts, too: proxies that compress an answer make it one.
 */
export function ifMatch(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  const tags = header.split(",").map((tag) => entityTag.exec(tag.trim())?.[1]);
  if (tags.length > MAX_TAGS || tags.includes(undefined)) {
    const detail = `must be * or up to ${MAX_TAGS} ETags as answers have them, such as "3" with its quotes`;
    throw InvalidInput(`If-Match ${detail}.`, { errors: [{ parameter: "If-Match", detail }] });
  }
  return tags.map((tag) => (/^[1-9]\d{0,8}$/.test(tag ?? "") ? Number(tag) : NO_VERSION));
}

/** Versions begin at 1. */
const NO_VERSION = 0;

/** Whether whoever sent this If-None-Match has what `etag` names already; compared weakly, as section 13.1.2 wants it. */
export function hasAlready(header: string | undefined, etag: string | undefined): boolean {
  if (header === undefined || etag === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
