/** When two spellings of a food's name mean the same thing: in a recipe, on the list and in the pantry. */
import { folded } from "#core/household/folding";
import { singular } from "#core/household/plurals";

/**
 * A name without case, accents, punctuation, brand marks, “and”, text in brackets, and the plural: “Eggs (large)” and “egg” are
 * the same. The key is only compared, and never stored.
 */
export function itemKey(name: string): string {
  const words = folded(name.replace(/[®™©℠]/g, ""))
    .replace(/\([^)]*\)/g, " ")
    .replace(/&| (?:and|und|et|och|og) /g, " ")
    .replace(/['’`´]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}%]+/gu, " ")
    .trim();
  return words.split(" ").map(singular).join(" ") || name.trim().toLowerCase();
}
