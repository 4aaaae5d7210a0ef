/**
 * Proofs that take long, or that grow with every operation. `npm test` holds a part of each, `npm run prove -- <name>` the whole. A
 * proof is named where its test calls one of these functions, and found there.
 */
import { randomInt } from "node:crypto";

/** Chooses the part that `npm test` holds, another one at each run: SWEEP_SEED repeats a run. */
export const SEED = Number(process.env.SWEEP_SEED ?? randomInt(2 ** 31));

/** Whether the whole of a proof was asked for. */
export const isWhole = (proof: string): boolean => process.env.PROVE === proof;

/** Of proofs that try every operation, `npm test` takes this many, so that it takes as long however many there will be. */
export const OPERATIONS = 120;

/** All cases of a proof, or in `npm test` the first and then one of every `oneIn`. */
export const sampled = <T>(proof: string, cases: readonly T[], oneIn: number): readonly T[] =>
  isWhole(proof) ? cases : cases.filter((_, n) => n % oneIn === 0);

/** All cases of a proof, or in `npm test` at most so many, chosen by SEED and in their order: however many cases there will be. */
export function someOf<T>(proof: string, cases: readonly T[], most: number): readonly T[] {
  if (isWhole(proof) || cases.length <= most) return cases;
  console.info(`  ${proof}: ${most} of ${cases.length}, SWEEP_SEED=${SEED}`);
  // Steps of equal length from a start that the seed chooses: every case has the same chance, and neighbours are not taken together.
  const start = SEED % cases.length;
  const chosen = new Set(
    Array.from({ length: most }, (_, n) => (start + Math.floor((n * cases.length) / most)) % cases.length),
  );
  return cases.filter((_, n) => chosen.has(n));
}
