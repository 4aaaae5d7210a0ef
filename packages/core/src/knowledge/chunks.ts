/**
 * The pieces of a text that are embedded and found on their own: each begins at a heading or a paragraph where it can, none overlaps another, and
 * the same text always gives the same ones. Behind each heading cuts do not depend on what stands before it, so that a change in one section leaves
 * the pieces of most others as they were.
 */

/** UTF-16 code units; about 300 tokens of English, which every model of embeddings takes. */
export const MAX_CHUNK_CHARS = 1_200;
/** A heading begins a piece of its own unless the piece before it would be smaller: ten thousand empty sections are no ten thousand pieces. */
const MIN_CHUNK_CHARS = 300;

export interface Chunk {
  /** From 0. */
  position: number;
  content: string;
}

/** Nothing but white space is left out. Each step looks at no more than the next piece, so the work grows with the text and not with its form. */
export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOf(text, at);
    const content = text.slice(at, end).trim();
    if (content !== "") chunks.push({ position: chunks.length, content });
    at = end;
  }
  return chunks;
}

const HEADING = /\n(?= {0,3}#{1,6} )/;
/** Ends in the order in which they are preferred: of a paragraph, a line, a sentence (of languages without spaces, too), a word. */
const ENDS = [/\n[ \t\r]*\n/g, /\n/g, /[.!?…][)"'”’»]*\s|[。！？]/g, /\s/g];

function endOf(text: string, at: number): number {
  const window = text.slice(at, at + MAX_CHUNK_CHARS);
  const heading = HEADING.exec(window.slice(MIN_CHUNK_CHARS));
  if (heading) return at + MIN_CHUNK_CHARS + heading.index + 1;
  if (at + MAX_CHUNK_CHARS >= text.length) return text.length;
  const second = window.slice(MIN_CHUNK_CHARS);
  for (const end of ENDS) {
    let last = -1;
    for (const found of second.matchAll(end)) last = found.index + found[0].length;
    if (last > 0) return at + MIN_CHUNK_CHARS + last;
  }
  return at + wholeCharacters(window);
}

/** What belongs to the character before it: combining marks, joiners and what they join, the choice of a variant. */
const JOINED = /^(?:\p{M}|\u200c|\u200d)/u;

/** Where the last character of a piece that does not end with the text is not cut; a character that is longer than a piece is. */
function wholeCharacters(window: string): number {
  const isLow = (at: number) => (window.charCodeAt(at) & 0xfc00) === 0xdc00;
  for (let end = window.length - 2; end > MIN_CHUNK_CHARS; end--) {
    if (isLow(end) || JOINED.test(window.slice(end, end + 2)) || window[end - 1] === "\u200d") continue;
    return end;
  }
  return isLow(window.length - 1) ? window.length : window.length - 1;
}
