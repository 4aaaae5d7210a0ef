/** Reads numbers as people write them. `type=number` follows the browser's language and refuses the other mark. */

/** The mark before the decimals: “,” in `de`, “.” in `en`. */
export function decimalMark(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
}

/**
 * A number from “1.234,5”, “1,234.5”, “12,5”, “12.5”, “−3” or “١٢”. Point and comma are both taken: the last one is the decimal mark, unless it
 * groups thousands (it comes twice, or it is not the locale's decimal mark and exactly three digits follow).
 */
export function readNumber(text: string, mark: string): number | undefined {
  const plain = toAsciiDigits(text)
    .trim()
    .replace(/^[−–]/, "-")
    .replaceAll(/[\s'’٬]/gu, "")
    .replaceAll("٫", mark);
  if (!/^[-+]?(\d[\d.,]*|[.,]\d+)$/.test(plain)) return undefined;
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const sign = plain[last] ?? "";
  const groups =
    last >= 0 &&
    (plain.split(sign).length > 2 ||
      (sign !== mark && /^[.,]\d{3}$/.test(plain.slice(last)) && !/^[-+]?0[.,]/.test(plain)));
  const whole = last < 0 || groups ? plain : plain.slice(0, last);
  if (!wellGrouped(whole)) return undefined;
  const digits = whole.replaceAll(/[.,]/g, "") || "0";
  const value = Number(
    groups || last < 0
      ? digits
      : `${digits === "-" || digits === "+" ? `${digits}0` : digits}.${plain.slice(last + 1) || "0"}`,
  );
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Minor units from an amount of money; `undefined` when it has more decimals than the currency: rounding money would invent some.
 * `exponent` is how many decimals the currency has (ISO 4217).
 */
export function readMinorUnits(text: string, exponent: number, mark: string): number | undefined {
  const value = readNumber(text, mark);
  if (value === undefined) return undefined;
  const minor = Math.round(value * 10 ** exponent);
  return Number.isSafeInteger(minor) && Math.abs(minor / 10 ** exponent - value) < 1e-9 * Math.max(1, Math.abs(value))
    ? minor
    : undefined;
}

/** How an amount stands in a field: no symbol and no groups, which only get in the way of editing. */
export function writeMinorUnits(minor: number, exponent: number, mark: string): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -exponent)}${mark}${digits.slice(-exponent)}`;
}

export function writeNumber(value: number, mark: string): string {
  return String(value).replace(".", mark);
}

/** Groups of three, where there are any: “1,23,456” is more likely a mistake than a number. */
function wellGrouped(whole: string): boolean {
  return /^[-+]?\d*$/.test(whole) || /^[-+]?\d{1,3}([.,]\d{3})+$/.test(whole);
}

/** Digits of other scripts by their value, since each script's ten stand in a row. */
function toAsciiDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹०-९０-９]/g, (digit) => {
    const zero = [0x660, 0x6f0, 0x966, 0xff10].findLast((start) => digit.charCodeAt(0) >= start) ?? 0x30;
    return String(digit.charCodeAt(0) - zero);
  });
}
