/** What an amount of a food weighs: by weight, by volume, by pieces of a size, or by what people usually have of it. */
import type { Assumed, AssumedCode } from "#core/health/foods/assumed";
import type { Food } from "#core/health/foods/foods";
import { folded } from "#core/household/folding";
import { singular } from "#core/household/plurals";
import { converted, dimensionOf, fromMillionths, isTrace, toMillionths } from "#core/household/units";

/** An amount as it was said; a unit is one of the kitchen or one of meals. */
export interface Said {
  qty?: number;
  qtyMax?: number;
  unit?: string;
  /** Whether somebody said “a few” or “some”. */
  isVague?: boolean;
  /** All words around the amount and the name, folded: they may say the size and how it was cut. */
  words: readonly string[];
}

export interface Weighed {
  grams: number;
  low: number;
  high: number;
  assumed: Assumed[];
  /** Nobody said how much, and it makes a difference. */
  isOpen?: boolean;
}

/** Millilitres of measures that the kitchen has no unit for; the least, the usual and the most. */
const VESSELS: Readonly<Record<string, readonly [low: number, usual: number, high: number]>> = {
  glass: [180, 225, 300],
  mug: [240, 300, 400],
  bowl: [240, 300, 480],
  plate: [250, 350, 500],
  shot: [20, 42, 60],
  can: [330, 355, 500],
  bottle: [330, 500, 750],
  tub: [125, 150, 250],
  litre: [950, 1_000, 1_000],
  schoppen: [250, 250, 500],
};
/** Vessels that hold solid food as well, for which their grams are less than their millilitres. */
const OF_SOLIDS: Readonly<Record<string, readonly [low: number, usual: number, high: number]>> = {
  bowl: [120, 220, 400],
  plate: [200, 300, 450],
  tub: [125, 150, 250],
};
const SIZES: readonly [pattern: RegExp, label: string, factor: number][] = [
  [/^(?:xl|jumbo|huge|riesig\p{L}*)$/u, "extra large", 1.5],
  [/^(?:large|big|lg|gro(?:ss|ß)\p{L}*)$/u, "large", 1.3],
  [/^(?:small|little|mini|tiny|sm|klein\p{L}*)$/u, "small", 0.75],
  [/^(?:medium|mittel\p{L}*|mittler\p{L}*|average|med)$/u, "medium", 1],
];
const VOLUME_LABEL = /^(fl oz|cup|tbsp|tablespoon|tsp|teaspoon|pint|quart|liter|ml)\b/;

/** What the amount weighs; undefined when nobody can know, and somebody has to be asked. */
export function weighed(food: Food, said: Said): Weighed | undefined {
  const one = weightOfOne(food, said);
  if (!one) return undefined;
  const hasNumber = said.qty !== undefined;
  const qty = said.qty ?? (said.isVague && food.piece !== undefined && one.isPiece ? 3 : 1);
  const most = said.qtyMax ?? qty;
  const middle = (qty + most) / 2;
  const vague = !hasNumber && said.isVague ? [0.5, 2] : [1, 1];
  return {
    grams: one.grams * middle,
    low: one.low * qty * vague[0]!,
    high: one.high * most * vague[1]!,
    assumed: one.assumed,
    ...(one.isOpen && { isOpen: true }),
  };
}

interface One extends Weighed {
  isPiece?: boolean;
}

const exactly = (grams: number, assumed: Assumed[] = []): One => ({ grams, low: grams, high: grams, assumed });
const about = (grams: number, low: number, high: number, assumed: Assumed[]): One => ({ grams, low, high, assumed });
const says = (code: AssumedCode, values: Assumed["values"]): Assumed[] => [{ code, values }];
const open = (one: One | undefined): One | undefined => one && { ...one, isOpen: true };
const rounded = (grams: number) => Number(grams.toPrecision(3));

