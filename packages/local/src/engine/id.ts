/** Identifiers that sort by time (ULID): runs are paged by them, and Inngest's own REST API accepts nothing else. */
import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HALF = 2 ** 40;
let lastTimeMs = 0;
/** The 80 random bits as two numbers of 40. */
let high = 0;
let low = 0;

export const isUlid = (text: string) => text.length === 26 && [...text].every((letter) => alphabet.includes(letter));

/** A new ULID; within one process each is greater than the one before it. */
export function ulid(now: Date): string {
  const timeMs = Math.max(now.getTime(), lastTimeMs);
  if (timeMs > lastTimeMs) {
    const random = randomBytes(10);
    // Only half of the range is used at random, so that there is room to count up within a millisecond.
    [high, low] = [Math.floor(random.readUIntBE(0, 5) / 2), random.readUIntBE(5, 5)];
    lastTimeMs = timeMs;
  } else if (++low === HALF) {
    [high, low] = [high + 1, 0];
  }
  return encode(timeMs, 10) + encode(high, 8) + encode(low, 8);
}

/**
 * The id of the nth event of a request. The same seed gives the same id, so that a client which sends its request again
 * after a lost answer starts nothing twice. A seed is `<milliseconds>,<entropy>`.
 */
export function eventId(seed: string | null, index: number, now: Date): string {
  if (!seed) return ulid(now);
  const timeMs = Number(seed.split(",")[0]);
  const time = Number.isSafeInteger(timeMs) && timeMs >= 0 ? timeMs : now.getTime();
  const digest = createHash("sha256").update(`${seed}:${index}`).digest();
  return encode(time, 10) + encode(digest.readUIntBE(0, 5), 8) + encode(digest.readUIntBE(5, 5), 8);
}

function encode(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}
