/** When two ways to write the name of a food mean the same thing: in a recipe, on the list and in the pantry. */

/**
 * A name without case, accents, punctuation, what stands in brackets, and the plural: “Eggs (large)” and “egg” are the same.
 * It is for comparing only, and nothing is kept under it.
 */
export function itemKey(name: string): string {
  const folded = name
    .replace(/\([^)]*\)/g, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .trim();
  return folded.split(" ").map(singular).join(" ") || name.trim().toLowerCase();
}

/** English plurals; other words that end like one lose their ending wherever they stand, and so still agree. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|as)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:oes|shes|ches|xes|sses)$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}
