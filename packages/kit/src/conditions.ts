/** Conditional requests by entity tag (RFC 9110, section 13): a row's ETag is its version in quotes. */
import { IF_MATCH, MAX_TAGS } from "./parameters.ts";
import { wrongInput } from "./problem.ts";
import { about } from "./saying.ts";
import { fieldSayings } from "./sayings.ts";

/**
 * The versions of an If-Match header; undefined (any version) for `*` or without the header. Throws InvalidInput for anything but
 * a list of entity tags. A tag that LifeOS never made stands for a version that no row has. Weak tags are accepted, because
 * proxies that compress an answer weaken its tag.
 */
export function ifMatch(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  if (!IF_MATCH.test(header)) {
    const saying = fieldSayings("must_be_etags", { max: MAX_TAGS });
    throw wrongInput({ parameter: "If-Match" }, saying, about("If-Match", saying));
  }
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = ""]) =>
    /^[1-9]\d{0,8}$/.test(tag) ? Number(tag) : NO_VERSION,
  );
}

/** A version that no row has, because versions begin at 1. */
const NO_VERSION = 0;

/**
 * Whether an If-None-Match header names `etag`, so that the client has this version already. Compared weakly, as section 13.1.2
 * demands.
 */
export function hasAlready(header: string | undefined, etag: string | undefined): boolean {
  if (header === undefined || etag === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
