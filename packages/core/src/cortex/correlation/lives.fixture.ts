/**
 * Simulated lives, whose effects are known: 12 behaviours and 12 outcomes with inertia, weekdays and trends, of several kinds of values. Behaviours
 * are measured by things, every day; outcomes are said by people, who leave out up to a quarter of the days; and in every third life nothing is known
 * of a time of ten days. Days are counted as looks count them: those of which something is said.
 */

import { basisOf, dot, residualsOf } from "#core/cortex/correlation/least-squares";
import { type Hypothesis, look, looksAt, type Result } from "#core/cortex/correlation/look";
import { covariatesOf, type DailySeries, normalScores } from "#core/cortex/correlation/pair-test";

const SIDE = 12;
const PAIRS = 24;
const PLANTED = 4;

export interface SimulatedLife {
  series: ReadonlyMap<string, DailySeries>;
  hypotheses: readonly Planted[];
  /** Those of which something is said, by their numbers. */
  days: readonly number[];
}

interface Planted extends Hypothesis {
  isPlanted: boolean;
}

/** A life with so many days of values. `r` is the partial correlation, of normal scores, of the effects that are planted; 0 plants none. */
export function simulatedLife(seed: number, days: number, r: number): SimulatedLife {
  const random = randomFrom(seed);
  const hypotheses = hypothesesOf(random, r !== 0);
  const { said, measured } = daysWithValues(random, days, seed % 3 === 0);
  const span = said.at(-1)! + 1;
  const behaviours = Array.from({ length: SIDE }, () => latent(random, span));
  const outcomes = Array.from({ length: SIDE }, () => latent(random, span));
  for (const { behaviour, outcome, isPlanted } of hypotheses)
    if (isPlanted)
      follow(outcomes[numberOf(outcome)]!, behaviours[numberOf(behaviour)]!, r, Math.floor(random.uniform() * 4));
  const told = (name: string, all: Latent[], kept: readonly number[]) =>
    all.map((one, i) => {
      const values = measuredOf(one);
      return [`${name}${i}`, new Map(kept.map((day) => [day, values[day]!]))] as const;
    });
  return {
    series: new Map([...told("b", behaviours, measured), ...told("o", outcomes, said)]),
    hypotheses,
    days: said,
  };
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
  /** What weekdays and a trend add. */
  habits: Float64Array;
  kind: Kind;
}

function latent(random: Random, span: number): Latent {
  const weekdays = Array.from({ length: 7 }, () => 0.5 * random.normal());
  const slope = 0.5 * random.normal();
  const habits = Float64Array.from({ length: span }, (_, day) => weekdays[day % 7]! + slope * ((2 * day) / span - 1));
  return { values: inert(random, span), habits, kind: kinds[Math.floor(random.uniform() * kinds.length)]! };
}

const measuredOf = ({ values, habits, kind }: Latent) => kind(values.map((value, day) => value + habits[day]!));

/** Coarser kinds of values show less of an effect, so there it is made as much stronger. */
function follow(outcome: Latent, behaviour: Latent, r: number, lag: number): void {
  const strength = Math.min(0.99, r / (shown(outcome) * shown(behaviour)));
  for (let day = lag; day < outcome.values.length; day++)
    outcome.values[day] =
      strength * behaviour.values[day - lag]! + Math.sqrt(1 - strength * strength) * outcome.values[day]!;
}

/** The partial correlation of values with the normal scores of what is measured of them. */
function shown(one: Latent): number {
  const basis = basisOf(covariatesOf(Array.from(one.values.keys())));
  const values = residualsOf(one.values, basis);
  const scores = residualsOf(normalScores([...measuredOf(one)]), basis);
  return dot(values, scores) / Math.sqrt(dot(values, values) * dot(scores, scores));
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

const quantile = (values: Float64Array, share: number) => values.toSorted()[Math.floor(share * values.length)]!;

/** The days of which so many are said, and those that are measured. */
function daysWithValues(random: Random, days: number, hasHole: boolean): { said: number[]; measured: number[] } {
  const missing = random.uniform() * 0.25;
  const holeAfter = hasHole ? Math.floor(random.uniform() * days) : undefined;
  const said: number[] = [];
  const measured: number[] = [];
  for (let day = 0; said.length < days; day++) {
    measured.push(day);
    if (random.uniform() < missing) continue;
    said.push(day);
    if (said.length === holeAfter) day += 10;
  }
  return { said, measured };
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
