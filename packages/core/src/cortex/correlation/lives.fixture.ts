/**
 * Simulated lives, whose effects are known: 12 behaviours and 12 outcomes with inertia, weekdays and trends, of several kinds of values. Up to a
 * quarter of the days has no values, and in every third life neither has a time of ten days. Days are counted as looks count them: those with values.
 */
import { type Hypothesis, look, looksAt, type Result } from "#core/cortex/correlation/look";
import { dot } from "#core/cortex/correlation/least-squares";
import { type DailySeries, normalScores } from "#core/cortex/correlation/pair-test";

const SIDE = 12;
const PAIRS = 24;
const PLANTED = 4;

export interface SimulatedLife {
  series: ReadonlyMap<string, DailySeries>;
  hypotheses: readonly Planted[];
  /** Those with values, by their numbers. */
  days: readonly number[];
}

interface Planted extends Hypothesis {
  isPlanted: boolean;
}

/** A life with so many days of values. `r` is the partial correlation, of normal scores, of the effects that are planted; 0 plants none. */
export function simulatedLife(seed: number, days: number, r: number): SimulatedLife {
  const random = randomFrom(seed);
  const hypotheses = hypothesesOf(random, r !== 0);
  const kept = daysWithValues(random, days, seed % 3 === 0);
  const span = kept.at(-1)! + 1;
  const behaviours = Array.from({ length: SIDE }, () => ({ values: inert(random, span), kind: kindOf(random) }));
  const outcomes = Array.from({ length: SIDE }, () => ({ values: inert(random, span), kind: kindOf(random) }));
  for (const { behaviour, outcome, isPlanted } of hypotheses)
    if (isPlanted) follow(outcomes[numberOf(outcome)]!, behaviours[numberOf(behaviour)]!, r, Math.floor(random.uniform() * 4));
  const told = (name: string, all: Latent[]) =>
    all.map(({ values, kind }, i) => {
      const measured = kind(withHabits(random, values));
      return [`${name}${i}`, new Map(kept.map((day) => [day, measured[day]!]))] as const;
    });
  return { series: new Map([...told("b", behaviours), ...told("o", outcomes)]), hypotheses, days: kept };
}

/** What a look on this day of data says. */
export function lookAt({ series, hypotheses, days }: SimulatedLife, day: number): Result<Planted>[] {
  const last = days[day - 1]!;
  return look(hypotheses, (name) => new Map([...series.get(name)!].filter(([one]) => one <= last)), last + 1);
}

export interface Rates {
  /** Of the planted effects, the share that was found. */
  power: number;
  /** Of what was found, the share that was not planted: the mean over lives, of which one without findings has none. */
  falseDiscovery: number;
}

/** One look at `q` at lives of so many days with effects of `r`. */
export function ratesOf(lives: number, days: number, r: number, q: number, seed: number): Rates {
  let [found, planted, wrong] = [0, 0, 0];
  for (let i = 0; i < lives; i++) {
    const results = lookAt(simulatedLife(seed + i, days, r), days);
    const claimed = results.filter((one) => "q" in one && one.q <= q);
    const right = claimed.filter(({ isPlanted }) => isPlanted).length;
    planted += results.filter(({ isPlanted }) => isPlanted).length;
    found += right;
    wrong += claimed.length > 0 ? (claimed.length - right) / claimed.length : 0;
  }
  return { power: planted > 0 ? found / planted : 0, falseDiscovery: wrong / lives };
}

/** The share of lives without any effect that are told of one, by the looks of `days` days. */
export function falseInsights(lives: number, days: number, seed: number): number {
  let told = 0;
  for (let i = 0; i < lives; i++) {
    const life = simulatedLife(seed + i, days, 0);
    for (let day = 1; day <= days; day++) {
      const q = looksAt(day);
      if (q === undefined || !lookAt(life, day).some((one) => "q" in one && one.q <= q)) continue;
      told++;
      break;
    }
  }
  return told / lives;
}

const numberOf = (name: string) => Number(name.slice(1));

/** Each outcome stands in two pairs, and each behaviour; outcomes with an effect have one of it. */
function hypothesesOf(random: Random, isPlanting: boolean): Planted[] {
  const order = random.shuffled(SIDE);
  const shift = 1 + Math.floor(random.uniform() * (SIDE - 1));
  return Array.from({ length: PAIRS }, (_, i) => ({
    behaviour: `b${i % SIDE}`,
    outcome: `o${order[(i + (i < SIDE ? 0 : shift)) % SIDE]}`,
    isPlanted: isPlanting && i < PLANTED,
  }));
}

/** An autoregressive series of order one and variance 1. */
function inert(random: Random, days: number): Float64Array {
  const phi = random.uniform() * 0.6;
  const values = new Float64Array(days);
  for (let day = 0; day < days; day++)
    values[day] = day === 0 ? random.normal() : phi * values[day - 1]! + Math.sqrt(1 - phi * phi) * random.normal();
  return values;
}

interface Latent {
  values: Float64Array;
  kind: Kind;
}

/** Coarser kinds of values show less of an effect, so there it is made as much stronger. */
function follow(outcome: Latent, behaviour: Latent, r: number, lag: number): void {
  const strength = Math.min(0.99, r / (shown(outcome) * shown(behaviour)));
  for (let day = lag; day < outcome.values.length; day++)
    outcome.values[day] =
      strength * behaviour.values[day - lag]! + Math.sqrt(1 - strength * strength) * outcome.values[day]!;
}

/** The correlation of values with the normal scores of what is measured of them. */
function shown({ values, kind }: Latent): number {
  const scores = normalScores([...kind(values)]);
  return dot(values, scores) / Math.sqrt(dot(values, values) * dot(scores, scores));
}

function withHabits(random: Random, values: Float64Array): Float64Array {
  const weekdays = Array.from({ length: 7 }, () => 0.5 * random.normal());
  const slope = 0.5 * random.normal();
  return values.map((value, day) => value + weekdays[day % 7]! + slope * ((2 * day) / values.length - 1));
}

type Kind = (values: Float64Array) => Float64Array;

/** As measured: as it is, skewed, with a third of zeros, or in five steps. */
const kinds: readonly Kind[] = [
  (values) => values,
  (values) => values.map(Math.exp),
  (values) => {
    const zero = quantile(values, 1 / 3);
    return values.map((value) => Math.max(0, value - zero));
  },
  (values) => {
    const steps = [0.1, 0.3, 0.6, 0.85].map((share) => quantile(values, share));
    return values.map((value) => 1 + steps.filter((step) => value >= step).length);
  },
];

const kindOf = (random: Random) => kinds[Math.floor(random.uniform() * kinds.length)]!;
const quantile = (values: Float64Array, share: number) => values.toSorted()[Math.floor(share * values.length)]!;

function daysWithValues(random: Random, days: number, hasHole: boolean): number[] {
  const missing = random.uniform() * 0.25;
  const holeAfter = hasHole ? Math.floor(random.uniform() * days) : undefined;
  const kept: number[] = [];
  for (let day = 0; kept.length < days; day++) {
    if (random.uniform() >= missing) kept.push(day);
    if (kept.length === holeAfter) day += 10;
  }
  return kept;
}

type Random = ReturnType<typeof randomFrom>;

/** Uniform numbers by mulberry32, and normal ones by Box and Muller. */
function randomFrom(seed: number) {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const shuffled = (length: number) => {
    const all = Array.from({ length }, (_, i) => i);
    for (let i = length - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [all[i], all[j]] = [all[j]!, all[i]!];
    }
    return all;
  };
  return { uniform, normal, shuffled };
}
