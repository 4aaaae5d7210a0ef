/**
 * Proofs that take long. `npm test` holds a part of each, `npm run prove -- <name>` the whole. A proof is named where its test
 * calls one of these functions, and found there.
 */

/** Whether the whole of a proof was asked for. */
export const isWhole = (proof: string): boolean => process.env.PROVE === proof;

/** All cases of a proof, or in `npm test` the first and then one of every `oneIn`. */
export const sampled = <T>(proof: string, cases: readonly T[], oneIn: number): readonly T[] =>
  isWhole(proof) ? cases : cases.filter((_, n) => n % oneIn === 0);
