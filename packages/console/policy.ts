/**
 * What the browser lets the console do. Nothing comes from elsewhere but the issuer's answers and the files of the object store; no script
 * stands in a page, and none can be made from text (Trusted Types): the one policy, `lifeos`, is for the addresses of the console's own workers.
 * A frame may show a blob, which is how a PDF is looked at: the page makes it, and it has this same policy.
 */

export interface Sources {
  /** Origins. */
  issuer?: string | undefined;
  objectStore?: string | undefined;
}

/** The headers of every page; `isFramed` of the one that the issuer sends a hidden frame back to. */
export function pageHeaders(sources: Sources, { isFramed = false } = {}): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(sources, isFramed),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    // Signing in may need a small window, which has to find back.
    "cross-origin-opener-policy": "same-origin-allow-popups",
  };
}

export function contentSecurityPolicy({ issuer, objectStore }: Sources, isFramed = false): string {
  const and = (...more: (string | undefined)[]) =>
    more
      .filter(Boolean)
      .map((one) => ` ${one}`)
      .join("");
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${and(objectStore)}`,
    `connect-src 'self'${and(issuer, objectStore)}`,
    `frame-src 'self' blob:${and(issuer)}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    `media-src 'self'${and(objectStore)}`,
    "font-src 'none'",
    "object-src 'none'",
    "form-action 'none'",
    `frame-ancestors ${isFramed ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lifeos",
  ].join("; ");
}
