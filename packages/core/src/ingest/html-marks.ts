/** What a browser shows of an element beside the words in it, as text. Attributes are read from a tag as it was written. */

const attributes = Object.fromEntries(
  ["alt", "href", "start", "value", "type"].map((name) => [
    name,
    new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i"),
  ]),
);
const MAX_TAG = 5_000;

/** The value of an attribute, its entities as they are; empty when there is none. */
export function attributeOf(name: "alt" | "href" | "start" | "value" | "type", tag: string): string {
  const [, ...values] = attributes[name]!.exec(tag.slice(0, MAX_TAG)) ?? [];
  return values.find((value) => value !== undefined) ?? "";
}

/** A list that is open, and what its next item is counted as. */
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
  // One that counts down to 1 begins with how many items it has, which nobody knows yet.
  const isCounted = name === "ol" && !(isReversed && start === undefined);
  const marker = isPlain ? "nothing" : !isCounted ? "bullet" : isLettered ? "letter" : "number";
  return { marker, next: start ?? 1, step: isReversed ? -1 : 1 };
}

/** Stands behind a marker and holds it to the words of its item, which may begin with a block of their own. */
export const GLUE = "\ue000";
const MAX_INDENTED = 6;

/** Bullet or number of an item of the last of these lists, indented by how many they are; counts it. */
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

/** Puts the words of an item behind its marker, also when they began a line of their own. */
export function withoutGlue(text: string): string {
  return text.replace(/\ue000\s*/g, (glue, at: number) => {
    // An item without words of its own is followed by the next one.
    const lines = glue.lastIndexOf("\n") + 1;
    const next = text.slice(at + (lines || glue.length), at + glue.length + 12);
    return markerAtStart.test(next) ? glue.slice(1) : " ";
  });
}

const integerOf = (text: string): number | undefined => (/^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : undefined);

/** How mail programs mark what is quoted, as against what is only indented. */
export const QUOTE = /\stype\s{0,9}=\s{0,9}["']?cite|\sclass\s{0,9}=\s{0,9}["'][^"']{0,200}quote/i;

const MAX_TARGET = 500;

/** Where a link leads, if that can be shown: on the web, or a mailbox or telephone number. Longer ones only track. */
export function shownTarget(tag: string): string {
  const target = attributeOf("href", tag).trim();
  if (target.length > MAX_TARGET || !/^(?:https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(target)) return "";
  return target.replace(/^(?:mailto|tel):([^?]*).*$/i, "$1");
}

/** What a raised number needs before it, so that $5 and a raised 99 are no 599, and a note to 5.00 no digit of it. */
export function priceInSuperscript(before: string, after: string): "" | "." | "^" {
  if (!/\d$/.test(before) || !/^\s*\d/.test(after)) return "";
  const isPrice = /\p{Sc}\s?\d{1,7}$/u.test(before) || /^\s*\d\d\s*<\/sup\s*>\s*\p{Sc}/iu.test(after);
  return isPrice && /^\s*\d\d\s*(?:<|$)/.test(after) ? "." : "^";
}
