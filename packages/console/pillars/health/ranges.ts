/** The days that readings are shown of, and how fine they then are. */
import { dayAfter, daysBetween } from "#console/words/format.ts";

/** Those that people look for first come first. */
export const METRICS = [
  "steps",
  "sleep",
  "heart_rate",
  "resting_heart_rate",
  "heart_rate_variability",
  "active_calories",
  "basal_calories",
  "exercise_minutes",
  "distance_m",
  "cycling_distance_m",
  "floors_climbed",
  "weight_kg",
  "body_fat_pct",
  "bmi",
  "height_cm",
  "blood_pressure_systolic",
  "blood_pressure_diastolic",
  "blood_glucose",
  "oxygen_saturation",
  "respiratory_rate",
  "body_temperature",
  "vo2_max",
  "water_ml",
  "mindful_minutes",
  "sleep_hours",
  "sleep_score",
  "unique_contacts_interacted",
  "messages_sent",
] as const;
export type Metric = (typeof METRICS)[number];

export interface Range {
  from: string;
  to: string;
}

const HOURS_UNTIL_DAYS = 4;
const DAYS_UNTIL_DAYS = 186;
const WEEKS_UNTIL_DAYS = 1_100;
const MOST_DAYS = 3_652;

/** As fine as can be seen: from four to two hundred points. */
export function bucketOf({ from, to }: Range): "hour" | "day" | "week" | "month" {
  const days = daysBetween(from, to) + 1;
  if (days <= HOURS_UNTIL_DAYS) return "hour";
  if (days <= DAYS_UNTIL_DAYS) return "day";
  return days <= WEEKS_UNTIL_DAYS ? "week" : "month";
}

export const SPANS = ["week", "month", "year", "all"] as const;
const DAYS = { week: 7, month: 30, year: 365, all: MOST_DAYS };

export const spanOf = (span: (typeof SPANS)[number], to: string): Range & { days: number } => ({
  days: DAYS[span],
  from: dayAfter(to, 1 - DAYS[span]),
  to,
});

/** The range before or after, as long as it is; not after `last`, since of the days to come there are no readings. */
export function moved({ from, to }: Range, by: number, last: string): Range {
  const days = daysBetween(from, to) + 1;
  return within({ from: dayAfter(from, by * days), to: dayAfter(to, by * days) }, last);
}

/** The same middle with so many times the days; one day is the least. */
export function zoomed({ from, to }: Range, times: number, last: string): Range {
  const days = daysBetween(from, to) + 1;
  const next = Math.max(1, Math.min(MOST_DAYS, Math.round(days * times)));
  const first = dayAfter(from, Math.round((days - next) / 2));
  return within({ from: first, to: dayAfter(first, next - 1) }, last);
}

function within({ from, to }: Range, last: string): Range {
  const over = daysBetween(last, to);
  return over > 0 ? { from: dayAfter(from, -over), to: dayAfter(to, -over) } : { from, to };
}