function weightOfOne(food: Food, said: Said): One | undefined {
  const { unit } = said;
  if (unit === undefined && said.qty === undefined && !said.isVague)
    // “large banana” is one, and its size is known.
    return food.piece !== undefined && food.piece > (food.portion ?? 0) / 4 && sizeOf(said.words)
      ? pieceOf(food, said)
      : scaledOne(portionOf(food), sizeOf(said.words)?.[2] ?? 1);
  if (unit === undefined) return pieceOf(food, said);
  if (unit === "oz" && isDrink(food)) {
    const poured = volume(food, said, "fl oz");
    return poured && { ...poured, assumed: [...poured.assumed, ...says("fluid_ounces", {})] };
  }
  const dimension = dimensionOf(unit);
  if (dimension === "mass") return exactly(gramsIn(unit));
  const byHand = food.weights.find(({ label }) => label === unit);
  if (byHand && !VOLUME_LABEL.test(unit) && !/^(?:bag|box|container|package)$/.test(unit))
    return about(byHand.grams, byHand.grams * 0.85, byHand.grams * 1.2, []);
  if (dimension === "volume") return volume(food, said, unit);
  if (unit === "dozen") return pieceOf(food, said, 12);
  if (isTrace(unit)) return about(0.5, 0.1, 5, says("usual_measure", { unit, grams: 0.5 }));
  if (unit === "handful") return handfulOf(food);
  if (unit === "jar") return isDrink(food) ? vessel(food, said, "glass") : labelled(food, "jar");
  if (unit === "slice" || unit === "wedge") return sliceOf(food, said);
  if (unit === "half") return scaledOne(pieceOf(food, said), 0.5);
  if (unit === "serving") return scaledOne(servingOf(food), sizeOf(said.words)?.[2] ?? 1);
  // “3 Stück Pizza” are slices.
  if (unit === "piece")
    return food.slice !== undefined && (food.piece === undefined || food.isAsked)
      ? sliceOf(food, said)
      : pieceOf(food, said);
  if (unit === "tablet") return exactly(100, says("usual_measure", { unit: "tablet", grams: 100 }));
  // A packet of honey has a size; a bag of crisps has any.
  if (unit === "package") return labelled(food, "packet") ?? open(labelled(food, "package"));
  if (unit === "bag" || unit === "box" || unit === "container") return open(labelled(food, unit));
  return labelled(food, unit) ?? vessel(food, said, unit) ?? lastResort(food, said, unit);
}

const gramsIn = (unit: string): number => fromMillionths(converted(toMillionths(1_000), unit, "g")!) / 1_000;
const millilitresIn = (unit: string): number => fromMillionths(converted(toMillionths(1_000), unit, "ml")!) / 1_000;
const scaledOne = (one: One | undefined, factor: number): One | undefined =>
  one && { ...one, grams: one.grams * factor, low: one.low * factor, high: one.high * factor };

const POURED = /^(?:Milk|Soymilk|Rice drink|Soup|Beverage|Tea|Water|Cream, fluid|Eggnog)|\b(?:juice|nectar),?/;
const isDrink = (food: Food): boolean =>
  food.group === "14" ||
  food.glass !== undefined ||
  isLiquid(food) ||
  (POURED.test(food.description) && !/powder|\bdry\b|dried/.test(food.description));
/** Fluid ounces are only published for what is poured. */
const isLiquid = (food: Food): boolean => food.weights.some(({ label }) => label.startsWith("fl oz"));

const UNIT_OF_LABEL: Readonly<Record<string, string>> = { tablespoon: "tbsp", teaspoon: "tsp", liter: "l" };

/** Grams of a millilitre by each volume that is published, with the words of its label. */
function densities(food: Food): { perMl: number; words: string[]; unit: string }[] {
  return food.weights.flatMap(({ label, grams }) => {
    const measure = VOLUME_LABEL.exec(label)?.[1];
    if (!measure) return [];
    const unit = UNIT_OF_LABEL[measure] ?? measure;
    const words = label
      .slice(measure.length)
      .split(/[\s,]+/)
      .filter(Boolean);
    return [{ perMl: grams / millilitresIn(unit), words, unit }];
  });
}

function volume(food: Food, said: Said, unit: string): One | undefined {
  const millilitres = millilitresIn(unit);
  const known = densities(food);
  if (known.length === 0) {
    if (!isDrink(food)) return undefined;
    return about(millilitres, millilitres * 0.97, millilitres * 1.05, says("as_water", {}));
  }
  const fitting = ({ words }: { words: string[] }) => words.filter((word) => said.words.includes(word)).length;
  // The label that shares most words, then the plain one, then that of the same unit.
  const rank = (one: (typeof known)[number]) =>
    fitting(one) * 10 - (one.words.length > 0 ? 2 : 0) + (one.unit === unit ? 1 : 0) - known.indexOf(one) * 0.01;
  const best = known.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const isSure = known.length === 1 || isLiquid(food) || fitting(best) > 0;
  const all = known.map(({ perMl }) => perMl * millilitres);
  const grams = best.perMl * millilitres;
  return about(
    grams,
    isSure ? grams * 0.95 : Math.min(...all, grams * 0.9),
    isSure ? grams * 1.05 : Math.max(...all, grams * 1.1),
    [],
  );
}

