/**
 * The order in which the characters of a line are drawn from left to right, and the forms that Arabic letters take beside each other: what
 * the Unicode Bidirectional Algorithm (UAX #9) says of text without explicit embeddings, and chapter 9.2 of the Unicode Standard of joining. Marks
 * are drawn after the letter that they belong to.
 */

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

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** It is not shown, and says that what follows goes as letters from right to left do. */
const RIGHT_MARK = "\u200f";
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const MARK = /\p{M}/u;
/** What says how others are shown and is not shown itself. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;
/** Between two digits they are a part of the number. */
const WITHIN_NUMBER = /[.,:/+\u00a0\u066b\u066c\u202f-]/;
/** At an end of a number they are, too. */
const AROUND_NUMBER = /[#$%+\-\u2212\u00b0\u066a\p{Sc}]/u;
/** Whether a text has nothing that is not drawn as it stands. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u20a0-\u20bf]*$/;

const MIRRORED: Readonly<Record<string, string>> = Object.fromEntries(
  ["()", "[]", "{}", "<>", "«»", "‹›", "≤≥"].flatMap(([a, b]) => [
    [a!, b!],
    [b!, a!],
  ]),
);

interface Cluster {
  /** The letter and its marks after it, each with what is to be read of it. */
  parts: Drawn[];
  base: string;
  /** Even from left to right, odd from right to left. */
  level: number;
}

/** Whether a text is written from right to left: its first letter is. */
export function isRightToLeft(text: string): boolean {
  for (const character of text) {
    if (character === RIGHT_MARK) return true;
    if (LETTER.test(character)) return RIGHT.test(character);
  }
  return false;
}

/** What is drawn of one line, from left to right. `rightToLeft`: whether the text that it is a line of is written so. */
export function drawn(line: string, rightToLeft: boolean): Drawn[] {
  if (!rightToLeft && PLAIN.test(line)) return [...line].map((source) => asItIs(source));
  const clusters = clustersOf(joined(line.normalize("NFC")));
  setLevels(clusters, rightToLeft ? 1 : 0);
  return ordered(clusters).flatMap(({ parts, level }) => (level % 2 === 0 ? parts : parts.map(mirrored).reverse()));
}

const asItIs = (source: string): Drawn => ({ source, character: source.codePointAt(0)!, isMark: MARK.test(source) });

function mirrored(part: Drawn): Drawn {
  const other = MIRRORED[part.source]?.codePointAt(0);
  return other === undefined ? part : { ...part, character: other };
}

function clustersOf(characters: readonly Drawn[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const one of characters) {
    const last = clusters.at(-1);
    if (last && (one.isMark || one.character === NOTHING)) last.parts.push(one);
    else if (!UNSEEN.test(one.source)) clusters.push({ parts: [one], base: one.source, level: 0 });
  }
  return clusters;
}

type Direction = "left" | "right" | "number" | "neutral";

/** Rules W1 to I2: numbers stay from left to right, and what is neutral goes with what is on both sides of it, or else with the line. */
function setLevels(clusters: readonly Cluster[], line: 0 | 1): void {
  const directions = clusters.map(({ base }): Direction => {
    if (DIGIT.test(base)) return "number";
    if (!LETTER.test(base)) return "neutral";
    return RIGHT.test(base) ? "right" : "left";
  });
  const isNumber = (i: number) => directions[i] === "number";
  clusters.forEach(({ base }, i) => {
    if (
      directions[i] === "neutral" &&
      WITHIN_NUMBER.test(base) &&
      isNumber(i - 1) &&
      DIGIT.test(clusters[i + 1]?.base ?? "")
    )
      directions[i] = "number";
  });
  const joins = (i: number) => directions[i] === "neutral" && AROUND_NUMBER.test(clusters[i]!.base);
  for (let i = 1; i < clusters.length; i++) if (joins(i) && isNumber(i - 1)) directions[i] = "number";
  for (let i = clusters.length - 2; i >= 0; i--) if (joins(i) && isNumber(i + 1)) directions[i] = "number";
  const lineDirection = line === 1 ? "right" : "left";
  // A number after a letter from left to right, or in such a line before any letter, is like that letter.
  let strong: Direction = lineDirection;
  for (let i = 0; i < directions.length; i++) {
    if (directions[i] === "left" || directions[i] === "right") strong = directions[i]!;
    if (isNumber(i) && strong === "left") directions[i] = "left";
  }
  setBrackets(clusters, directions, lineDirection);
  for (let i = 0; i < directions.length; i++) {
    if (directions[i] !== "neutral") continue;
    let end = i;
    while (directions[end] === "neutral") end++;
    const side = (direction: Direction | undefined) =>
      direction === "number" ? "right" : (direction ?? lineDirection);
    const [before, after] = [side(directions[i - 1]), side(directions[end])];
    directions.fill(before === after ? before : lineDirection, i, end);
  }
  clusters.forEach((cluster, i) => {
    const direction = directions[i];
    cluster.level = direction === "right" ? 1 : direction === "number" || line === 1 ? 2 : 0;
  });
}

/**
 * Rule N0: brackets go with the line where what they hold does, or holds nothing that goes the other way; else with what they hold, if what is
 * before them does, too.
 */
function setBrackets(clusters: readonly Cluster[], directions: Direction[], line: "left" | "right"): void {
  const opened: { at: number; closes: string }[] = [];
  const strong = (direction: Direction | undefined) =>
    direction === undefined || direction === "neutral" ? undefined : direction === "left" ? "left" : "right";
  for (const [end, { base }] of clusters.entries()) {
    const closes = { "(": ")", "[": "]", "{": "}" }[base];
    if (closes) opened.push({ at: end, closes });
    const place = opened.findLastIndex((one) => one.closes === base);
    if (place === -1) continue;
    const start = opened[place]!.at;
    opened.length = place;
    const held = directions
      .slice(start + 1, end)
      .map(strong)
      .filter((one) => one !== undefined);
    if (held.length === 0) continue;
    const before =
      directions
        .slice(0, start)
        .map(strong)
        .findLast((one) => one !== undefined) ?? line;
    const direction = held.includes(line) || before === line ? line : before;
    directions[start] = direction;
    directions[end] = direction;
  }
}

/** Rule L2: from the highest level down to 1, what is at least of that level is turned round. */
function ordered(clusters: Cluster[]): Cluster[] {
  const line = [...clusters];
  for (const level of [2, 1])
    for (let i = 0; i < line.length; i++) {
      let end = i;
      while (end < line.length && line[end]!.level >= level) end++;
      if (end > i) line.splice(i, end - i, ...line.slice(i, end).reverse());
      i = end;
    }
  return line;
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
