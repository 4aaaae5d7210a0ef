/**
 * What a browser shows of an element beside its words, as text: bullets, links, pictures. Attributes are read from the source of
 * a tag.
 */

const attributes = Object.fromEntries(
  ["alt", "href", "start", "value", "type"].map((name) => [
    name,
    new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i"),
  ]),
);
const MAX_TAG = 5_000;

/** The value of an attribute, with its entities undecoded; empty when it is missing. */
export function attributeOf(name: "alt" | "href" | "start" | "value" | "type", tag: string): string {
  const [, ...values] = attributes[name]!.exec(tag.slice(0, MAX_TAG)) ?? [];
  return values.find((value) => value !== undefined) ?? "";
}

/** An open list, and the number of its next item. */
export interface OpenList {
  marker: "bullet" | "number" | "letter" | "nothing";
  next: number;
  step: 1 | -1;
}

export function listOf(name: "ul" | "ol", tag: string): OpenList {
  const isPlain = /list-style(?:-type)?\s{0,3}:[^;"']{0,40}\bnone/i.test(tag.slice(0, MAX_TAG));
  const isLettered = /^a$/i.test(attributeOf("type", tag));
  const start = integerOf(attributeOf("start", tag));
  const isReversed = /\sreversed(?=[\s=>/])/i.test(tag.slice(0, MAX_TAG));
  // A reversed list begins with the number of its items, which is not known yet.
  const isCounted = name === "ol" && !(isReversed && start === undefined);
  const marker = isPlain ? "nothing" : !isCounted ? "bullet" : isLettered ? "letter" : "number";
  return { marker, next: start ?? 1, step: isReversed ? -1 : 1 };
}

/**
 * A private-use character behind a marker, which keeps it with the words of its item when they begin with a block of their own.
 */
export const GLUE = "\ue000";
const MAX_INDENTED = 6;

/** The bullet or number of an item of the innermost list, indented by the depth. Increments the list's counter. */
export function markerOf(lists: OpenList[], tag: string): string {
  const list = lists.at(-1);
  if (list?.marker === "nothing") return "";
  const indent = "\u00a0\u00a0".repeat(Math.min(MAX_INDENTED, Math.max(0, lists.length - 1)));
  if (!list || list.marker === "bullet") return `${indent}•${GLUE}`;
  const number = integerOf(attributeOf("value", tag)) ?? list.next;
  list.next = number + list.step;
  const isLetter = list.marker === "letter" && number >= 1 && number <= 26;
  return `${indent}${isLetter ? String.fromCharCode(96 + number) : number}.${GLUE}`;
}

const markerAtStart = /^[ \u00a0]*(?:•|-?\d{1,7}\.|[a-z]\.)\ue000/;

/** Puts the words of an item behind its marker, even if they began on a line of their own. */
export function withoutGlue(text: string): string {
  return text.replace(/\ue000\s*/g, (glue, at: number) => {
    // An empty item is followed by the next marker.
    const lines = glue.lastIndexOf("\n") + 1;
    const next = text.slice(at + (lines || glue.length), at + glue.length + 12);
    return markerAtStart.test(next) ? glue.slice(1) : " ";
  });
}

const integerOf = (text: string): number | undefined => (/^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : undefined);

/** Attributes by which mail programs mark a quote; other blockquotes are only indented. */
export const QUOTE = /\stype\s{0,9}=\s{0,9}["']?cite|\sclass\s{0,9}=\s{0,9}["'][^"']{0,200}quote/i;

const MAX_TARGET = 500;

/** The target of a link, if it is worth showing: a web page, mailbox or telephone number. Long ones are for tracking. */
export function shownTarget(tag: string): string {
  const target = attributeOf("href", tag).trim();
  if (target.length > MAX_TARGET || !/^(?:https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(target)) return "";
  return target.replace(/^(?:mailto|tel):([^?]*).*$/i, "$1");
}

/**
 * The separator before a superscript number, so that $5 with a raised 99 is $5.99 and not $599, and a footnote after 5.00 is not
 * read as a digit.
 */
export function priceInSuperscript(before: string, after: string): "" | "." | "^" {
  if (!/\d$/.test(before) || !/^\s*\d/.test(after)) return "";
  const isPrice = /\p{Sc}\s?\d{1,7}$/u.test(before) || /^\s*\d\d\s*<\/sup\s*>\s*\p{Sc}/iu.test(after);
  return isPrice && /^\s*\d\d\s*(?:<|$)/.test(after) ? "." : "^";
}
