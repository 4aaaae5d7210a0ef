/** The figures of a week beside those of the weeks before, from the values of their days. */
import type { Nutrient } from "#core/health/foods/nutrients";
import { type DayValue, type Trend, trendOf } from "#core/health/trend";

/**
 * How a figure is compared. A `mean` is that of the days that have a value. A `total` is of the whole week, where a day without anything is
 * none: so many workouts.
 */
export type Comparing = "mean" | "total";

export const FIGURES = {
  sleep: { unit: "min", comparing: "mean", isGrowing: false },
  steps: { unit: "{steps}", comparing: "mean", isGrowing: true },
  active_energy: { unit: "kcal", comparing: "mean", isGrowing: true },
  exercise: { unit: "min", comparing: "mean", isGrowing: true },
  resting_heart_rate: { unit: "/min", comparing: "mean", isGrowing: false },
  weight: { unit: "kg", comparing: "mean", isGrowing: false },
  energy_eaten: { unit: "kcal", comparing: "mean", isGrowing: true },
  protein_eaten: { unit: "g", comparing: "mean", isGrowing: true },
  mood: { unit: "{score}", comparing: "mean", isGrowing: false },
  workouts: { unit: "{workouts}", comparing: "total", isGrowing: true },
  workout_minutes: { unit: "min", comparing: "total", isGrowing: true },
  volume_load: { unit: "kg", comparing: "total", isGrowing: true },
} as const satisfies Record<string, { unit: string; comparing: Comparing; isGrowing: boolean }>;

export type FigureName = keyof typeof FIGURES;
export const figureNames = Object.keys(FIGURES) as [FigureName, ...FigureName[]];

/** The value of a figure on a day; days are counted, from any day on. */
export interface FigureDay extends DayValue {
  figure: FigureName;
}

/** The amount of a nutrient on a day with meals, and what it should be. */
export interface TargetDay extends DayValue {
  nutrient: Nutrient;
  least: number | null;
  most: number | null;
}

export interface Span {
  /** The first day of the week. */
  first: number;
  today: number;
}

export interface Stretch {
  /** How many days have a value. */
  days: number;
  mean: number | null;
  total: number | null;
}

export interface Figure {
  name: FigureName;
  unit: string;
  comparing: Comparing;
  /** By day from the first one; null is no value. */
  values: (number | null)[];
  week: Stretch;
  before: Stretch;
  /** The four weeks before. `weeks` is how many of them have a value, and the mean total is of these. */
  fourWeeks: Stretch & { weeks: number };
  /** The difference of what is compared to the week before and to the four; null where one of them has nothing, or the week is not over and totals are compared. */
  changeToBefore: number | null;
  changeToFourWeeks: number | null;
}

const WEEK = 7;
export const WEEKS_BEFORE = 4;

/** Each figure that has a value in the week or in the four before it. */
export function figuresOf(days: readonly FigureDay[], span: Span): Figure[] {
  return figureNames.flatMap((name) => {
    const own = days.filter(({ figure }) => figure === name);
    return own.length === 0 ? [] : [figureOf(name, own, span)];
  });
}

function figureOf(name: FigureName, days: readonly DayValue[], { first, today }: Span): Figure {
  const { unit, comparing, isGrowing } = FIGURES[name];
  const byDay = new Map(days.map(({ day, value }) => [day, value]));
  const isCounted = (day: number) => !(isGrowing && comparing === "mean" && day === today);
  const stretch = (from: number, to: number): Stretch => {
    const values = days.filter(({ day }) => day >= from && day < to && isCounted(day)).map(({ value }) => value);
    const total = values.reduce((sum, value) => sum + value, 0);
    return {
      days: values.length,
      total: values.length ? total : null,
      mean: values.length ? total / values.length : null,
    };
  };
  const week = stretch(first, first + WEEK);
  const weeks = Array.from({ length: WEEKS_BEFORE }, (_, at) => stretch(first - (at + 1) * WEEK, first - at * WEEK));
  const before = weeks[0]!;
  const withValues = weeks.filter(({ days }) => days > 0);
  const whole = stretch(first - WEEKS_BEFORE * WEEK, first);
  const isOver = today >= first + WEEK;
  const meanTotal = withValues.length ? whole.total! / withValues.length : null;
  const difference = (now: number | null, then: number | null) => (now === null || then === null ? null : now - then);
  const isTotal = comparing === "total";
  return {
    name,
    unit,
    comparing,
    values: Array.from({ length: WEEK }, (_, at) => byDay.get(first + at) ?? null),
    week,
    before,
    fourWeeks: { days: whole.days, weeks: withValues.length, mean: whole.mean, total: meanTotal },
    changeToBefore: isTotal
      ? isOver
        ? difference(week.total ?? 0, before.total)
        : null
      : difference(week.mean, before.mean),
    changeToFourWeeks: isTotal
      ? isOver
        ? difference(week.total ?? 0, meanTotal)
        : null
      : difference(week.mean, whole.mean),
  };
}

interface Kept {
  /** Days with meals. */
  days: number;
  below: number;
  within: number;
  above: number;
}

export interface TargetWeek {
  nutrient: Nutrient;
  least: number | null;
  most: number | null;
  week: Kept;
  before: Kept;
  fourWeeks: Kept;
}

/** How often each target was kept on the days with meals. The running day is not over and counts nowhere. */
export function targetsOf(days: readonly TargetDay[], { first, today }: Span): TargetWeek[] {
  return [...Map.groupBy(days, ({ nutrient }) => nutrient)].map(([nutrient, own]) => {
    const { least, most } = own[0]!;
    const kept = (from: number, to: number): Kept => {
      const within = own.filter(({ day }) => day >= from && day < to && day !== today);
      const below = within.filter(({ value }) => least !== null && value < least).length;
      const above = within.filter(({ value }) => most !== null && value > most).length;
      return { days: within.length, below, above, within: within.length - below - above };
    };
    return {
      nutrient,
      least,
      most,
      week: kept(first, first + WEEK),
      before: kept(first - WEEK, first),
      fourWeeks: kept(first - WEEKS_BEFORE * WEEK, first),
    };
  });
}

/** The trend of the weight in the four weeks that end with the week, or with today. */
export function weightTrend(days: readonly FigureDay[], { first, today }: Span): Trend {
  const last = Math.min(today, first + WEEK - 1);
  const own = days.filter(({ figure, day }) => figure === "weight" && day <= last && day > last - WEEKS_BEFORE * WEEK);
  return trendOf(
    own.toSorted((a, b) => a.day - b.day),
    last,
  );
}
