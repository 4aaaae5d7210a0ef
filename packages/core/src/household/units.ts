/**
 * Units of the kitchen and exact amounts in them.
 *
 * An amount is counted in whole millionths of its unit, so sums never drift, and conversions use the defined ratios of the
 * units (NIST Handbook 44: US customary cups and spoons, avoirdupois ounces) in integer arithmetic, rounded once at the end.
 * A unit nobody knows (“jar”, “slice”) is a dimension of its own: it compares with itself only.
 */
import * as z from "zod/mini";
import { InvalidInput, problem } from "#kit/problem";

export const WrongUnit = /* @__PURE__ */ problem("invalid", "wrong_unit", "The unit measures something else");

type Dimension = "mass" | "volume" | "count";

/** What one of the unit is in grams, millilitres or pieces, as a fraction. */
interface Unit {
  dimension: Dimension;
  numerator: bigint;
  denominator: bigint;
}

const unit = (dimension: Dimension, numerator: bigint, denominator = 1n): Unit => ({
  dimension,
  numerator,
  denominator,
});

const TEN = (digits: number) => 10n ** BigInt(digits);

/** The units that convert, by the name they are stored under. */
const UNITS = new Map<string, Unit>(
  Object.entries({
    mg: unit("mass", 1n, 1_000n),
    g: unit("mass", 1n),
    kg: unit("mass", 1_000n),
    oz: unit("mass", 28_349_523_125n, TEN(9)),
    lb: unit("mass", 45_359_237n, TEN(5)),
    ml: unit("volume", 1n),
    cl: unit("volume", 10n),
    dl: unit("volume", 100n),
    l: unit("volume", 1_000n),
    tsp: unit("volume", 492_892_159_375n, TEN(11)),
    tbsp: unit("volume", 1_478_676_478_125n, TEN(11)),
    "fl oz": unit("volume", 295_735_295_625n, TEN(10)),
    cup: unit("volume", 2_365_882_365n, TEN(7)),
    pint: unit("volume", 473_176_473n, TEN(6)),
    quart: unit("volume", 946_352_946n, TEN(6)),
    gallon: unit("volume", 3_785_411_784n, TEN(6)),
    piece: unit("count", 1n),
    dozen: unit("count", 12n),
  }),
);

/** How people and recipes write them. */
const SPELLINGS: Record<string, string> = {
  mg: "milligram milligrams milligramme",
  g: "gr grs gram grams gramm gramme grammes gramos grammi",
  kg: "kgs kilo kilos kilogram kilograms kilogramm kilogramme",
  oz: "ounce ounces onz",
  lb: "lbs pound pounds",
  ml: "mls milliliter milliliters millilitre millilitres",
  cl: "centiliter centiliters centilitre centilitres",
  dl: "deciliter deciliters decilitre decilitres",
  l: "lt ltr liter liters litre litres",
  tsp: "tsps ts teaspoon teaspoons teaspoonful tl teelöffel",
  tbsp: "tbsps tbs tbl tbls tblsp tbspn tablespoon tablespoons tablespoonful el esslöffel",
  "fl oz": "floz|fluid ounce|fluid ounces|fl ounce|fl ounces",
  cup: "cups",
  pint: "pints pt pts",
  quart: "quarts qt qts",
  gallon: "gallons gal gals",
  piece: "pieces pc pcs stück stk count ct each ea unit units",
  dozen: "dozens doz dz",
};

const NAMES = new Map(
  Object.entries(SPELLINGS).flatMap(([name, words]) =>
    [name, ...words.split(words.includes("|") ? "|" : " ")].map((word) => [word, name] as const),
  ),
);

/** The name a unit is stored under: `Grams` → `g`, `fl. oz.` → `fl oz`; one that nobody knows is kept, in lower case. */
export function unitName(written: string): string {
  const folded = written.normalize("NFC").toLowerCase().replaceAll(".", "").replace(/\s+/g, " ").trim();
  // The one pair that only case tells apart.
  if (/^T\.?$/.test(written.trim())) return "tbsp";
  if (folded === "t") return "tsp";
  return NAMES.get(folded) ?? (folded === "" ? "piece" : folded);
}

/** The smallest amount that is told apart from nothing, and the largest that one entry may have. */
export const MIN_QUANTITY = 0.000001;
export const MAX_QUANTITY = 1_000_000;

/** A quantity in a body: more than nothing, a millionth at the finest. */
export const Quantity = z.number().check(z.gte(MIN_QUANTITY), z.lte(MAX_QUANTITY));

/** Whole millionths of a quantity, rounded half up. */
export const toMillionths = (quantity: number): number => Math.round(quantity * 1e6);
/** A JSON number prints this with six decimals at most, so the database reads exactly the decimal that is meant. */
export const fromMillionths = (millionths: number): number => millionths / 1e6;

/** An amount in another unit of its dimension, in millionths, or undefined when it is none of its dimension. */
export function converted(millionths: number, from: string, to: string): number | undefined {
  if (from === to) return millionths;
  const [source, target] = [UNITS.get(from), UNITS.get(to)];
  if (!source || !target || source.dimension !== target.dimension) return undefined;
  const over = BigInt(millionths) * source.numerator * target.denominator;
  const under = source.denominator * target.numerator;
  return Number((2n * over + under) / (2n * under));
}

/**
 * A quantity somebody gave, in the unit that a thing is counted in. Throws a problem that points at `#/unit` when the units do
 * not measure the same, and at `#/quantity` when next to nothing or too much is left of it.
 */
export function quantityIn(to: string, quantity: number, written?: string | null): number {
  const from = written ? unitName(written) : to;
  const millionths = converted(toMillionths(quantity), from, to);
  if (millionths === undefined) {
    const detail = `${from} does not convert into ${to}, in which this is counted`;
    throw WrongUnit(`${from} cannot be converted into ${to}.`, { errors: [{ pointer: "#/unit", detail }] });
  }
  const amount = fromMillionths(millionths);
  if (amount >= MIN_QUANTITY && amount <= MAX_QUANTITY) return amount;
  const detail = `must be from ${MIN_QUANTITY} to ${MAX_QUANTITY} ${to}`;
  throw InvalidInput(undefined, { errors: [{ pointer: "#/quantity", detail }] });
}
