import { cut } from "#kit/text";
import type { Amount } from "./amounts.ts";
import { isTableHead, labelOf } from "./labels.ts";
import type { Line } from "./lines.ts";
import type { Entry } from "./sums.ts";

export interface Item {
  name: string;
  /** Pieces, or a measure if `unit` is set. */
  quantity: number;
  unit: string | null;
  /** The price of the whole line, in minor units. */
  amountCents: number;
}

export interface FoundItems {
  items: (Item & { line: Line })[];
  /** Whether the items add up to a printed sum, which hardly happens by chance. */
  addsUp: boolean;
}

export const maxItems = 200;

/**
 * The items of a purchase: a name, perhaps a quantity and a unit price, and the price. Chooses the lines between two sums (or
 * their outermost level) that add up to one of `sums`, else the first lines above the last sum.
 */
export function findItems(
  lines: Line[],
  entries: Entry[],
  sums: number[],
  cents: (amount: Amount) => number,
): FoundItems {
  const isSum = ({ label }: Entry) => label?.kind === "total" || label?.kind === "subtotal";
  const lastSum = entries.findLastIndex(isSum);
  const above: Candidate[][] = [[]];
  const below: Candidate[] = [];
  let count = 0;
  for (const [index, entry] of entries.entries()) {
    if (isSum(entry)) above.push([]);
    const candidate = entry.label === null && count < maxItems ? candidateOf(entry, lines, cents) : null;
    if (!candidate) continue;
    count++;
    if (lastSum < 0 || index < lastSum) above.at(-1)!.push(candidate);
    else below.push(candidate);
  }
  const stretches = above.filter((stretch) => stretch.length > 0);
  // A single amount below the total that equals it is the payment; several that add up to it are the items.
  const details = variantsOf(below).filter((choice) => choice.length > 1);
  const matching = [...[...stretches, stretches.flat()].flatMap(variantsOf), ...details]
    .filter((choice) => choice.length > 0 && sums.includes(sumOf(choice)))
    .sort((one, other) => other.length - one.length);
  const chosen = matching[0] ?? outermost(stretches[0] ?? []);
  return { items: chosen.map(({ indent: _, isExtra: __, ...item }) => item), addsUp: matching.length > 0 };
}

/** Possible selections of these lines: all, the outermost level, without extras of a dish, without discounts. */
function variantsOf(stretch: Candidate[]): Candidate[][] {
  const withoutExtras = stretch.filter(({ isExtra }) => !isExtra);
  return [stretch, outermost(stretch), withoutExtras, stretch.filter(({ amountCents }) => amountCents >= 0)];
}

interface Candidate extends Item {
  line: Line;
  indent: number;
  isExtra: boolean;
}

function sumOf(items: Item[]): number {
  return items.reduce((sum, item) => sum + item.amountCents, 0);
}

/** Lines that are indented deeper than the first ones are details of another line. */
function outermost(candidates: Candidate[]): Candidate[] {
  const least = Math.min(...candidates.map(({ indent }) => indent));
  return candidates.filter(({ indent }) => indent <= least + 1);
}

function candidateOf(entry: Entry, lines: Line[], cents: (amount: Amount) => number): Candidate | null {
  const amountCents = cents(entry.amounts.at(-1)!);
  const described = describe(entry);
  // “$48.00 due March 14” is a sentence, not the price of the line above it.
  const isSentence = /\p{L}{3,}/u.test(entry.line.text.slice(entry.amounts.at(-1)!.end).slice(0, 20));
  const isBare = !isItemName(described.name) && /^[^\p{L}]*$/u.test(withoutDates(described.name));
  const named = isBare
    ? isSentence
      ? null
      : nameAbove(entry.line, lines)
    : { text: described.name, line: entry.line };
  if (!named || !isItemName(named.text)) return null;
  const above = named.line === entry.line ? null : quantityOf(named.text);
  const read =
    described.quantity === null && above?.quantity ? { ...above } : { ...described, name: above?.name ?? named.text };
  const quantity = read.quantity ?? impliedQuantity(entry.amounts, amountCents, cents);
  if (quantity === 0) return null;
  return {
    name: nameOf(read.name),
    quantity,
    unit: read.unit,
    amountCents,
    line: named.line,
    indent: named.line.text.length - named.line.text.trimStart().length,
    isExtra: /^\s*[+·•>-]/.test(named.line.text),
  };
}

