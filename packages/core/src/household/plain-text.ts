/** Removes markup from short texts in the data of pages. The result is text; it is never shown as HTML. */

import { isBlock, readMarkup } from "#core/household/markup";
import { cut } from "#kit/text";

const MAX_LENGTH = 100_000;

/** Text without tags and entities, in one line; with `lines`, blocks and line breaks of the markup become lines. */
export function plainText(markup: string, lines = false): string {
  // Twice, because many pages escape their texts twice.
  const text = withoutMarkup(withoutMarkup(cut(markup, MAX_LENGTH), lines), lines);
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, "").toWellFormed();
  if (!lines) return clean.replace(/\s+/g, " ").trim();
  return clean
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

function withoutMarkup(markup: string, lines: boolean): string {
  if (!/[<&]/.test(markup)) return markup;
  let out = "";
  const breakLine = (name: string) => {
    if (isBlock(name)) out += lines ? "\n" : " ";
  };
  readMarkup(markup, {
    open: breakLine,
    text: (text) => {
      out += text;
    },
    close: breakLine,
  });
  return out;
}