function vessel(food: Food, said: Said, unit: string): One | undefined {
  if (unit === "glass" && food.glass !== undefined) return usual(unit, food.glass, 0.8, 1.4);
  if (unit === "bowl" && food.bowl !== undefined) return usual(unit, food.bowl, 0.6, 1.6);
  const size = sizeOf(said.words)?.[2] ?? 1;
  const poured = isDrink(food);
  const millilitres = poured ? VESSELS[unit] : OF_SOLIDS[unit];
  if (!millilitres) return undefined;
  const [low, middle, high] = millilitres;
  const perMl = (poured && densities(food)[0]?.perMl) || 1;
  const grams = middle * perMl * size;
  return about(grams, low * perMl * size, high * perMl * size, says("usual_measure", { unit, grams: rounded(grams) }));
}

const usual = (unit: string, grams: number, low: number, high: number): One =>
  about(grams, grams * low, grams * high, says("usual_measure", { unit, grams: rounded(grams) }));

function handfulOf(food: Food): One | undefined {
  if (food.handful !== undefined) return usual("handful", food.handful, 0.7, 1.5);
  const cup = densities(food)[0];
  const quarter = cup ? cup.perMl * 60 : 30;
  return usual("handful", Math.max(5, Math.min(60, quarter)), 0.5, 1.8);
}

function sliceOf(food: Food, said: Said): One | undefined {
  const size = sizeOf(said.words);
  const slices = food.weights.filter(({ label }) => /^(?:slice|wedge|piece)/.test(label));
  const sized = size && slices.find(({ label }) => label.includes(size[1]));
  const thickness = ["thin", "thick"].find((word) => said.words.includes(word));
  const cut = thickness && slices.find(({ label }) => label.startsWith(`slice, ${thickness}`));
  const exact = sized ?? cut;
  if (exact) return about(exact.grams, exact.grams * 0.85, exact.grams * 1.15, []);
  const grams = food.slice ?? slices[0]?.grams;
  if (grams !== undefined) {
    const factor = size?.[2] ?? 1;
    return about(
      grams * factor,
      grams * factor * 0.75,
      grams * factor * 1.5,
      says("usual_measure", { unit: "slice", grams: rounded(grams * factor) }),
    );
  }
  return undefined;
}

function servingOf(food: Food): One | undefined {
  const published = food.weights.find(({ label }) => /serving/.test(label) && !/nlea/.test(label));
  const grams = published?.grams ?? food.portion ?? food.piece;
  return grams === undefined ? undefined : usual("serving", grams, 0.6, 1.6);
}

/** A published weight whose label has the unit as a word. */
function labelled(food: Food, unit: string): One | undefined {
  const word = singular(folded(unit));
  const found = food.weights.filter(({ label }) => label.split(/[\s,]+/).some((one) => singular(one) === word));
  const [first] = found;
  if (!first) return undefined;
  const all = found.map(({ grams }) => grams);
  return about(first.grams, Math.min(...all, first.grams * 0.85), Math.max(...all, first.grams * 1.15), []);
}

const WHOLE = /^(?:whole|pizza|pie|cake|loaf)\b/;
const isWhole = ({ words }: Said) => words.some((word) => /^(?:whole|entire|ganz\p{L}{0,2})$/u.test(word));

function sizeOf(words: readonly string[]): (typeof SIZES)[number] | undefined {
  const size = SIZES.find(([pattern]) => words.some((word) => pattern.test(word)));
  if (!size || !words.includes("extra")) return size;
  return [size[0], `extra ${size[1]}`, size[2] ** 1.5];
}
const NO_PIECE =
  /^(?:unit|cup|tbsp|tablespoon|tsp|teaspoon|fl oz|pint|quart|serving|nlea|yield|package|can|container|oz|bunch|slice|loaf|liter|ml|wedge|strip|ring|sprig)/;

