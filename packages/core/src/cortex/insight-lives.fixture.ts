/**
 * Lives of which it is known what comes after a finding: months whose end is known, habits that are missed or kept, prices that stay or were an
 * offer. Each is asked of the rule's own decision, so that what a rule ships with as its rate is measured and not believed.
 */
import { confidenceOf, noFeedback } from "#core/cortex/confidence";
import { rules } from "#core/cortex/noticing";
import { driftOf } from "#core/finance/insight-rules";
import { priceChangeOf } from "#core/household/insight-rules";
import { riskOf } from "#core/rhythm/insight-rules";

type Random = () => number;
/** Whether what a rule found was so; undefined where it found nothing. */
export type World = (random: Random) => boolean | undefined;

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A month of a category with a habit of its own and some months behind it: does it end over its budget? */
const budgetMonth: World = (random) => {
  const perDay = 0.2 + 0.6 * random();
  const size = 1_000 + 4_000 * random();
  const month = (level: number) =>
    Array.from({ length: 30 }, () => (random() < perDay ? level * size * Math.exp(0.5 * normal(random)) : 0));
  const sum = (days: readonly number[]) => days.reduce((all, one) => all + one, 0);
  const before = Array.from({ length: Math.floor(random() * 4) }, () => month(Math.exp(0.1 * normal(random))));
  const budget = perDay * size * 30 * 1.13 * (0.8 + 0.5 * random());
  const days = month(Math.exp(0.15 * normal(random)));
  for (let day = 1; day < 30; day++) {
    const spentCents = sum(days.slice(0, day));
    const drift = driftOf({
      dayOfMonth: day,
      daysInMonth: 30,
      spentCents,
      purchases: days.slice(0, day).filter((one) => one > 0).length,
      leftCents: budget - spentCents,
      laterCents: before.map((one) => sum(one.slice(day))),
    });
    if (drift) return sum(days) > budget;
  }
  return undefined;
};

/** A daily habit whose last freeze was spent: is it missed within the week? */
const habitDays: World = (random) => {
  const kept = 0.55 + 0.43 * random();
  let [streak, freezes] = [0, 1];
  for (let day = 0; day < 60; day++) {
    if (random() < kept) {
      streak++;
      continue;
    }
    if (freezes === 0) return undefined;
    freezes--;
    const date = "2026-03-02";
    const facts = { streak, freezesLeft: freezes, frozenOn: date, timesPerWeek: null, doneThisWeek: 0 };
    const risk = riskOf(facts, { day: date, today: "2026-03-03", thisWeekFrom: date });
    if (!risk) return undefined;
    return Array.from({ length: 7 }, () => random() < kept).some((isKept) => !isKept);
  }
  return undefined;
};

/** Prices that move a little, are now and then an offer, and now and then others for good: does the next purchase confirm the last one? */
const purchases: World = (random) => {
  let level = 200;
  const prices: number[] = [];
  const price = () => {
    if (random() < 0.06) level *= 1 + (random() < 0.8 ? 1 : -1) * (0.15 + 0.2 * random());
    return Math.round(level * (random() < 0.02 ? 0.75 : 1) * Math.exp(0.02 * normal(random)));
  };
  for (let i = 0; i < 30; i++) {
    prices.push(price());
    const change = priceChangeOf(prices.slice(-12));
    if (!change) continue;
    const next = price();
    return change.now > change.before ? next > change.before * 1.1 : next < change.before * 0.9;
  }
  return undefined;
};

/** By the names of rules. What the others say is no forecast: it is so already, and whether it is of use only their person can say. */
export const worlds: Readonly<Record<string, World>> = {
  budget_drift: budgetMonth,
  streak_at_risk: habitDays,
  item_price: purchases,
};

export function rightOf(world: World, lives: number, seed: number): { findings: number; right: number } {
  let [findings, right] = [0, 0];
  for (let i = 0; i < lives; i++) {
    const was = world(randomFrom(seed + i));
    if (was === undefined) continue;
    findings++;
    if (was) right++;
  }
  return { findings, right };
}

/** So many findings of each rule come to a person, who says of most of them how they were. */
const FINDINGS = 12;
const SAID = 0.7;

/**
 * How sure findings say to be, in steps, beside how often they were right: each person finds a rule right as often as its distribution lets one
 * expect of people, and says so of most findings.
 */
export function reliabilityOf(lives: number, seed: number): { said: number; right: number; findings: number }[] {
  const STEPS = 10;
  const steps = Array.from({ length: STEPS }, () => ({ said: 0, right: 0, findings: 0 }));
  for (let i = 0; i < lives; i++) {
    const random = randomFrom(seed + i);
    const [, { base }] = rules[i % rules.length]!;
    const taste = beta(random, base.right, base.wrong);
    const feedback = { ...noFeedback };
    for (let finding = 0; finding < FINDINGS; finding++) {
      const said = confidenceOf(base, feedback);
      const isRight = random() < taste;
      const step = steps[Math.min(STEPS - 1, Math.floor(said * STEPS))]!;
      step.said += said;
      step.findings++;
      if (isRight) step.right++;
      if (random() < SAID) feedback[isRight ? "helpful" : "notHelpful"]++;
    }
  }
  return steps
    .filter(({ findings }) => findings > 0)
    .map(({ said, right, findings }) => ({ said: said / findings, right: right / findings, findings }));
}

/** A number of a Beta distribution, by two of Gamma (Marsaglia and Tsang 2000). */
function beta(random: Random, a: number, b: number): number {
  const [x, y] = [gamma(random, a), gamma(random, b)];
  return x / (x + y);
}

function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (let tries = 0; tries < 1_000; tries++) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
  return d;
}

/** Uniform numbers by mulberry32. */
function randomFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
