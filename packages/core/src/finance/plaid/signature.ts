/**
 * Who signed a report of Plaid's (https://plaid.com/docs/api/webhooks/webhook-verification): the header `Plaid-Verification` is a JWT
 * (RFC 7519) with the hash of the body, signed by ES256 (RFC 7518) with a key that Plaid gives by its id.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { compactVerify, importJWK } from "jose";
import * as z from "zod/mini";
import type { VerificationKey } from "#core/finance/plaid/api";
import { plaidReasons } from "#core/finance/sayings";
import { deliveryReasons } from "#core/ingest/sayings";
import type { Saying } from "#kit/saying";

const MAX_AGE_SECONDS = 5 * 60;
const MAX_HEADER_LENGTH = 2_000;

const Head = z.object({
  alg: z.literal("ES256"),
  kid: z.string().check(z.regex(/^[\w-]{1,100}$/)),
  typ: z.optional(z.literal("JWT")),
});
const Claims = z.object({ iat: z.int(), request_body_sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

const HEADER = "Plaid-Verification";

export type Verdict = { ok: true } | { ok: false; reason: Saying };
const no = (reason: Saying): Verdict => ({ ok: false, reason });

/**
 * Whether the body was signed by Plaid, at most five minutes ago and not in the future. A key is asked for only where all else is right;
 * one that has ended proves nothing. Throws what `keyOf` throws.
 */
export async function verify(
  header: string | undefined,
  body: Uint8Array,
  now: Date,
  keyOf: (keyId: string) => Promise<VerificationKey | undefined>,
): Promise<Verdict> {
  const [head, claims] = partsOf(header ?? "");
  if (!header || !head || !claims) return no(deliveryReasons("header_malformed", { header: HEADER }));
  const seconds = Math.floor(now.getTime() / 1_000);
  if (claims.iat > seconds || seconds - claims.iat > MAX_AGE_SECONDS)
    return no(deliveryReasons("header_time", { header: HEADER }));
  const hash = createHash("sha256").update(body).digest();
  if (!timingSafeEqual(hash, Buffer.from(claims.request_body_sha256, "hex")))
    return no(plaidReasons("plaid_other_body"));
  const key = await keyOf(head.kid);
  if (!key || (key.expired_at ?? Number.POSITIVE_INFINITY) <= seconds) return no(plaidReasons("plaid_key"));
  try {
    await compactVerify(header, await importJWK(key, "ES256"), { algorithms: ["ES256"] });
    return { ok: true };
  } catch {
    return no(deliveryReasons("header_signature", { header: HEADER }));
  }
}

/** What a JWT says of itself, unverified; neither where it is none, or is written otherwise than its bytes are. */
function partsOf(jwt: string): [z.output<typeof Head>?, z.output<typeof Claims>?] {
  const parts = jwt.split(".");
  if (jwt.length > MAX_HEADER_LENGTH || parts.length !== 3) return [];
  // Some characters at the end would stand for the same bytes.
  if (!parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part)) return [];
  try {
    const [head, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as unknown);
    return [Head.safeParse(head).data, Claims.safeParse(claims).data];
  } catch {
    return [];
  }
}