function pieceOf(food: Food, said: Said, times = 1): One | undefined {
  const size = sizeOf(said.words);
  const pieces = food.weights.filter(({ label }) => !NO_PIECE.test(label));
  const labelOf = (name: string) => {
    const own = pieces.filter(({ label }) => label.startsWith("extra") === name.startsWith("extra"));
    return (
      own.find(({ label }) => label === name) ??
      own.find(({ label }) => label.startsWith(`${name},`) || label.startsWith(`${name} `)) ??
      own.find(({ label }) => label.endsWith(` ${name}`))
    );
  };
  const whole = isWhole(said) ? food.weights.find(({ label }) => WHOLE.test(label)) : undefined;
  if (whole)
    return { ...about(whole.grams * times, whole.grams * times * 0.8, whole.grams * times * 1.2, []), isPiece: true };
  const sized = size && labelOf(size[1]);
  if (sized)
    return { ...about(sized.grams * times, sized.grams * times * 0.9, sized.grams * times * 1.1, []), isPiece: true };
  // “2 cherry tomatoes”, “3 spears”: a word of the sentence that a label has.
  const worded = pieces.find(({ label }) =>
    label
      .split(/[\s,]+/)
      .some(
        (word) =>
          said.words.includes(word) &&
          !/^(?:raw|cooked|with|skin|medium|large|small)$/.test(word) &&
          !food.description.toLowerCase().includes(word),
      ),
  );
  const grams =
    worded?.grams ??
    food.piece ??
    (labelOf("medium") ?? labelOf("fruit") ?? labelOf("piece") ?? labelOf("large") ?? pieces[0])?.grams ??
    food.slice;
  if (grams === undefined) {
    const portion = food.portion;
    if (portion === undefined || (said.qty ?? 1) > 4) return undefined;
    // “a coffee”, “2 beers”, “a salad”: so many portions.
    return {
      ...about(
        portion * times,
        portion * times * 0.6,
        portion * times * 1.6,
        says("usual_portion", { grams: rounded(portion) }),
      ),
      isOpen: true,
    };
  }
  const factor = (size?.[2] ?? 1) * times;
  const all = pieces.map((one) => one.grams).filter((one) => one > grams * 0.4 && one < grams * 2.5);
  return {
    ...about(
      grams * factor,
      Math.min(...all, grams * 0.8) * factor,
      Math.max(...all, grams * 1.25) * factor,
      says("usual_piece", { grams: rounded(grams * factor) }),
    ),
    isPiece: true,
    // “half a pizza”, “a cake”: of what is cut, a piece is not the whole.
    ...((food.isAsked || (food.slice === grams && (said.qty ?? 1) < 1 && food.group === "18")) && { isOpen: true }),
  };
}

/** What people have of it when nobody says how much: one of what is counted, otherwise a portion. */
function portionOf(food: Food): One | undefined {
  const grams =
    food.portion ?? food.piece ?? food.weights.find(({ label }) => /serving|medium|piece|cup/.test(label))?.grams;
  if (grams === undefined)
    return (
      about(100, 50, 200, says("usual_portion", { grams: 100 })) && {
        ...about(100, 50, 200, says("usual_portion", { grams: 100 })),
        isOpen: true,
      }
    );
  const isOne =
    !food.isAsked && food.piece !== undefined && food.portion !== undefined && food.portion <= food.piece * 1.05;
  return {
    ...about(grams, grams * 0.5, grams * (isOne ? 1.5 : 2), says("usual_portion", { grams: rounded(grams) })),
    ...(!isOne && { isOpen: true }),
  };
}

/** A measure that this food has no weight for: by a similar one, or not at all. */
function lastResort(food: Food, said: Said, unit: string): One | undefined {
  if (unit === "pint") return isDrink(food) ? volume(food, said, "pint") : undefined;
  if (
    [
      "spear",
      "stalk",
      "link",
      "patty",
      "bar",
      "fillet",
      "ear",
      "head",
      "leaf",
      "cracker",
      "round",
      "breast",
      "thigh",
      "clove",
      "scoop",
      "ball",
      "square",
      "cube",
      "ring",
      "stick",
    ].includes(unit)
  )
    return food.piece === undefined ? undefined : pieceOf(food, said);
  if (unit === "mug") return vessel(food, said, "mug");
  return undefined;
}
