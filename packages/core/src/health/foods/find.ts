/** Finds foods by what people call them: by their names, or by the words of their descriptions. */
import { type Food, foodOf, foods } from "#core/health/foods/foods";
import { COOKED, isAdjective, isMade, isPlain, RAW } from "#core/health/foods/words";
import { folded } from "#core/household/folding";
import { itemKey } from "#core/household/item-names";

export interface Found {
  food: Food;
  /** The name is that of another food, which the table lacks. */
  standsFor?: string;
  /** Further foods that the words fit as well; the first one is the usual one. */
  others: readonly Food[];
  /** Nobody said whether it was weighed before or after it was cooked. */
  isStateOpen: boolean;
  /** Of a food that somebody has chosen: those that the name would have meant. */
  alike?: readonly Food[];
}

export type Search = Found | { candidates: readonly Food[]; isAmbiguous: boolean };

interface Index {
  names: ReadonlyMap<string, readonly Food[]>;
  stems: ReadonlyMap<string, readonly Food[]>;
  /** The foods in whose names or description a word is. */
  words: ReadonlyMap<string, readonly number[]>;
  /** The number of words of each food's description. */
  lengths: readonly number[];
  standIns: ReadonlyMap<string, string>;
}

let index: Index | undefined;

function indexOnce(): Index {
  index ??= indexed();
  return index;
}

/** The most words of a name that are looked at. */
const MAX_WORDS = 12;
const MAX_CANDIDATES = 6;
/** Foods that the words fit equally well are taken for one another when their energies differ by no more than this. */
const MAX_DIFFERENCE = 1.6;

/** The food that a name means, or candidates for it when that is not sure. */
export function findFood(name: string): Search {
  const all = wordsOf(name).slice(0, MAX_WORDS);
  if (all.length === 0) return { candidates: [], isAmbiguous: false };
  const said = all.map(folded);
  const isRaw = said.some((word) => RAW.test(word));
  const isCooked = said.some((word) => COOKED.test(word) || isMade(word));
  const bare = all.filter((_, i) => !isPlain(said[i]!));
  // “medium whole wheat roll”: a word that often means nothing may be part of the name.
  const leading = said.findIndex((word) => !isPlain(word));
  const shorter = Array.from({ length: Math.max(0, leading) }, (_, i) => all.slice(i + 1));
  const tries = [all, ...shorter, bare, essential(all, said)];
  for (const words of tries) {
    const found = words.length > 0 ? named(words.join(" ")) : undefined;
    if (!found) continue;
    const state = isRaw && found.food.rawId ? foodOf(found.food.rawId) : undefined;
    const isStateOpen = !isRaw && !isCooked && found.food.rawId !== undefined;
    return { ...found, ...(state && { food: state }), isStateOpen };
  }
  return described(bare.length > 0 ? bare : all);
}

/** Whether these words are the name of a food, so that an “and” between them joins no two foods. */
export const isName = (name: string): boolean => named(name) !== undefined;

const essential = (all: readonly string[], said: readonly string[]) =>
  all.filter((_, i) => !isPlain(said[i]!) && !COOKED.test(said[i]!) && !RAW.test(said[i]!) && !isMade(said[i]!));

