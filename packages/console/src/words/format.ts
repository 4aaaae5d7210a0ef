/**
 * Numbers, money, days, times and lists as the person writes them: the only place that formats. All read the person's locale and zone from
 * place.ts. A day is text (`2026-03-02`) and never becomes an instant; an instant is text of ISO 8601 in UTC.
 */
import { minorUnitDigits } from "#core/finance/decimals";
import { place } from "./place.ts";

/** The form for `n` by the rules of the language (Unicode CLDR): `plural(n, { one: "1 task", other: "tasks" })`. */
export function plural(n: number, forms: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>): string {
  const { language } = place();
  return (
    forms[formatter("plural", Intl.PluralRules, language === "qps" ? "en" : language, {}).select(n)] ?? forms.other
  );
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return formatter("number", Intl.NumberFormat, place().locale, options).format(value);
}

/** `share` is from 0 to 1. */
export const percent = (share: number): string => number(share, { style: "percent", maximumFractionDigits: 0 });

/** `cents` are of the smallest unit of the currency by ISO 4217: 500 of JPY are ¥500, and 500 of HUF are 5 forints, which Intl would not say. */
export function money(cents: number, currency = place().currency): string {
  const digits = minorUnitDigits(currency);
  const options = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  return formatter("number", Intl.NumberFormat, place().locale, options).format(cents / 10 ** digits);
}

/** `unit` is one of Intl's: `kilometer`, `minute`. */
export const measure = (value: number, unit: string, unitDisplay: "short" | "long" | "narrow" = "short"): string =>
  number(value, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });

/** A size as people compare them: 1,500,000 is `1.5 MB`. */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = Math.min(units.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  // “B” alone says little.
  return measure(bytes / 1_000 ** power, units[power]!, power === 0 ? "long" : "short");
}

/** 95 is `1 h 35 min`. */
export function duration(minutes: number): string {
  const hours = Math.trunc(minutes / 60);
  const rest = Math.round(minutes % 60);
  const parts = [hours && measure(hours, "hour"), (rest || !hours) && measure(rest, "minute")];
  return said(parts.filter(Boolean).join(" "));
}

/** `9:05`, and from an hour on `1:00:05`, as clocks that count down show it everywhere. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const two = { minimumIntegerDigits: 2 };
  const rest = `${number(minutes, hours > 0 ? two : {})}:${number(whole % 60, two)}`;
  return hours > 0 ? `${number(hours)}:${rest}` : rest;
}

/** The name of a day of the week; 1 is Monday (ISO 8601). */
export function nameOfWeekday(of: number): string {
  const format = formatter("date", Intl.DateTimeFormat, place().locale, { weekday: "long", timeZone: "UTC" } as const);
  // The first of January 2024 was a Monday.
  return said(format.format(noonOf(`2024-01-0${of}`)));
}

/** The short name of the month that a day is in: `Mar`. */
export const nameOfMonth = (of: string): string =>
  said(
    formatter("date", Intl.DateTimeFormat, place().locale, { month: "short", timeZone: "UTC" } as const).format(
      noonOf(of),
    ),
  );

type DayStyle = "short" | "long" | "weekday" | "full" | "month";
const days: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: "numeric", month: "short" },
  long: { day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  full: { weekday: "long", day: "numeric", month: "long" },
  month: { month: "long", year: "numeric" },
};

/** A day, `2026-03-02`. Of another year than this one, the year is said. */
export function day(value: string, style: DayStyle = "short"): string {
  const options = { ...days[style], timeZone: "UTC" };
  if (value.slice(0, 4) !== dayOf(now()).slice(0, 4)) options.year = "numeric";
  return said(formatter("date", Intl.DateTimeFormat, place().locale, options).format(noonOf(value)));
}

/** Only the weekday of a day: `Mon`, `Monday`, `M`. */
export const weekday = (value: string, style: "short" | "long" | "narrow" = "short"): string =>
  said(
    formatter("date", Intl.DateTimeFormat, place().locale, { weekday: style, timeZone: "UTC" }).format(noonOf(value)),
  );

/** The number of a day in its month. */
export const dayOfMonth = (value: string): string => number(Number(value.slice(8)));

