/**
 * The types of metrics: their units (UCUM codes), and how the samples of a day become one number. `metric_rule` in `migrations/` says
 * the last of these to the database, and a test that both say the same.
 */
import type { metricTypes, sleepStages } from "#core/health/metrics.sql";

export type MetricType = (typeof metricTypes)[number];
export type SleepStage = (typeof sleepStages)[number];

/**
 * - `minutes`: what was measured by several sources is counted once. In each minute the first source in the person's order counts that has
 *   a sample in it, and what it measured over an interval is spread evenly over it.
 * - `day`: a sample is a figure for a whole day, so the first source of the day counts, at the end of its samples.
 * - `sum`: whatever any source says is added.
 * - `average`: the samples are averaged, whatever source they are from.
 * - `sleep`: the time in which any source says that the person slept, on the day of waking.
 */
export type Rule = "minutes" | "day" | "sum" | "average" | "sleep";

interface MetricKind {
  unit: string;
  /** Other spellings of the same unit. */
  spellings: readonly string[];
  /** Other units. */
  converts?: Readonly<Record<string, Conversion>>;
  rule: Rule;
  /** A limit that no sample of a living person reaches, in the unit. */
  max: number;
}

/** A value less `minus`, times `times`, by `per`. */
interface Conversion {
  minus?: number;
  times?: number;
  per?: number;
}

const times = (factor: number): Conversion => ({ times: factor });
const per = (divisor: number): Conversion => ({ per: divisor });

/** The international yard and pound (1959), the thermochemical calorie, and the US fluid ounce of 231/128 cubic inches. */
const LENGTHS = { km: times(1_000), mi: times(1_609.344), ft: times(0.3048), yd: times(0.9144), cm: per(100) };
const ENERGIES = { kJ: per(4.184), cal: per(1_000), J: per(4_184) };
const MASSES = { g: per(1_000), lb: times(0.45359237), st: times(6.35029318), oz: times(0.028349523125) };
const VOLUMES = { L: times(1_000), l: times(1_000), fl_oz_us: times(29.5735295625), fl_oz_imp: times(28.4130625) };
const DURATIONS = { s: per(60), ms: per(60_000), h: times(60), hr: times(60) };
const FRACTION = { "1": times(100) };
const FAHRENHEIT: Conversion = { minus: 32, times: 5, per: 9 };
/** A mole of glucose is 180.156 g; the second is how Apple writes the unit. */
const GLUCOSE = { "mmol/L": times(18.0156), "mmol<180.1558800000541>/L": times(18.01558800000541) };

const MINUTES = ["minutes", "minute"];
const CALORIES = ["Cal", "calories"];
const METRES = ["meters", "metres"];
const BEATS = ["bpm", "count/min"];

