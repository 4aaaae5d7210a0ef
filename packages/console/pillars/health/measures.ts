/** What of a body is measured, and in which units. */
export const TYPES = ["weight", "body_fat_pct", "waist", "hips", "bust", "height", "custom"] as const;
export type Type = (typeof TYPES)[number];

const LENGTHS = ["cm", "in", "m", "mm", "ft"];

/** The units of a type, the usual one first; none where the person names it. */
export const UNITS: Record<Type, readonly string[]> = {
  weight: ["kg", "lb", "st", "g"],
  body_fat_pct: ["%"],
  waist: LENGTHS,
  hips: LENGTHS,
  bust: LENGTHS,
  height: LENGTHS,
  custom: [],
};
