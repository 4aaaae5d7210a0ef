/**
 * Reading ingredients as people write them: “1 ½ cups (200 g) flour, sifted” is 1.5 cup of flour, sifted (200 g).
 *
 * What is read comes from strangers' pages: it is text, bounded, and never more than text. What cannot be told apart stays in
 * the item, so nothing of a line is lost.
 */
import type { Ingredient } from "#core/household/ingredients";
import { MAX_QUANTITY, unitName } from "#core/household/units";

const MAX_LINE = 500;
const MAX_ITEM = 200;
const MAX_NOTE = 300;

/** One line as an ingredient; undefined for a line without a word. */
export function readIngredient(written: string): Ingredient | undefined {
  const line = tidied(written.slice(0, MAX_LINE * 2)).slice(0, MAX_LINE);
  if (!/\p{L}/u.test(line)) return undefined;

  const notes: string[] = [];
  let rest = withoutBrackets(line, notes);
  const amount = readAmount(rest);
  if (!amount) return named(rest, notes, {});
  rest = amount.rest;
  rest = withoutSize(rest, notes);
  const unit = readUnit(rest);
  if (unit) rest = unit.rest.replace(OF, "");
  // “1 cup / 240 ml milk”, “1 cup plus 2 tbsp milk”: the first amount counts, the other is said beside it.
  rest = rest.replace(ANOTHER_AMOUNT, (other) => {
    notes.push(other.trim());
    return "";
  });
  return named(rest || unit?.written || line, notes, {
    qty: amount.qty,
    ...(amount.qtyMax !== undefined && { qtyMax: amount.qtyMax }),
    ...(unit && { unit: unit.name }),
  });
}

const VULGAR: Record<string, string> = {
  "¼": "1/4",
  "½": "1/2",
  "¾": "3/4",
  "⅐": "1/7",
  "⅑": "1/9",
  "⅒": "1/10",
  "⅓": "1/3",
  "⅔": "2/3",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅚": "5/6",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
};

/** One kind of space, dash and fraction; bullets and check boxes at the beginning are decoration. */
function tidied(line: string): string {
  return line
    .replace(/[¼½¾⅐-⅞]/g, (fraction) => ` ${VULGAR[fraction] ?? fraction} `)
    .replace(/(\d)\s*[⁄∕]\s*(\d)/g, "$1/$2")
    .replace(/(\p{L})\s*\/\s*(?=\d)/gu, "$1 / ")
    .replace(/[‐-―−]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/^[\s•·*▢☐□▪◦‣>-]+/, "")
    .trim();
}

/** What stands in brackets goes to the notes. */
function withoutBrackets(line: string, notes: string[]): string {
  const left = line.replace(/\(([^()]{0,200})\)|\[([^[\]]{0,200})\]/g, (_, round = "", square = "") => {
    if (/[\p{L}\d]/u.test(round + square)) notes.push(`${round}${square}`.trim());
    return " ";
  });
  return /\p{L}/u.test(left) ? left.replace(/\s+/g, " ").trim() : line;
}

const APPROXIMATELY =
  /^(?:about|approx(?:imately)?\.?|around|roughly|ca\.?|circa|etwa|env(?:iron)?\.?|scant|heaped|heaping|generous|rounded|level)\s+/i;
const NUMBER = String.raw`(?:\d{1,4}\s+\d{1,3}/\d{1,3}|\d{1,3}/\d{1,3}|\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,6}(?:[.,]\d{1,4})?)`;
const AMOUNT = new RegExp(String.raw`^(${NUMBER})(?:\s*(?:-|to|or|bis|oder|à|ou|a|o)\s*(${NUMBER})(?![\d/]))?`, "i");
const WORDS = new Map([
  ...["a", "an", "one", "ein", "eine", "einen", "un", "une", "uno", "una", "een"].map((word) => [word, 1] as const),
  ["half", 0.5],
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
]);

