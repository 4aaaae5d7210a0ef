/**
 * The elements of an OFX file: of 1.x, which is SGML whose values need no end, and of 2.x, which is XML. Both are read in one way that
 * forgives what banks get wrong and knows no entities but those of XML: a file that declares its own is refused.
 */
import { statementErrors } from "#core/finance/sayings";
import { UnreadableSource } from "#core/ingest/importer";

export interface OfxToken {
  /** An element with a value, one that has elements, and the end of that one. */
  kind: "value" | "open" | "close";
  name: string;
  text: string;
  line: number;
  /** How many characters are read with it. */
  read: number;
}

/** Longer than any value of a statement. */
const MAX_VALUE = 64 * 1024;

export async function* ofxTokens(pieces: AsyncIterable<string>): AsyncGenerator<OfxToken> {
  let text = "";
  let line = 1;
  let read = 0;
  /** The element that began last, of which it is open whether it has a value. */
  let begun: { name: string; line: number } | undefined;
  /** What stands in the value of it that is marked as text. */
  let literal = "";
  for await (const piece of pieces) {
    text += piece;
    let at = 0;
    for (;;) {
      const start = nextTag(text, at);
      if (start === -1) break;
      const tag = tagAt(text, start);
      if (tag === undefined) break;
      const value = literal + text.slice(at, start);
      const next = tag.end;
      if (tag.kind === "declaration") throw new UnreadableSource(statementErrors("xml_doctype"));
      if (value.length > MAX_VALUE) throw tooLong(line);
      if (tag.kind === "literal") literal = value + text.slice(start + 9, tag.end - 3).replace(/[&]/g, "&amp;");
      else if (tag.kind === "comment") literal = value;
      else {
        literal = "";
        read += next - at;
        if (begun) {
          const plain = unescaped(value).trim();
          const isEmptied = plain === "" && tag.kind === "close" && tag.name === begun.name;
          if (plain !== "" || isEmptied) yield { kind: "value", name: begun.name, text: plain, line: begun.line, read };
          else yield { kind: "open", name: begun.name, text: "", line: begun.line, read };
          const isOwnEnd = tag.kind === "close" && tag.name === begun.name;
          begun = undefined;
          if (tag.kind === "close" && !isOwnEnd) yield { kind: "close", name: tag.name, text: "", line, read };
        } else if (tag.kind === "close") yield { kind: "close", name: tag.name, text: "", line, read };
      }
      line += lineEnds(text, at, next);
      if (tag.kind === "open") begun = { name: tag.name, line };
      at = next;
    }
    text = text.slice(at);
    if (text.length > MAX_VALUE) throw tooLong(line);
  }
}

const tooLong = (line: number) =>
  new UnreadableSource(statementErrors("value_too_long", { line, maxKb: MAX_VALUE / 1024 }));

/** Where a tag begins: a `<` before anything else stands for itself, as it does in what some banks write. */
function nextTag(text: string, from: number): number {
  for (let at = text.indexOf("<", from); at !== -1; at = text.indexOf("<", at + 1)) {
    if (at + 1 >= text.length) return -1;
    if (/[A-Za-z/!?]/.test(text[at + 1]!)) return at;
  }
  return -1;
}

interface Tag {
  kind: "open" | "close" | "comment" | "literal" | "declaration";
  name: string;
  /** Behind it. */
  end: number;
}

/** Undefined while not all of it is there. */
function tagAt(text: string, start: number): Tag | undefined {
  const until = (end: string, kind: Tag["kind"], from: number) => {
    const at = text.indexOf(end, from);
    return at === -1 ? undefined : { kind, name: "", end: at + end.length };
  };
  if (text[start + 1] === "?") return until("?>", "comment", start);
  if (text[start + 1] === "!") {
    if (text.length < start + 9) return undefined;
    if (text.startsWith("<!--", start)) return until("-->", "comment", start + 4);
    if (text.startsWith("<![CDATA[", start)) return until("]]>", "literal", start);
    return { kind: "declaration", name: "", end: start };
  }
  const end = text.indexOf(">", start);
  if (end === -1) return undefined;
  const [, slash, name = ""] = /^<(\/?)\s*([^\s/>]*)/.exec(text.slice(start, Math.min(end, start + 200)))!;
  return { kind: slash ? "close" : "open", name: name.toUpperCase(), end: end + 1 };
}

function lineEnds(text: string, from: number, to: number): number {
  // Cut out first, or the search would go on behind it, to the end of a text without lines.
  const within = text.slice(from, to);
  let count = 0;
  for (let at = within.indexOf("\n"); at !== -1; at = within.indexOf("\n", at + 1)) count++;
  return count;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
