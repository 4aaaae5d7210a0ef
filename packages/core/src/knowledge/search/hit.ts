/** What both ways of searching answer, and how their answers become one. */
import { isoInstant } from "#kit/columns";

/** A row that was found, by its best piece. */
export interface Hit {
  type: string;
  id: string;
  pillar: string;
  title: string;
  content: string;
  tags: readonly string[];
  occurredAt: string;
  /** Where the words are that were found, as in pieces.ts; none where it was found by what it means. */
  places: readonly number[];
  /** How well it fits, by the measure of the way that found it: above 0, and to be compared with nothing else. */
  fit: number;
}

/** A row as both functions of the database yield it. */
export interface FoundRow {
  entity_type: string;
  entity_id: string;
  pillar: string;
  title: string;
  content: string;
  tags: string;
  occurred_at: string;
  fit: number;
}

export const hitOf = (row: FoundRow, places: readonly number[]): Hit => ({
  type: row.entity_type,
  id: row.entity_id,
  pillar: row.pillar,
  title: row.title,
  content: row.content,
  tags: JSON.parse(row.tags) as string[],
  occurredAt: isoInstant(row.occurred_at),
  places,
  fit: row.fit,
});

/** What rows have to be. `from` is in, `to` is not. */
export interface Filters {
  types: readonly string[] | null;
  pillars: readonly string[] | null;
  from: string | null;
  to: string | null;
  tags: readonly string[] | null;
}

export type Arm = "text" | "meaning";

export interface Fused extends Omit<Hit, "fit"> {
  score: number;
  matchedBy: Arm[];
}

/** From “Reciprocal Rank Fusion outperforms Condorcet” (Cormack, Clarke and Büttcher, 2009). */
const K = 60;

/**
 * What a place counts is less where what is there fits less well than the first: by the share of its fit, to this power. Ranks alone take what is
 * second by a hair for what is second by far. Of what is meant even the hundredth is near, so that differences are made larger.
 */
const SHARE = { text: 1, meaning: 2 } as const;

/**
 * What a place among what is meant weighs beside one among what has the words. A sentence says what it means, and its words are in many texts;
 * who types a word or two, or half of one, wants those words. Weights of 1.5 to 2.5 for sentences find about the same; this one, and the powers of
 * `SHARE`, were chosen by every second question of `npm run prove -- meaning`, and hold for the others.
 */
export const weightOfMeaning = (q: string): number => (wordsIn(q) <= 2 || q.includes('"') ? 0.9 : 2);

/**
 * Texts of this cosine and below have nothing to do with a question: those of two random sentences have 0.25. A word or two are as near as 0.5 to
 * other short texts, also when they are no words, and 0.6 and more to what means the same.
 */
export const leastSimilar = (q: string): number => (wordsIn(q) <= 2 ? 0.52 : 0.35);

const wordsIn = (q: string): number => q.trim().split(/\s+/).length;

/** Reciprocal rank fusion with weights, of the way and of the place: each row once, with the piece of the way that ranks it higher; a row that both find comes before one of the same rank. */
export function fuse(text: readonly Hit[], meaning: readonly Hit[], weight = 1): Fused[] {
  const fused = new Map<string, Fused & { best: number }>();
  for (const [arm, hits] of [
    ["text", text],
    ["meaning", meaning],
  ] as const)
    for (const [rank, { fit, ...hit }] of hits.entries()) {
      const key = `${hit.type} ${hit.id}`;
      const share = ((arm === "meaning" ? weight : 1) * (fit / hits[0]!.fit) ** SHARE[arm]) / (K + rank + 1);
      const known = fused.get(key);
      if (known === undefined) fused.set(key, { ...hit, score: share, matchedBy: [arm], best: rank });
      else if (!known.matchedBy.includes(arm)) {
        // The words that were found are marked, whichever piece is shown.
        const shown = rank < known.best && hit.places.length > 0 ? hit : known;
        fused.set(key, {
          ...shown,
          score: known.score + share,
          matchedBy: [...known.matchedBy, arm],
          best: Math.min(rank, known.best),
        });
      }
    }
  return [...fused.values()]
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.best - b.best ||
        (a.occurredAt < b.occurredAt ? 1 : a.occurredAt > b.occurredAt ? -1 : a.id < b.id ? -1 : 1),
    )
    .map(({ best: _, ...hit }) => hit);
}
