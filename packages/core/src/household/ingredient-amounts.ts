/**
 * Amounts as recipes write them: a number or a range with its unit, an amount in two units (“1 lb 4 oz”), the size of each (“2 x
 * 400 g tins”, “16-ounce can”), and one amount in two systems (“500g/1lb 2oz”), of which the first counts.
 */
import { afterAndAHalf, afterHalf, type ReadNumber, readNumber } from "#core/household/ingredient-numbers";
import { converted, dimensionOf, fromMillionths, knownUnit, MAX_QUANTITY, toMillionths } from "#core/household/units";

export interface Amount {
  qty?: number;
  qtyMax?: number;
  unit?: string;
}

export interface ReadAmount {
  amount: Amount;
  /** Further details: how full the spoon is, the same amount in other units. */
  notes: string[];
  /** The text after the amount. */
  rest: string;
}

const APPROXIMATELY =
  /^(?:(?:about|approx(?:imately)?|around|roughly|up to|at least|at most|max|min|scant|generous|just under|just over|between|ca|circa|cca|cirka|etwa|rund|ungefähr|zirka|knapp(?:e[rn]?)?|gut[e]?|env|environ|approximativement|unos|unas|aprox|alrededor de|ongeveer|omkring|omtrent|ung|noin|n|около|примерно|примерно|от|ok|około|asi|přibližně|körülbelül|kb|aproximadamente|cerca de|von|de|från|frá|from|for about|another|additional|je|jeweils)\.?\s+|[~≈±]\s*|ca\.)(?=[\d.,]|\p{L})|^a\s+(?:good|scant|generous|heaping|full)\s+(?=\d)/iu;