/** From one day to another, which is included: `2 – 8 March 2026`. */
export function dayRange(from: string, to: string): string {
  const options = { ...days.long, timeZone: "UTC" } as const;
  return said(formatter("date", Intl.DateTimeFormat, place().locale, options).formatRange(noonOf(from), noonOf(to)));
}

/** What a clock shows so many minutes after midnight: `14:00`, `2:00 pm`. */
export function clock(minute: number): string {
  const options = { timeStyle: "short", timeZone: "UTC" } as const;
  return said(formatter("date", Intl.DateTimeFormat, place().locale, options).format(minute * 60_000));
}

/** `yesterday`, `today`, `in 2 days`; from a week on the day itself. */
export function relativeDay(value: string): string {
  const distance = daysBetween(dayOf(now()), value);
  if (Math.abs(distance) >= 7) return day(value);
  return said(relativeFormat().format(distance, "day"));
}

/** The time of an instant in the person's zone: `11:02`. */
export const time = (instant: string): string => dateTime(instant, { timeStyle: "short" });

/** Day and time of an instant. */
export const moment = (instant: string): string => dateTime(instant, { dateStyle: "medium", timeStyle: "short" });

/** `2 minutes ago`, `in 3 hours`; from a day on, day and time. */
export function relative(instant: string): string {
  const seconds = (Date.parse(instant) - now().getTime()) / 1000;
  const format = relativeFormat();
  if (Math.abs(seconds) < 60) return said(format.format(Math.trunc(seconds), "second"));
  if (Math.abs(seconds) < 3600) return said(format.format(Math.trunc(seconds / 60), "minute"));
  if (Math.abs(seconds) < 86_400) return said(format.format(Math.trunc(seconds / 3600), "hour"));
  return moment(instant);
}

export function dateTime(instant: string, options: Intl.DateTimeFormatOptions): string {
  const { locale, zone } = place();
  return said(formatter("date", Intl.DateTimeFormat, locale, { ...options, timeZone: zone }).format(new Date(instant)));
}

/** `a, b and c`. */
export const list = (items: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string =>
  formatter("list", Intl.ListFormat, place().locale, { type }).format(items);

/** For sorting texts as the person's language does. */
export const compare = (a: string, b: string): number =>
  formatter("collator", Intl.Collator, place().locale, { numeric: true }).compare(a, b);

let serverAhead = 0;

/** What the server's clock says, as far as its answers told: a clock that is an hour off changes no day and no age. */
export const now = (): Date => new Date(Date.now() + serverAhead);

/** Called with the Date header of answers. Below two seconds is the network's doing. */
export function setServerTime(date: string | null): void {
  const ahead = Date.parse(date ?? "") - Date.now();
  if (Number.isFinite(ahead)) serverAhead = Math.abs(ahead) < 2_000 ? 0 : ahead;
}

/** The day of an instant in the person's zone. */
export function dayOf(instant: Date | string): string {
  const options = { timeZone: place().zone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const parts = formatter("date", Intl.DateTimeFormat, "en-CA-u-ca-iso8601-nu-latn", options).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

let lastToday = { minute: "", day: "" };

/** It is asked for with each row, and changes at the end of a minute at most. */
export function today(): string {
  const minute = `${place().zone} ${Math.floor(now().getTime() / 60_000)}`;
  if (lastToday.minute !== minute) lastToday = { minute, day: dayOf(now()) };
  return lastToday.day;
}

/** The day `days` later. */
export function dayAfter(value: string, days: number): string {
  const date = noonOf(value);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / 86_400_000);

/** In the language of tests (words.ts) a text of Intl stands in brackets like any other that is no word of a page. */
const said = (text: string): string => (place().language === "qps" ? `[${text}]` : text);

/** Only for arithmetic and for formats in UTC: no zone can move it to another day. */
const noonOf = (value: string): Date => new Date(`${value}T12:00:00Z`);

const relativeFormat = (): Intl.RelativeTimeFormat =>
  formatter<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
    "relative",
    Intl.RelativeTimeFormat,
    place().locale,
    { numeric: "auto" },
  );

const formatters = new Map<string, unknown>();

/** Formatters take long to make and are kept. */
function formatter<O extends object, F>(
  kind: string,
  Format: new (locale: string, options: O) => F,
  locale: string,
  options: O,
): F {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known as F;
  const made = new Format(locale, options);
  formatters.set(key, made);
  return made;
}
