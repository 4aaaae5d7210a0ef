/** How alike two texts are, from 0 to 1. Both are folded: in lower case and without accents. */

/** Without accents and case, and with one blank between words. Letters that decompose into none, such as ß and ø, are spelt as people do. */
export const foldedText = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđ]/g, (letter) => SPELT[letter]!)
    .replace(/[’'`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What comes after so many characters tells nobody apart. */
const MAX_LENGTH = 200;
const SPELT: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d" };

/** Jaro–Winkler: the share of characters that are in both near the same place; the first four count more. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  if (a === "" || b === "") return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const ofA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = 1;
      ofA.push(a[i]!);
      break;
    }
  }
  if (ofA.length === 0) return 0;
  let swapped = 0;
  let at = 0;
  for (let j = 0; j < b.length; j++) if (taken[j] && b[j] !== ofA[at++]) swapped++;
  const jaro = (ofA.length / a.length + ofA.length / b.length + (ofA.length - swapped / 2) / ofA.length) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Dice's coefficient of the trigrams of two texts, with a blank around each. */
export function trigramsAlike(a: string, b: string): number {
  if (a === b) return 1;
  const [ofA, ofB] = [trigrams(a), trigrams(b)];
  let both = 0;
  for (const one of ofA) if (ofB.has(one)) both++;
  return ofA.size + ofB.size === 0 ? 0 : (2 * both) / (ofA.size + ofB.size);
}

function trigrams(text: string): Set<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, n) => padded.slice(n, n + 3)));
}

/** Whether one text becomes the other by one change: a character that is another, too many or missing, or two that are swapped. */
export function oneChangeApart(a: string, b: string): boolean {
  if (a.length > b.length) return oneChangeApart(b, a);
  if (b.length - a.length > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return a !== b;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
