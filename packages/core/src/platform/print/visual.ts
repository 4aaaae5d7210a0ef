/**
 * The order in which the characters of a line are drawn from left to right, by the Unicode Bidirectional Algorithm (UAX #9), and the forms that
 * Arabic letters take beside each other, by chapter 9.2 of the Unicode Standard. Marks are drawn after the letter that they belong to. The work
 * grows with the length of the line alone, whatever strangers write.
 */
import bidiFactory from "bidi-js";

export interface Drawn {
  /** The character (code point) to draw. */
  character: number;
  /** What is to be read there. */
  source: string;
  /** It is drawn over the letter beside it: the one before, or in letters from right to left the one after. */
  isMark: boolean;
}

/** Draws nothing: what is to be read of a second letter that one form stands for. */
const NOTHING = 0x200b;

const MARK = /\p{M}/u;
/** What says how others are shown and is not shown itself. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;
/** Breaks of words, and what would turn letters of others round. */
const LEFT_OUT = /[\u200b\u202a-\u202e]/g;
/** No language puts as many marks on a letter (UAX #15, 13); what has more is made to be slow, or unreadable. */
const MORE_MARKS = /(\p{M}{30})\p{M}+/gu;
/** Whether a text has nothing that is not drawn as it stands. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u20a0-\u20bf]*$/;

interface Cluster {
  /** The letter and its marks after it, each with what is to be read of it. */
  parts: Drawn[];
  /** Where in the text the letter is, in UTF-16 code units. */
  at: number;
}

let algorithm: ReturnType<typeof bidiFactory> | undefined;
function bidi() {
  algorithm ??= bidiFactory();
  return algorithm;
}

/** Whether a text is written from right to left: what comes first of what has a direction has this one. */
export function isRightToLeft(text: string): boolean {
  for (const character of text) {
    const type = bidi().getBidiCharTypeName(character);
    if (type === "R" || type === "AL") return true;
    if (type === "L") return false;
  }
  return false;
}

/** What is drawn of one line, from left to right. `rightToLeft`: whether the text that it is a line of is written so. */
export function drawn(line: string, rightToLeft: boolean): Drawn[] {
  if (!rightToLeft && PLAIN.test(line)) return [...line].map((source) => asItIs(source));
  const text = line.normalize("NFC").replace(LEFT_OUT, "").replace(MORE_MARKS, "$1");
  const clusters = new Map(clustersOf(joined(text)).map((cluster) => [cluster.at, cluster]));
  const embedding = bidi().getEmbeddingLevels(text, rightToLeft ? "rtl" : "ltr");
  return bidi()
    .getReorderedIndices(text, embedding)
    .flatMap((at) => {
      const parts = clusters.get(at)?.parts ?? [];
      return embedding.levels[at]! % 2 === 0 ? parts : parts.map(mirrored).reverse();
    });
}

const asItIs = (source: string): Drawn => ({ source, character: source.codePointAt(0)!, isMark: MARK.test(source) });

function mirrored(part: Drawn): Drawn {
  const other = bidi().getMirroredCharacter(part.source)?.codePointAt(0);
  return other === undefined ? part : { ...part, character: other };
}

function clustersOf(characters: readonly Drawn[]): Cluster[] {
  const clusters: Cluster[] = [];
  let at = 0;
  for (const one of characters) {
    const last = clusters.at(-1);
    if (last && (one.isMark || one.character === NOTHING)) last.parts.push(one);
    else if (!UNSEEN.test(one.source)) clusters.push({ parts: [one], at });
    at += one.source.length;
  }
  return clusters;
}

/** The forms of an Arabic letter: alone, at the end, at the beginning and in the middle of joined letters. */
type Forms = readonly number[];
let forms: { letters: ReadonlyMap<string, Forms>; pairs: ReadonlyMap<string, Forms> } | undefined;

/** Unicode has the forms as characters of their own, in this order, each of which is compatible with its letter. */
function arabicForms() {
  if (forms) return forms;
  const [letters, pairs] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (const [first, last] of [
    [0xfe80, 0xfefc],
    [0xfb50, 0xfbff],
  ] as const)
    for (let form = first; form <= last; form++) {
      const letter = String.fromCodePoint(form).normalize("NFKC");
      if (letter === String.fromCodePoint(form)) continue;
      const into = letter.length === 1 ? letters : letter.startsWith("\u0644") ? pairs : undefined;
      into?.set(letter, [...(into.get(letter) ?? []), form]);
    }
  forms = { letters, pairs };
  return forms;
}

const TATWEEL = "\u0640";
const JOINER = "\u200d";

/** The characters of a text, with Arabic letters in the form that those beside them ask for, and lam with alef as one. */
function joined(text: string): Drawn[] {
  const characters = [...text];
  if (!characters.some((one) => one >= "\u0600" && one <= "\u06ff")) return characters.map(asItIs);
  const { letters, pairs } = arabicForms();
  const joinsBack = (one: string | undefined) =>
    one !== undefined && (one === TATWEEL || one === JOINER || (letters.get(one)?.length ?? 0) > 1);
  const joinsOn = (one: string | undefined) =>
    one !== undefined && (one === TATWEEL || one === JOINER || (letters.get(one)?.length ?? 0) > 2);
  const beside = (i: number, step: 1 | -1) => {
    let at = i + step;
    while (characters[at] !== undefined && MARK.test(characters[at]!)) at += step;
    return characters[at];
  };
  const out: Drawn[] = [];
  for (let i = 0; i < characters.length; i++) {
    const source = characters[i]!;
    const isAfter = joinsOn(beside(i, -1));
    const pair = pairs.get(source + (characters[i + 1] ?? ""));
    if (pair) {
      out.push({ ...asItIs(source), character: pair[isAfter ? 1 : 0]! });
      out.push({ ...asItIs(characters[++i]!), character: NOTHING });
      continue;
    }
    const its = letters.get(source);
    const [before, after] = [isAfter && joinsBack(source), joinsOn(source) && joinsBack(beside(i, 1))];
    const place = before ? (after ? 3 : 1) : after ? 2 : 0;
    const plain = asItIs(source);
    out.push({ ...plain, character: its?.[place] ?? plain.character });
  }
  return out;
}
