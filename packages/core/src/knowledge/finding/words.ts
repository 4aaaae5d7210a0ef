/** The words of a text with their places, folded for comparing. The work grows with the text, whatever it is made of. */
import { folded } from "#core/household/folding";

export interface Word {
  start: number;
  end: number;
  /** As it is compared; empty for one that is too long to be part of a name. */
  key: string;
}

/** Scripts that are written without spaces, or whose particles stand at the word: each letter is a word here. */
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}";
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
const PLAIN = /^[\x20-\x7e]*$/;
const MAX_WORD = 60;
const MAX_KEPT = 20_000;

export function wordsIn(text: string): Word[] {
  const keys = new Map<string, string>();
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    let key = keys.get(written);
    if (key === undefined) {
      key = keyOf(written);
      if (keys.size < MAX_KEPT) keys.set(written, key);
    }
    words.push({ start: index, end: index + written.length, key });
  }
  return words;
}

/** The words of a name, folded. */
export const keysOf = (name: string): string[] => wordsIn(name).map(({ key }) => key);

function keyOf(written: string): string {
  if (written.length > MAX_WORD) return "";
  return PLAIN.test(written) ? written.toLowerCase() : folded(written);
}

/**
 * The same text with spaces in the place of what has no names in it: mail addresses, addresses on the web and code. Each of these is looked for
 * from a mark that it has, and no further than it may be long.
 */
export function withoutAddresses(text: string): string {
  const spaces = (all: string) => " ".repeat(all.length);
  return withoutMail(
    text
      .replace(/```[^`]*(?:```|$)/g, spaces)
      .replace(/`[^`\n]{0,500}`/g, spaces)
      .replace(/\b(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/gi, spaces)
      .replace(/\]\([^()\s]{0,2000}\)/g, spaces),
  );
}

const LOCAL_PART = /[\p{L}\p{N}._%+-]{1,64}$/u;
const DOMAIN = /^[\p{L}\p{N}.-]{1,255}/u;

function withoutMail(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < done) continue;
    const before = LOCAL_PART.exec(text.slice(Math.max(done, at - 64), at))?.[0].length ?? 0;
    const behind = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0].length ?? 0;
    if (before === 0 || behind === 0) continue;
    parts.push(text.slice(done, at - before), " ".repeat(before + 1 + behind));
    done = at + 1 + behind;
  }
  return done === 0 ? text : parts.join("") + text.slice(done);
}