/** Whether a name is that of an item, and no greeting, address, date or condition. */
function isItemName(name: string): boolean {
  const folded = name.toLowerCase();
  // One ideograph is a word: 茶.
  const letters = withoutDates(name).match(/\p{sc=Han}|\p{L}/gu) ?? [];
  if ((letters.length < 2 && !/\p{sc=Han}/u.test(name)) || name.length > 120 || name.split(/\s+/).length > 16)
    return false;
  if (labelOf(folded) !== null || isTableHead(folded)) return false;
  // A calculation of the price: “x 1 day x 1 bed”.
  if (/^\s*[x×@*]\s?\d/.test(folded)) return false;
  if (
    /^(?:date|datum|data|fecha|due|time|uhrzeit|you|we|your (?:order|payment|total)|sold by|seller|verkauf durch|vendu par|qty|quantity|sku|item #)\b/.test(
      folded,
    )
  )
    return false;
  return !/@|https?:|www\.|\b(?:iban|bic|tel|phone|fax|order (?:no|number|id|#)|invoice|receipt|facture|rechnung|factuur|faktura|fattura|factura|thank|thanks|dear|hi|hello|account|card ending|inclusive of)\b/.test(
    folded,
  );
}

const linesAbove = 3;

/** The name above a line like “2 × 4.50   9.00”; at most a seller or a period is between them. */
function nameAbove(line: Line, lines: Line[]): { text: string; line: Line } | null {
  for (let index = line.index - 1; index >= Math.max(0, line.index - linesAbove); index--) {
    const above = lines[index]!;
    if (/\d[.,]\d{2}(?!\d)/.test(above.text) || above.cells.length > 3 || isTableHead(above.folded)) return null;
    if (isItemName(above.text.trim())) return { text: above.text.trim(), line: above };
  }
  return null;
}

/** Removes dates in words or digits, whose letters look like a name. */
function withoutDates(text: string): string {
  return text.replace(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/gi, "");
}

interface Described {
  name: string;
  quantity: number | null;
  unit: string | null;
}

const number = "(\\d{1,4}(?:[.,]\\d{1,3})?)";
const units: Record<string, string> = {
  ...{
    kg: "kg",
    kgs: "kg",
    kilo: "kg",
    g: "g",
    gr: "g",
    gram: "g",
    grams: "g",
    mg: "mg",
    l: "l",
    lt: "l",
    ltr: "l",
    liter: "l",
  },
  ...{ litre: "l", liters: "l", cl: "cl", dl: "dl", ml: "ml", lb: "lb", lbs: "lb", oz: "oz" },
  ...{
    pc: "",
    pcs: "",
    piece: "",
    pieces: "",
    unit: "",
    units: "",
    ea: "",
    each: "",
    stk: "",
    stuck: "",
    st: "",
    szt: "",
    "szt.": "",
    pz: "",
  },
};
const unit = `(${Object.keys(units).join("|").replaceAll(".", "\\.")})`;
const cellQuantity = new RegExp(
  `^(?:qty|quantity|menge|anzahl|aantal|qte|cant|ilosc)?[:. ]{0,2}${number} ?(?:${unit}|[x×])?$`,
);
const lonelyUnit = new RegExp(`^${unit}$`);
const frontTimes = new RegExp(`^${number} ?(?:[x×]|${unit} ?[x×]?) (?=\\S)`);
const frontCount = /^(\d{1,2}) (?=[a-z("])/;
const backTimes = new RegExp(`[ (][x×] ?${number}\\)?$`);
const labelled = new RegExp(
  `(?<![(,; ])[(,; ]*\\b(?:qty|quantity|menge|anzahl|aantal|qte|cantidad|ilosc)\\b[:. ]{0,2}${number}\\)?`,
);
const atPrice = new RegExp(`(?:^| )${number} ?(?:${unit})? ?(?:@|[x×a])(?: .{0,12})?$`);

/** Splits a line into name, quantity and unit; the cells between name and amounts belong to the quantity. */
function describe(entry: Entry): Described {
  const cells = entry.text
    .split(/ {2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const words: string[] = [];
  let quantity: number | null = null;
  let foundUnit: string | null = null;
  for (const cell of cells) {
    const folded = cell.toLowerCase();
    const match = cellQuantity.exec(folded);
    const only = lonelyUnit.exec(folded);
    if (match) {
      // A number before the first word may be the number of the row; it counts only when there is no other quantity.
      quantity = toNumber(match[1]!);
      if (match[2] !== undefined) foundUnit = units[match[2]] || null;
    } else if (only) foundUnit = units[only[1]!] || null;
    else if (!/^[\d\s.,%€$£/-]+$/.test(cell)) words.push(cell);
  }
  const name = quantityOf(words.join(" "));
  return { name: name.name, quantity: name.quantity ?? quantity, unit: name.unit ?? foundUnit };
}

function quantityOf(text: string): Described {
  const folded = text.toLowerCase();
  for (const pattern of [frontTimes, frontCount, labelled, backTimes, atPrice]) {
    const match = pattern.exec(folded);
    if (!match) continue;
    const name = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim();
    return { name, quantity: toNumber(match[1]!), unit: units[match[2] ?? ""] || null };
  }
  return { name: text, quantity: null, unit: null };
}

/** With a unit price and a sum and nothing else, the number of pieces is their ratio. */
function impliedQuantity(amounts: Amount[], total: number, cents: (amount: Amount) => number): number {
  const each = amounts.length === 2 ? cents(amounts[0]!) : 0;
  return each > 0 && total > each && total % each === 0 && total / each < 100 ? total / each : 1;
}

function toNumber(digits: string): number {
  return Number(digits.replace(",", "."));
}

function nameOf(text: string): string {
  const name = text
    .replace(/^(?:\[[^\]]{1,24}\]|#\d{1,12})\s*/, "")
    .replace(/^[\s+·•>:;,-]+|[\s:;,@(-]+$/g, "")
    .replace(/\s+/g, " ");
  return cut(name, 200);
}
