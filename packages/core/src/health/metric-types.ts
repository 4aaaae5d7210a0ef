/** The unit of each type of metric, and how the samples of a day are combined into one number. Units are UCUM codes. */
import type { metricTypes } from "#core/health/metrics.sql";

export type MetricType = (typeof metricTypes)[number];

interface MetricKind {
  unit: string;
  /** Other spellings of the same unit. */
  spellings: readonly string[];
  /** Steps add up over a day; a heart rate is averaged. */
  daily: "sum" | "average";
  /** A limit that no sample of a living person reaches, in the unit. */
  max: number;
}

const KINDS: Record<MetricType, MetricKind> = {
  sleep_hours: { unit: "h", spellings: ["hours", "hour", "hr"], daily: "sum", max: 24 },
  sleep_score: { unit: "{score}", spellings: ["score", "points"], daily: "average", max: 100 },
  water_ml: { unit: "mL", spellings: ["ml"], daily: "sum", max: 50_000 },
  steps: { unit: "{steps}", spellings: ["steps", "count"], daily: "sum", max: 500_000 },
  active_calories: { unit: "kcal", spellings: ["Cal", "calories"], daily: "sum", max: 50_000 },
  resting_heart_rate: { unit: "/min", spellings: ["bpm", "count/min"], daily: "average", max: 400 },
  heart_rate_variability: { unit: "ms", spellings: ["milliseconds"], daily: "average", max: 10_000 },
  weight_kg: { unit: "kg", spellings: [], daily: "average", max: 1_000 },
  body_fat_pct: { unit: "%", spellings: ["percent", "pct"], daily: "average", max: 100 },
  exercise_minutes: { unit: "min", spellings: ["minutes"], daily: "sum", max: 1_440 },
  distance_m: { unit: "m", spellings: ["meters", "metres"], daily: "sum", max: 50_000_000 },
  unique_contacts_interacted: { unit: "{contacts}", spellings: ["contacts", "count"], daily: "sum", max: 1_000_000 },
  messages_sent: { unit: "{messages}", spellings: ["messages", "count"], daily: "sum", max: 1_000_000 },
};

export const unitOf = (type: MetricType): string => KINDS[type].unit;
export const maxOf = (type: MetricType): number => KINDS[type].max;
export const dailyOf = (type: MetricType): "sum" | "average" => KINDS[type].daily;

/** The values that a sample may have, for the contract: each type has a unit and a maximum. */
export const sampleByType = {
  anyOf: Object.entries(KINDS).map(([type, { unit, spellings, max }]) => ({
    properties: {
      metricType: { const: type },
      value: { maximum: max },
      unit: { enum: [...new Set([unit, ...spellings])] },
    },
  })),
};

/** Whether a sample of this type may be given in `unit`. */
export const measuresIn = (type: MetricType, unit: string): boolean =>
  unit === KINDS[type].unit || KINDS[type].spellings.includes(unit);
