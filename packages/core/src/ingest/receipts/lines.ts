/**
 * Splits a receipt's text into lines of limited length with their columns. Every rule works on these, so that no pattern ever
 * meets a line longer than `lineLimits.chars`.
 */
import { cut } from "#kit/text";

export const lineLimits = { textChars: 200_000, lines: 2_000, chars: 400 } as const;

/** A part of a line without a wide gap; `start` and `end` are columns of the line. */
export interface Cell {
  text: string;
  folded: string;
  start: number;
  end: number;
}

export interface Line {
  text: string;
  /** Lower case and without accents, character by character, so that positions are the same as in `text`. */
  folded: string;
  cells: Cell[];
  /** Zero-based, counting only lines with content. */
  index: number;
}

/** Splits a text into lines with content: without blank lines, rules and quote marks, at most `lineLimits` of them. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of rawLines(cut(text, lineLimits.textChars).normalize("NFC"))) {
    const cleaned = clean(raw);
    if (!/[\p{L}\p{N}]/u.test(cleaned)) continue;
    lines.push({ text: cleaned, folded: fold(cleaned), cells: cellsOf(cleaned), index: lines.length });
    if (lines.length === lineLimits.lines) break;
  }
  return lines;
}

function* rawLines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    yield cut(text.slice(start, end), lineLimits.chars);
    start = end + 1;
  }
}

/** The separator within one number; a character other than the plain space, which may separate two numbers. */
export const groupSpace = "\u202f";

function clean(raw: string): string {
  return (
    raw
      .replace(/[^\x00-\u05ff]/g, plainCharacter)
      .replace(/^(?:\s?>)+/, "")
      .replace(/[\t|]/g, "   ")
      // A non-breaking space before thousands belongs to the number; every other space becomes a plain one.
      .replace(/(?<=\d)[\u00a0\u2007-\u2009\u202f](?=\d{3}(?!\d))/g, groupSpace)
      .replace(/[^\S\u202f]|(?<!\d)\u202f|\u202f(?!\d{3}(?!\d))/g, " ")
      .replace(/[\u2212\u2012-\u2015]/g, "-")
      .replace(/[*_]/g, (mark, at: number, whole: string) => (isEmphasis(whole, at) ? " " : mark))
      .replace(/\.{3,}|(?:\. ){3,}|…/g, (dots) => "   ".padEnd(dots.length))
      .trimEnd()
  );
}

/**
 * Zeros of the scripts with digits of their own: Arabic, Persian, Devanagari, Bengali, Thai, and the full-width ones of East
 * Asia.
 */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];
/** Direction marks are removed; the Arabic decimal mark becomes a point and the Arabic thousands mark a comma. */
const plainMarks: Record<string, string> = {
  ...{ "٫": ".", "٬": ",", "،": ",", "，": ",", "．": ".", "：": ":", "（": "(", "）": ")", "￥": "¥", "　": " " },
  ...Object.fromEntries(
    ["\u200e", "\u200f", "\u061c", "\u2066", "\u2067", "\u2068", "\u2069"].map((mark) => [mark, ""]),
  ),
};

function plainCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const zero = zeros.find((first) => code >= first && code < first + 10);
  return zero === undefined ? (plainMarks[character] ?? character) : String(code - zero);
}

/** Plain-text mail writes bold as *Total*; an asterisk between two letters or digits belongs to a word. */
function isEmphasis(line: string, at: number): boolean {
  return !(/[\p{L}\p{N}]/u.test(line[at - 1] ?? " ") && /[\p{L}\p{N}]/u.test(line[at + 1] ?? " "));
}

function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  for (const match of text.matchAll(/[^ ]+(?: [^ ]+)*/g))
    cells.push({ text: match[0], folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  return cells;
}

const foldedLetters: Record<string, string> = {
  ...{ ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ß: "s", æ: "a", œ: "o", þ: "t", "’": "'", "‘": "'", "´": "'" },
  ...{ Ł: "l", Ø: "o", Đ: "d", Ð: "d", İ: "i", ẞ: "s", Æ: "a", Œ: "o", Þ: "t" },
};

/** Lower case without accents; the result has the same number of UTF-16 code units as the input. */
export function fold(text: string): string {
  return text.replace(/[A-Z]+|[^\x00-\x7f]/g, (part) => {
    if (part.charCodeAt(0) < 128) return part.toLowerCase();
    // A Hangul syllable or a voiced kana is a letter of its own, without an accent to remove.
    if (/[\u3040-\u30ff\uac00-\ud7a3]/.test(part)) return part;
    const plain = foldedLetters[part] ?? part.normalize("NFD")[0]!.toLowerCase();
    return plain.length === part.length ? plain : part;
  });
}

/** The cell of another line that is below or above the given columns: the one that shares most of them. */
export function cellInColumn(line: Line | undefined, columns: { start: number; end: number }): Cell | null {
  let best: Cell | null = null;
  let most = 0;
  for (const cell of line?.cells ?? []) {
    const shared = Math.min(cell.end, columns.end) - Math.max(cell.start, columns.start);
    if (shared > most) [best, most] = [cell, shared];
  }
  return best;
}
