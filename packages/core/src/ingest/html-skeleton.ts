import { attributeOf, listOf, markerOf, type OpenList, priceInSuperscript, QUOTE, shownTarget } from "./html-marks.ts";

export const skeletonLimits = {
  nesting: 120,
  /** Each nested table would lay out everything below it again. */
  tablesInTables: 12,
  /** Each nested quote would mark every line of it again. */
  quotesInQuotes: 3,
  /** Each is an object of the parser; of further ones only the text is kept. A long mail has some thousands. */
  elements: 20_000,
} as const;

/** An element without its end tag so far. */
interface Open {
  name: string;
  list?: OpenList;
  isQuote?: boolean;
  /** The target of a link, and the beginning of its words. */
  link?: { target: string; words: string };
}

const voidTags = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);
const rawTextTags = new Set(["script", "style", "svg", "title", "noscript", "template"]);
/** The open elements that an opening tag closes when they are innermost, for those that mail often leaves open. */
const impliedEnds: Record<string, string[]> = {
  ...{ p: ["p"], li: ["li"], dt: ["dt", "dd"], dd: ["dt", "dd"], option: ["option"] },
  ...{ td: ["td", "th"], th: ["td", "th"], tr: ["td", "th", "tr"] },
};

/**
 * The document reduced to tags without attributes, and without comments, scripts or anything nested beyond the limit. The parser
 * that follows keeps open elements on a stack that it searches and shifts: a hundred thousand unclosed tags would take quadratic
 * time. This pass is linear, and the parser reads its output with the same nesting as was counted here.
 *
 * `withMarks` adds what elements and attributes show a reader as text: bullets and numbers, targets of links, alternative texts
 * of pictures. Quotes then become `<blockquote cite>`.
 */
export function skeletonOf(html: string, withMarks: boolean): string {
  const lower = html.toLowerCase().length === html.length ? html.toLowerCase() : html;
  const open: Open[] = [];
  let skeleton = "";
  let elements = 0;
  // The end of the text so far. It is kept separately, because reading the string under construction would take time in its whole
  // length.
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

/** The output for one tag; updates `open` to what the parser will have open. */
function tagFor(name: string, tag: string, open: Open[], withMarks: boolean): string {
  // The parser looks elements up in an object, and would find members of Object.prototype.
  if (name.replace("/", "") in Object.prototype) return " ";
  if (name.startsWith("/")) {
    const depth = open.findLastIndex((one) => one.name === name.slice(1));
    if (depth < 0) return "";
    open.length = depth;
    return `<${name}>`;
  }
  // Mails for narrow and wide screens contain everything twice, one of them hidden.
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

/** The target of a link, to be put before its end, unless its words already say it. */
function targetBefore(end: string, open: Open[]): string {
  const { link } = open.findLast(({ name }) => `/${name}` === end) ?? {};
  if (!link?.target) return "";
  return link.words.includes(link.target.replace(/^https?:\/\//, "").replace(/\/$/, ""))
    ? ""
    : ` &lt;${link.target}&gt;`;
}

/** The alternative text of a picture, which is often the name of a shop. A file name is left out. */
function alternativeTo(tag: string): string {
  const text = attributeOf("alt", tag).trim();
  if (text === "" || text.length > 200 || /\.(?:png|jpe?g|gif|svg|webp)$/i.test(text)) return " ";
  return ` ${text.replaceAll("<", "&lt;")} `;
}

/** The index after the `>` that ends a tag; quotes count only at the beginning of an attribute's value. */
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