const KINDS: Record<MetricType, MetricKind> = {
  sleep_hours: {
    unit: "h",
    spellings: ["hours", "hour", "hr"],
    converts: { min: per(60), s: per(3_600) },
    rule: "day",
    max: 24,
  },
  sleep_score: { unit: "{score}", spellings: ["score", "points"], rule: "average", max: 100 },
  water_ml: { unit: "mL", spellings: ["ml"], converts: VOLUMES, rule: "minutes", max: 50_000 },
  steps: { unit: "{steps}", spellings: ["steps", "count"], rule: "minutes", max: 500_000 },
  active_calories: { unit: "kcal", spellings: CALORIES, converts: ENERGIES, rule: "minutes", max: 50_000 },
  resting_heart_rate: { unit: "/min", spellings: BEATS, rule: "average", max: 400 },
  heart_rate_variability: {
    unit: "ms",
    spellings: ["milliseconds"],
    converts: { s: times(1_000) },
    rule: "average",
    max: 10_000,
  },
  weight_kg: { unit: "kg", spellings: [], converts: MASSES, rule: "average", max: 1_000 },
  body_fat_pct: { unit: "%", spellings: ["percent", "pct"], converts: FRACTION, rule: "average", max: 100 },
  exercise_minutes: { unit: "min", spellings: MINUTES, converts: DURATIONS, rule: "minutes", max: 1_440 },
  distance_m: { unit: "m", spellings: METRES, converts: LENGTHS, rule: "minutes", max: 50_000_000 },
  unique_contacts_interacted: { unit: "{contacts}", spellings: ["contacts", "count"], rule: "sum", max: 1_000_000 },
  messages_sent: { unit: "{messages}", spellings: ["messages", "count"], rule: "sum", max: 1_000_000 },
  heart_rate: { unit: "/min", spellings: BEATS, rule: "average", max: 400 },
  blood_pressure_systolic: { unit: "mm[Hg]", spellings: ["mmHg"], rule: "average", max: 400 },
  blood_pressure_diastolic: { unit: "mm[Hg]", spellings: ["mmHg"], rule: "average", max: 400 },
  blood_glucose: { unit: "mg/dL", spellings: [], converts: GLUCOSE, rule: "average", max: 2_000 },
  oxygen_saturation: { unit: "%", spellings: ["percent", "pct"], converts: FRACTION, rule: "average", max: 100 },
  respiratory_rate: { unit: "/min", spellings: ["count/min"], rule: "average", max: 200 },
  body_temperature: {
    unit: "Cel",
    spellings: ["degC", "°C"],
    converts: { degF: FAHRENHEIT, "°F": FAHRENHEIT, "[degF]": FAHRENHEIT },
    rule: "average",
    max: 50,
  },
  floors_climbed: { unit: "{floors}", spellings: ["floors", "count"], rule: "minutes", max: 10_000 },
  basal_calories: { unit: "kcal", spellings: CALORIES, converts: ENERGIES, rule: "minutes", max: 50_000 },
  cycling_distance_m: { unit: "m", spellings: METRES, converts: LENGTHS, rule: "minutes", max: 50_000_000 },
  vo2_max: { unit: "mL/min/kg", spellings: ["mL/min·kg", "ml/kg/min", "mL/kg/min"], rule: "average", max: 150 },
  height_cm: {
    unit: "cm",
    spellings: [],
    converts: { m: times(100), ft: times(30.48), in: times(2.54) },
    rule: "average",
    max: 300,
  },
  bmi: { unit: "kg/m2", spellings: ["count"], rule: "average", max: 300 },
  mindful_minutes: { unit: "min", spellings: MINUTES, converts: DURATIONS, rule: "minutes", max: 1_440 },
  sleep: { unit: "min", spellings: MINUTES, converts: DURATIONS, rule: "sleep", max: 2_880 },
};

export const unitOf = (type: MetricType): string => KINDS[type].unit;
export const maxOf = (type: MetricType): number => KINDS[type].max;
export const ruleOf = (type: MetricType): Rule => KINDS[type].rule;
export const dailyOf = (type: MetricType): "sum" | "average" => (KINDS[type].rule === "average" ? "average" : "sum");

/** Every unit in which a sample of this type may be given. */
export const unitsOf = (type: MetricType): string[] => {
  const { unit, spellings, converts = {} } = KINDS[type];
  return [...new Set([unit, ...spellings, ...Object.keys(converts)])];
};

/**
 * The values that a sample may have, for the contract: each type has units with their own limits, and of all types sleep alone has stages
 * and no value of its own.
 */
export const sampleByType = {
  anyOf: [
    { properties: { metricType: { const: "sleep" } }, required: ["endedAt", "stage"] },
    {
      required: ["value"],
      properties: { stage: { not: {} } },
      anyOf: Object.entries(KINDS).flatMap(([type, { unit, spellings, converts = {}, rule, max }]) =>
        rule === "sleep"
          ? []
          : [
              {
                properties: {
                  metricType: { const: type },
                  value: { maximum: max },
                  unit: { enum: [...new Set([unit, ...spellings])] },
                },
              },
              ...Object.entries(converts).map(([other, { minus = 0, times = 1, per = 1 }]) => ({
                required: ["unit"],
                properties: {
                  metricType: { const: type },
                  value: { ...(minus && { minimum: minus }), maximum: (max * per) / times + minus },
                  unit: { const: other },
                },
              })),
            ],
      ),
    },
  ],
};

/**
 * A value that was given in `unit`, in the unit of the type; undefined when the type is not measured in that. To twelve digits: what a
 * file says again is the same number again, and no device measures more.
 */
export function inUnitOf(type: MetricType, value: number, unit: string | undefined): number | undefined {
  const kind = KINDS[type];
  if (unit === undefined || unit === kind.unit || kind.spellings.includes(unit)) return value;
  if (!Object.hasOwn(kind.converts ?? {}, unit)) return undefined;
  const { minus = 0, times = 1, per = 1 } = kind.converts![unit]!;
  return Number((((value - minus) * times) / per).toPrecision(12));
}
