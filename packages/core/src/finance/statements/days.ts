/** Days as banks write them, in any of five orders. */

import { type DateOrder, dateOrders } from "#core/finance/statements/choices";

interface Written {
  parts: readonly [string, string, string];
  /** The month is written as a word. */
  month?: number;
  /** An apostrophe stands before the year (Quicken). */
  isYearLast: boolean;
  hasDots: boolean;
}

const MONTHS = [
  ["jan", "janv", "ene", "gen", "led"],
  ["feb", "fev", "fevr", "unor"],
  ["mar", "mrz", "mars", "maart", "marz", "mrt"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mei", "mag", "maj"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aou", "aout", "ago"],
  ["sep", "sept", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "dez", "dic"],
];

function monthOf(word: string): number | undefined {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const exact = MONTHS.findIndex((names) => names.includes(plain));
  const at =
    exact !== -1
      ? exact
      : MONTHS.findIndex((names) => plain.length > 4 && names.some((name) => plain.startsWith(name)));
  return at === -1 ? undefined : at + 1;
}

/** Longer texts are no days. */
const MAX_LENGTH = 40;

function written(text: string): Written | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = text.trim();
  const packed = /^(\d{4})(\d\d)(\d\d)(?:$|[T ]?\d{4,6})/.exec(plain);
  if (packed) return { parts: [packed[1]!, packed[2]!, packed[3]!], isYearLast: false, hasDots: false };
  const numbers = /^(\d{1,4})\s*([./-])\s*(\d{1,4})\s*([./\-'’]) ?(\d{1,4})\.?(?:$|[T ,]+\d{1,2}[:.])/.exec(plain);
  if (numbers)
    return {
      parts: [numbers[1]!, numbers[3]!, numbers[5]!],
      isYearLast: /['’]/.test(numbers[4]!),
      hasDots: numbers[2] === "." && numbers[4] === ".",
    };
  const words = /^(\d{1,4})[\s.\-/]+(\p{L}{3,12})\.?[\s.\-/,]*['’]?(\d{1,4})(?:$|[ ,]+\d{1,2}:)/u.exec(plain);
  const month = words && monthOf(words[2]!);
  if (words && month) return { parts: [words[1]!, String(month), words[3]!], month, isYearLast: false, hasDots: false };
  const english = /^(\p{L}{3,12})\.?\s+(\d{1,2}),?\s+(\d{4})$/u.exec(plain);
  const first = english && monthOf(english[1]!);
  if (english && first)
    return { parts: [english[2]!, String(first), english[3]!], month: first, isYearLast: false, hasDots: false };
  return undefined;
}

const PLACES: Readonly<Record<DateOrder, readonly [day: number, month: number, year: number]>> = {
  dmy: [0, 1, 2],
  mdy: [1, 0, 2],
  ymd: [2, 1, 0],
  ydm: [1, 2, 0],
  myd: [2, 0, 1],
};

/** No bank has a payment before the first or after the last of these years. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
/** Of years of two digits those from here on were in the twentieth century. */
const PIVOT = 70;

function inOrder(given: Written, order: DateOrder): string | undefined {
  const { parts, month: isWord, isYearLast } = given;
  // A month in a word has the year beside it: at the end, unless it comes first with four digits.
  const places = isWord ? (parts[0].length === 4 ? PLACES.ymd : PLACES.dmy) : PLACES[order];
  const [day, month, year] = places.map((at) => parts[at]!) as [string, string, string];
  if (isYearLast && places[2] !== 2) return undefined;
  if (day.length > 2 || month.length > 2 || (year.length !== 2 && year.length !== 4)) return undefined;
  const short = Number(year) + (Number(year) < PIVOT || isYearLast ? 2000 : 1900);
  return dayIn(year.length === 2 ? short : Number(year), Number(month), Number(day));
}

/** `YYYY-MM-DD`, of a day that exists and on which a bank may have booked something. */
export function dayIn(year: number, month: number, day: number): string | undefined {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

export function dayOf(text: string, order: DateOrder): string | undefined {
  const given = written(text);
  return given && inOrder(given, order);
}

/** Whether it is written like a day, be there such a day or not. */
export const isDayLike = (text: string): boolean => written(text) !== undefined;

/** Years come last nearly everywhere, and first where they have four digits; the other orders are rare. */
const LIKELIHOOD: readonly (readonly DateOrder[])[] = [["dmy", "mdy"], ["ymd"], ["ydm"], ["myd"]];

/**
 * The order in which all of these days exist. "ambiguous" when two orders that are as likely yield different days; undefined when no order
 * fits any of them. Some of the texts may be no days at all, and fit none.
 */
export function orderOf(texts: readonly string[]): DateOrder | "ambiguous" | undefined {
  const all = texts.flatMap((text) => written(text) ?? []);
  const days = all.filter((one) => dateOrders.some((order) => inOrder(one, order) !== undefined));
  if (days.length === 0) return undefined;
  const fits = (order: DateOrder) => days.every((one) => inOrder(one, order) !== undefined);
  for (const orders of LIKELIHOOD) {
    const fitting = orders.filter(fits);
    if (fitting.length === 1) return fitting[0]!;
    if (fitting.length === 0) continue;
    if (days.every((one) => new Set(fitting.map((order) => inOrder(one, order))).size === 1)) return fitting[0]!;
    // With dots the day comes first, wherever dots are used.
    return days.every(({ hasDots }) => hasDots) ? "dmy" : "ambiguous";
  }
  return undefined;
}
