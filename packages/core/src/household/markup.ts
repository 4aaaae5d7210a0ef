/** Parses HTML from beginning to end in bounded time: a page with too deeply nested elements is read only up to them. */
import { Parser } from "htmlparser2";

export interface MarkupReader {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text: (text: string) => void;
  close?: (name: string) => void;
}

/** The most elements that may be open at once: for each end tag the parser searches all of them. */
const MAX_OPEN = 400;
const CHUNK = 16_384;

export function readMarkup(html: string, reader: MarkupReader): void {
  let open = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open++;
      reader.open?.(name, attributes);
    },
    ontext: reader.text,
    onclosetag: (name) => {
      open--;
      reader.close?.(name);
    },
  });
  for (let at = 0; at < html.length && open < MAX_OPEN; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
}

/** Elements that begin a line of their own. */
export const isBlock = (name: string): boolean =>
  /^(?:br|p|li|div|ul|ol|h[1-6]|tr|section|article|dt|dd|blockquote|table)$/.test(name);
