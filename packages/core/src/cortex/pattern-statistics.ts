/** Whether something comes more often than chance would have it, and how often of late. */
import type { Candidate } from "#core/cortex/pattern-detector";

/** What was so many days ago counts half. */
export const HALF_LIFE_DAYS = 28;
const LEAST_SUPPORT = 4;
/** The rate of patterns that nothing is behind, of all candidates of a detector together. */
const LEVEL = 0.01;
/** What is seldom so is none, however far it is from chance. */
const LEAST_CONFIDENCE = 0.35;

export interface Known {
  support: number;
  occasions: number;
  /** 0 to 1. */
  confidence: number;
  /** The last day on which it was so. */
  lastDay: number;
}

/** What is known of a candidate on a day; undefined where chance would do as well. */
export function knownOf({ occasions, chance, among }: Candidate, on: number): Known | undefined {
  const hits = occasions.filter(({ isHit }) => isHit);
  if (hits.length < LEAST_SUPPORT) return undefined;
  if (Math.min(1, among * upperTail(occasions.length, hits.length, chance)) > LEVEL) return undefined;
  const weightOf = (some: readonly { day: number }[]) =>
    some.reduce((sum, { day }) => sum + 2 ** (-Math.max(0, on - day) / HALF_LIFE_DAYS), 0);
  // As if chance had had two occasions before, so that few say little.
  const confidence = (weightOf(hits) + 2 * chance) / (weightOf(occasions) + 2);
  if (confidence < LEAST_CONFIDENCE) return undefined;
  return {
    support: hits.length,
    occasions: occasions.length,
    confidence: Math.round(confidence * 1_000) / 1_000,
    lastDay: Math.max(...hits.map(({ day }) => day)),
  };
}

/** The probability of `hits` or more in `times` independent trials. */
export function upperTail(times: number, hits: number, chance: number): number {
  if (hits <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  const [log, logNot] = [Math.log(chance), Math.log1p(-chance)];
  let [sum, logChoose] = [0, 0];
  for (let k = 1; k <= times; k++) {
    logChoose += Math.log(times - k + 1) - Math.log(k);
    if (k >= hits) sum += Math.exp(logChoose + k * log + (times - k) * logNot);
  }
  return Math.min(1, sum);
}

/** The alternatives by how often each was the most of its occasion, and the one that was so most often; undefined without occasions. */
export function mostOften<T>(
  occasions: readonly { day: number; amounts: ReadonlyMap<T, number> }[],
): { most: T; occasions: { day: number; isHit: boolean }[] } | undefined {
  const winners = occasions.flatMap(({ day, amounts }) => {
    let best: { of: T; amount: number } | undefined;
    for (const [of, amount] of amounts) if (amount > 0 && amount > (best?.amount ?? 0)) best = { of, amount };
    return best ? [{ day, of: best.of }] : [];
  });
  const times = new Map<T, number>();
  for (const { of } of winners) times.set(of, (times.get(of) ?? 0) + 1);
  const [most] = [...times].sort((a, b) => b[1] - a[1]);
  return most && { most: most[0], occasions: winners.map(({ day, of }) => ({ day, isHit: of === most[0] })) };
}
