/** Amounts with their units as people write them, and the days that a page asks for. */
import { oneOf } from "#console/data/url.ts";
import { dayAfter, duration, number } from "#console/words/format.ts";
import type en from "./words.en.ts";

type Amounts = (typeof en)["amounts"];

/** An amount in a unit by its code; of one that nobody knows here, the code stays. */
export function amountIn(amounts: Amounts, unit: string | null, value: number): string {
  const known = (amounts as Readonly<Record<string, (value: number) => string>>)[unit ?? ""];
  if (known && unit !== "") return known(value);
  const said = number(value, { maximumFractionDigits: 1 });
  return unit === null || unit === "" ? said : `${said} ${unit}`;
}

/** The same for a difference, which says that it is more. */
export const changeIn = (amounts: Amounts, unit: string | null, value: number): string =>
  value < 0 ? `−${amountIn(amounts, unit, -value)}` : `+${amountIn(amounts, unit, value)}`;

export const SPANS = ["quarter", "month", "year", "all"] as const;
export type Span = (typeof SPANS)[number];
/** In the order in which they are offered. */
export const OFFERED = ["month", "quarter", "year", "all"] as const;
export const span = () => oneOf(...SPANS);

const DAYS: Record<Span, number> = { month: 30, quarter: 91, year: 365, all: 3_652 };

/** The days of a span that ends with `to`. */
export const daysOf = (of: Span, to: string): { from: string; to: string } => ({
  from: dayAfter(to, 1 - DAYS[of]),
  to,
});

/** Noon in UTC, in seconds: the same day nearly everywhere. */
export const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1_000;

/** Every day from one to another. */
export function everyDay(from: string, to: string): string[] {
  const days = [from];
  while (days.at(-1)! < to) days.push(dayAfter(days.at(-1)!, 1));
  return days;
}

/** What stands beside an axis: hours where it is minutes, and else the number alone, short. */
export const tickIn = (unit: string, value: number): string =>
  unit === "min" ? duration(value) : number(value, { notation: "compact", maximumFractionDigits: 1 });

/** Axes of minutes have whole hours, from two hours on. */
export const stepIn = (unit: string, most: number): number => (unit === "min" && most >= 120 ? 60 : 1);
