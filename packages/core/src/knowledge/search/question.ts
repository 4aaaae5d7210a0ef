/** What somebody types, as a question to the database: each word with what it may stand for. */
import { sql } from "drizzle-orm";
import { type Word, wordsOf } from "#core/knowledge/search/words";
import { type Read, read } from "#kit/db";

/** Of the words that somebody types as many are looked up, of which the rarest count. */
const MAX_ASKED = 32;
const MAX_GROUPS = 12;
/** Pieces that are looked at where not all words are found together. */
const MOST_LOOKED_AT = 1_500;
/** A word of more pieces than this finds the newest. */
const VERY_MANY = 2_000;
const MAX_ALIKE = 6;
/** Letters of a word that may have two mistakes. */
const LONG = 8;
/** Of one whose end may be missing besides. */
const NOT_SHORT = 5;

export interface Alike {
  at: number;
  kind: "begins" | "alike" | "split" | "stem" | "all" | "waiting";
  word: string;
  n: number;
}

export interface Typed {
  words: readonly Word[];
  /** Each once, with two that stand beside each other as one behind them. */
  asked: readonly string[];
  joined: readonly (readonly [first: number, second: number])[];
}

/** Undefined when there is no word in it. */
export function typedOf(q: string): Typed | undefined {
  const words = wordsOf(q, true);
  const single = [...new Set(words.map(({ word }) => word))].slice(0, MAX_ASKED);
  if (single.length === 0) return undefined;
  const joined = single
    .slice(1)
    .flatMap((word, i) => (word.length + single[i]!.length <= 40 ? [[i, i + 1] as const] : []));
  return { words, asked: [...single, ...joined.map(([a, b]) => single[a]! + single[b]!)], joined };
}

export const alikeRead = ({ asked }: Typed): Read<Alike[]> =>
  read<Alike>(
    sql`select at, kind, word, n from words_alike(${`{${asked.map((word) => `"${word}"`).join()}}`}::text[])`,
  );

interface Group {
  exact: string;
  near: string | null;
  far: string | null;
  title: string;
  weight: number;
}

export interface Question {
  all: string;
  any: string | null;
  newest: boolean;
  groups: Group[];
  phrase: string | null;
  marked: string[];
}

/**
 * Undefined when nothing has any of the words. `isLimited`: who asks may not read all that the words were counted in, and learns nothing of the
 * rest by how well something is found: each word weighs the same.
 */
export function questionOf(typed: Typed, found: readonly Alike[], isLimited = false): Question | undefined {
  const total = found.find(({ kind }) => kind === "all")?.n ?? 0;
  const byWord = Map.groupBy(found, ({ at }) => at);
  const single = typed.asked.slice(0, typed.asked.length - typed.joined.length);
  const joins = typed.joined.flatMap(([first, second], i) => {
    const [best] = (byWord.get(single.length + i + 1) ?? []).filter(({ kind }) => kind === "begins");
    return best ? [{ of: [first, second], ...best }] : [];
  });
  const known = single
    .map((word, i) =>
      standsFor(
        word,
        byWord.get(i + 1) ?? [],
        joins.filter(({ of }) => of.includes(i)),
      ),
    )
    .filter(({ n }) => n > 0)
    .map((one) => ({ ...one, weight: isLimited ? 1 : rarity(one.n, total) }))
    .sort((a, b) => a.n - b.n)
    .slice(0, MAX_GROUPS);
  if (known.length === 0) return undefined;
  const phrases = phrasesOf(typed.words);
  return {
    all: known.map(({ any }) => `(${any})`).join(" & "),
    any:
      known.length < 2 && single.length === known.length
        ? null
        : rarest(known)
            .map(({ any }) => `(${any})`)
            .join(" | "),
    newest: known.length === 1 && known[0]!.n > VERY_MANY,
    groups: known.map(({ exact, near, far, title, weight }) => ({ exact, near, far, title, weight })),
    phrase: phrases,
    marked: [...new Set(known.flatMap(({ lexemes }) => lexemes))],
  };
}

/** As in BM25: how much less of the texts have a word than have it. */
const rarity = (n: number, total: number): number =>
  Math.max(0.05, Math.log(1 + (Math.max(total, n) - n + 0.5) / (n + 0.5)));

function rarest<T extends { n: number }>(known: readonly T[]): T[] {
  let looked = 0;
  return known.filter(({ n }, i) => {
    looked += n;
    return i === 0 || looked <= MOST_LOOKED_AT;
  });
}

interface Join extends Alike {
  of: readonly number[];
}

function standsFor(word: string, found: readonly Alike[], joins: readonly Join[]) {
  const of = (kind: Alike["kind"]) => found.filter((one) => one.kind === kind);
  const [itself, begins] = [
    of("begins").filter((one) => one.word === word),
    of("begins").filter((one) => one.word !== word),
  ];
  const alike = of("alike")
    .map((one) => ({ ...one, distance: distance(word, one.word) }))
    .filter((one) => one.distance < (word.length < LONG ? 2 : 3))
    .sort((a, b) => a.distance - b.distance || b.n - a.n || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_ALIKE);
  const split = of("split").map((one) => one.word.split(" ") as [string, string]);
  const near = wordsIn([...of("stem"), ...begins, ...joins]).filter((one) => one !== word);
  const far = [...wordsIn(alike).map(quoted), ...split.map(([head, tail]) => `(${quoted(head)} <-> ${quoted(tail)})`)];
  const alone = [word, ...near, ...wordsIn(alike)];
  return {
    exact: quoted(word),
    near: near.length > 0 ? near.map(quoted).join(" | ") : null,
    far: far.length > 0 ? far.join(" | ") : null,
    title: alone.map((one) => `${quoted(one)}:A`).join(" | "),
    any: [...[word, ...near].map(quoted), ...far].join(" | "),
    lexemes: [...alone, ...split.flat()],
    // A text with a word has its stem, too.
    n: Math.max(countOf([...itself, ...begins, ...alike, ...of("split"), ...joins]), countOf(of("stem"))),
  };
}

const wordsIn = (found: readonly Alike[]) => [...new Set(found.map(({ word }) => word))];
const countOf = (found: readonly Alike[]) => found.reduce((sum, { n }) => sum + n, 0);
/** Words have neither quotes nor backslashes in them (see words.ts), and stems one slash more. */
const quoted = (word: string) => `'${word}'`;

/** The words as they stand beside each other. */
const phrasesOf = (words: readonly Word[]) =>
  words.length < 2
    ? null
    : words
        .slice(0, MAX_ASKED)
        .map(({ word }) => quoted(word))
        .join(" <-> ");

/**
 * How many letters of a word are put in, left out, changed, or swapped with their neighbour (optimal string alignment). Another word that goes
 * on behind that is half a mistake further away.
 */
export function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [above, row] = [rows[i - 1]!, [i]];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          above[j]! + 1,
          row[j - 1]! + 1,
          above[j - 1]! + (isSame ? 0 : 1),
          isSwapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  const last = rows[a.length]!;
  return a.length < NOT_SHORT ? last[b.length]! : Math.min(last[b.length]!, Math.min(...last) + 0.5);
}
