/** Identifiers that sort by time (ULID): runs page by them, and Inngest's own REST API accepts nothing else. */
import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let lastTimeMs = 0;
let lastRandom = 0n;

/** A new ULID; within one process each is greater than the one before it. */
export function ulid(now: Date): string {
  const timeMs = Math.max(now.getTime(), lastTimeMs);
  lastRandom = timeMs === lastTimeMs ? lastRandom + 1n : BigInt(`0x${randomBytes(10).toString("hex")}`) >> 1n;
  lastTimeMs = timeMs;
  return encode(BigInt(timeMs), 10) + encode(lastRandom, 16);
}

/**
 * The id of the nth event of a request. The same seed gives the same id, so that a client which sends its request again
 * after a lost answer starts nothing twice. A seed is `<milliseconds>,<entropy>`.
 */
export function eventId(seed: string | null, index: number, now: Date): string {
  if (!seed) return ulid(now);
  const timeMs = Number(seed.split(",")[0]);
  const time = Number.isSafeInteger(timeMs) && timeMs >= 0 ? timeMs : now.getTime();
  const digest = createHash("sha256").update(`${seed}:${index}`).digest("hex").slice(0, 20);
  return encode(BigInt(time), 10) + encode(BigInt(`0x${digest}`), 16);
}

function encode(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
}
