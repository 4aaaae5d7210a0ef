/**
 * The words of a text as they are indexed and looked up: folded, in order, each with its place in the text. Where people write without
 * spaces, every two characters in a row are a word, so that what is looked up is found without knowing where words end.
 */

export interface Word {
  word: string;
  /** Where it stands in the text, in UTF-16 code units; `end` is behind it. */
  start: number;
  end: number;
}

/** In UTF-16 code units; of what is longer, such as a line of ten thousand marks, the beginning is its word. */
export const MAX_WORD = 60;

const RUN = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
/** A character with the marks that belong to it. */
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu;

/** `isAsked`: of what somebody looks for. In a text the last character of a run without spaces is a word, too, so that it is found alone. */
export function wordsOf(text: string, isAsked = false): Word[] {
  const words: Word[] = [];
  const add = (start: number, end: number) => {
    const word = fold(text.slice(start, end));
    if (word !== "") words.push({ word, start, end });
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let at = 0;
    for (const unspaced of run.matchAll(UNSPACED)) {
      if (unspaced.index > at) add(index + at, index + unspaced.index);
      at = unspaced.index + unspaced[0].length;
      const starts = Array.from(unspaced[0].matchAll(CHARACTER), (one) => index + unspaced.index + one.index);
      starts.push(index + at);
      const alone = starts.length === 2 || !isAsked ? 1 : 0;
      for (let i = 0; i + 2 < starts.length; i++) add(starts[i]!, starts[i + 2]!);
      if (alone) add(starts.at(-2)!, starts.at(-1)!);
    }
    if (at < run.length) add(index + at, index + run.length);
  }
  return words;
}

/** Marks that a word is the same without: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic. */
const LEFT_OUT = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
/** Letters that are no other letter with a mark, and are typed as one. */
const TYPED: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};

/** A word in lower case and without accents, whatever Unicode has for its characters. */
export function fold(word: string): string {
  const folded = word
    .slice(0, MAX_WORD * 4)
    .normalize("NFKD")
    .replace(LEFT_OUT, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/g, (letter) => TYPED[letter]!)
    .replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu, "")
    .normalize("NFC")
    .slice(0, MAX_WORD);
  // A character that was cut in half is none.
  return folded.isWellFormed() ? folded : folded.slice(0, -1);
}
