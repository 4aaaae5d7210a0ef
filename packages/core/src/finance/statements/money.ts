/** Amounts as banks write them. They stay text until the currency is known, and never become floating-point numbers. */
import { minorUnitDigits } from "#core/finance/decimals";
import { MAX_CENTS } from "#core/finance/minor-units";
import { statementReasons } from "#core/finance/sayings";
import type { Saying } from "#kit/saying";

export type DecimalSign = "comma" | "point";

export interface Money {
  /** A decimal number with a point, without a sign. */
  digits: string;
  /** What is written of its direction. */
  sign: "+" | "-" | undefined;
  /** Of a currency that is named beside it. */
  currency?: string;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₽": "RUB",
  "₺": "TRY",
  "₪": "ILS",
};

/** More characters than an amount has. */
const MAX_LENGTH = 60;

/**
 * An amount in any of the forms that statements have: "-1.000,00 €", "$(0.01)", "12.50-", "1'000.00", "20.00 DR". A sign that may group or
 * divide ("1,234") is what `decimal` says, and groups where that says nothing. Undefined for what is no amount, such as NaN and 1e5.
 */
export function moneyOf(text: string, decimal?: DecimalSign): Money | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  let rest = text
    .normalize("NFKC")
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(/[−–]/g, "-");
  let sign: Money["sign"];
  const bracketed = /^([^()]*)\(([^()]+)\)([^()]*)$/.exec(rest);
  if (bracketed) [rest, sign] = [bracketed.slice(1).join(""), "-"];
  const marked = /(cr|dr)$/i.exec(rest);
  if (marked) [rest, sign] = [rest.slice(0, -2), marked[1]!.toLowerCase() === "dr" ? "-" : "+"];
  let currency: string | undefined;
  const named =
    /^([+-]?)([A-Za-z]{3}|[^\d+\-.,'’A-Za-z])?([+-]?)([\d.,'’]+)([+-]?)([A-Za-z]{3}|[^\d+\-.,'’A-Za-z])?([+-]?)$/.exec(
      rest,
    );
  if (!named) return undefined;
  const signs = [named[1], named[3], named[5], named[7]].filter(Boolean);
  if (signs.length > 1) return undefined;
  for (const one of [named[2], named[6]]) {
    if (!one) continue;
    const code = one.length === 3 ? one.toUpperCase() : SYMBOLS[one];
    if (code && currency && code !== currency) return undefined;
    if (code) currency = code;
  }
  if (signs[0]) {
    if (sign && sign !== signs[0]) return undefined;
    sign = signs[0] as "+" | "-";
  }
  const digits = digitsOf(named[4]!, decimal);
  return digits === undefined ? undefined : { digits, sign, currency };
}

function digitsOf(text: string, decimal: DecimalSign | undefined): string | undefined {
  const plain = text.replace(/(?<=\d)['’](?=\d{3})/g, "");
  if (!/^[\d.,]+$/.test(plain) || !/\d/.test(plain)) return undefined;
  const at = dividerOf(plain, decimal);
  const whole = at === -1 ? plain : plain.slice(0, at);
  const fraction = at === -1 ? "" : plain.slice(at + 1);
  if (/[.,]/.test(fraction)) return undefined;
  if (/[.,]/.test(whole) && !/^\d{1,3}(?:([.,])\d{2,3})(?:\1\d{2,3})*$/.test(whole)) return undefined;
  if (at !== -1 && whole.includes(plain[at]!)) return undefined;
  const ones = whole.replace(/[.,]/g, "") || "0";
  return fraction === "" ? ones : `${ones}.${fraction}`;
}

/** Where the fraction begins, or -1. */
function dividerOf(plain: string, decimal: DecimalSign | undefined): number {
  const [comma, point] = [plain.lastIndexOf(","), plain.lastIndexOf(".")];
  const last = Math.max(comma, point);
  if (last === -1) return -1;
  if (decimal) return decimal === "comma" ? comma : point;
  if (comma !== -1 && point !== -1) return last;
  const isOnce = plain.indexOf(plain[last]!) === last;
  return isOnce && plain.length - last - 1 !== 3 ? last : -1;
}

/** What divides the fractions of these amounts: undefined when none of them tells. */
export function decimalOf(texts: readonly string[]): DecimalSign | undefined {
  const count = { comma: 0, point: 0 };
  for (const text of texts) {
    const plain = text.replace(/[^\d.,]/g, "");
    const at = dividerOf(plain, undefined);
    if (at !== -1) count[plain[at] === "," ? "comma" : "point"]++;
  }
  if (count.comma === count.point) return undefined;
  return count.comma > count.point ? "comma" : "point";
}

/** An amount with its sign as text. */
export const signed = (digits: string, isSpent: boolean): string =>
  isSpent && /[1-9]/.test(digits) ? `-${digits}` : digits;

/** Minor units of the currency, or why it has none that are kept: finer than the currency, or beyond what one payment can be. */
export function minorUnits(amount: string, currency: string): number | Saying {
  const [, minus, ones, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)!;
  const places = minorUnitDigits(currency);
  if (/[1-9]/.test(fraction.slice(places))) return statementReasons("amount_too_fine", { amount, currency });
  const units = BigInt(ones! + fraction.slice(0, places).padEnd(places, "0"));
  if (units > BigInt(MAX_CENTS)) return statementReasons("amount_too_large", { amount });
  return Number(minus ? -units : units);
}

/** Minor units as a decimal number with a point. */
export function decimalText(minor: number, currency: string): string {
  const places = minorUnitDigits(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return minor < 0 ? `-${text}` : text;
}
