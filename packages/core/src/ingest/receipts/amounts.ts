import { minorUnitDigits } from "#core/finance/decimals";
import { codesNamed, countryCurrency, isShared, type Mark, marksIn, sharedMarks } from "./currencies.ts";
import type { Line } from "./lines.ts";

/** An amount as printed; its value is kept as digits, so that no cent is lost to binary fractions. */
export interface Amount {
  isNegative: boolean;
  integer: string;
  fraction: string;
  /**
   * ISO 4217, or null without a mark beside it. `$`, `kr`, `¥` and `rs` are kept as they are, because they depend on the country.
   */
  currency: string | null;
  start: number;
  end: number;
}

/** A number with all its digits: its extent is determined before its meaning, so that it is never read only in part. */
interface Numeral {
  digits: string;
  start: number;
  end: number;
}

/**
 * Thousands may be separated by a space; a space between two numbers is recognized when the whole is no number. France writes
 * “12€50”.
 */
const numerals = /\d(?:[\d.,']|[ \u202f](?=\d{3}(?!\d))|(?<=[.,])-{1,2}(?![\p{L}\d])|€(?=\d{2}(?![\d.,€])))*/gu;

/**
 * The amounts of money on a line, left to right: numbers with a currency beside them, or with exactly `decimals` decimals (two,
 * or three in documents whose money has thousandths).
 */
export function amountsIn(line: Pick<Line, "folded" | "text">, decimals = 2): Amount[] {
  const found = numeralsIn(line.folded).filter(({ digits }) => partsOf(digits, false) !== null);
  const marks = marksOf(line.folded, found, marksIn(line.folded, line.text));
  return found.flatMap((numeral, index) => amountAt(line.folded, numeral, marks[index]!, decimals) ?? []);
}

function numeralsIn(folded: string): Numeral[] {
  const runs = [...folded.matchAll(numerals)].map((match) => numeralAt(match[0], match.index));
  return runs.flatMap((run, index) => (isOneNumber(run, runs[index + 1], folded) ? [run] : splitAtSpaces(run)));
}

function numeralAt(printed: string, start: number): Numeral {
  const digits = printed.replace(/[.,' \u202f]+$/, "");
  return { digits, start, end: start + digits.length };
}

function splitAtSpaces({ digits, start }: Numeral): Numeral[] {
  return [...digits.matchAll(/[^ ]+/g)].map((match) => numeralAt(match[0], start + match.index));
}

/**
 * “1 249” is one number; “2 500 g” is two pieces of 500 g, “3 250 750” is three pieces for 250 each, “2025 100” is a year and a
 * price.
 */
function isOneNumber(run: Numeral, next: Numeral | undefined, folded: string): boolean {
  if (!run.digits.includes(" ")) return true;
  if (partsOf(run.digits, false) === null) return false;
  if (measure.test(folded.slice(run.end, run.end + 16))) return false;
  const values = splitAtSpaces(run).map(quantityOf);
  const [quantity, each, sum] = values.length === 2 && next ? [...values, quantityOf(next)] : values;
  return values.length > 3 || sum === undefined || quantity! * each! !== sum;
}

const quantityOf = ({ digits }: Numeral) => Number(partsOf(digits, false)?.join(".") ?? Number.NaN);

const measure =
  /^\s?(?:%|°|x\b|×|kg|kgs|g|gr|gram|grams|mg|l|lt|ltr|litre|liter|liters|cl|dl|ml|lb|lbs|oz|pc|pcs|pieces?|units?|stk|st|szt|szt\.|gb|mb|tb|km|mi|mm|cm|m2|m3|kwh|kcal|cal|hrs?|hours?|uhr|min|mins|days?|items?|pts?|points?|miles?)(?![a-z])/;

const beforeMark = /^[\s:()[\]=-]{0,14}$/;
const behindMark = /^[ \u202f]?[()[\]/]{0,2}$/;

/**
 * The currency marks that belong to each number. A mark between two numbers belongs to the nearer one; at equal distance the line
 * decides, which has its marks either before its numbers or behind them.
 */
function marksOf(folded: string, found: Numeral[], marks: Mark[]): { left: Mark[]; right: Mark[] }[] {
  const gaps = Array.from({ length: found.length + 1 }, (_, index) => {
    const [from, to] = [found[index - 1]?.end ?? 0, found[index]?.start ?? folded.length];
    return { from, to, marks: marks.filter((mark) => mark.start >= from && mark.end <= to) };
  });
  const before = gaps.map((gap) => chainBefore(folded, gap));
  const behind = gaps.map((gap) => chainBehind(folded, gap));
  const leading = before[0]?.length ?? 0;
  const trailing = behind.at(-1)?.length ?? 0;
  const owned = found.map(() => ({ left: [] as Mark[], right: [] as Mark[] }));
  for (const [index, gap] of gaps.entries()) {
    const [left, right] = [owned[index - 1], owned[index]];
    const shared = before[index]!.filter((mark) => behind[index]!.includes(mark));
    const take = left && right ? cut(gap, shared, leading, trailing) : left ? shared.length : 0;
    if (left) left.right = behind[index]!.filter((mark) => !shared.includes(mark) || shared.indexOf(mark) < take);
    if (right) right.left = before[index]!.filter((mark) => !left?.right.includes(mark));
  }
  return owned;
}

type Gap = { from: number; to: number; marks: Mark[] };

/** The marks directly before the number at the end of a gap. */
function chainBefore(folded: string, { to, marks }: Gap): Mark[] {
  const chain: Mark[] = [];
  let end = to;
  for (const mark of [...marks].reverse()) {
    if (!beforeMark.test(folded.slice(mark.end, end)) || chain.length === 2) break;
    chain.unshift(mark);
    end = mark.start;
  }
  return chain;
}

/** The marks directly behind the number at the start of a gap; a separate column counts when nothing follows it. */
function chainBehind(folded: string, { from, marks }: Gap): Mark[] {
  const chain: Mark[] = [];
  let start = from;
  for (const mark of marks) {
    const isColumn = /^ {1,20}$/.test(folded.slice(start, mark.start)) && /^\s*$/.test(folded.slice(mark.end));
    if ((!behindMark.test(folded.slice(start, mark.start)) && !isColumn) || chain.length === 2) break;
    chain.push(mark);
    start = mark.end;
  }
  return chain;
}

/** How many of the ambiguous marks belong to the number on the left. */
function cut(gap: Gap, shared: Mark[], leading: number, trailing: number): number {
  const [first] = shared;
  const last = shared.at(-1);
  if (!first || !last) return 0;
  // A column ends at the widest gap.
  const edges = [gap.from, ...shared.flatMap(({ start, end }) => [start, end]), gap.to];
  const widths = shared.map((_, index) => edges[2 * index + 1]! - edges[2 * index]!).concat(gap.to - last.end);
  const widest = Math.max(...widths);
  if (widths.filter((width) => width === widest).length === 1) return widths.indexOf(widest);
  if (leading > 0) return Math.max(0, shared.length - leading);
  return trailing > 0 ? shared.length : Math.floor(shared.length / 2);
}

function amountAt(
  folded: string,
  { digits, start, end }: Numeral,
  marks: { left: Mark[]; right: Mark[] },
  decimals: number,
): Amount | null {
  const currency = digits.includes("€") ? "EUR" : meaningOf([...marks.left, ...marks.right]);
  const from = marks.left[0]?.start ?? start;
  const to = marks.right.at(-1)?.end ?? end;
  const left = folded.slice(Math.max(0, start - 20), start);
  const right = folded.slice(end, end + 16);
  const isMarkedBefore = marks.left.length > 0;
  const isMarked = currency !== null || /[.,]-{1,2}$/.test(digits);
  // The number is part of a date, a time, a reference or a word; “2x4.50” is a product.
  if (!isMarkedBefore && /(?:[\p{L}\d#@]|[\p{L}\d][-/.:,'])$/u.test(left.replace(/\d ?[x×]$/, ""))) return null;
  if (/^[-/.:,']\d|^[\p{L}#@]/u.test(right) && marks.right[0]?.start !== end) return null;
  if (!isMarked && (/^\/\d/.test(right) || measure.test(right))) return null;
  if (isDayAndMonth(left, digits, right)) return null;
  // The end of an account number or a telephone number.
  if (!isMarkedBefore && /\d{4} $/.test(left) && /^\d{4,}$/.test(digits)) return null;
  const isThousandths = currency === null ? decimals === 3 : minorUnitDigits(currency) === 3;
  // “Rs. 1,249/-” is a whole amount, and no price per unit.
  const isEach = /^\s?(?:\/(?!\s?[-–—=])|per\b|je\b|pro\b)/.test(folded.slice(to, to + 6));
  const parts = partsOf(digits, isThousandths || isEach);
  if (!parts) return null;
  const [integer, fraction] = parts;
  if (!isMarked && fraction.length !== decimals) return null;
  if (integer.length > 12) return null;
  return { isNegative: isNegative(folded, from, start, end, to), integer, fraction, currency, start: from, end: to };
}

/** Whether the number is a day and a month: “Fr 14.02.”, “14.02. 18:30”. */
function isDayAndMonth(left: string, digits: string, right: string): boolean {
  const isPossible = /^(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])$/.test(digits) && right.startsWith(".");
  return (
    isPossible && (/^\.\s?\d/.test(right) || /\b(?:mon?|di|tue|mi|wed|do|thu|fri?|sat?|son?|sun)[.,]{0,2} $/.test(left))
  );
}

/** The currency of the marks. A code is more specific than a mark that several countries share: “$45.00 CAD”. */
function meaningOf(marks: Mark[]): string | null {
  const shared = marks.find(({ meaning }) => isShared(meaning))?.meaning;
  const plain = marks.filter(({ meaning }) => !isShared(meaning)).map(({ meaning }) => meaning);
  const refined = shared && plain.find((code) => sharedMarks[shared]!.includes(code));
  return refined ?? (shared && plain.length === 0 ? shared : (plain[0] ?? shared ?? null));
}

/**
 * Whether the amount is negative: a sign before or behind the number or its mark, or an accountant's brackets. A dash between
 * spaces is a separator (“Total - $5.00”), and brackets after a word are a remark (“two teas (9.00)”).
 */
function isNegative(folded: string, from: number, start: number, end: number, to: number): boolean {
  const before = folded.slice(Math.max(0, from - 12), from);
  const behind = folded.slice(to, to + 4);
  const inner = folded.slice(from, start);
  if (/-$|-[^\s-]+\s?$/.test(inner) || /^\s?-/.test(folded.slice(end, to))) return true;
  if (/(?:^|[\s(:])-$/.test(before) || /(?:^|\s\s|[(:]\s?)-\s$/.test(before)) return true;
  if (/^\s?-(?!\s?[\p{L}\d])/u.test(behind) || /^\s?cr\b/.test(behind)) return true;
  return /(?:^\s?|\s\s)\($/.test(before) && /^\s?\)/.test(behind);
}

const grouped = /^(\d{1,3}(?:([.,' \u202f])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,3}|-{1,2}))?$/;
/** Indian grouping: thousands, then groups of two digits; 1,24,900 is one lakh, 24 thousand, nine hundred. */
const lakhs = /^(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d{1,2}))?$/;
const plain = /^(\d{1,15})(?:[.,](\d{1,3}|-{1,2}))?$/;

/**
 * The digits before and after the decimal mark, or null for what is no number. Three digits behind the only mark are thousands,
 * unless the amount is in thousandths or begins with a zero.
 */
function partsOf(digits: string, isThousandths: boolean): [integer: string, fraction: string] | null {
  const asPlain = plain.exec(digits.replace("€", ","));
  const isDecimal = asPlain && (asPlain[2]?.length !== 3 || isThousandths || /^0\D/.test(digits));
  const match = isDecimal ? asPlain : (grouped.exec(digits) ?? lakhs.exec(digits));
  if (!match || (!isDecimal && /^0/.test(digits))) return null;
  const fraction = match.at(-1) ?? "";
  return [match[1]!.replace(/\D/g, "").replace(/^0+(?=\d)/, ""), fraction.replace(/-/g, "")];
}

/** Minor units of the currency (cents for most, whole yen, thousandths of a dinar), rounded half up. */
export function minorUnits(amount: Amount, currency: string): number {
  const exponent = minorUnitDigits(currency);
  const fraction = amount.fraction.padEnd(exponent + 1, "0");
  const units = Number(amount.integer + fraction.slice(0, exponent)) + (fraction[exponent]! >= "5" ? 1 : 0);
  return amount.isNegative ? -units : units;
}

/**
 * The number of decimals that an amount without a mark must have in a document: three when all of its money has three, else two.
 */
export function bareDecimals(lines: Line[]): number {
  const named = lines.flatMap(({ folded }) => codesNamed(folded));
  return named.length > 0 && named.every((code) => minorUnitDigits(code) === 3) ? 3 : 2;
}

export interface CurrencyHints {
  /** Language of the document, ISO 639-1. */
  language: string;
  /** Top-level domains of the sender and of addresses in the text. */
  domains: string[];
  /** The currency of the owner's account, for a document that names none. */
  fallback: string | null;
}

/** The currencies of the countries where a language is spoken, the likeliest first. */
const languageCurrencies: Record<string, string[]> = {
  ...{ de: ["EUR", "CHF"], fr: ["EUR", "CHF", "CAD", "XOF", "XAF", "MAD", "TND"], it: ["EUR", "CHF"], nl: ["EUR"] },
  ...{ es: ["EUR", "MXN", "ARS", "COP", "CLP", "PEN", "UYU", "DOP"], pt: ["EUR", "BRL"], fi: ["EUR"], pl: ["PLN"] },
  ...{ cs: ["CZK"], hu: ["HUF"], ro: ["RON"], sv: ["SEK"], da: ["DKK"], no: ["NOK"] },
};

/**
 * The currency of a document: the one at its total, else the one at most of its amounts, else the one in its words, else that of
 * its country. A mark that several countries share is resolved in the same order, and the owner's own currency is preferred to
 * the likeliest. `isPrinted` is false when the document names none. `isSure` is false when the likeliest was chosen only because
 * there was no other evidence; dollars in English without a country are those of the United States.
 */
export function currencyOf(
  lines: Line[],
  total: Amount,
  hints: CurrencyHints,
): { currency: string; isPrinted: boolean; isSure: boolean } {
  const amounts = lines.flatMap((line) => amountsIn(line).map(({ currency }) => currency));
  const folded = lines.map((line) => line.folded).join("\n");
  const named = codesNamed(folded);
  const printed = total.currency ?? commonest(amounts) ?? commonest(named);
  if (printed && !isShared(printed)) return { currency: printed, isPrinted: true, isSure: true };
  const spoken = languageCurrencies[hints.language] ?? [];
  if (printed) {
    const possible = sharedMarks[printed]!;
    const isPossible = (code: string | null): code is string => code !== null && possible.includes(code);
    const told =
      commonest([...amounts, ...named].filter(isPossible)) ??
      countryCurrency(folded, hints.domains, isPossible) ??
      spoken.find((code) => isPossible(code) && printed === "kr") ??
      (isPossible(hints.fallback) ? hints.fallback : undefined);
    const isPlain = printed === "$" && hints.language === "en";
    return { currency: told ?? possible[0]!, isPrinted: true, isSure: told !== undefined || isPlain };
  }
  const own = hints.fallback && spoken.includes(hints.fallback) ? hints.fallback : undefined;
  const guess = countryCurrency(folded, hints.domains, () => true) ?? own ?? spoken[0] ?? hints.fallback;
  return { currency: guess ?? "USD", isPrinted: false, isSure: guess !== null };
}

function commonest(values: (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
