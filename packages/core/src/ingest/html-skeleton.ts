import { attributeOf, listOf, markerOf, type OpenList, priceInSuperscript, QUOTE, shownTarget } from "./html-marks.ts";

export const skeletonLimits = {
  nesting: 120,
  /** Each table in a table lays out all that is below it once more. */
  tablesInTables: 12,
  /** Each quote in a quote marks every line of it once more. */
  quotesInQuotes: 3,
  /** Each is an object to the parser; the text between further ones is kept. A long mail has some thousands. */
  elements: 20_000,
} as const;

/** An element whose end has not come. */
interface Open {
  name: string;
  list?: OpenList;
  isQuote?: boolean;
  /** Where a link leads, and the beginning of its words. */
  link?: { target: string; words: string };
}

const voidTags = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);
const rawTextTags = new Set(["script", "style", "svg", "title", "noscript", "template"]);
/** Which open elements an opening tag closes when they are the innermost, as far as mail leaves them open. */
const impliedEnds: Record<string, string[]> = {
  ...{ p: ["p"], li: ["li"], dt: ["dt", "dd"], dd: ["dt", "dd"], option: ["option"] },
  ...{ td: ["td", "th"], th: ["td", "th"], tr: ["td", "th", "tr"] },
};

/**
 * The tags of the document alone, without attributes, comments, scripts or anything nested beyond the bound. The parser
 * behind keeps every open element on a stack that it searches and shifts: a hundred thousand unclosed tags would cost
 * it quadratic time. This pass is linear, and what it lets through cannot be read in another way than it was counted.
 *
 * `withMarks` adds as text what elements and attributes show a reader: bullets and numbers, where links lead, what stands for
 * pictures. Quotes are then `<blockquote cite>`.
 */
export function skeletonOf(html: string, withMarks: boolean): string {
  const lower = html.toLowerCase().length === html.length ? html.toLowerCase() : html;
  const open: Open[] = [];
  let skeleton = "";
  let elements = 0;
  // The end of the text so far: to look into what is being put together would take as long as it is.
  let before = "";
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    const text = html.slice(at, start < 0 ? undefined : start);
    skeleton += text;
    before = (before + text.slice(-20)).slice(-20);
    if (withMarks && text !== "") noteWords(open, text);
    if (start < 0) break;
    const name = /^\/?[a-z][a-z0-9:-]*/.exec(lower.slice(start + 1, start + 41))?.[0] ?? "";
    if (lower.startsWith("<!--", start)) {
      at = indexAfter(html, "-->", start + 2);
    } else if (name === "" && !/[!?/]/.test(html[start + 1] ?? "")) {
      skeleton += "&lt;";
      at = start + 1;
    } else {
      const end = tagEnd(html, start + 1 + name.length);
      at = rawTextTags.has(name) ? tagEnd(html, indexAfter(lower, `</${name}`, end)) : end;
      if (name === "" || rawTextTags.has(name)) continue;
      const isEnd = name.startsWith("/");
      if (!isEnd) elements++;
      if (isEnd && withMarks) skeleton += targetBefore(name, open);
      if (name === "sup") skeleton += priceInSuperscript(before, html.slice(end, end + 40));
      const tag = html.slice(start, end);
      skeleton += isEnd || elements <= skeletonLimits.elements ? tagFor(name, tag, open, withMarks) : "\n";
    }
  }
  return skeleton;
}

/** What remains of one tag; keeps `open` as the parser will see it. */
function tagFor(name: string, tag: string, open: Open[], withMarks: boolean): string {
  // The parser looks elements up by name in an object, and finds what every object has.
  if (name.replace("/", "") in Object.prototype) return " ";
  if (name.startsWith("/")) {
    const depth = open.findLastIndex((one) => one.name === name.slice(1));
    if (depth < 0) return "";
    open.length = depth;
    return `<${name}>`;
  }
  // Mails for narrow and wide screens carry everything twice, one of the two hidden.
  const isHidden = /\shidden(?=[\s=>/])|display\s{0,3}:\s{0,3}none/i.test(tag);
  if (name === "hr") return withMarks && !isHidden ? "<br>---<br>" : "<br>";
  if (name === "img" && withMarks && !isHidden) return alternativeTo(tag);
  if (voidTags.has(name)) return `<${name}>`;
  const ends = Object.hasOwn(impliedEnds, name) ? impliedEnds[name] : undefined;
  while (ends?.includes(open.at(-1)?.name ?? "")) open.pop();
  if (open.length >= skeletonLimits.nesting) return " ";
  const within = (is: (one: Open) => unknown) => open.filter(is).length;
  if (name === "table" && within((one) => one.name === "table") >= skeletonLimits.tablesInTables) return " ";

  const element: Open = { name };
  open.push(element);
  if (isHidden) return `<${name} hidden>`;
  if (!withMarks) return `<${name}>`;
  if (name === "a") element.link = { target: shownTarget(tag), words: "" };
  if (name === "li")
    return `<li>${markerOf(
      open.flatMap(({ list }) => list ?? []),
      tag,
    )}`;
  if (name === "ul" || name === "ol") element.list = listOf(name, tag);
  element.isQuote =
    name === "blockquote" && QUOTE.test(tag) && within((one) => one.isQuote) < skeletonLimits.quotesInQuotes;
  return element.isQuote ? "<blockquote cite>" : `<${name}>`;
}

const MAX_WORDS = 1_000;

function noteWords(open: Open[], text: string): void {
  const { link } = open.findLast((one) => one.link) ?? {};
  if (link && link.words.length < MAX_WORDS) link.words += text.slice(0, MAX_WORDS);
}

/** Before the end of a link, where it leads, unless its words say so. */
function targetBefore(end: string, open: Open[]): string {
  const { link } = open.findLast(({ name }) => `/${name}` === end) ?? {};
  if (!link?.target) return "";
  return link.words.includes(link.target.replace(/^https?:\/\//, "").replace(/\/$/, ""))
    ? ""
    : ` &lt;${link.target}&gt;`;
}

/** What stands for a picture: the name of a shop as often as not. The name of its file stands for nothing. */
function alternativeTo(tag: string): string {
  const text = attributeOf("alt", tag).trim();
  if (text === "" || text.length > 200 || /\.(?:png|jpe?g|gif|svg|webp)$/i.test(text)) return " ";
  return ` ${text.replaceAll("<", "&lt;")} `;
}

/** The index after the `>` that ends a tag; quotes count only where an attribute's value begins. */
function tagEnd(html: string, from: number): number {
  let previous = "";
  for (let at = from; at < html.length; at++) {
    const character = html[at]!;
    if (character === ">") return at + 1;
    if ((character === '"' || character === "'") && previous === "=") {
      at = html.indexOf(character, at + 1);
      if (at < 0) return html.length;
    }
    if (character > " ") previous = character;
  }
  return html.length;
}

function indexAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
