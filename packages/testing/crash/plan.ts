/** Which process dies of what. */
import { type Kill, type Phase, phases } from "./protocol.ts";
import type { Random } from "./random.ts";

/** One in four kills comes from outside. */
const RANDOM_SHARE = 0.25;
const LONGEST_RANDOM_MS = 1_500;
/** Phases are passed many times a second; which of the next passages is the last one varies. */
const MAX_NTH = 8;

export interface Fate {
  /** How the process kills itself; without it it is killed from outside. */
  kill?: Kill;
  /** From its start to a kill from outside. */
  afterMs: number;
}

export interface Plan {
  /** What the next process is to die of; undefined when there have been enough. */
  next(): Fate | undefined;
  died(of: Phase | "random"): void;
  done(): number;
  counts: Record<Phase | "random", number>;
  finished: Promise<void>;
}

/** Phases in an order of the seed's choice, each as often as the others, and kills from outside in between. */
export function createPlan(random: Random, wanted: number): Plan {
  const counts = Object.fromEntries([...phases, "random"].map((name) => [name, 0])) as Plan["counts"];
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  let given = 0;
  let dead = 0;
  let bag: Phase[] = [];
  return {
    counts,
    finished,
    done: () => dead,
    next() {
      if (given >= wanted) return undefined;
      given += 1;
      const afterMs = random.whole(0, LONGEST_RANDOM_MS);
      // Few kills are needed to hit every phase once; those come first.
      if (given > phases.length && random.next() < RANDOM_SHARE) return { afterMs };
      if (bag.length === 0) bag = shuffled(random, phases);
      const at = bag.pop()!;
      return { kill: { at, nth: at === "dead-letter" ? 1 : random.whole(1, MAX_NTH) }, afterMs };
    },
    died(of) {
      counts[of] += 1;
      dead += 1;
      if (dead === wanted) resolve();
    },
  };
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