function readAmount(line: string): { qty: number; qtyMax?: number; rest: string } | undefined {
  const text = line.replace(APPROXIMATELY, "");
  const found = AMOUNT.exec(text);
  if (!found) return readWord(text);
  const rest = text.slice(found[0].length);
  // “1-inch piece of ginger”, “2% milk”, “7up” say what it is and not how much.
  if (/^(?:%|°)/.test(rest) || (/^-\p{L}/u.test(rest) && !readUnit(rest))) return undefined;
  if (/^\p{L}/u.test(rest) && !readUnit(rest) && !/^x\s?\d/i.test(rest)) return undefined;
  const qty = numberOf(found[1]!);
  const upper = found[2] === undefined ? undefined : numberOf(found[2]);
  if (!Number.isFinite(qty) || qty <= 0 || qty > MAX_QUANTITY) return undefined;
  const isRange = upper !== undefined && upper > qty && upper <= MAX_QUANTITY;
  return { qty, ...(isRange && { qtyMax: upper }), rest: rest.trim() };
}

/** “a pinch of salt”, “half a lemon”. */
function readWord(text: string): { qty: number; rest: string } | undefined {
  const [, word, more = ""] = /^(\p{L}+)\s+(?:(?:an?|dozen)\s+)?(.*)$/iu.exec(text) ?? [];
  const qty = word === undefined ? undefined : WORDS.get(word.toLowerCase());
  if (qty === undefined || more === "") return undefined;
  return { qty: / dozen /i.test(text) ? qty * 12 : qty, rest: more };
}

/** `1 1/2`, `3/4`, `1,5` and `1.5`, `1,000`; six decimals. */
function numberOf(text: string): number {
  const fraction = /^(?:(\d+)\s+)?(\d+)\/(\d+)$/.exec(text);
  const value = fraction
    ? Number(fraction[1] ?? 0) + Number(fraction[2]) / Number(fraction[3])
    : /^\d{1,3}(?:,\d{3})+$/.test(text)
      ? Number(text.replaceAll(",", ""))
      : Number(text.replace(",", "."));
  return Math.round(value * 1e6) / 1e6;
}

/** The size of one of them: “1 14-oz can”, “2 x 400 g tins”, “1 400g tin”. */
const SIZE =
  /^(?:x\s*)?(\d{1,4}(?:[.,]\d{1,2})?)\s?-?\s?(oz|ounces?|g|grams?|kg|ml|cl|l|lbs?|pounds?|inch|cm)\b\.?[\s-]*/i;
function withoutSize(rest: string, notes: string[]): string {
  const size = SIZE.exec(rest);
  if (!size) return rest.replace(/^x\s+/i, "");
  notes.push(`${size[1]} ${size[2]!.toLowerCase()}`);
  return rest.slice(size[0].length);
}

/** Units that count things, by the one name they are stored under, and spoons and cups of other languages. */
const COUNTED: Record<string, string> = {
  clove: "cloves zehe zehen knoblauchzehe gousse gousses diente dientes spicchio spicchi teentje teentjes",
  can: "cans tin tins dose dosen boîte boîtes lata latas scatola blik blikken",
  slice: "slices scheibe scheiben tranche tranches rebanada rebanadas fetta fette",
  pinch: "pinches prise prisen pincée pincées pizca pizcas pizzico snufje",
  dash: "dashes spritzer",
  bunch: "bunches bund botte bottes manojo mazzo bosje",
  sprig: "sprigs zweig zweige branche branches brin brins ramita rametto takje takjes",
  stalk: "stalks stange stangen rib ribs",
  stick: "sticks",
  package: "packages packet packets pack packs pkg pkgs päckchen packung pck pkt paquet paquets pakje",
  sachet: "sachets beutel bustina zakje",
  jar: "jars glas gläser bocal tarro barattolo",
  bottle: "bottles flasche flaschen",
  head: "heads kopf tête",
  handful: "handfuls handvoll poignée poignées puñado manciata handje",
  knob: "knobs noix",
  sheet: "sheets blatt blätter feuille feuilles",
  leaf: "leaves",
  fillet: "fillets filet filets",
  cube: "cubes würfel",
  bag: "bags",
  box: "boxes",
  drop: "drops tropfen",
  scoop: "scoops",
  ear: "ears",
  container: "containers carton cartons tub tubs",
};
const SPOONS: Record<string, string> = {
  tbsp: "cucharada|cucharadas|cucchiaio|cucchiai|eetlepel|eetlepels|c à soupe|c à s|cuillère à soupe|cuillères à soupe|cuillere a soupe|cuilleres a soupe",
  tsp: "cucharadita|cucharaditas|cucchiaino|cucchiaini|theelepel|theelepels|c à café|c à c|cuillère à café|cuillères à café|cuillere a cafe|cuilleres a cafe",
  cup: "taza|tazas|tasse|tassen|tasses",
};
const KNOWN = [
  "mg g kg oz lb ml cl dl l tsp tbsp cup pint quart gallon piece dozen",
  "gr gram grams gramme grammes gramm kilo kilos kilogram kilograms ounce ounces lbs pound pounds",
  "liter liters litre litres milliliter milliliters millilitre millilitres deciliter decilitre",
  "tsps teaspoon teaspoons tl tbsps tbs tbl tablespoon tablespoons el cups pints pt quarts qt gallons gal pieces pc pcs stück stk",
].join(" ");

