/** Amounts of the kitchen, as people write them. */
import { number } from "#console/words/format.ts";

/** “2 l”, “0.25 kg”, “6”: pieces have no unit. Nothing where the recipe says no amount. */
export function amount(
  quantity: number | null | undefined,
  unit: string | null | undefined,
  upTo?: number | null,
): string {
  if (quantity === null || quantity === undefined) return "";
  const figure = upTo ? `${figureOf(quantity)}–${figureOf(upTo)}` : figureOf(quantity);
  return !unit || unit === "piece" ? figure : `${figure} ${unit}`;
}

/** Nobody measures thousandths, but a gram of a kilogram is one. */
const figureOf = (value: number): string => number(value, { maximumFractionDigits: 3 });
