/** What an estimate assumes, and what it asks, by codes that stay. */

/**
 * `usual_portion`, `usual_piece`, `usual_measure`: so much is usual. `as_water`: a millilitre weighs a gram. `fluid_ounces`: the ounces of a
 * drink. `stands_for`: the table lacks the food, and another one is nearest. `cooked`: it was weighed or measured cooked. `nearest`: several
 * foods fit the name, and the usual one is taken. `spread`, `milk_into`: so much goes on bread, into coffee or over cereal. `uncooked`: a
 * recipe measures it before it is cooked. `per_serving`: the recipe says it itself.
 */
export const ASSUMED = [
  "usual_portion",
  "usual_piece",
  "usual_measure",
  "as_water",
  "fluid_ounces",
  "stands_for",
  "cooked",
  "nearest",
  "spread",
  "milk_into",
  "uncooked",
  "per_serving",
] as const;
export type AssumedCode = (typeof ASSUMED)[number];

export interface Assumed {
  code: AssumedCode;
  values: Record<string, string | number>;
}

/**
 * `unknown_food`: the table has none of that name. `which_food`: it has several that differ. `how_much`: the measure says nothing of this
 * food, or nobody said how much. `too_much`: more than a meal has. `cooked_or_raw`: whether it was weighed before it was cooked.
 */
export const QUESTIONS = ["unknown_food", "which_food", "how_much", "too_much", "cooked_or_raw"] as const;
export type QuestionCode = (typeof QUESTIONS)[number];