const UNIT_WORDS = new Map<string, string>([
  ...KNOWN.split(" ").map((word) => [word, unitName(word)] as const),
  ...["fl oz", "floz", "fluid ounce", "fluid ounces"].map((word) => [word, "fl oz"] as const),
  ...Object.entries(COUNTED).flatMap(([name, words]) =>
    [name, ...words.split(" ")].map((word) => [word, name] as const),
  ),
  ...Object.entries(SPOONS).flatMap(([name, words]) => words.split("|").map((word) => [word, name] as const)),
]);

const MAX_UNIT_WORDS = 3;

/** The unit at the beginning; a word that only begins like one is none. */
function readUnit(rest: string): { name: string; written: string; rest: string } | undefined {
  const words = rest.replace(/^-/, "").split(" ", MAX_UNIT_WORDS);
  // Large and small T are two spoons.
  if (/^[Tt]\.?$/.test(words[0]!) && words.length > 1)
    return {
      name: words[0]!.startsWith("T") ? "tbsp" : "tsp",
      written: words[0]!,
      rest: rest.slice(words[0]!.length).trim(),
    };
  for (let count = words.length; count > 0; count--) {
    const written = words.slice(0, count).join(" ");
    const name = UNIT_WORDS.get(written.toLowerCase().replaceAll(".", "").replace(/,$/, ""));
    if (name) return { name, written, rest: rest.replace(/^-/, "").slice(written.length).trim() };
  }
  return undefined;
}

const OF = /^(?:of|von|de|di|del|della|van)\s+|^d['’]\s?/i;
const ANOTHER_AMOUNT = new RegExp(
  String.raw`^(?:/|\+|plus|or|and|=)\s*${NUMBER}\s?(?:${[...UNIT_WORDS.keys()].filter((word) => /^[\p{L} ]+$/u.test(word)).join("|")})\b\.?\s*`,
  "iu",
);

/** Words that say which of a thing, not what: they would keep “2 large eggs” from being eggs. */
const QUALITIES =
  /^(?:(?:extra[- ])?large|medium(?:[- ]sized?)?|small|big|jumbo|fresh(?:ly)?|ripe|große?|kleine?|mittelgroße?|frische?)\s+(?=\p{L})/iu;

/** Words behind a thing that say what it is for: they would keep “salt to taste” from being salt. */
const PURPOSE =
  /(?<=\p{L})\s+(?:to\s+(?:taste|serve|garnish)|as\s+needed|for\s+(?:frying|serving|garnish|dusting|greasing))$/iu;

function named(text: string, notes: string[], amount: Pick<Ingredient, "qty" | "qtyMax" | "unit">): Ingredient {
  let item = text;
  // A note follows a comma or a dash, unless the comma is within a number.
  const split = /^(.*?\p{L}.*?)(?:,(?!\d)|\s-\s|;)\s*(.*)$/u.exec(item);
  if (split) {
    item = split[1]!;
    if (split[2]) notes.unshift(split[2].trim());
  }
  item = item.replace(PURPOSE, (purpose) => {
    notes.unshift(purpose.trim());
    return "";
  });
  for (let quality = QUALITIES.exec(item); quality; quality = QUALITIES.exec(item)) {
    notes.unshift(quality[0].trim());
    item = item.slice(quality[0].length);
  }
  const note = notes.join("; ").slice(0, MAX_NOTE).trim();
  const cleaned = item.replace(/^[\s,.;:-]+|[\s,;:*-]+$/g, "") || text;
  return {
    item: cleaned.slice(0, MAX_ITEM).trim().toWellFormed(),
    ...amount,
    ...(note && { note: note.toWellFormed() }),
  };
}
