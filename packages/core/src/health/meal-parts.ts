/** Cuts a sentence about a meal into its parts, one for each food. */

import { isName } from "#core/health/foods/find";
import { ENDING, isAdjective, JOIN, OPENING, WITHOUT } from "#core/health/foods/words";
import { readPart, wordsIn } from "#core/health/meal-amounts";
import { plainNumbers } from "#core/household/ingredient-numbers";

/** The most parts of a sentence that are read. */
export const MAX_PARTS = 60;

const EGGS = /(?:eggs?|eiern?)(?!\p{L})/iu.source;
const MADE_OF_EGGS = new RegExp(
  String.raw`(?:rührei(?:er)?|omelette?s?|omeletts?|scrambled eggs?)\s+(?:aus|from|of|with|mit|made\s+(?:of|from|with))\s+(\p{L}+|\d+)\s+(?:large\s+|big\s+)?${EGGS}`,
  "giu",
);

/** Numbers that recipes do not have: “ein Viertel”, “3-egg omelette”, “Rührei aus drei Eiern”. */
const inNumbers = (text: string): string =>
  text
    .replace(/(?<!\p{L})(?:drei\s?viertel)(?=\s)/giu, "3/4")
    .replace(/(?<!\p{L})(?:(?:ein|eine|einem)\s+)?viertel(?=\s+\p{L})/giu, "1/4")
    .replace(/(?<!\p{L})(?:(?:ein|eine|einem)\s+)?drittel(?=\s+\p{L})/giu, "1/3")
    .replace(/(?<!\p{L})(\d+|two|three|four|five)[-\s]egg\s+(?:omelette?|scramble)/giu, "$1 scrambled eggs")
    .replace(MADE_OF_EGGS, "$1 scrambled eggs");

/** A text whose numbers are all digits. */
export const numbered = (text: string): string =>
  inNumbers(
    plainNumbers(
      text
        .toWellFormed()
        .normalize("NFC")
        .replace(/[^\S\n\r]+/g, " "),
    ),
  );

export interface Part {
  text: string;
  /** Whether it was eaten with what is before it. */
  isSide: boolean;
}

const WITH = /(?:with|mit|and|und|plus|&|\+|on|auf|topped|belegt|bestrichen)/iu;

/** The parts of a sentence in their order. */
export function partsOf(text: string): Part[] {
  const kept = text
    .split(/[\n\r;]+|\.(?=\s|$)/u)
    .flatMap((line) => {
      const [eaten = "", ...rest] = line.split(WITHOUT);
      // Behind what was left out, the sentence may go on.
      return [
        eaten,
        ...rest.map((one) =>
          one
            .split(/,(?!\d)|\s(?:and|und|with|mit)\s/iu)
            .slice(1)
            .join(", "),
        ),
      ];
    })
    .map((line) => line.trim().replace(OPENING, "").replace(ENDING, "").trim());
  return kept.flatMap((line) => joined(line));
}

/** Cuts a line where foods are joined, unless the joint belongs to a name (“mac and cheese”) or to a number (“one and a half”). */
function joined(line: string): Part[] {
  const atoms: Atom[] = [];
  let rest = line;
  let joint = "";
  for (let i = 0; i < MAX_PARTS * 2; i++) {
    const found = JOIN.exec(rest);
    if (!found) break;
    const head = rest.slice(0, found.index);
    const tail = rest.slice(found.index + found[0].length);
    if (/^(?:an?\s+|ein(?:e|en)?\s+)?(?:half|halb\p{L}*|quarter|\d\/\d)(?!\p{L})/iu.test(tail) && isNumber(head)) {
      // “one and a half cups” is one number.
      const next = JOIN.exec(tail);
      const end = next ? next.index : tail.length;
      atoms.push({ text: rest.slice(0, found.index + found[0].length + end), joint });
      rest = next ? tail.slice(end + next[0].length) : "";
      joint = next ? next[0] : "";
      continue;
    }
    atoms.push({ text: head, joint });
    rest = tail;
    joint = found[0];
  }
  atoms.push({ text: rest, joint });
  return grouped(atoms.reduce<Atom[]>(withAdjective, []));
}

interface Atom {
  text: string;
  joint: string;
}

/** “a cup of strawberries, sliced”: what only says how a food was made belongs to it. */
function withAdjective(before: Atom[], atom: Atom): Atom[] {
  const words = wordsIn(atom.text);
  const last = before.at(-1);
  if (!last || words.length === 0 || !words.every(isAdjective)) return [...before, atom];
  return [...before.slice(0, -1), { ...last, text: `${last.text} ${atom.text.trim()}` }];
}

function grouped(atoms: readonly Atom[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < atoms.length; ) {
    let length = 1;
    for (let count = Math.min(4, atoms.length - i); count > 1; count--) {
      const whole = atoms.slice(i, i + count);
      if (whole.slice(1).some((one) => /[,;]/.test(one.joint))) continue;
      const name = whole.map((one, at) => (at === 0 ? one.text : one.joint + one.text)).join("");
      if (isName(readPart(name)?.name ?? name)) {
        length = count;
        break;
      }
    }
    const whole = atoms.slice(i, i + length);
    const written = whole
      .map((one, at) => (at === 0 ? one.text : one.joint + one.text))
      .join("")
      .trim()
      .replace(OPENING, "")
      .replace(ENDING, "");
    if (/[\p{L}\d]/u.test(written)) parts.push({ text: written, isSide: i > 0 && WITH.test(atoms[i]!.joint) });
    i += length;
  }
  return parts;
}

const isNumber = (text: string): boolean =>
  /(?:^|\s)(?:\d+|an?|one|two|three|four|five|six|ein|eine|einen|zwei|drei|vier|fünf)\s*$/iu.test(text);
