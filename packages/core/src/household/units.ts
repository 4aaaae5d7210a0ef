/**
 * Units of the kitchen and exact amounts in them.
 *
 * An amount is counted in whole millionths of its unit, so sums never drift, and conversions use the defined ratios of the units
 * in integer arithmetic, rounded once at the end. A unit that only counts (“jar”, “slice”) and an unknown unit are dimensions of
 * their own: they compare only with themselves.
 */

import * as z from "zod/mini";
import { householdFields, householdRefusals } from "#core/household/sayings";
import type { Dimension, UnitEntry } from "#core/household/unit-entry";
import { UNIT_ENTRIES } from "#core/household/unit-words";
import { problem, wrong, wrongInput } from "#kit/problem";

export const WrongUnit = /* @__PURE__ */ problem("invalid", "wrong_unit", "The unit measures something else");

const ENTRIES = new Map(UNIT_ENTRIES.map((entry) => [entry.unit, entry]));

/** Letters that Unicode does not decompose into a letter and an accent, but that are often typed without their stroke. */
const STROKES: Readonly<Record<string, string>> = { ł: "l", ø: "o", ß: "ss", đ: "d", ı: "i" };

const WORDS = UNIT_ENTRIES.flatMap(({ unit, words }) =>
  Object.values(words).flatMap((list) => list.split(", ").map((word) => [word, unit] as const)),
);
/** Words with their accents: in Czech `čl` is a spoon, but `cl` is a centilitre. */
const NAMES = new Map([...WORDS, ...UNIT_ENTRIES.map(({ unit }) => [lowered(unit), unit] as const)]);
/** Words without accents, as they are often typed. */
const FOLDED_NAMES = new Map(WORDS.map(([word, unit]) => [folded(word), unit] as const));

function lowered(written: string): string {
  return written.normalize("NFC").toLowerCase().replaceAll(".", "").replaceAll("’", "'").replace(/\s+/g, " ").trim();
}

/** Case, dots and accents do not distinguish units. */
function folded(written: string): string {
  return (
    lowered(written)
      .normalize("NFD")
      // In other scripts marks are vowels.
      .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, "$1")
      .normalize("NFC")
      .replace(/[łøßđı]/g, (letter) => STROKES[letter]!)
  );
}

/** The unit that a word or several (“c. à soupe”) mean, by the name it is stored under; undefined for an unknown one. */
export function knownUnit(written: string): string | undefined {
  // The only two units that differ by case alone.
  if (/^\s*[Tt]\.?\s*$/.test(written)) return written.trim().startsWith("T") ? "tbsp" : "tsp";
  // In German and Czech a coffee spoon, while “kl.” means small.
  if (/^\s*KL\s*$/.test(written)) return "tsp";
  return NAMES.get(lowered(written)) ?? FOLDED_NAMES.get(folded(written));
}

/** The name a unit is stored under: `Grams` → `g`, `fl. oz.` → `fl oz`; an unknown unit is kept, in lower case. */
export function unitName(written: string): string {
  const kept = written.normalize("NFC").toLowerCase().replaceAll(".", "").replace(/\s+/g, " ").trim();
  return knownUnit(written) ?? (kept === "" ? "piece" : kept);
}

/** The dimension of a unit; an unknown unit only counts. */
export const dimensionOf = (unit: string): Dimension => ENTRIES.get(unit)?.dimension ?? "counted";

/** Whether a unit is too small to be measured (a pinch, a dash), so that any amount of the thing is enough. */
export const isTrace = (unit: string): boolean => dimensionOf(unit) === "trace";

/** The smallest amount that is not treated as nothing, and the largest that one entry may have. */
export const MIN_QUANTITY = 0.000001;
export const MAX_QUANTITY = 1_000_000;

/** A quantity in a request body: more than nothing, with at most six decimals. */
export const Quantity = z.number().check(z.gte(MIN_QUANTITY), z.lte(MAX_QUANTITY));

/** Whole millionths of a quantity, rounded half up. */
export const toMillionths = (quantity: number): number => Math.round(quantity * 1e6);
/** A quantity from whole millionths: JSON prints it with six decimals at most, so the database reads exactly that decimal. */
export const fromMillionths = (millionths: number): number => millionths / 1e6;

/**
 * Whole billionths, in which amounts are converted and added, so that parts add up to the whole: four times 250 g of a kilogram
 * that is counted in pounds, three times a third of a cup.
 */
export const toBillionths = (quantity: number): number => Math.round(quantity * 1e9);
/** The quantity, rounded to the millionth. */
export const fromBillionths = (billionths: number): number => Math.round(billionths / 1e3) / 1e6;
/** Less than this, in billionths of a unit, is a rounding difference and treated as nothing. */
export const NEXT_TO_NOTHING = 500;

/**
 * An amount in another unit of its dimension, in the same fractions (millionths or billionths) as given; undefined when the
 * dimensions differ. `item` matters for sticks only: one of butter is half a cup and four ounces, one of cinnamon is neither.
 */
export function converted(amount: number, from: string, to: string, item = ""): number | undefined {
  if (from === to) return amount;
  const [source, target] = [measureOf(from, to, item), measureOf(to, from, item)];
  if (!source?.factor || !target?.factor || source.dimension !== target.dimension) return undefined;
  const over = BigInt(amount) * source.factor[0] * target.factor[1];
  const under = source.factor[1] * target.factor[0];
  return Number((2n * over + under) / (2n * under));
}

const BUTTER = /\b(?:butter|margarine|shortening)\b/i;

function measureOf(unit: string, other: string, item: string): Pick<UnitEntry, "dimension" | "factor"> | undefined {
  if (unit !== "stick" || !BUTTER.test(item)) return ENTRIES.get(unit);
  const isWeighed = dimensionOf(other) === "mass";
  const [numerator, denominator] = ENTRIES.get(isWeighed ? "oz" : "tbsp")!.factor!;
  return {
    dimension: isWeighed ? "mass" : "volume",
    factor: [(isWeighed ? 4n : 8n) * numerator, denominator],
  };
}

/** The common fraction that an amount with six decimals stands for, or the amount itself. */
export function asWritten(amount: number): number {
  for (const denominator of [3, 7, 9, 12]) {
    const fraction = Math.round(amount * denominator) / denominator;
    if (Math.abs(fraction - amount) < 5.1e-7) return fraction;
  }
  return amount;
}

/**
 * A given quantity in the unit in which a thing is counted, to the billionth, so that thirds add up to a whole. Throws a problem
 * that points to `#/unit` when the dimensions differ, and to `#/quantity` when the result is too small or too large.
 */
export function quantityIn(to: string, quantity: number, written?: string | null): number {
  const from = written ? unitName(written) : to;
  // Calculated finer than what is stored: a third of a kilogram is 333.333333333 g, and three of them are 1,000.
  const parts = converted(Math.round(asWritten(quantity) * 1e12), from, to);
  if (parts === undefined) {
    throw WrongUnit(householdRefusals("unit_not_converted", { from, to }), {
      errors: [wrong("#/unit", householdFields("unit_does_not_convert", { from, to }))],
    });
  }
  const amount = Math.round(parts / 1e3) / 1e9;
  if (amount >= MIN_QUANTITY && amount <= MAX_QUANTITY) return amount;
  throw wrongInput(
    "#/quantity",
    householdFields("quantity_from_to", { min: MIN_QUANTITY, max: MAX_QUANTITY, unit: to }),
  );
}
