/**
 * Signatures of Stripe's webhooks (https://docs.stripe.com/webhooks/signature): the header `Stripe-Signature` is
 * `t=<seconds since 1970>,v1=<hex>,…`, and a `v1` is the HMAC-SHA-256 of `<t>.<body>`. The key is the whole text of the secret, prefix
 * included. While a secret is being replaced there is a `v1` of each; `v0` is of test clocks and proves nothing.
 */

import { createHmac, timingSafeEqual } from "node:crypto";
import { deliveryReasons } from "#core/ingest/sayings";
import type { Saying } from "#kit/saying";

const TOLERANCE_SECONDS = 5 * 60;
/** Stripe signs with two secrets at most; more than a few signatures are an attempt to make us compute. */
const MAX_SIGNATURES = 10;
const MAX_HEADER_LENGTH = 2_000;

export type Verdict = { ok: true } | { ok: false; reason: Saying };

/** Whether the body was signed with the secret, at most five minutes from now, in the past or in the future. */
export function verify(
  header: string | undefined,
  body: Uint8Array,
  { secret, now }: { secret: string; now: Date },
): Verdict {
  const parts = partsOf(header ?? "");
  if (!parts) return { ok: false, reason: deliveryReasons("header_malformed", { header: "Stripe-Signature" }) };
  const { timestamp, signatures } = parts;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return { ok: false, reason: deliveryReasons("header_time", { header: "Stripe-Signature" }) };
  const mac = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
  // All of them are compared, so that the time taken reveals nothing.
  const matches = signatures.filter((one) => timingSafeEqual(Buffer.from(one, "hex"), mac)).length;
  return matches > 0
    ? { ok: true }
    : { ok: false, reason: deliveryReasons("header_signature", { header: "Stripe-Signature" }) };
}

/** The one time and the signatures of the header; undefined unless it has both. Parts of other names are ignored. */
function partsOf(header: string): { timestamp: string; signatures: string[] } | undefined {
  if (header.length > MAX_HEADER_LENGTH) return undefined;
  const parts = header.split(",").map((part) => part.trim().split("=") as [string, string?, ...string[]]);
  const valuesOf = (wanted: string) => parts.flatMap(([name, value]) => (name === wanted ? [value ?? ""] : []));
  const [timestamp, ...others] = valuesOf("t");
  const signatures = valuesOf("v1").filter((value) => /^[0-9a-f]{64}$/.test(value));
  if (timestamp === undefined || others.length > 0 || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (signatures.length === 0 || signatures.length > MAX_SIGNATURES) return undefined;
  return { timestamp, signatures };
}

/** The header for a body, as Stripe makes it. */
export function sign(body: Uint8Array | string, secret: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1_000);
  const mac = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return `t=${timestamp},v1=${mac}`;
}
