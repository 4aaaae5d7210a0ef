/** Finds exercises by words of their names, muscles and equipment, in English and German. */
import { type Exercise, exerciseId, exerciseOf, exercises } from "#core/health/exercises/exercises";
import { EQUIPMENT_WORDS, type Equipment, MUSCLE_WORDS, type Muscle } from "#core/health/exercises/terms";

export interface Wanted {
  /** Words; each has to begin a word of the exercise, or be within one. */
  q?: string | undefined;
  /** Worked first or second. */
  muscle?: Muscle | undefined;
  equipment?: Equipment | undefined;
}

/** What a search needs to know of an exercise, of the table or of the person's own. */
export type Findable = Pick<Exercise, "id" | "name" | "names" | "equipment" | "primaryMuscles" | "secondaryMuscles">;

const MAX_WORDS = 10;

/**
 * Those that are wanted, the best first: what is called exactly so, what begins so, what is called so in part, what has the muscle or the
 * equipment; among equals what people have a name for, and the shorter name.
 */
export function found<E extends Findable>(
  among: readonly E[],
  { q = "", muscle, equipment }: Wanted,
  limit: number,
): E[] {
  const key = exerciseId(q);
  const words = key === "-" ? [] : key.split("-").slice(0, MAX_WORDS);
  const isWanted = (one: E) =>
    (!equipment || one.equipment === equipment) &&
    (!muscle || one.primaryMuscles.includes(muscle) || one.secondaryMuscles.includes(muscle));
  return among
    .filter(isWanted)
    .map((one) => ({ one, ...rankOf(one, key, words, muscle) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || a.length - b.length || (a.one.id < b.one.id ? -1 : 1))
    .slice(0, limit)
    .map(({ one }) => one);
}

const NOT_FOUND = 100;

/** How well it fits, the least best, and the length of the name that fits. */
function rankOf(one: Findable, key: string, words: readonly string[], muscle: Muscle | undefined) {
  const common = (one.names.length > 0 ? 0 : 1) + (muscle && !one.primaryMuscles.includes(muscle) ? 2 : 0);
  if (words.length === 0) return { rank: common, length: one.name.length };
  const names = [one.name, ...one.names].map(exerciseId);
  const fits = [
    (name: string) => name === key,
    (name: string) => name.startsWith(key),
    (name: string) => holds(name.split("-"), words),
    (name: string) => isWithin(name.split("-"), words),
  ];
  for (const [at, isFitting] of fits.entries()) {
    const fitting = names.filter(isFitting);
    if (fitting.length > 0) return { rank: 10 * at + common, length: Math.min(...fitting.map((name) => name.length)) };
  }
  const others = [
    ...names,
    ...one.primaryMuscles.map((each) => exerciseId(MUSCLE_WORDS[each])),
    ...(one.equipment ? [exerciseId(EQUIPMENT_WORDS[one.equipment])] : []),
  ].flatMap((name) => name.split("-"));
  const rank = holds(others, words) ? 10 * fits.length : isWithin(others, words) ? 10 * fits.length + 5 : NOT_FOUND;
  return { rank: rank + common, length: one.name.length };
}

/** German joins words: “drücken” is in “Bankdrücken”. */
const isWithin = (of: readonly string[], words: readonly string[]) =>
  words.every((word) => of.some((each) => each.startsWith(word) || (word.length > 2 && each.includes(word))));

const holds = (of: readonly string[], words: readonly string[]) =>
  words.every((word) => of.some((each) => each.startsWith(word)));

/** The exercises of the table that are wanted, and those of the person's own. */
export const foundInTable = (wanted: Wanted, limit: number): Exercise[] => found(exercises(), wanted, limit);

export const isInTable = (name: string): boolean => exerciseOf(name) !== undefined;
