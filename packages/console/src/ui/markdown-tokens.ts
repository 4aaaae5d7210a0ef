/** The tokens of a Markdown text, by the lexer of marked, whatever the text is made for: neither its depth nor its length holds a page up. */
import { Lexer, type Token } from "marked";

/** More than anybody reads at once. */
export const SHOWN_CHARS = 200_000;
/** A longer paragraph has no emphasis and no links. */
const MAX_PARAGRAPH_CHARS = 20_000;
const MAX_DEPTH = 8;

const MARKS = /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)]|>)(?=[ \t]|$|>)[ \t]*)+/;
const ONE_MARK = /[ \t]*(?:[-*+]|\d{1,9}[.)]|>)[ \t]*/y;
const MAX_INDENT = 32;

/** Tokens of the beginning, and whether there is more. */
export function markdownTokens(text: string): { tokens: readonly Token[]; isCut: boolean } {
  const isCut = text.length > SHOWN_CHARS;
  const shown = flat(isCut ? text.slice(0, SHOWN_CHARS).toWellFormed() : text);
  const lexer = new Lexer({ gfm: true });
  try {
    lexer.blockTokens(shown.replace(/\r\n?/g, "\n"), lexer.tokens);
    for (const { src, tokens } of lexer.inlineQueue) {
      if (src.length <= MAX_PARAGRAPH_CHARS) lexer.inlineTokens(src, tokens);
      else tokens.push({ type: "text", raw: src, text: src });
    }
    return { tokens: lexer.tokens, isCut };
  } catch {
    return { tokens: [{ type: "code", raw: shown, text: shown }], isCut };
  }
}

/** The same lines without depths that nobody reads: the lexer would read what is innermost once for each list around it. */
const flat = (text: string): string => text.split("\n").map(flatLine).join("\n");

function flatLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0];
  const within = indent.length > MAX_INDENT ? " ".repeat(MAX_INDENT) + line.slice(indent.length) : line;
  const marks = MARKS.exec(within)?.[0];
  if (marks === undefined) return within;
  let at = 0;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    ONE_MARK.lastIndex = at;
    if (at >= marks.length || !ONE_MARK.test(within)) return within;
    at = ONE_MARK.lastIndex;
  }
  return within.slice(0, at) + within.slice(marks.length);
}

/** Where a link leads; undefined for what is no address that a page may open. */
export const safeAddress = (href: string): string | undefined =>
  /^(?:https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(href.trim()) ? href.trim() : undefined;

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  shy: "\u00ad",
};

/** What characters are written as in HTML, which Markdown takes, too. */
export const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
      return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
