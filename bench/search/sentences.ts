/** Texts of one person, and questions of which it is known what they are to find; all of it from a seed. */

export interface Known {
  /** What is typed. */
  q: string;
  /** The index of the text that it is about. */
  about: number;
}

export const KINDS = ["as it is", "beginnings", "without accents", "a mistake"] as const;
export type Kind = (typeof KINDS)[number];

const ONSETS = "b c ch d f g h j k l m n p qu r s sch sp st t tr v w z bl gr pl br kr".split(" ");
const VOWELS = "a e i o u ä é ö ü ai ei ou a e i o".split(" ");
const ENDS = "  n r s t l m nd rt ng ck tion ment ung er".split(" ");

/** Between 0 and 1, the same for each seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Sentences of 6 to 14 words, some of which are in very many sentences and most in few, as in any language (Zipf). */
export function sentences(count: number, seed: number): string[] {
  const random = randomOf(seed);
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
  const vocabulary = new Set<string>();
  while (vocabulary.size < 20_000) {
    let word = "";
    for (let left = 1 + Math.floor(random() * 3); left > 0; left--) word += one(ONSETS) + one(VOWELS);
    vocabulary.add(word + one(ENDS).trim());
  }
  const words = [...vocabulary];
  const pick = () => words[Math.min(words.length - 1, Math.floor(words.length ** random()) - 1)]!;
  return Array.from({ length: count }, () => {
    const some = Array.from({ length: 6 + Math.floor(random() * 9) }, pick);
    return `${some[0]![0]!.toUpperCase()}${some.join(" ").slice(1)}.`;
  });
}

/** Two or three words of a text that are not in very many, typed in each of the ways. */
export function questions(texts: readonly string[], count: number, seed: number): Record<Kind, Known[]> {
  const random = randomOf(seed);
  const uses = new Map<string, number>();
  for (const text of texts) for (const word of new Set(wordsIn(text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  const asked = Object.fromEntries(KINDS.map((kind) => [kind, [] as Known[]])) as Record<Kind, Known[]>;
  while (asked["as it is"].length < count) {
    const about = Math.floor(random() * texts.length);
    const rare = [...new Set(wordsIn(texts[about]!))].filter(
      (word) => word.length >= 5 && uses.get(word)! < texts.length / 50,
    );
    const some = rare
      .sort((a, b) => (random() < 0.5 ? -1 : 1) || a.localeCompare(b))
      .slice(0, 2 + Math.floor(random() * 2));
    if (some.length < 2) continue;
    const wrong = Math.floor(random() * some.length);
    asked["as it is"].push({ q: some.join(" "), about });
    asked.beginnings.push({
      q: some.map((word) => [...word].slice(0, -1 - Math.floor(random() * 2)).join("")).join(" "),
      about,
    });
    asked["without accents"].push({
      q: some
        .join(" ")
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, ""),
      about,
    });
    asked["a mistake"].push({
      q: some.map((word, i) => (i === wrong ? mistyped(word, random) : word)).join(" "),
      about,
    });
  }
  return asked;
}

const wordsIn = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** With a letter left out, put in twice, or swapped with the next. */
function mistyped(word: string, random: () => number): string {
  const letters = [...word];
  const at = 1 + Math.floor(random() * (letters.length - 2));
  const how = Math.floor(random() * 3);
  if (how === 0) letters.splice(at, 1);
  else if (how === 1) letters.splice(at, 0, letters[at]!);
  else [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  return letters.join("");
}