const SOME =
  /^(?:(?:an?\s+)?few|a\s+little|some|several|einige|ein\s+paar|ein\s+wenig|etwas|quelques|alcun[ei]|qualche|un\s+peu|un\s+p[oò]['’]?(?:co)?|um\s+pouco|een\s+beetje|un[oa]s\s+cuant[oa]s|algun[oa]s|enkele|wat|lite|litt|lidt|trochę|trochu|немного|några|nogle|noen|kilka|několik|несколько|néhány|muutama)\s+/iu;
const TO = String.raw`(?:\s*-\s+to\s+|\s*(?:-|~|\.{2,3}|…)\s*|\s+(?:to|or|bis|oder|à|ou|a|o|tot|of|til|till|eller|do|až|až do|lub|albo|nebo|или|до|vagy|tai|või|ή|έως|ως|and|und|al|ali|ili)\s+)`;
const RANGE = new RegExp(String.raw`^${TO}(?:up to\s+)?(?=[\d.,]|\p{L}+\s)`, "iu");
const QUALIFIER =
  /^(?:(?:very\s+|slightly\s+|leicht\s+|gut\s+|bien\s+)?(?:\p{L}+(?:-|\s)sized?|lg|med|sm|heap(?:ed|ing)|level(?:led)?|rounded|scant|generous|packed|overflowing|large|small|medium(?:-sized?)?|big|good|full|whole|thin|thick|fat|gehäuft(?:e[rn]?)?|gestrichen(?:e[rn]?)?|geh|gestr|voll(?:e[rn]?)?|groß(?:e[rns]?)?|klein(?:e[rns]?)?|kl|gr|gut(?:e[rn]?)?|dick(?:e[rn]?)?|dünn(?:e[rn]?)?|mittelgroß(?:e[rns]?)?|bombées?|rases?|bonnes?|belles?|petite?s?|grande?s?|grosse?s?|gros|colmad[oa]s?|ras[oai]s?|rasas|pequeñ[oa]s?|cheias?|colm[oi]|pien[oai]|abbondant[ei]|piccol[oaie]|grand[ei]|afgestreken|volle|flinke|kleine|grote|rågade?|strukna?|toppede?|strøgne?|stor[ae]?|små|lille|liten|płask(?:a|ie|ich)|czubat[ae]|kopiast[ae]|duż[aey]|mał[aey]|duży|mały|vrchovat[áé]|zarovnan[áé]|velk[áéý]|mal[áéý]|полн(?:ая|ые|ых)|большой|большая|маленький|púpo(?:s|zott)|csapott|nagy|kis|kukkurainen|iso|pieni)\.?(?:,)?\s+)+/iu;

/** How full a spoon or cup is, behind the unit: “1 colher de chá rasa de sal”, “1 cup or more flour”. */
const FULLNESS_BEHIND =
  /^((?:bem\s+|bien\s+)?(?:ras[oai]s?|cheias?|colmad[oa]s?|llen[oa]s?|rases?|bombées?|pleines?|colm[oi]|abbondant[ei])(?=\s+d[ei'’])|or\s+(?:more|two)(?=\s+\p{L}))/iu;

/** The amount at the beginning of a text, or undefined. */
export function readAmount(text: string): ReadAmount | undefined {
  const notes: string[] = [];
  let start = text;
  for (let i = 0; i < 3; i++) start = start.replace(APPROXIMATELY, "");
  const some = SOME.exec(start);
  if (some) {
    const rest = start.slice(some[0].length);
    const unit = readUnit(rest);
    if (unit && !measures(unit.unit)) return { amount: { unit: unit.unit }, notes, rest: withoutOf(unit.rest) };
    return /^\d/.test(rest) ? undefined : { amount: {}, notes: [some[0].trim()], rest: withoutOf(rest) };
  }
  // Scandinavian “en nypa” means “a pinch”; in other languages “en” is a preposition.
  if (/^en\s/i.test(start) && readUnit(start.slice(3))) start = `1 ${start.slice(3)}`;
  // “heaping 1/4 cup”
  const fullness = QUALIFIER.exec(start)?.[0];
  if (fullness && /^[\d.]/.test(start.slice(fullness.length))) {
    notes.push(fullness.trim());
    start = start.slice(fullness.length);
  }
  const first = readNumber(start);
  if (!first || saysWhat(first.rest)) return undefined;
  return sized(first, notes) ?? counted(first, start, notes);
}

/**
 * Whether the number belongs to the name and is no amount: “2% milk”, “7up”, “5-Gewürze-Pulver”. “1Zwiebel” only lacks a space.
 */
function saysWhat(rest: string): boolean {
  if (/^\s?[%°]/.test(rest)) return true;
  if (/^-\p{L}/u.test(rest)) return !readUnit(rest.slice(1));
  if (/^x(?:\s|\d)/i.test(rest) || !/^\p{L}/u.test(rest) || readUnit(rest)) return false;
  return !/^(?:\p{L}{3}|\p{Lu}\p{L})/u.test(rest) || /^(?:in|st|nd|rd|th)(?!\p{L})/iu.test(rest);
}

const SIZE_UNITS = new Set(["mass", "volume", "length"]);
const measures = (unit: string): boolean => SIZE_UNITS.has(dimensionOf(unit));
const PACKED = new Set([
  "can",
  "package",
  "sachet",
  "jar",
  "bottle",
  "bag",
  "box",
  "container",
  "tube",
  "bar",
  "block",
  "loaf",
  "sleeve",
]);
const LUMPS = new Set(["piece", "knob", "stick", "stalk", "sheet", "slice", "leaf", "fillet", "ear"]);

/** “16-ounce can”, “400g tin”, “3 cm piece”: one piece of that size. */
function sized(number: ReadNumber, notes: string[]): ReadAmount | undefined {
  const isJoined = /^\s?-/.test(number.rest);
  const size = readUnit(number.rest.replace(/^\s?-\s?/, ""));
  if (!size || !measures(size.unit)) return undefined;
  // “2.5cm/1in piece”: the same size in two units.
  const again = /^\/\s?\d[\d\s./]*\s?-?(?:inch(?:es)?|in|cm|mm|oz|g|ml|lb)\.?(?=[\s-])/i.exec(size.rest)?.[0] ?? "";
  const thing = readUnit(size.rest.slice(again.length).replace(/^[-\s]+/, ""));
  if (!thing || thing.rest === "" || measures(thing.unit)) return undefined;
  const isOne = PACKED.has(thing.unit) || (LUMPS.has(thing.unit) && (isJoined || dimensionOf(size.unit) === "length"));
  if (!isOne) return undefined;
  const { value } = settled(number, size.unit);
  notes.push(`${sayNumber(value)}${isJoined ? "-" : " "}${size.written}`);
  return { amount: { qty: 1, unit: thing.unit }, notes, rest: withoutOf(thing.rest) };
}

const sayNumber = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** The number in view of its unit: `1.000 g` is a thousand, `1.000 kg` is one. */
function settled(number: ReadNumber, unit: string | undefined): { value: number } {
  const isFine = unit === "g" || unit === "ml" || unit === "mg";
  return { value: number.grouped !== undefined && (isFine || unit === undefined) ? number.grouped : number.value };
}

function counted(given: ReadNumber, written: string, notes: string[]): ReadAmount | undefined {
  let first = given;
  if (given.spaced) {
    const unit = readUnit(given.spaced.rest.trimStart());
    const isPacked = unit && PACKED.has(readUnit(unit.rest)?.unit ?? "");
    if (unit && ["g", "ml", "mg"].includes(unit.unit) && !isPacked) first = given.spaced;
  }
  const numbers = [first];
  const sum: ReadNumber[] = [];
  let rest = first.rest;
  const to = RANGE.exec(rest);
  const upper = to ? readNumber(rest.slice(to[0].length)) : undefined;
  if (to && upper && !saysWhat(upper.rest) && !/^\s?[/x]\s?\d/i.test(upper.rest)) {
    // “1- 1/2” is one and a half.
    if (/^\s*-\s*$/.test(to[0]) && Number.isInteger(first.value) && upper.value < 1)
      numbers[0] = { ...first, value: first.value + upper.value };
    else numbers.push(upper);
    rest = upper.rest;
  }
  for (let plus = /^\s*\+\s*(?=\d)/.exec(rest); plus && sum.length < 5; plus = /^\s*\+\s*(?=\d)/.exec(rest)) {
    const next = readNumber(rest.slice(plus[0].length));
    if (!next) break;
    sum.push(next);
    rest = next.rest;
  }
  // “¼ de botte”, “⅔ de xícara”, “1/2 of a lemon”.
  rest = rest
    .trim()
    .replace(/^(?:of|de)\s+(?:an?\s+|the\s+)?(?=\p{L})/iu, "")
    // “½ a lemon”
    .replace(first.value < 1 ? /^an?\s+(?=\p{L})/iu : /^$/, "");
  rest = withoutSize(rest, notes);
  const halved = afterHalf(rest);
  const unit = qualifiedUnit(halved ?? rest, notes);
  const behindHalf = unit && afterAndAHalf(unit.rest);
  const values = numbers.map((one) => settled(one, unit?.unit).value);
  const added = sum.reduce((total, one) => total + settled(one, unit?.unit).value, 0);
  const half = behindHalf === undefined ? 0 : 0.5;
  const part = halved === undefined ? 1 : 0.5;
  const amount = amountOf((values[0]! + added + half) * part, values[1] && values[1] * part, unit?.unit);
  if (!amount) {
    const behind = unit ? unit.rest : (halved ?? rest);
    notes.push(written.slice(0, written.length - behind.length).trim());
    return { amount: {}, notes, rest: withoutOf(behind) };
  }
  if (!unit) return { amount, notes, rest: halved ?? rest };
  let behind = behindHalf ?? unit.rest;
  const fullness = FULLNESS_BEHIND.exec(behind)?.[1];
  if (fullness) {
    notes.push(fullness);
    behind = withoutOf(behind.slice(fullness.length));
  }
  return furtherAmounts(amount as Amount & { qty: number; unit: string }, behind, notes);
}

/** “3 heaped tbsp”, “1 large bunch”: the adjective becomes a note; before anything but a unit it belongs to the name. */
function qualifiedUnit(rest: string, notes: string[]): ReadUnit | undefined {
  // German “gr.” before a noun (a capital letter) abbreviates “large” and is not grams.
  const unit = /^gr\.\s\p{Lu}/u.test(rest) ? undefined : readUnit(rest);
  if (unit) return unit;
  const qualifier = QUALIFIER.exec(rest)?.[0];
  const qualified = qualifier && readUnit(rest.slice(qualifier.length));
  if (!qualified) return undefined;
  notes.push(qualifier.trim());
  return qualified;
}

function amountOf(qty: number, qtyMax: number | undefined, unit: string | undefined): Amount | undefined {
  const isAmount = qty > 0 && qty <= MAX_QUANTITY && toMillionths(qty) > 0;
  if (!isAmount) return undefined;
  const rounded = (value: number) => fromMillionths(toMillionths(value));
  const isRange = qtyMax !== undefined && qtyMax > qty && qtyMax <= MAX_QUANTITY;
  return { qty: rounded(qty), ...(isRange && { qtyMax: rounded(qtyMax) }), ...(unit && { unit }) };
}

/** The size of each becomes a note: “1 14-oz can”, “2 x 400 g tins”, “4 6-ounce steaks”. */
function withoutSize(given: string, notes: string[]): string {
  const rest = given.replace(/^,\s(?=\d)/, "");
  const times = /^[x×*]\s?(?=\d)/i.exec(rest)?.[0] ?? "";
  const number = /^\d/.test(rest.slice(times.length)) ? readNumber(rest.slice(times.length)) : undefined;
  if (!number) return rest.replace(/^[x×]\s+/i, "");
  const unit = readUnit(number.rest.replace(/^\s?-?\s?/, ""));
  if (!unit || !measures(unit.unit)) return rest;
  notes.push(`${sayNumber(settled(number, unit.unit).value)} ${unit.written.toLowerCase().replace(/\.$/, "")}`);
  // “2 x 400 g / 14 oz cans”: the same size in two units.
  const behind = unit.rest.replace(/^[-\s]+/, "");
  return /^\/\s*\d/.test(behind) ? withoutSize(behind.replace(/^\/\s*/, ""), notes) : behind;
}

/** Units of one system: an amount in two of them is a sum (“1 lb 4 oz”), in two systems the same amount twice. */
const SYSTEMS = [
  ["lb", "oz"],
  ["kg", "dag", "g"],
  ["l", "dl", "cl", "ml"],
  ["gallon", "quart", "pint", "cup", "fl oz", "tbsp", "tsp"],
];

/** What follows an amount with a unit: the second part of a sum, the end of a range, or the same amount in other units. */
function furtherAmounts(first: Amount & { qty: number; unit: string }, behind: string, notes: string[]): ReadAmount {
  let amount = first;
  // The patterns of connecting words expect a space before them.
  let rest = ` ${behind}`;
  let isSame = false;
  for (let i = 0; i < 4; i++) {
    const range = !isSame && amount.qtyMax === undefined ? RANGE.exec(rest) : null;
    const link = range ?? LINK.exec(rest)!;
    const next = readMeasured(rest.slice(link[0].length));
    if (!next) break;
    const said = rest.slice(0, rest.length - next.rest.length).trim();
    const inUnit = converted(toMillionths(next.qty), next.unit, amount.unit);
    const more = inUnit === undefined ? undefined : fromMillionths(inUnit);
    const isOr = /^\s*(?:or|oder|ou|o|eller)\s/i.test(link[0]);
    if (range && !isOr && !/and|und/.test(range[0]) && more !== undefined && more > amount.qty * 1.02) {
      amount = { ...amount, qtyMax: more };
    } else if (/minus|less/i.test(link[0])) {
      if (more === undefined || more >= amount.qty) break;
      amount = { ...amount, qty: fromMillionths(toMillionths(amount.qty) - inUnit!) };
    } else if (!isSame && more !== undefined && isRestOf(amount, next, link[0])) {
      amount = { ...amount, qty: fromMillionths(toMillionths(amount.qty) + inUnit!) };
    } else if (more !== undefined || !/\p{L}/u.test(link[0]) || isOr) {
      if (isSame && link[0].trim() === "") notes.push(`${notes.pop()} ${said}`);
      else notes.push(said);
      isSame = true;
    } else break;
    rest = ` ${next.rest}`;
  }
  return { amount, notes, rest: withoutOf(rest) };
}

const LINK = /^\s*(?:(?:[/|=+&,]|plus|minus|less|and|und|et|or|oder|ou|o|eller)(?=[\s\d])\s*)?/i;

/** Whether the second amount is added to the first: “1 lb 4 oz”, “1 cup plus 2 tbsp”. */
function isRestOf(amount: { qty: number; unit: string }, next: { qty: number; unit: string }, link: string): boolean {
  if (/\+|&|plus|and|und|et/i.test(link)) return true;
  if (!/^\s*,?\s*$/.test(link)) return false;
  const system = SYSTEMS.find((units) => units.includes(amount.unit));
  const [large, small] = [system?.indexOf(amount.unit) ?? -1, system?.indexOf(next.unit) ?? -1];
  return large >= 0 && small > large && converted(toMillionths(next.qty), next.unit, amount.unit)! < 1_000_000;
}

function readMeasured(text: string): { qty: number; unit: string; rest: string } | undefined {
  if (!/^[\d.]/.test(text)) return undefined;
  const number = readNumber(text);
  const to = number ? /^\s?-\s?(?=\d)/.exec(number.rest) : null;
  const last = to ? readNumber(number!.rest.slice(to[0].length)) : number;
  const unit = last ? readUnit(last.rest.replace(/^[\s-]+/, "")) : undefined;
  if (!number || !unit || !(measures(unit.unit) || unit.unit === "stick")) return undefined;
  const { value } = settled(number, unit.unit);
  if (!(value > 0 && value <= MAX_QUANTITY)) return undefined;
  // In “1lb 2oz” the “2oz” is left in the rest, which the next round of the loop reads.
  return { qty: value, unit: unit.unit, rest: unit.rest };
}

export interface ReadUnit {
  unit: string;
  written: string;
  rest: string;
}

const MAX_UNIT_WORDS = 4;

/** Words for units that mean something else before or without certain words: the spice, the steak, the nut. */
const OTHER_THINGS: Readonly<Record<string, RegExp>> = {
  fillet: /^(?:steak|of beef)/i,
  // In English it describes a spoon (“level”); the Hungarian word for leaf, without its accent, is followed by nothing here.
  level: /^\p{L}/u,
  strip: /^(?:steak|loin)/i,
  ball: /^pepper/i,
  // In English it abbreviates “large”, in Romanian it is a spoon.
  lg: /^(?:eggs?|egg\s\p{L}+|onions?|shallots?|carrots?|potato(?:es)?|tomato(?:es)?|apples?|lemons?|limes?|oranges?|peppers?|cloves?|cans?|pkgs?|heads?|bunch(?:es)?|stalks?|ribs?|zucchinis?|eggplants?|avocados?|bananas?|red|green|yellow|sweet|white)(?!\p{L})/iu,
  bottle: /^gourd/i,
  cube: /^steak/i,
  leaf: /^(?:spinach|lettuce)/i,
  pak: /^cho[iy]/i,
  loaf: /^(?:cake|pan|tin)/i,
  // In German it is a can, in French a dose.
  dose: /^(?:de\s|d['’])/i,
  pot: /^(?:roast|pies?|barley|stickers?)(?!\p{L})/iu,
  pound: /^cake/i,
  rib: /^[- ]?eyes?(?!\p{L})/iu,
  filet: /^mignons?/i,
  filets: /^mignons?/i,
  glass: /^noodle/i,
  cup: /^(?:cakes?|noodles?)(?!\p{L})/iu,
  stick: /^blender/i,
  bouquet: /^garni/i,
  liść: /^laur/i,
  liście: /^laur/i,
  kostka: /^rosoł/i,
};
/** Words that are units only before these words. */
const UNITS_OF: Readonly<Record<string, RegExp>> = {
  noix: /^(?:de\s)(?:beurre|margarine|saindoux)/i,
  noce: /^di\s(?:burro|margarina)/i,
  nuez: /^de\s(?:mantequilla|margarina)/i,
  filo: /^(?:d['’]|di\s)/i,
  // In Italian it means kilograms, in English peppers.
  chili: /^(?:d['’]|di\s)/i,
};

/** “1 filet d'huile” is a trickle of oil, not a fillet. */
const TRICKLE = /^filets?\s(?=d['’]\s?huile|de\s(?:citron|vinaigre|jus|sauce|miel|crème))/iu;

/** The unit at the beginning; a longer word that begins with the letters of a unit is none. */
export function readUnit(text: string): ReadUnit | undefined {
  const start = text.replace(/^[-\s]{1,2}(?=\p{L})/u, "");
  const [trickle] = TRICKLE.exec(start) ?? [];
  if (trickle) return { unit: "dash", written: trickle.trim(), rest: start.slice(trickle.length) };
  // “2 pound(s)” has lost its brackets already. Of several words the longest combination is tried first.
  const words = [...start.slice(0, 80).matchAll(/(?:^|\s)(\S+)/g)].slice(0, MAX_UNIT_WORDS);
  for (let count = words.length; count > 0; count--) {
    const last = words[count - 1]!;
    const written = start.slice(0, last.index + last[0].length).replace(/[\s,;:/]+$/, "");
    const unit = knownUnit(written);
    if (unit && /\S/.test(written)) {
      const rest = start.slice(written.length).trim();
      return isOtherThing(written, rest) ? undefined : { unit, written, rest };
    }
  }
  return glued(start);
}

/** A unit that ends at a punctuation mark: “2EL.Öl”, “100g/3oz”, “1c.à.s”, “ст.л.соли”. */
function glued(start: string): ReadUnit | undefined {
  for (const written of [
    /^(?:ст\.\s?л|ч\.\s?л|c\.\s?à\.?\s?[sc]|c\.\s?à\s(?:soupe|café))\.?(?=\S)/iu.exec(start)?.[0],
    /^\p{L}+(?=[/\-(+,;])/u.exec(start)?.[0],
    /^\p{L}{1,5}\.(?=\p{L})/u.exec(start)?.[0],
  ]) {
    const unit = written ? knownUnit(written) : undefined;
    const rest = start.slice(written?.length ?? 0).trim();
    if (unit && written && !isOtherThing(written, rest)) return { unit, written, rest };
  }
  return undefined;
}

function isOtherThing(written: string, rest: string): boolean {
  const word = written.toLowerCase().replace(/\.$/, "");
  return OTHER_THINGS[word]?.test(rest) === true || (UNITS_OF[word] !== undefined && !UNITS_OF[word].test(rest));
}

const OF =
  /^(?:(?:of|von|vom|de|di|del|dello|della|delle|degli|dei|do|da|das|dos|du|des|van|av|af)\s+(?:the\s+|la\s+|l['’]\s?)?|d(?:ell)?['’]\s?)(?=\S)/iu;
const withoutOf = (text: string): string =>
  text
    .trim()
    .replace(/^[.)]\s+/, "")
    .replace(OF, "");
