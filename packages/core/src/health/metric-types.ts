/** What each type of metric is measured in and how a day's samples become one number. Units are UCUM codes. */
import type { metricTypes } from "#core/health/metrics.sql";

export type MetricType = (typeof metricTypes)[number];

interface MetricKind {
  unit: string;
  /** Other spellings that are the same unit. */
  spellings: readonly string[];
  /** Steps add up over a day; a heart rate has a mean. */
  daily: "sum" | "average";
}

const KINDS: Record<MetricType, MetricKind> = {
  sleep_hours: { unit: "h", spellings: ["hours", "hour", "hr"], daily: "sum" },
  sleep_score: { unit: "{score}", spellings: ["score", "points"], daily: "average" },
  water_ml: { unit: "mL", spellings: ["ml"], daily: "sum" },
  steps: { unit: "{steps}", spellings: ["steps", "count"], daily: "sum" },
  active_calories: { unit: "kcal", spellings: ["Cal", "calories"], daily: "sum" },
  resting_heart_rate: { unit: "/min", spellings: ["bpm", "count/min"], daily: "average" },
  heart_rate_variability: { unit: "ms", spellings: ["milliseconds"], daily: "average" },
  weight_kg: { unit: "kg", spellings: [], daily: "average" },
  body_fat_pct: { unit: "%", spellings: ["percent", "pct"], daily: "average" },
  exercise_minutes: { unit: "min", spellings: ["minutes"], daily: "sum" },
  distance_m: { unit: "m", spellings: ["meters", "metres"], daily: "sum" },
  unique_contacts_interacted: { unit: "{contacts}", spellings: ["contacts", "count"], daily: "sum" },
  messages_sent: { unit: "{messages}", spellings: ["messages", "count"], daily: "sum" },
};

export const unitOf = (type: MetricType): string => KINDS[type].unit;
export const dailyOf = (type: MetricType): "sum" | "average" => KINDS[type].daily;

/** Whether a sample of this type may say that it is in `unit`. */
export const measuresIn = (type: MetricType, unit: string): boolean =>
  unit === KINDS[type].unit || KINDS[type].spellings.includes(unit);
