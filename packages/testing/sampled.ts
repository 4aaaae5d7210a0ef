/**
 * Proofs that take long, or grow with every operation. `npm test` runs a part of each, `npm run prove -- <name>` all of it. The
 * name of a proof is an argument of these functions, by which the command finds its test.
 */
import { randomInt } from "node:crypto";

/** Selects the part that `npm test` runs, a different one each time: SWEEP_SEED repeats a run. */
export const SEED = Number(process.env.SWEEP_SEED ?? randomInt(2 ** 31));

/** The proofs that are requested whole: PROVE, with commas between them. */
const WHOLE: ReadonlySet<string> = new Set(process.env.PROVE?.split(","));

/** Whether the whole proof was requested. */
export const isWhole = (proof: string): boolean => WHOLE.has(proof);

/** The most operations that `npm test` tries in a proof of all operations, so that its duration does not grow with them. */
export const OPERATIONS = 30;

/** All cases of a proof, or in `npm test` the first and then every `oneIn`th. */
export const sampled = <T>(proof: string, cases: readonly T[], oneIn: number): readonly T[] =>
  isWhole(proof) ? cases : cases.filter((_, n) => n % oneIn === 0);

/** All cases of a proof, or in `npm test` at most `most`, chosen by SEED and in their order. */
export function someOf<T>(proof: string, cases: readonly T[], most: number): readonly T[] {
  if (isWhole(proof) || cases.length <= most) return cases;
  console.info(`  ${proof}: ${most} of ${cases.length}, SWEEP_SEED=${SEED}`);
  // Steps of equal length from a start that the seed chooses: every case has the same chance, and neighbours are not chosen
  // together.
  const start = SEED % cases.length;
  const chosen = new Set(
    Array.from({ length: most }, (_, n) => (start + Math.floor((n * cases.length) / most)) % cases.length),
  );
  return cases.filter((_, n) => chosen.has(n));
}

const IN_TURNS = ["walk: table", "walk: page", "pillars", "artifacts"] as const;
let held: readonly string[] | undefined;

/**
 * Whether this run holds a proof that takes long as a whole: a copy of the project is changed and generated again, or artifacts are
 * bundled. Two of three runs of all tests hold one of them, and `npm run prove -- walk` each.
 */
export function isHeldInTurn(proof: (typeof IN_TURNS)[number]): boolean {
  held ??= someOf("walk", [...IN_TURNS, "none", "none"], 1);
  return held.includes(proof);
}
