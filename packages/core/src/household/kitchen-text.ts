/** Amounts for people to read and measure; the data keep the exact ones. */
import { converted, dimensionOf, fromBillionths, toBillionths } from "#core/household/units";

/** The metric units of a dimension, the small one first. */
const METRIC: Partial<Record<ReturnType<typeof dimensionOf>, readonly [small: string, large: string]>> = {
  mass: ["g", "kg"],
  volume: ["ml", "l"],
};
/** Denominators of the fractions that spoons and cups exist for. */
const DENOMINATORS = [1, 2, 3, 4, 8];

/**
 * An amount as a kitchen measures it: `2 stick`, `1.25 kg`, `1/3 cup`. One that no spoon or scale can measure is rounded to the
 * scale of a measuring jug, followed by the exact amount in its own unit: `about 975 ml, or 4.11 cup`.
 */
export function kitchenText(quantity: number, unit: string): string {
  // A fraction of a dozen is better counted in pieces.
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

/** `1/3`, `2 1/2`; undefined when the quantity is no such fraction. */
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

/** The number with at most so many decimals; one that they would round to 0 keeps its first digit. */
const plain = (amount: number, decimals: number): string => {
  const rounded = Number(amount.toFixed(decimals));
  return String(rounded === 0 ? Number(amount.toPrecision(1)) : rounded);
};
