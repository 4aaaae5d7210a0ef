/**
 * Structured data of a page: JSON-LD, and schema.org in its markup as microdata (`itemprop`) or RDFa (`property`), which becomes
 * the same kind of object.
 */
import { isBlock, readMarkup } from "#core/household/markup";

export type Node = Record<string, unknown>;

export interface PageData {
  /** The texts of JSON-LD blocks, not yet parsed. */
  jsonLd: string[];
  /** Top-level items of the markup, which are not values of other items. */
  items: Node[];
}

const MAX_BLOCKS = 50;
/** Elements outside of an item that it refers to (`itemref` of the HTML standard). */
const MAX_REFERRED = 200;
const MAX_VALUES = 10_000;
const MAX_VALUE_LENGTH = 100_000;
/** The most values that may be nested while their text is collected. */
const MAX_NESTED_VALUES = 8;

type Attributes = Readonly<Record<string, string>>;

/** State that ends with an element. */
interface Frame {
  depth: number;
  item?: Node;
  value?: { item: Node; names: readonly string[]; text: string };
}

export function dataOfPage(html: string): PageData {
  const jsonLd: string[] = [];
  const items: Node[] = [];
  const frames: Frame[] = [];
  const referring: [item: Node, ids: readonly string[]][] = [];
  const byId = new Map<string, Node>();
  const referred = referredIn(html);
  let script: string[] | undefined;
  let depth = 0;
  let values = 0;

  const breakLine = (name: string) => {
    if (isBlock(name)) write("\n");
  };
  const write = (text: string) => {
    for (const { value } of frames) if (value && value.text.length < MAX_VALUE_LENGTH) value.text += text;
  };
  const open = (name: string, attributes: Attributes) => {
    depth++;
    if (name === "script") script = /^\s*application\/ld\+json/i.test(attributes.type ?? "") ? [] : undefined;
    breakLine(name);
    const { id } = attributes;
    if (id !== undefined && referred.has(id) && !byId.has(id) && !frames.some((frame) => frame.item)) {
      const item: Node = {};
      byId.set(id, item);
      frames.push({ depth, item });
    }
    const parent = frames.findLast((frame) => frame.item)?.item;
    const names = parent ? propertiesOf(attributes) : [];
    const type = attributes.itemtype ?? attributes.typeof;
    if (attributes.itemscope !== undefined || attributes.typeof !== undefined) {
      const item: Node = { "@type": type?.split(/\s+/).filter(Boolean) ?? [] };
      if (parent && names.length > 0) add(parent, names, item);
      else items.push(item);
      if (attributes.itemref) referring.push([item, attributes.itemref.split(/\s+/)]);
      frames.push({ depth, item });
    } else if (parent && names.length > 0 && ++values <= MAX_VALUES) {
      const given = attributeValue(name, names, attributes);
      if (given !== undefined) add(parent, names, given);
      else if (frames.filter((frame) => frame.value).length < MAX_NESTED_VALUES)
        frames.push({ depth, value: { item: parent, names, text: "" } });
    }
  };
  const close = (name: string) => {
    if (name === "script" && script && jsonLd.length < MAX_BLOCKS) jsonLd.push(script.join(""));
    if (name === "script") script = undefined;
    breakLine(name);
    for (let last = frames.at(-1); last?.depth === depth; last = frames.at(-1)) {
      frames.pop();
      if (last.value) add(last.value.item, last.value.names, lineByLine(last.value.text));
    }
    depth--;
  };
  const text = (part: string) => {
    if (script) script.push(part);
    // Line breaks of the source count as spaces; lines come from block elements.
    else write(part.replace(/\s+/g, " "));
  };
  readMarkup(html, { open, text, close });
  for (const [item, ids] of referring) {
    if (values > MAX_VALUES) break;
    for (const id of new Set(ids.slice(0, MAX_REFERRED)))
      for (const [name, given] of Object.entries(byId.get(id) ?? {}))
        for (const value of (given as unknown[]).slice(0, MAX_VALUES - values)) {
          add(item, [name], value);
          values++;
        }
  }
  return { jsonLd, items };
}

/** The ids that items of a page refer to. */
function referredIn(html: string): Set<string> {
  const ids = new Set<string>();
  for (const [, quoted, single, bare] of html.matchAll(
    /\bitemref\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s>"']{1,200}))/gi,
  )) {
    for (const id of (quoted ?? single ?? bare ?? "").split(/\s+/)) if (id) ids.add(id);
    if (ids.size > MAX_REFERRED) break;
  }
  return ids;
}

const propertiesOf = ({ itemprop, property }: Attributes): string[] =>
  (itemprop ?? property ?? "").split(/\s+/).filter(Boolean);

/** The value of an element that has it in an attribute; undefined for one whose text is its value. */
function attributeValue(name: string, names: readonly string[], attributes: Attributes): string | undefined {
  if (attributes.content !== undefined || name === "meta") return attributes.content ?? "";
  if (name === "time") return attributes.datetime;
  if (name === "data" || name === "meter") return attributes.value;
  if (name === "img") return attributes.src ?? "";
  if (name === "link") return attributes.href ?? "";
  return names.includes("url") ? attributes.href : undefined;
}

function add(item: Node, names: readonly string[], value: unknown): void {
  for (const name of names) {
    const before = Object.hasOwn(item, name) ? item[name] : undefined;
    if (Array.isArray(before)) before.push(value);
    else Object.defineProperty(item, name, { value: [value], enumerable: true, configurable: true, writable: true });
  }
}

const lineByLine = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
