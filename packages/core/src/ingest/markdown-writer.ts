/**
 * Writes Markdown from what readers of documents come across: headings, paragraphs, lists, quotes, links, tables and code. Nothing that a document
 * says is taken for markup, and the work grows with its length, however deep its parts are in each other.
 */
import { cut } from "#kit/text";

/** Deeper lists and quotes are written at this depth: nobody can read them, and each would be indented further. */
const MAX_DEPTH = 8;
const MAX_COLUMNS = 40;
const MAX_TARGET_CHARS = 500;

interface OpenList {
  isOrdered: boolean;
  next: number;
}

/** A table whose rows are being collected; one with another table in it only arranges what is in it, and is written as blocks. */
interface OpenTable {
  rows: string[][];
  isLayout: boolean;
}

export interface Written {
  markdown: string;
  /** Whether there was more than fits. */
  isCut: boolean;
}

export type MarkdownWriter = ReturnType<typeof markdownWriter>;

export function markdownWriter(maxChars: number) {
  const out: string[] = [];
  const lists: OpenList[] = [];
  const tables: OpenTable[] = [];
  let quotes = 0;
  let quotesBefore = 0;
  let pieces: string[] = [];
  let pieceChars = 0;
  let written = 0;
  let heading = 0;
  let marker: string | undefined;
  let before: "block" | "item" | undefined;
  let blocks = 0;

  const table = () => tables.at(-1);
  const cells = () => (table()?.isLayout === false ? table()!.rows.at(-1) : undefined);
  const isFull = () => written + pieceChars > maxChars;

  function add(piece: string): void {
    if (isFull()) return;
    pieces.push(piece);
    pieceChars += piece.length;
  }

  /** Ends the block that is being written. An item that has no words yet keeps its marker for the next one. */
  function end(): void {
    blocks++;
    const lines = pieces
      .join("")
      .split("\n")
      .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
      .filter((line) => line !== "");
    pieces = [];
    pieceChars = 0;
    const level = heading;
    heading = 0;
    if (lines.length === 0) return;
    const row = cells();
    if (row) {
      const cell = lines.join(" ");
      row[row.length - 1] = row.at(-1) ? `${row.at(-1)} ${cell}` : cell;
      return;
    }
    if (level > 0) emit([`${"#".repeat(level)} ${lines.join(" ")}`]);
    else emit(lines.map((line, at) => (at < lines.length - 1 ? `${blunt(line)}  ` : blunt(line))));
  }

  function emit(lines: readonly string[]): void {
    if (written > maxChars) return;
    const item = marker;
    marker = undefined;
    const around = "> ".repeat(Math.min(quotes, MAX_DEPTH));
    const inner = lists.slice(0, MAX_DEPTH).map(widthOf);
    const indent = inner.join("");
    const first = item === undefined ? indent : `${inner.slice(0, -1).join("")}${item}`;
    const between = "> ".repeat(Math.min(quotes, quotesBefore, MAX_DEPTH)).trimEnd();
    if (before) push(item !== undefined && before === "item" ? "\n" : `\n${between}\n`);
    quotesBefore = quotes;
    push(lines.map((line, at) => `${around}${at === 0 ? first : indent}${line}`).join("\n"));
    before = lists.length > 0 ? "item" : "block";
  }

  function push(text: string): void {
    out.push(text);
    written += text.length;
  }

  function endTable(): void {
    end();
    const done = tables.pop();
    if (!done || done.isLayout) return;
    const rows = done.rows.filter((row) => row.some((cell) => cell !== "")).map((row) => row.slice(0, MAX_COLUMNS));
    if (rows.length === 0) return;
    const columns = Math.max(...rows.map((row) => row.length));
    if (columns === 1) {
      // One column is no table to whoever reads it.
      for (const row of rows) {
        add(row.filter((cell) => cell !== "").join(" · "));
        end();
      }
      return;
    }
    const line = (row: readonly string[]) =>
      `| ${Array.from({ length: columns }, (_, at) => (row[at] ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
    emit([line(rows[0]!), `|${" --- |".repeat(columns)}`, ...rows.slice(1).map(line)]);
  }

  return {
    isFull,
    /** Words of the block; white space is one space, as on a page. */
    text(text: string) {
      add(shownAsText(text.replace(/\s+/g, " ")));
    },
    br() {
      add(cells() || heading > 0 ? " " : "\n");
    },
    /** The block before ends, and another begins; of a heading from 1 to 6. */
    block(level = 0) {
      end();
      heading = Math.min(6, level);
    },
    list(isOrdered: boolean, start = 1) {
      end();
      lists.push({ isOrdered, next: start });
    },
    item() {
      end();
      const list = lists.at(-1) ?? { isOrdered: false, next: 1 };
      marker = list.isOrdered ? `${list.next++}. ` : "- ";
    },
    endList() {
      end();
      lists.pop();
      marker = undefined;
      if (lists.length === 0 && before === "item") before = "block";
    },
    /** Of lists that are in each other. */
    depth: () => lists.length,
    quote(step: 1 | -1) {
      end();
      quotes = Math.max(0, quotes + step);
    },
    /** Code, or whatever has its lines as they are. */
    code(text: string) {
      end();
      if (text.trim() === "" || isFull()) return;
      const lines = cut(text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, ""), maxChars - written).split("\n");
      const longest = text.match(/`{3,}/g)?.reduce((most, one) => Math.max(most, one.length), 2) ?? 2;
      const fence = "`".repeat(longest + 1);
      emit([fence, ...lines, fence]);
    },
    table() {
      end();
      const outer = table();
      if (outer && !outer.isLayout) {
        outer.isLayout = true;
        const cellsBefore = outer.rows.flat().filter((cell) => cell !== "");
        outer.rows = [];
        for (const cell of cellsBefore) {
          pieces = [cell];
          pieceChars = cell.length;
          end();
        }
      }
      tables.push({ rows: [], isLayout: false });
    },
    row() {
      end();
      table()?.rows.push([]);
    },
    cell() {
      end();
      const row = cells();
      if (row) row.push("");
      else if (table()?.isLayout === false) table()!.rows.push([""]);
    },
    endTable,
    /** What is between this and `endLink` leads to where that says. */
    link: () => ({ at: pieces.length, block: blocks }),
    endLink(mark: { at: number; block: number }, target: string) {
      const href = target.trim();
      if (
        mark.block !== blocks ||
        href.length > MAX_TARGET_CHARS ||
        !/^(?:https?:\/\/|mailto:|tel:)[^\s<>]+$/i.test(href)
      )
        return;
      const words = pieces.slice(mark.at).join("");
      const said = words.trim();
      if (said === "" || said.includes("\n") || said === href) return;
      pieces.length = mark.at;
      const [lead = "", tail = ""] = [/^\s*/.exec(words)?.[0], /\s*$/.exec(words)?.[0]];
      const safe = href.replace(/[()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
      const link = `${lead}[${said.replace(/[[\]]/g, "\\$&")}](${safe})${tail}`;
      pieces.push(link);
      pieceChars += link.length - words.length;
    },
    /** Between parts such as pages. */
    rule() {
      end();
      if (before) emit(["---"]);
    },
    finish(): Written {
      while (tables.length > 0) endTable();
      end();
      const markdown = out.join("").replaceAll("\0", "").toWellFormed();
      return { markdown: cut(markdown, maxChars), isCut: written > maxChars };
    },
  };
}

/** How far what is in an item is indented. */
const widthOf = ({ isOrdered, next }: OpenList) =>
  isOrdered ? " ".repeat(String(Math.max(1, next - 1)).length + 2) : "  ";

/** Words as Markdown shows them: only what would be markup is marked as none. */
const shownAsText = (text: string): string =>
  text.replace(/[\\`*]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[a-z!/?]|$)/giu, "\\$&").replace(/\]\(/g, "]\\(");

/** A line whose beginning would make it something else than a line of its paragraph. */
const blunt = (line: string): string =>
  line
    .replace(/^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~~~|=+$|-+$|\|)/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");

/** A plain text as Markdown that shows the same lines. */
export function plainMarkdown(text: string, maxChars: number): Written {
  const writer = markdownWriter(maxChars);
  writePlain(writer, text);
  return writer.finish();
}

export function writePlain(writer: MarkdownWriter, text: string): void {
  for (const paragraph of text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n/)) {
    if (writer.isFull()) break;
    writer.block();
    for (const line of paragraph.split("\n")) {
      writer.text(line);
      writer.br();
    }
  }
  writer.block();
}
