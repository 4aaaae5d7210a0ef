import type { Line } from "./receipt-lines.ts";

/** An amount as printed; the value is kept as digits, so that no cent is lost to binary fractions. */
export interface Amount {
  isNegative: boolean;
  integer: string;
  fraction: string;
  /** ISO 4217, or null when nothing stands beside it. `$`, `kr` and `¥` alone are kept as they are: they need a country. */
  currency: string | null;
  start: number;
  end: number;
}

/** Symbols that name one currency. */
const symbols: Record<string, string> = {
  ...{ "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND" },
  ...{ "₴": "UAH", "₱": "PHP", "₦": "NGN", "₡": "CRC", r$: "BRL", us$: "USD", "u.s.$": "USD", ca$: "CAD", c$: "CAD" },
  ...{ a$: "AUD", au$: "AUD", nz$: "NZD", hk$: "HKD", s$: "SGD", nt$: "TWD", mx$: "MXN", zl: "PLN", kc: "CZK" },
  ...{ ft: "HUF", lei: "RON", rs: "INR", "rs.": "INR", euro: "EUR", euros: "EUR", eur: "EUR", fr: "CHF", "fr.": "CHF" },
  ...{
    sfr: "CHF",
    "sfr.": "CHF",
    chf: "CHF",
    dollars: "USD",
    "kr.": "kr",
    kr: "kr",
    ",-": "",
    $: "$",
    "¥": "¥",
    "￥": "¥",
  },
};
/** Codes that are no English word in capitals (so no ALL, TOP, CUP, PEN), which menus would be full of. */
const codes =
  "USD EUR GBP CHF CAD AUD NZD JPY CNY INR PLN SEK NOK DKK ISK CZK HUF RON BGN RUB UAH TRY ILS AED SAR QAR KWD BHD OMR JOD TND MXN BRL ARS CLP COP UYU ZAR NGN KES EGP MAD THB VND IDR MYR SGD HKD TWD PHP KRW PKR LKR BDT RSD";
for (const code of codes.split(" ")) symbols[code.toLowerCase()] = code;

const symbolPattern = Object.keys(symbols)
  .sort((one, other) => other.length - one.length)
  .map((symbol) => symbol.replace(/[$.]/g, "\\$&"))
  .join("|");
const before = new RegExp(`(?:^|[^a-z])(${symbolPattern})[\\s:]{0,12}-?\\s?$`);
const after = new RegExp(`^(?:\\s?)(${symbolPattern})(?![a-z])(?!\\s{0,2}\\d)`);

