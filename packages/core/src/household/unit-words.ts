/**
 * The units of a kitchen, and the words for them on recipe pages and labels: the one list that recipes, the pantry and the
 * shopping list use.
 *
 * A measured unit has an exact factor: the size of one in grams, millilitres, pieces or centimetres, as a fraction. Ratios are
 * those of NIST Handbook 44 (US customary cups and spoons, avoirdupois ounces). A counted unit has none: a can compares with cans
 * only. A trace is an amount that nobody measures or buys: any amount of the thing will do.
 *
 * Words are in lower case and without dots; lookups ignore case, dots and accents. Where languages share a word for different
 * things, it is listed where it is used most and left out elsewhere.
 */
import { COUNTED_UNITS } from "#core/household/counted-units";
import { MEASURED_UNITS } from "#core/household/measured-units";
import type { UnitEntry } from "#core/household/unit-entry";
import { WORDS_BEYOND_EUROPE } from "#core/household/unit-words-beyond";

export const UNIT_ENTRIES: readonly UnitEntry[] = [...MEASURED_UNITS, ...COUNTED_UNITS].map((entry) => ({
  ...entry,
  words: { ...entry.words, ...WORDS_BEYOND_EUROPE[entry.unit] },
}));
