/** What a nutrition target wants, in words. */
import { amountOf } from "./nutrients.ts";
import type en from "./words.en.ts";

export function wantedOf(
  words: typeof en,
  { nutrient, least, most }: { nutrient: string; least: number | null; most: number | null },
): string {
  const say = (amount: number) => amountOf(words, nutrient, amount);
  if (least !== null && most !== null) return words.meals.between(say(least), say(most));
  return least === null ? words.meals.atMost(say(most ?? 0)) : words.meals.atLeast(say(least));
}
