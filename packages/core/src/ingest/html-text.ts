import { compile, type DomNode, type FormatCallback } from "html-to-text";
import { cut } from "#kit/text";
import { GLUE, withoutGlue } from "./html-marks.ts";
import { skeletonLimits, skeletonOf } from "./html-skeleton.ts";

/**
 * Converts the HTML of a mail to text in which a table row stays one line. Receipts in mail are nested tables: a label and its
 * amount are two cells that only the row connects.
 */

export const htmlTextLimits = {
  inputChars: 1_000_000,
  outputChars: 500_000,
  childNodes: 20_000,
} as const;

/**
 * Columns are separated by two or more spaces, as in `pdfText`. Never throws, whatever the HTML.
 *
 * `forReader` adds what a person would see beside the words: bullets and numbers, rules, marks of quotes (RFC 3676), targets of
 * links and alternative texts of pictures. Leave it off for a search for amounts.
 */
export function htmlText(html: string, { forReader = false }: { forReader?: boolean } = {}): string {
  const text = toText(skeletonOf(cut(html, htmlTextLimits.inputChars).replaceAll(GLUE, ""), forReader));
  return withoutGlue(cut(text, htmlTextLimits.outputChars))
    .split("\n")
    .map((line) => line.replace(/\u00ad|\u034f|[\u200b-\u200f]|\u2060|\ufeff/g, "").trimEnd())
    .map((line) => line.replace(/^\u00a0+/, (indent) => " ".repeat(indent.length)))
    .filter((line, index, lines) => line !== "" || lines[index - 1] !== "")
    .join("\n")
    .trim();
}

/** The rows of a table, each as the lines that a reader sees side by side. */
const formatTable: FormatCallback = (table, walk, builder) => {
  builder.openTable();
  for (const row of rowsOf(table)) {
    builder.openTableRow();
    for (const cell of row) {
      builder.openTableCell();
      walk(cell, builder);
      builder.closeTableCell();
    }
    builder.closeTableRow();
  }
  builder.closeTable({
    // The library leaves open what a cell is; `walk` above has put these into the rows.
    tableToString: (rows) =>
      (rows as unknown as { text: string }[][]).map((cells) => rowText(cells.map((cell) => cell.text))).join("\n"),
    leadingLineBreaks: 1,
    trailingLineBreaks: 1,
  });
};

/** The nodes of one cell. */
type CellNodes = DomNode[];

/** Whatever is between rows, such as a caption or a form, becomes a row of one cell. */
function rowsOf(node: DomNode): CellNodes[][] {
  return partsOf(node, "tr").flatMap((part): CellNodes[][] => {
    const [{ name } = {}] = part;
    if (name === "tr") return [cellsOf(part[0]!)];
    const isGroup =
      /^(?:tbody|thead|tfoot)$/.test(name ?? "") || part[0]!.children?.some((child) => child.name === "tr");
    return part.length === 1 && isGroup ? rowsOf(part[0]!) : [[part]];
  });
}

function cellsOf(row: DomNode): CellNodes[] {
  return partsOf(row, "td", "th").map((part) =>
    /^t[dh]$/.test(part[0]!.name ?? "") ? (part[0]!.children ?? []) : part,
  );
}

/** Splits the children: elements of these names, or with such elements inside, on their own; text between them together. */
function partsOf(node: DomNode, ...names: string[]): DomNode[][] {
  const parts: DomNode[][] = [];
  let isOpen = false;
  for (const child of node.children ?? []) {
    const isWords = child.name === undefined || inline.has(child.name);
    if (child.name === undefined && (child.data ?? "").trim() === "" && !isOpen) continue;
    if (isWords && !names.includes(child.name ?? "") && isOpen) parts.at(-1)!.push(child);
    else parts.push([child]);
    isOpen = isWords;
  }
  return parts;
}

const inline = new Set(["a", "b", "big", "br", "em", "font", "i", "img", "small", "span", "strong", "sub", "sup", "u"]);

const maxLinesSideBySide = 4;

/**
 * Cells of a few lines are put side by side, line by line: name, option below it, price. So are equally long lists. Taller cells
 * are columns of a page layout, which are put one after the other.
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

/** A term and its description are the label and the value of one line. */
const formatTerm: FormatCallback = (term, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(term.children, builder);
  builder.closeBlock({ trailingLineBreaks: 0 });
};

const formatDescription: FormatCallback = (description, walk, builder) => {
  builder.addLiteral("   ");
  walk(description.children, builder);
};

/** A cell outside of any table. */
const formatCell: FormatCallback = (cell, walk, builder) => {
  walk(cell.children, builder);
  builder.addLiteral("   ");
};

const formatQuote: FormatCallback = (quote, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(quote.children, builder);
  builder.closeBlock({
    trailingLineBreaks: 1,
    blockTransform: (text) => text.replace(/^/gm, "> ").replace(/^> (?=>)/gm, ">"),
  });
};

const blocks = [
  ...[
    "p",
    "ul",
    "ol",
    "li",
    "menu",
    "dir",
    "dl",
    "blockquote",
    "tr",
    "caption",
    "address",
    "center",
    "details",
    "summary",
  ],
  ...["figure", "figcaption", "fieldset", "legend", "option"],
];

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: skeletonLimits.nesting, maxChildNodes: htmlTextLimits.childNodes, ellipsis: "" },
  formatters: {
    receiptTable: formatTable,
    term: formatTerm,
    description: formatDescription,
    cell: formatCell,
    quote: formatQuote,
  },
  selectors: [
    { selector: "table", format: "receiptTable" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "[hidden]", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    // Lists are formatted as blocks: indenting by level would copy everything below each level again.
    ...blocks.map((selector) => ({
      selector,
      format: "block",
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: "dt", format: "term" },
    { selector: "dd", format: "description" },
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    { selector: "blockquote[cite]", format: "quote" },
  ],
});
