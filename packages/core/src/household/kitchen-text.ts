/** Amounts as people read and measure them; the exact ones stay in the data. */
import { converted, dimensionOf, fromBillionths, toBillionths } from "#core/household/units";

/** The metric units of a dimension, the small one first. */
const METRIC: Partial<Record<ReturnType<typeof dimensionOf>, readonly [small: string, large: string]>> = {
  mass: ["g", "kg"],
  volume: ["ml", "l"],
};
/** Parts of a unit that spoons and cups are made for. */
const DENOMINATORS = [1, 2, 3, 4, 8];

/**
 * An amount as a kitchen measures it: `2 stick`, `1.25 kg`, `1/3 cup`. One that no spoon or scale measures is rounded to what a
 * measuring jug shows, with the unit it is counted in besides: `about 975 ml, or 4.11 cup`.
 */
export function kitchenText(quantity: number, unit: string): string {
  // Nobody buys 1.17 dozen.
  if (dimensionOf(unit) === "count" && unit !== "piece" && !Number.isInteger(quantity * 2))
    return kitchenText(fromBillionths(converted(toBillionths(quantity), unit, "piece")!), "piece");
  const metric = METRIC[dimensionOf(unit)];
  if (!metric) return `${plain(quantity, 2)} ${unit}`;
  if (!metric.includes(unit)) {
    const part = partOf(quantity);
    if (part) return `${part} ${unit}`;
  }
  const [small, large] = metric;
  const exact = fromBillionths(converted(toBillionths(quantity), unit, small)!);
  const rounded = roundedTo(exact, exact < 10 ? 0.5 : exact < 100 ? 1 : exact < 1_000 ? 5 : 25);
  const isMetric = metric.includes(unit);
  const isExact = isMetric && (Math.abs(exact - rounded) < 1e-6 || plain(exact, 0) === String(exact));
  const shown = isExact ? exact : rounded;
  const measured = shown >= 1_000 ? `${plain(shown / 1_000, 3)} ${large}` : `${plain(shown, 1)} ${small}`;
  if (isExact) return measured;
  return isMetric || rounded === 0 ? `about ${measured}` : `about ${measured}, or ${plain(quantity, 2)} ${unit}`;
}

/** `1/3`, `2 1/2`; undefined for what is no such part. */
function partOf(quantity: number): string | undefined {
  for (const denominator of DENOMINATORS) {
    const parts = Math.round(quantity * denominator);
    if (parts === 0 || Math.abs(quantity - parts / denominator) > 1e-6) continue;
    const [whole, rest] = [Math.floor(parts / denominator), parts % denominator];
    if (rest === 0) return String(whole);
    return `${whole > 0 ? `${whole} ` : ""}${rest}/${denominator}`;
  }
  return undefined;
}

const roundedTo = (amount: number, step: number): number => Math.round(amount / step) * step;

/** With so many decimals at most; what would be nothing with them keeps its first digit. */
const plain = (amount: number, decimals: number): string => {
  const rounded = Number(amount.toFixed(decimals));
  return String(rounded === 0 ? Number(amount.toPrecision(1)) : rounded);
};
