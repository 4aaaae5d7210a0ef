/** The units of body measurements by type: each is exact in the unit that series are in. */
import { type SQL, sql } from "drizzle-orm";
import type { measurementTypes } from "#core/health/records.sql";

export type MeasurementType = (typeof measurementTypes)[number];

/** Factors as decimal text, since binary fractions would not be exact: a pound is 0.45359237 kg, an inch 2.54 cm (both by definition, 1959). */
const WEIGHTS = { kg: "1", g: "0.001", lb: "0.45359237", st: "6.35029318" };
const LENGTHS = { cm: "1", mm: "0.1", m: "100", in: "2.54", ft: "30.48" };

/** The units that a type is measured in, the first being that of its series; `custom` is measured in whatever its person says. */
export const UNITS: Record<Exclude<MeasurementType, "custom">, Record<string, string>> = {
  weight: WEIGHTS,
  bust: LENGTHS,
  waist: LENGTHS,
  hips: LENGTHS,
  height: LENGTHS,
  body_fat_pct: { "%": "1" },
};

/** The type of samples that measure the same, such as those of a scale. */
export const SAMPLES: Partial<Record<MeasurementType, string>> = { weight: "weight_kg", body_fat_pct: "body_fat_pct" };

/** The unit of a series; undefined where it is the person's own. */
export const unitOfType = (type: MeasurementType): string | undefined =>
  type === "custom" ? undefined : Object.keys(UNITS[type])[0];

const measuredIn = Object.entries(UNITS).map(([type, units]) => ({
  type: { const: type },
  unit: { enum: Object.keys(units) },
}));

/** The units that each type is measured in, for the contract. */
export const unitByType = {
  anyOf: [...measuredIn.map((properties) => ({ properties })), { properties: { type: { const: "custom" } } }],
};

/** The same of a goal, which has a label where its type is `custom` and nowhere else. */
export const goalByType = {
  anyOf: [
    ...measuredIn.map((properties) => ({ properties: { ...properties, label: { type: "null" } } })),
    { properties: { type: { const: "custom" }, label: { type: "string" } }, required: ["label"] },
  ],
};

/** SQL for the factor that brings a value of `unit` into the unit of its type's series; null for a unit that the type is not measured in. */
export function factorOf(type: SQL, unit: SQL): SQL {
  const known = Object.entries(UNITS).flatMap(([of, units]) =>
    Object.entries(units).map(([name, factor]) => sql`(${of}::text, ${name}::text, ${factor}::numeric)`),
  );
  return sql`(case when ${type} = 'custom' then 1 else (select u.factor from (values ${sql.join(known, sql`, `)}) u(type, unit, factor)
    where u.type = ${type} and u.unit = ${unit}) end)`;
}
