/** Values of exports in LifeOS's units. Exports write whatever unit their person has chosen to see. */
import type { ReadType } from "./rows.ts";

type Convert = (value: number) => number;
const times = (factor: number): Convert => (value) => value * factor;
const same: Convert = (value) => value;

/** What is counted: Apple says `count`, others call the thing by its name. */
const COUNT: Units = { count: same, steps: same, floors: same, "": same };
const PER_MINUTE: Units = { "count/min": same, bpm: same, "/min": same, "count/s": times(60), Hz: times(60) };
const MASS: Units = {
  kg: same,
  g: times(1 / 1_000),
  mg: times(1e-6),
  lb: times(0.453_592_37),
  lbs: times(0.453_592_37),
  oz: times(0.028_349_523_125),
  st: times(6.350_293_18),
};
const LENGTH: Units = {
  m: same,
  km: times(1_000),
  cm: times(0.01),
  mm: times(0.001),
  mi: times(1_609.344),
  ft: times(0.3048),
  yd: times(0.9144),
  in: times(0.0254),
};
const CENTIMETRES: Units = Object.fromEntries(
  Object.entries(LENGTH).map(([unit, toMetres]) => [unit, (value: number) => toMetres(value) * 100]),
);
/** The small calorie is a thousandth of that of food, which Apple writes with a capital. */
const ENERGY: Units = {
  kcal: same,
  Cal: same,
  cal: times(1 / 1_000),
  kJ: times(1 / 4.184),
  J: times(1 / 4_184),
};
const VOLUME: Units = {
  mL: same,
  ml: same,
  L: times(1_000),
  l: times(1_000),
  cL: times(10),
  dL: times(100),
  fl_oz_us: times(29.573_529_562_5),
  fl_oz_imp: times(28.413_062_5),
  cup_us: times(236.588_236_5),
  cup_imp: times(284.130_625),
  pt_us: times(473.176_473),
  pt_imp: times(568.261_25),
};
const MINUTES: Units = { min: same, s: times(1 / 60), sec: times(1 / 60), ms: times(1 / 60_000), h: times(60), hr: times(60) };
const MILLISECONDS: Units = { ms: same, s: times(1_000) };
const PRESSURE: Units = { mmHg: same, "mm[Hg]": same, kPa: times(7.500_616_827), cmAq: times(0.735_559_14) };
/** Glucose has 180.156 g to the mole. */
const GLUCOSE: Units = {
  "mg/dL": same,
  "mg/dl": same,
  "g/L": times(100),
  "mmol/L": times(18.015_588),
  "mmol<180.1558800000541>/L": times(18.015_588),
};
const TEMPERATURE: Units = {
  degC: same,
  "°C": same,
  Cel: same,
  degF: (value) => ((value - 32) * 5) / 9,
  "°F": (value) => ((value - 32) * 5) / 9,
  K: (value) => value - 273.15,
};
const OXYGEN: Units = { "mL/min·kg": same, "mL/kg/min": same, "mL/min/kg": same, "ml/kg/min": same };
const PERCENT: Units = { "%": same };

type Units = Readonly<Record<string, Convert>>;

const UNITS: Record<ReadType, Units> = {
  active_calories: ENERGY,
  basal_calories: ENERGY,
  blood_glucose: GLUCOSE,
  blood_pressure_diastolic: PRESSURE,
  blood_pressure_systolic: PRESSURE,
  body_fat_pct: PERCENT,
  body_temperature: TEMPERATURE,
  distance_m: LENGTH,
  cycling_distance_m: LENGTH,
  exercise_minutes: MINUTES,
  floors_climbed: COUNT,
  heart_rate: PER_MINUTE,
  heart_rate_variability: MILLISECONDS,
  height_cm: CENTIMETRES,
  mindful_minutes: MINUTES,
  oxygen_saturation: PERCENT,
  respiratory_rate: PER_MINUTE,
  resting_heart_rate: PER_MINUTE,
  sleep: MINUTES,
  sleep_hours: { h: same, hr: same, min: times(1 / 60), s: times(1 / 3_600) },
  sleep_score: COUNT,
  steps: COUNT,
  vo2_max: OXYGEN,
  water_ml: VOLUME,
  weight_kg: MASS,
};

/** The value in the type's unit; undefined when nothing is known of the unit. */
export function converted(type: ReadType, value: number, unit: string): number | undefined {
  const units = UNITS[type];
  return Object.hasOwn(units, unit) ? tidy(units[unit]!(value)) : undefined;
}

export const metresIn = (value: number, unit: string): number | undefined => converted("distance_m", value, unit);
export const kilocaloriesIn = (value: number, unit: string): number | undefined =>
  converted("active_calories", value, unit);
export const secondsIn = (value: number, unit: string): number | undefined => {
  const minutes = converted("exercise_minutes", value, unit);
  return minutes === undefined ? undefined : tidy(minutes * 60);
};

/** Without the digits that a conversion leaves behind the twelfth. */
export const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));
