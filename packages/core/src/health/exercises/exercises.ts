/**
 * Exercises by what people call them: the names of the table, in English and German, and how a name is compared.
 *
 * A set names its exercise as people write it. The name belongs to the exercise of the table that has it (or has the id that it
 * makes); any other name is an exercise of its own, with the folded name as its id.
 */
import { TABLE } from "#core/health/exercises/table";
import {
  CATEGORIES,
  type Category,
  EQUIPMENT,
  type Equipment,
  MECHANICS,
  type Mechanic,
  MUSCLES,
  type Muscle,
} from "#core/health/exercises/terms";
import { folded } from "#core/household/folding";

export interface Exercise {
  id: string;
  name: string;
  nameDe: string | null;
  /** What else people call it, in either language. */
  names: readonly string[];
  equipment: Equipment | null;
  mechanic: Mechanic | null;
  category: Category;
  primaryMuscles: Muscle[];
  secondaryMuscles: Muscle[];
}

/** The id that a name makes: without case, accents and punctuation, its words joined by hyphens. At most 200 characters. */
export const exerciseId = (name: string): string =>
  folded(name)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 200)
    .toWellFormed() || "-";

let table: readonly Exercise[] | undefined;
let byName: ReadonlyMap<string, Exercise> | undefined;

/** All exercises of the table, by id. */
export function exercises(): readonly Exercise[] {
  table ??= TABLE.split("\n").map(parsed);
  return table;
}

/** The exercise of the table that has this name or id; undefined for every other name. */
export function exerciseOf(name: string): Exercise | undefined {
  byName ??= new Map(exercises().flatMap((one) => [one.name, ...one.names].map((each) => [exerciseId(each), one])));
  return byName.get(exerciseId(name));
}

/** The id by which sets of this name are counted together. */
export const idOfName = (name: string): string => exerciseOf(name)?.id ?? exerciseId(name);

function parsed(line: string): Exercise {
  const [name = "", terms = "", primary = "", secondary = "", english = "", german = ""] = line.split("|");
  const de = german.split(";").filter(Boolean);
  const muscles = (letters: string) => [...letters].map((letter) => termOf(MUSCLES, letter)!);
  return {
    id: exerciseId(name),
    name,
    nameDe: de[0] ?? null,
    names: [...english.split(";").filter(Boolean), ...de],
    equipment: termOf(EQUIPMENT, terms[0]),
    mechanic: termOf(MECHANICS, terms[1]),
    category: termOf(CATEGORIES, terms[2])!,
    primaryMuscles: muscles(primary),
    secondaryMuscles: muscles(secondary),
  };
}

/** The table has a letter for each term, in their order; a hyphen for none. */
const termOf = <T extends string>(terms: readonly T[], letter = "-"): T | null =>
  terms[letter.charCodeAt(0) - "a".charCodeAt(0)] ?? null;
