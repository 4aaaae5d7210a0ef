/**
 * The keys by which Plaid signs its reports, as they were asked for an hour ago at most. Anybody can name a key that is not there, so what
 * is unknown is remembered, too, and only so many keys are asked for in a minute.
 */
import { type VerificationKey, verificationKey } from "#core/finance/plaid/api";
import type { Ctx } from "#kit/ctx";
import { Unavailable } from "#kit/problem";
import { type Runtime, runtime } from "#kit/runtime";

const KEPT_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Plaid has a few at a time. */
const MAX_KEPT = 500;
const MAX_ASKED = 20;

interface Keys {
  kept: Map<string, { key: VerificationKey | undefined; until: number }>;
  asked: { minute: number; times: number };
}
const ofRuntime = new WeakMap<Runtime, Keys>();

/** A key of Plaid's; undefined where it has none of this id. Throws Unavailable where too many were asked for, and ThirdPartyError. */
export async function keyOf(ctx: Pick<Ctx, "log" | "now">, keyId: string): Promise<VerificationKey | undefined> {
  const keys = ofRuntime.get(runtime()) ?? { kept: new Map(), asked: { minute: 0, times: 0 } };
  ofRuntime.set(runtime(), keys);
  const now = ctx.now().getTime();
  const known = keys.kept.get(keyId);
  if (known && now < known.until) return known.key;
  const minute = Math.floor(now / MINUTE_MS);
  if (keys.asked.minute !== minute) keys.asked = { minute, times: 0 };
  if (++keys.asked.times > MAX_ASKED) {
    // Whoever asks for keys that there are not keeps nobody from being believed.
    if (known?.key) return known.key;
    throw Unavailable();
  }
  const key = await verificationKey(ctx, keyId);
  keys.kept.delete(keyId);
  const unknown = [...keys.kept].find(([, { key: none }]) => none === undefined)?.[0];
  const oldest = keys.kept.size >= MAX_KEPT ? (unknown ?? keys.kept.keys().next().value) : undefined;
  if (oldest !== undefined) keys.kept.delete(oldest);
  keys.kept.set(keyId, { key, until: now + (key ? KEPT_MS : MINUTE_MS) });
  return key;
}
