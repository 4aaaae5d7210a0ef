/** Names as they are compared: this decides which names are the same, for entities, their aliases, and what is found in texts. */
import { folded } from "#core/household/folding";
import { cut } from "#kit/text";

const MAX_CHARS = 300;
/** Marks beyond what any script writes on one letter would take longer to fold than the name is worth. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

/** Letters and digits in lower case without accents, with one space between words. What has neither is itself. Doing so twice changes nothing. */
export function normalizedName(name: string): string {
  const text = cut(name, 1_000).replace(PILED_MARKS, "$1");
  const words = folded(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return cut(words || text.trim(), MAX_CHARS).trim();
}
