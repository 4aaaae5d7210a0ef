/** When two ways to write the name of a food mean the same thing: in a recipe, on the list and in the pantry. */
import { folded } from "#core/household/folding";
import { singular } from "#core/household/plurals";

/**
 * A name without case, accents, punctuation, brand marks, “and”, what stands in brackets, and the plural: “Eggs (large)” and “egg” are the same.
 * It is for comparing only, and nothing is kept under it.
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
