/**
 * Text of a model without what would tell somebody else that it is read, or lead to them: images are taken away, links and HTML are text.
 * What a mail or a page has talked a model into saying leads nowhere. Only links to pages of LifeOS stay.
 *
 * It does not parse, since whoever writes against a parser finds where two of them differ: it breaks each sequence without which there is no
 * image, link, definition, autolink or tag in CommonMark and its GitHub dialect. What is neutral already stays as it is.
 */
export function neutral(markdown: string): string {
  return (
    withoutAddresses(clean(markdown).replace(IMAGE, "$1"))
      // What is left of images that were nested.
      .replace(/!(?=\[)/g, "! ")
      // A tag, a comment, or an address in pointed brackets begins so, also by its entity where that is decoded twice.
      .replace(/<(?=[A-Za-z/!?])/g, "< ")
      // The definition of a reference. Without one, `[text][reference]` is text.
      .replace(/\](?=:)/g, "] ")
      // A link; one into LifeOS has nothing in its address that could end it early.
      .replace(/\](?=\()(?!\(\/console(?:\/[\w/.~?&=%-]*)?\))/g, "] ")
  );
}

/** Addresses lose what makes readers link them by themselves; they can still be read. */
function withoutAddresses(text: string): string {
  let left = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = left.replace(SCHEME, "").replace(WWW, "");
    if (next === left) return next;
    left = next;
  }
  // Whoever nests them so often means nothing good.
  return left.replace(/:\/\//g, ": / /").replace(/www\./gi, "www .");
}

/** An image as it is written plainly; its text stays. */
const IMAGE = /!\[([^[\]]{0,500})\]\([^()]{0,2000}\)/g;

const MAX_ROUNDS = 4;
/** A scheme with its slashes. */
const SCHEME = /[a-z][a-z0-9+.-]{0,30}:\/\/+/gi;
const WWW = /www\.(?=\S)/gi;

/**
 * Text that can be stored and shown as what it is: without control characters, halves of characters, and those that turn the direction of
 * text or are not seen.
 */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu,
      "",
    );

/** The same for every text in a value of JSON, its keys included. */
export function eachText(value: unknown, of: (text: string) => string): unknown {
  if (typeof value === "string") return of(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, of));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), eachText(one, of)]));
}

/** A value of JSON of which every text is neutral. */
export const neutralValue = (value: unknown): unknown => eachText(value, neutral);