const wordsOf = (name: string): string[] =>
  name
    .replace(/\d+(?:[.,]\d+)?\s?%(?:\s+fett)?/giu, (percent) => percent.replace(/\s+/g, ""))
    .split(/[\s,/()"„“”]+/)
    .filter((word) => /[\p{L}\d%]/u.test(word));

function named(name: string): Omit<Found, "isStateOpen"> | undefined {
  const { names, stems, standIns } = indexOnce();
  const key = itemKey(name);
  const found = names.get(key) ?? stems.get(stemOf(key));
  const [food, ...others] = found ?? [];
  if (!food) return undefined;
  const standsFor = standIns.get(key);
  return { food, others: others.slice(0, MAX_CANDIDATES), ...(standsFor && { standsFor: name }) };
}

/** By the words of the descriptions: all words have to be in it. */
function described(words: readonly string[]): Search {
  const { words: byWord, lengths } = indexOnce();
  const keys = [...new Set(words.flatMap((word) => itemKey(word).split(" ")).filter((key) => key.length > 1))];
  if (keys.length === 0) return { candidates: [], isAmbiguous: false };
  const lists = keys.map((key) => byWord.get(key) ?? []);
  const holding = lists.reduce((left, list) => {
    const here = new Set(list);
    return left.filter((one) => here.has(one));
  });
  const table = foods();
  const fewest = Math.min(...holding.map((one) => lengths[one]!));
  if (keys.length === 1) return byHead(keys[0]!, holding);
  const best = holding.filter((one) => lengths[one]! <= fewest + 1).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  const [first, ...others] = best.map((one) => table[one]!);
  if (first && isAlike([first, ...others]))
    return { food: first, others: others.slice(0, MAX_CANDIDATES), isStateOpen: false };
  if (first) return { candidates: [first, ...others].slice(0, MAX_CANDIDATES), isAmbiguous: true };
  return { candidates: nearest(keys), isAmbiguous: false };
}

/** A single word is in the descriptions of dishes, too, which are something else: it has to be the head of a description. */
function byHead(key: string, holding: readonly number[]): Search {
  const { lengths } = indexOnce();
  const table = foods();
  const heads = holding
    .filter((one) => itemKey(table[one]!.description.split(/[,(]/)[0]!) === key)
    .sort((a, b) => lengths[a]! - lengths[b]! || a - b)
    .map((one) => table[one]!);
  const [first, ...others] = heads;
  if (first && isAlike(heads)) return { food: first, others: others.slice(0, MAX_CANDIDATES), isStateOpen: false };
  const candidates = heads.length > 0 ? heads : nearest([key]);
  return { candidates: candidates.slice(0, MAX_CANDIDATES), isAmbiguous: heads.length > 0 };
}

function isAlike(found: readonly Food[]): boolean {
  const energies = found.map((one) => one.per100g.calories);
  return Math.max(...energies) <= Math.max(20, Math.min(...energies) * MAX_DIFFERENCE);
}

/** Foods that share most of the words of a name, whatever it means. */
export function similarTo(name: string): readonly Food[] {
  const keys = wordsOf(name)
    .slice(0, MAX_WORDS)
    .filter((word) => !isAdjective(folded(word)))
    .flatMap((word) => itemKey(word).split(" "))
    .filter((key) => key.length > 1);
  return nearest([...new Set(keys)]);
}

/** Foods that share most of the words, those with names first. */
function nearest(keys: readonly string[]): Food[] {
  const { words: byWord, lengths } = indexOnce();
  const shared = new Map<number, number>();
  for (const key of keys)
    for (const one of (byWord.get(key) ?? []).slice(0, 400)) shared.set(one, (shared.get(one) ?? 0) + 1);
  const table = foods();
  const isNamed = (one: number) => (table[one]!.english.length > 0 ? 0 : 1);
  return [...shared]
    .sort(([a, m], [b, n]) => n - m || isNamed(a) - isNamed(b) || lengths[a]! - lengths[b]! || a - b)
    .slice(0, MAX_CANDIDATES)
    .map(([one]) => table[one]!);
}

function indexed(): Index {
  const names = new Map<string, Food[]>();
  const stems = new Map<string, Food[]>();
  const words = new Map<string, number[]>();
  const lengths: number[] = [];
  const standIns = new Map<string, string>();
  const add = (to: Map<string, Food[]>, key: string, food: Food) => {
    const before = to.get(key) ?? [];
    if (!before.includes(food)) to.set(key, [...before, food]);
  };
  for (const [i, food] of foods().entries()) {
    const inFood = new Set<string>();
    const description = itemKey(food.description.replace(/[()]/g, " ")).split(" ");
    for (const word of description) inFood.add(word);
    for (const name of [...food.english, ...food.german]) {
      const key = itemKey(name);
      add(names, key, food);
      add(stems, stemOf(key), food);
      if (food.standsFor.has(name)) standIns.set(key, food.id);
      else for (const word of key.split(" ")) inFood.add(word);
    }
    for (const word of inFood) {
      const foodsOf = words.get(word);
      if (foodsOf) foodsOf.push(i);
      else words.set(word, [i]);
    }
    lengths.push(description.length);
  }
  return { names, stems, words, lengths, standIns };
}

/** A form for all endings of a German word, which is only compared; shorter words are kept, since they would become each other. */
const stemOf = (key: string): string =>
  key
    .split(" ")
    .map((word) => (word.length > 4 ? word.replace(/(?:es|en|er|em|n|e|s)$/, "") : word))
    .join(" ");
