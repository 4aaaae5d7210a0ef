/** Nutrients by their names in the API, whose endings are the units. */
import type en from "./words.en.ts";

type Words = typeof en;
export type Nutrient = keyof Words["nutrients"];

/** The name of a nutrient; one that nobody has a word for is called as the API does. */
export const nameOf = (words: Words, nutrient: string): string =>
  (words.nutrients as Record<string, string>)[nutrient] ?? nutrient;

/** An amount in the unit of the nutrient. */
export function amountOf({ units }: Words, nutrient: string, amount: number): string {
  if (nutrient === "calories") return units.kcal(amount);
  const unit = (["Mg", "Ug", "G"] as const).find((one) => nutrient.endsWith(one));
  return unit ? units[unit](amount) : String(amount);
}
