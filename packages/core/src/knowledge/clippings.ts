/**
 * Highlights of e-books as their readers write them: `My Clippings.txt` of a Kindle, whose language is that of the device, and tables as Readwise,
 * Kobo and others export them. Both are read in one pass.
 */
import { type Highlight, MAX_HIGHLIGHTS } from "#core/knowledge/capture-payloads";
import { cut } from "#kit/text";

const MAX_CHARS = 20_000;

/** What a bookmark is called where a Kindle says so; it marks no text. */
const BOOKMARK = /\b(?:bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer)\b/i;
const NOTE = /\b(?:note|notiz|nota|notitie)\b/i;

/** The parts of a file of clippings are divided by a line of equals signs. Of the same place, a longer highlight replaces a shorter one that it begins with. */
export function clippingsIn(file: string): Highlight[] {
  const found: Highlight[] = [];
  for (const part of file.replace(/^\ufeff/, "").split(/^={6,}\s*$/m)) {
    const [heading = "", about = "", ...lines] = part
      .replace(/\r/g, "")
      .replace(/^\s+/, "")
      .replaceAll("\ufeff", "")
      .split("\n");
    const text = lines.join("\n").trim();
    if (heading.trim() === "" || !about.startsWith("-") || text === "" || BOOKMARK.test(about)) continue;
    const { book, author } = titleOf(heading);
    const location = /(?:\d{1,9}\s?[-–]\s?\d{1,9}|\d{1,9})/.exec(about)?.[0].replaceAll(" ", "");
    const highlight: Highlight = {
      book,
      ...(author && { author }),
      text: cut(text, MAX_CHARS),
      ...(location && { location }),
    };
    const last = found.at(-1);
    // A note stands after what it is about.
    if (NOTE.test(about.split("|")[0]!) && last && last.book === book && last.note === undefined)
      last.note = highlight.text;
    else if (last && last.book === book && last.author === author && highlight.text.startsWith(last.text))
      found[found.length - 1] = highlight;
    else found.push(highlight);
    if (found.length === MAX_HIGHLIGHTS) break;
  }
  return found;
}

/** `The Pragmatic Programmer (Hunt, Andrew;Thomas, David)`: the last brackets hold the author. */
function titleOf(heading: string): { book: string; author?: string } {
  const line = heading.trim();
  const open = line.endsWith(")") ? line.lastIndexOf("(") : -1;
  if (open <= 0) return { book: cut(line, 400) };
  const author = line.slice(open + 1, -1).trim();
  return { book: cut(line.slice(0, open).trim(), 400), ...(author && { author: cut(author, 300) }) };
}

/** What divides the names of the columns most often. */
function delimiterOf(csv: string): string {
  const head = csv.slice(0, 2_000).split("\n")[0]!;
  const count = (one: string) => head.split(one).length;
  return [",", ";", "\t"].sort((a, b) => count(b) - count(a))[0]!;
}

/** The columns by what others call them, folded. */
const COLUMNS: Record<keyof Highlight, readonly string[]> = {
  text: ["highlight", "text", "quote", "annotation", "markierung", "zitat"],
  book: ["book title", "title", "book", "buch", "titel", "buchtitel"],
  author: ["book author", "author", "authors", "autor", "autorin"],
  note: ["note", "notes", "comment", "notiz"],
  location: ["location", "page", "position", "seite"],
  at: ["highlighted at", "date", "created at", "datum"],
};

/** The highlights of a table with a line of headings; none where it has no column of texts or of books. */
export async function highlightsIn(csv: string): Promise<Highlight[]> {
  const { parse } = await import("csv-parse/sync");
  let rows: string[][];
  try {
    rows = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MAX_HIGHLIGHTS + 1,
      max_record_size: 200_000,
    });
  } catch {
    return [];
  }
  const [head = [], ...records] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  const columnOf = (key: keyof Highlight) => names.findIndex((name) => COLUMNS[key].includes(name));
  const at = Object.fromEntries(Object.keys(COLUMNS).map((key) => [key, columnOf(key as keyof Highlight)]));
  if (at.text === -1 || at.book === -1) return [];
  return records.flatMap((record) => {
    const cell = (key: keyof Highlight, max: number) => cut((record[at[key]!] ?? "").trim(), max) || undefined;
    const [text, book] = [cell("text", MAX_CHARS), cell("book", 400)];
    if (!text || !book) return [];
    const [author, note, location] = [cell("author", 300), cell("note", MAX_CHARS), cell("location", 100)];
    return [{ book, text, ...(author && { author }), ...(note && { note }), ...(location && { location }) }];
  });
}
