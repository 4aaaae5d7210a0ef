/** Decides at which point each process is killed. */
import { type Kill, type Phase, phases } from "./protocol.ts";
import type { Random } from "./random.ts";

/** The fraction of kills that come from outside. */
const RANDOM_SHARE = 0.25;
const LONGEST_RANDOM_MS = 1_500;
/** Phases are passed many times a second; the number of further passages before the kill varies. */
const MAX_NTH = 8;

export interface Fate {
  /** How the process kills itself; without it, it is killed from outside. */
  kill?: Kill;
  /** The time from its start until a kill from outside. */
  afterMs: number;
}

export interface Plan {
  /** The fate of the next process; undefined after the last kill. */
  next(): Fate | undefined;
  died(of: Phase | "random"): void;
  done(): number;
  counts: Record<Phase | "random", number>;
  finished: Promise<void>;
}

/** Phases in a random order, each equally often, with kills from outside in between. */
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
      // The first kills cover every phase once.
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
