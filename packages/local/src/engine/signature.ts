/**
 * Signatures of Inngest's protocol: HMAC-SHA256 over the body in RFC 8785's form and the Unix time in seconds. An app that has
 * the key refuses unsigned calls.
 */
import { createHmac } from "node:crypto";
import canonicalize from "canonicalize";

export const SIGNATURE_HEADER = "x-inngest-signature";

/** The value of the header. `at` is the real time, whatever clock an engine runs by: the SDK compares it with its own. */
export function signatureOf(body: string, signingKey: string, at = new Date()): string {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  // Keys have a prefix that names the environment and is not part of the secret.
  const secret = signingKey.replace(/^signkey-[\w]+-/, "");
  const text = canonicalize(JSON.parse(body)) ?? "";
  return `t=${seconds}&s=${createHmac("sha256", secret).update(text).update(seconds).digest("hex")}`;
}
