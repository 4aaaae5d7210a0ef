/**
 * Signatures of webhooks by the Standard Webhooks specification, symmetric scheme `v1`: HMAC-SHA-256 of
 * `id.timestamp.body` in base64. The secret is `whsec_` and 24 to 64 bytes in base64.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { deliveryReasons } from "#core/ingest/sayings";
import { NotConfigured } from "#kit/problem";
import type { Saying } from "#kit/saying";

export interface SignedMessage {
  /** Header webhook-id: unique for a delivery, and the same when it is sent again. */
  id: string;
  /** Header webhook-timestamp: seconds since 1970 in decimal digits. */
  timestamp: string;
  body: Uint8Array;
}

/** The value of header webhook-signature for a message. */
export function sign(message: SignedMessage, secret: string): string {
  return `v1,${macOf(message, keyOf(secret)).toString("base64")}`;
}

export type Verdict = { ok: true; id: string } | { ok: false; reason: Saying };

const TOLERANCE_SECONDS = 5 * 60;
/** A sender that rotates secrets signs with each of them; more than a few are an attempt to make us compute. */
const MAX_SIGNATURES = 10;

/** Whether a delivery was signed with the secret, within the last minutes. Throws when the secret itself is unusable. */
export function verify(
  headers: Record<string, string | undefined>,
  body: Uint8Array,
  { secret, now }: { secret: string; now: Date },
): Verdict {
  const key = keyOf(secret);
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!/^[\x21-\x7e]{1,255}$/.test(id))
    return { ok: false, reason: deliveryReasons("header_malformed", { header: "webhook-id" }) };
  if (!/^\d{1,12}$/.test(timestamp))
    return { ok: false, reason: deliveryReasons("header_malformed", { header: "webhook-timestamp" }) };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return { ok: false, reason: deliveryReasons("header_time", { header: "webhook-timestamp" }) };
  const mac = macOf({ id, timestamp, body }, key);
  const given = (headers["webhook-signature"] ?? "").split(" ").slice(0, MAX_SIGNATURES);
  // All of them are compared, so that the time taken reveals nothing.
  const matches = given.filter((signature) => isSame(signature, mac)).length;
  return matches > 0
    ? { ok: true, id }
    : { ok: false, reason: deliveryReasons("header_signature", { header: "webhook-signature" }) };
}

function isSame(signature: string, mac: Buffer): boolean {
  const [, text] = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature) ?? [];
  return text !== undefined && timingSafeEqual(Buffer.from(text, "base64"), mac);
}

function macOf({ id, timestamp, body }: SignedMessage, key: Buffer): Buffer {
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (!/^(?:whsec_)?[A-Za-z0-9+/]+=*$/.test(secret) || key.length < 24 || key.length > 64)
    throw NotConfigured("The webhook secret must be `whsec_` and 24 to 64 bytes in base64.");
  return key;
}
