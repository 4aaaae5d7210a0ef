import { compile, type DomNode, type FormatCallback } from "html-to-text";
import { cut } from "#kit/text";

/**
 * HTML of a mail as text in which a table row stays one line. Receipts in mail are tables in tables in tables: a label
 * and its amount are two cells that only the row holds together.
 */

export const htmlTextLimits = {
  inputChars: 1_000_000,
  outputChars: 500_000,
  nesting: 120,
  /** Each table in a table lays out all that is below it once more. */
  tablesInTables: 12,
  childNodes: 20_000,
  /** Each is an object to the parser; the text between further ones is kept. A long mail has some thousands. */
  elements: 20_000,
} as const;

/** Columns come two or more spaces apart, as in `pdfText`. Never throws: HTML cannot be malformed enough. */
export function htmlText(html: string): string {
  const text = toText(skeletonOf(cut(html, htmlTextLimits.inputChars)));
  return text
    .slice(0, htmlTextLimits.outputChars)
    .split("\n")
    .map((line) => line.replace(/\u00ad|\u034f|[\u200b-\u200f]|\u2060|\ufeff/g, "").trimEnd())
    .filter((line, index, lines) => line !== "" || lines[index - 1] !== "")
    .join("\n")
    .trim();
}

/** A table as its rows, each row as the lines that a reader sees side by side. */
const formatTable: FormatCallback = (table, walk, builder) => {
  builder.openTable();
  for (const row of rowsOf(table)) {
    builder.openTableRow();
    for (const cell of row.children ?? []) {
      if (cell.name !== "td" && cell.name !== "th") continue;
      builder.openTableCell();
      walk(cell.children, builder);
      builder.closeTableCell();
    }
    builder.closeTableRow();
  }
  builder.closeTable({
    tableToString: (rows) =>
      (rows as unknown as { text: string }[][]).map((cells) => rowText(cells.map((cell) => cell.text))).join("\n"),
    leadingLineBreaks: 1,
    trailingLineBreaks: 1,
  });
};

function rowsOf(node: DomNode): DomNode[] {
  return (node.children ?? []).flatMap((child) => {
    if (child.name === "tr") return [child];
    return child.name === "tbody" || child.name === "thead" || child.name === "tfoot" ? rowsOf(child) : [];
  });
}

const maxLinesSideBySide = 4;

/**
 * Cells of a few lines stand side by side, line by line: name, option below it, price. So do equally long lists. Taller
 * ones are the columns of a page layout, which are read one after the other.
 */
function rowText(cells: string[]): string {
  const columns = cells.map((cell) =>
    cell
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  );
  const filled = columns.filter((lines) => lines.length > 0);
  const height = Math.max(0, ...filled.map((lines) => lines.length));
  const isRow = height <= maxLinesSideBySide || filled.every((lines) => lines.length === height);
  if (!isRow) return filled.map((lines) => lines.join("\n")).join("\n");
  const lines: string[] = [];
  for (let line = 0; line < height; line++)
    lines.push(
      filled
        .map((cell) => cell[line] ?? "")
        .join("   ")
        .trimEnd(),
    );
  return lines.join("\n");
}

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: htmlTextLimits.nesting, maxChildNodes: htmlTextLimits.childNodes, ellipsis: "" },
  formatters: { receiptTable: formatTable },
  selectors: [
    { selector: "table", format: "receiptTable" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "hr", format: "skip" },
    { selector: "[hidden]", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: "p", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    // Lists are blocks: indented by level, each level would copy all that is below it once more.
    ...["ul", "ol", "li", "blockquote"].map((selector) => ({ selector, format: "block" })),
  ],
});

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
 */
function skeletonOf(html: string): string {
  const lower = html.toLowerCase().length === html.length ? html.toLowerCase() : html;
  const open: string[] = [];
  let skeleton = "";
  let elements = 0;
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    skeleton += html.slice(at, start < 0 ? undefined : start);
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
      if (!name.startsWith("/")) elements++;
      skeleton +=
        elements <= htmlTextLimits.elements || name.startsWith("/") ? tagFor(name, html.slice(start, end), open) : "\n";
    }
  }
  return skeleton;
}

/** What remains of one tag; keeps `open` as the parser will see it. */
function tagFor(name: string, tag: string, open: string[]): string {
  // The parser looks elements up by name in an object, and finds what every object has.
  if (name.replace("/", "") in Object.prototype) return " ";
  if (name.startsWith("/")) {
    const depth = open.lastIndexOf(name.slice(1));
    if (depth < 0) return "";
    open.length = depth;
    return `<${name}>`;
  }
  if (voidTags.has(name)) return `<${name}>`;
  const ends = Object.hasOwn(impliedEnds, name) ? impliedEnds[name] : undefined;
  while (ends?.includes(open.at(-1) ?? "")) open.pop();
  if (open.length >= htmlTextLimits.nesting) return " ";
  if (name === "table" && open.filter((one) => one === "table").length >= htmlTextLimits.tablesInTables) return " ";
  open.push(name);
  // Mails for narrow and wide screens carry everything twice, one of the two hidden.
  const isHidden = /\shidden(?=[\s=>/])|display\s{0,3}:\s{0,3}none/i.test(tag);
  return isHidden ? `<${name} hidden>` : `<${name}>`;
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