// Thousands in groups of three by comma, point, apostrophe or space. A space only counts with two decimals at the end,
// or the quantity in “2 500 g” would become part of it.
const numbers =
  /\d{1,3}(?: \d{3})+[.,]\d{2}(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?(?!\d)|\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?(?!\d)|\d{1,3}(?:'\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d{1,12}(?:[.,]\d{1,3})?(?!\d)/g;
const measure =
  /^\s?(?:%|°|x\b|×|kg|kgs|g|gr|gram|grams|mg|l|lt|ltr|litre|liter|liters|cl|dl|ml|lb|lbs|oz|pc|pcs|pieces?|units?|stk|st|szt|szt\.|gb|mb|tb|km|mi|mm|cm|m2|m3|kwh|kcal|cal|hrs?|hours?|min|mins|days?|items?|pts?|points?|miles?)(?![a-z])/;

/** The amounts of money on a line, left to right: numbers with a currency beside them or with exactly two decimals. */
export function amountsIn(line: Pick<Line, "folded">): Amount[] {
  const amounts: Amount[] = [];
  for (const match of line.folded.matchAll(numbers)) {
    const amount = amountAt(line.folded, match.index, match[0]);
    if (amount) amounts.push(amount);
  }
  return amounts;
}

function amountAt(folded: string, start: number, digits: string): Amount | null {
  const end = start + digits.length;
  const left = folded.slice(Math.max(0, start - 20), start);
  const right = folded.slice(end, end + 16);
  const prefix = before.exec(left);
  const suffix = after.exec(right);
  const mark = prefix ? symbols[prefix[1]!]! : suffix ? symbols[suffix[1]!]! : null;
  // Part of a date, a time, a reference, a word.
  if (!prefix && /(?:[a-z0-9#@]|[a-z0-9][-/.:,])$/.test(left)) return null;
  if (/^[-/.:,']\d|^[a-z#@]/.test(right) && !suffix) return null;
  if (mark === null && (/^\/\d/.test(right) || measure.test(right))) return null;
  const [integer, fraction] = partsOf(digits, mark);
  if (mark === null && fraction.length !== 2) return null;
  if (integer.length > 10) return null;
  const isNegative =
    /-\s?$/.test(left) ||
    (prefix !== null && /-\s?\S{1,4}\s{0,2}$/.test(left)) ||
    /^\s?-(?!\s?[a-z0-9])/.test(right) ||
    isBracketed(left, right);
  return {
    isNegative,
    integer,
    fraction,
    currency: mark || null,
    start: prefix ? start - (left.length - prefix.index - (prefix[0].startsWith(prefix[1]!) ? 0 : 1)) : start,
    end: end + (prefix ? 0 : (suffix?.[0].length ?? 0)),
  };
}

/** Bookkeepers write what is taken off in brackets. */
function isBracketed(left: string, right: string): boolean {
  return /(?:^|\s)\([^a-z0-9]{0,3}$/.test(left) && /^\s?[^\s\d]{0,3}\)/.test(right);
}

const threeDecimals = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);
const noDecimals = new Set(["CLP", "ISK", "JPY", "KRW", "VND"]);

/** Digits before and after the decimal mark. The last mark decides; three digits after a lone mark are thousands. */
function partsOf(digits: string, currency: string | null): [integer: string, fraction: string] {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const marks = digits.replace(/\d/g, "");
  const decimals = last < 0 ? 0 : digits.length - last - 1;
  const isDecimal =
    last >= 0 &&
    (decimals !== 3 || new Set(marks).size > 1 || threeDecimals.has(currency ?? "") || /^0[.,]/.test(digits)) &&
    !(marks.length > 1 && new Set(marks).size === 1);
  const integer = (isDecimal ? digits.slice(0, last) : digits).replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  return [integer, isDecimal ? digits.slice(last + 1) : ""];
}

/** Minor units of the currency (ISO 4217: cents for most, whole yen, thousandths of a dinar), rounded half up. */
export function minorUnits(amount: Amount, currency: string): number {
  const exponent = noDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2;
  const fraction = amount.fraction.padEnd(exponent + 1, "0");
  const units = Number(amount.integer + fraction.slice(0, exponent)) + (fraction[exponent]! >= "5" ? 1 : 0);
  return amount.isNegative ? -units : units;
}

export interface CurrencyHints {
  /** Language of the document, ISO 639-1. */
  language: string;
  /** Top-level domains of the sender and of addresses in the text. */
  domains: string[];
  /** What the owner's account is kept in, for the case that the document says nothing. */
  fallback: string | null;
}

const dollarCountries: [RegExp, string][] = [
  [/\bcanad(?:a|ian)\b|\b(?:hst|pst|qst|tps|tvq)\b|\b(?:ontario|quebec|alberta|british columbia)\b/, "CAD"],
  [/\baustralian?\b|\babn\b/, "AUD"],
  [/\bnew zealand\b/, "NZD"],
  [/\bsingapore\b/, "SGD"],
  [/\bhong kong\b.{0,40}\bhkd\b/, "HKD"],
];
const domainCurrency: Record<string, string> = {
  ...{ de: "EUR", fr: "EUR", es: "EUR", it: "EUR", nl: "EUR", be: "EUR", at: "EUR", ie: "EUR", pt: "EUR", fi: "EUR" },
  ...{ pl: "PLN", uk: "GBP", ch: "CHF", se: "SEK", no: "NOK", dk: "DKK", cz: "CZK", hu: "HUF", ro: "RON", in: "INR" },
  ...{ jp: "JPY", ca: "CAD", au: "AUD", nz: "NZD", br: "BRL", mx: "MXN", us: "USD" },
};
const languageCurrency: Record<string, string> = { de: "EUR", fr: "EUR", es: "EUR", it: "EUR", nl: "EUR", pl: "PLN" };

/**
 * The currency of a document: what stands at its total, else what stands at most of its amounts, else what it says in
 * words, else the country of its language or domain. `isPrinted` is false when it had to be guessed.
 */
export function currencyOf(
  lines: Line[],
  total: Amount,
  hints: CurrencyHints,
): { currency: string; isPrinted: boolean } {
  const printed =
    total.currency ?? commonest(lines.flatMap((line) => amountsIn(line).map((amount) => amount.currency)));
  const folded = lines.map((line) => line.folded).join("\n");
  const domain = hints.domains.map((name) => domainCurrency[name]).find((code) => code !== undefined);
  if (printed === "$") {
    const country = dollarCountries.find(([pattern]) => pattern.test(folded))?.[1];
    const ofDomain = domain && /^(?:CAD|AUD|NZD|MXN)$/.test(domain) ? domain : null;
    return { currency: country ?? ofDomain ?? "USD", isPrinted: true };
  }
  if (printed === "kr") {
    const ofWords =
      /\bmoms\b/.test(folded) && /\bat betale\b/.test(folded) ? "DKK" : /\bmva\b/.test(folded) ? "NOK" : "SEK";
    return { currency: domain && /^(?:SEK|NOK|DKK)$/.test(domain) ? domain : ofWords, isPrinted: true };
  }
  if (printed === "¥")
    return { currency: /[\u4e00-\u9fff]元|人民币|\bcny\b|\brmb\b/.test(folded) ? "CNY" : "JPY", isPrinted: true };
  if (printed) return { currency: printed, isPrinted: true };
  const named = commonest([...folded.matchAll(wordsForCurrency)].map((match) => symbols[match[1]!] ?? null));
  if (named && named !== "$") return { currency: named, isPrinted: true };
  const guess = domain ?? languageCurrency[hints.language] ?? hints.fallback ?? "USD";
  return { currency: guess, isPrinted: false };
}

const wordsForCurrency = new RegExp(`\\b(${codes.toLowerCase().replaceAll(" ", "|")}|euros?|dollars)\\b`, "g");

function commonest(values: (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
