/** Values of exports in LifeOS's units. Exports write whatever unit their person has chosen to see. */
import { inUnitOf, type MetricType } from "#core/health/metric-types";

type Units = Readonly<Record<string, (value: number) => number>>;
const times = (factor: number) => (value: number) => tidy(value * factor);

const ENERGY: Units = { J: times(1 / 4_184) };
const LENGTH: Units = { mm: times(0.001), in: times(0.0254) };
const PER_SECOND: Units = { "count/s": times(60), Hz: times(60) };
const PRESSURE: Units = { kPa: times(7.500_616_827), cmAq: times(0.735_559_14) };
const VOLUME: Units = {
  cL: times(10),
  dL: times(100),
  cup_us: times(236.588_236_5),
  cup_imp: times(284.130_625),
  pt_us: times(473.176_473),
  pt_imp: times(568.261_25),
};

/** Units in which nothing but files are written, beside those of the types themselves. */
const OTHERS: Partial<Record<MetricType, Units>> = {
  active_calories: ENERGY,
  basal_calories: ENERGY,
  blood_glucose: { "g/L": times(100), "mg/dl": times(1) },
  blood_pressure_diastolic: PRESSURE,
  blood_pressure_systolic: PRESSURE,
  body_temperature: { K: (value) => tidy(value - 273.15) },
  cycling_distance_m: LENGTH,
  distance_m: LENGTH,
  heart_rate: PER_SECOND,
  height_cm: { mm: times(0.1), yd: times(91.44) },
  respiratory_rate: { ...PER_SECOND, "/min": times(1) },
  water_ml: VOLUME,
  weight_kg: { mg: times(1e-6), lbs: times(0.453_592_37) },
};

/** The value in the type's unit; undefined when nothing is known of the unit. */
export function converted(type: MetricType, value: number, unit: string): number | undefined {
  const own = unit === "" ? undefined : inUnitOf(type, value, unit);
  if (own !== undefined) return own;
  const others = OTHERS[type];
  return others && Object.hasOwn(others, unit) ? others[unit]!(value) : undefined;
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
