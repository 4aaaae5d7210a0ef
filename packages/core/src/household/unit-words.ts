/**
 * The units of a kitchen, and the words for them on recipe pages and labels: the one list that recipes, the pantry and the
 * shopping list read.
 *
 * A measured unit has a factor, which is exact: what one of it is in grams, millilitres, pieces or centimetres, as a fraction.
 * Ratios are those of NIST Handbook 44 (US customary cups and spoons, avoirdupois ounces). A counted unit has none: a can
 * compares with cans only. A trace is what nobody measures or buys by the amount: any of the thing will do.
 *
 * Words are in lower case and without dots; case, dots and accents of what is looked up do not matter. Where languages share a
 * word for different things, it stands where it is used most and is left out elsewhere.
 */
import { COUNTED_UNITS } from "#core/household/counted-units";
import { MEASURED_UNITS } from "#core/household/measured-units";
import type { UnitEntry } from "#core/household/unit-entry";
import { WORDS_BEYOND_EUROPE } from "#core/household/unit-words-beyond";

export const UNIT_ENTRIES: readonly UnitEntry[] = [...MEASURED_UNITS, ...COUNTED_UNITS].map((entry) => ({
  ...entry,
  words: { ...entry.words, ...WORDS_BEYOND_EUROPE[entry.unit] },
}));
