/** How a bank writes its tables, found out from the beginning of the file, or said by its person. */

import { statementErrors } from "#core/finance/sayings";
import { type DateOrder, type ColumnRole as Role, columnRoles as roles } from "#core/finance/statements/choices";
import { type Columns, columnsIn, columnsOf, isWhole } from "#core/finance/statements/csv-columns";
import { isDayLike, orderOf } from "#core/finance/statements/days";
import { type DecimalSign, decimalOf, moneyOf } from "#core/finance/statements/money";
import type { CsvOptions } from "#core/finance/statements/options";
import { tidy } from "#core/finance/statements/row";
import { type CsvPosition, type CsvRow, csvRows } from "#core/ingest/csv";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";

/** What stands in the first columns, for a person who says what they are. */
interface Look {
  /** The header; empty where there is none. */
  names: string[];
  sample: string[][];
}

export interface Manner extends Columns {
  look: Look;
  delimiter: string;
  order: DateOrder | undefined;
  decimal: DecimalSign | undefined;
  /** What an amount without a sign is. */
  spent: "negative" | "positive";
  /** Amounts that went are negative in their own column. */
  isOutNegative: boolean;
  /** It was exported from here, where texts that a program for tables would calculate have an apostrophe before them. */
  isOwn: boolean;
  /** Its header is known. */
  isNamed: boolean;
  /** Where the rows begin. */
  start: CsvPosition;
}

export const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t", bar: "|" } as const;
type Delimiter = keyof typeof DELIMITERS;

/** A header stands among the first of the rows, behind what the bank says of itself. */
const HEADER_ROWS = 30;
const MAX_ROWS = 2_000;
const MAX_COLUMNS = 200;
const MAX_LINE = 64 * 1024;

/** So much of a table is shown. */
const SHOWN_COLUMNS = 30;
const SHOWN_ROWS = 2;
const SHOWN_CHARACTERS = 30;

function lookOf(rows: readonly Placed[], header: number): Look {
  const shown = ({ values }: CsvRow) => values.slice(0, SHOWN_COLUMNS).map((one) => tidy(one, SHOWN_CHARACTERS) ?? "");
  return {
    names: header === -1 ? [] : shown(rows[header]!),
    sample: rows.slice(header + 1, header + 1 + SHOWN_ROWS).map(shown),
  };
}

/** Throws UnreadableSource for what is no such table, and where nobody can tell how it is meant. */
export async function mannerOf(
  source: Source,
  { head, markBytes }: { head: Buffer; markBytes: number },
  options: CsvOptions,
): Promise<Manner> {
  const long = longLine(head, markBytes);
  if (long) throw new UnreadableSource(importErrors("csv_long_line", { line: long, maxKb: MAX_LINE / 1024 }));
  const text = head.subarray(markBytes).toString("latin1");
  if (text.trim() === "") throw new UnreadableSource(importErrors("csv_empty"));
  const delimiter = options.delimiter ? DELIMITERS[options.delimiter] : delimiterOf(text);
  const rows = await rowsOf(source, head, markBytes, delimiter);
  const { header, columns } = columnsFor(rows, options);
  const look = lookOf(rows, header);
  const own = rows.slice(header + 1).map(({ values }) => values);
  const texts = (role: Role) =>
    own.flatMap((values) => columns.roles.flatMap((one, at) => (one === role && values[at] ? [values[at]] : [])));
  const amounts = [...texts("amount"), ...texts("in"), ...texts("out")];
  const decimal = options.decimal ?? decimalOf(amounts.filter((one) => moneyOf(one) !== undefined));
  const days = texts("date").filter(isDayLike);
  const order = options.dateOrder ?? orderOf(days);
  if (order === "ambiguous")
    throw new UnreadableSource(statementErrors("date_order_needed", { example: tidy(days[0], 20) ?? "" }), {
      columns: columns.roles.join(","),
      ...look,
    });
  const signs = texts("amount").map((one) => moneyOf(one, decimal)?.sign);
  const out = texts("out")
    .map((one) => moneyOf(one, decimal))
    .filter((one) => one && /[1-9]/.test(one.digits));
  return {
    ...columns,
    look,
    delimiter,
    order,
    decimal,
    // Where what came has a plus and nothing has a minus, what has no sign went.
    spent:
      options.spent ??
      (signs.includes("+") && !signs.includes("-") && signs.includes(undefined) && !columns.roles.includes("mark")
        ? "positive"
        : "negative"),
    isOutNegative: out.length > 0 && out.every((one) => one!.sign === "-"),
    isNamed: header !== -1 && columnsOf(rows[header]!.values) !== undefined,
    isOwn: columns.roles.includes("id"),
    start: header === -1 ? { byte: markBytes, line: 1 } : rows[header]!.next,
  };
}

/** The manner as its person can say it again: the values of options by their names. */
export const saidOf = ({ roles: own, delimiter, order, decimal, spent, start, look }: Manner, encoding: string) => ({
  columns: own.join(","),
  delimiter: (Object.keys(DELIMITERS) as Delimiter[]).find((name) => DELIMITERS[name] === delimiter),
  dateOrder: order ?? null,
  decimal: decimal ?? "point",
  spent,
  encoding,
  firstLine: start.line,
  ...look,
});

/** The first line that is longer than any of a table, of those that the beginning of the file has. */
function longLine(head: Buffer, from: number): number | undefined {
  for (let [at, line] = [from, 1]; at < head.length; line++) {
    const end = head.indexOf(10, at);
    const isLong = (end === -1 ? head.length : end) - at > MAX_LINE;
    // Lines may end with a return alone.
    if (isLong && !head.subarray(at, at + MAX_LINE).includes(13)) return line;
    if (end === -1) return undefined;
    at = end + 1;
  }
  return undefined;
}

/** What separates values: that by which most lines have as many of them, and the more the better. */
function delimiterOf(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .slice(0, 200)
    .filter((line) => line.trim() !== "");
  let best = { delimiter: ",", lines: 0, width: 0 };
  for (const delimiter of [",", ";", "\t", "|"]) {
    const widths = new Map<number, number>();
    for (const line of lines) {
      const width = widthOf(line, delimiter);
      if (width > 2) widths.set(width, (widths.get(width) ?? 0) + 1);
    }
    for (const [width, count] of widths)
      if (count > best.lines || (count === best.lines && width > best.width)) best = { delimiter, lines: count, width };
  }
  return best.delimiter;
}

function widthOf(line: string, delimiter: string): number {
  let width = 1;
  let isQuoted = false;
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === delimiter && !isQuoted) width++;
  }
  return width;
}

interface Placed extends CsvRow {
  next: CsvPosition;
}

async function rowsOf(source: Source, head: Buffer, markBytes: number, delimiter: string): Promise<Placed[]> {
  const isWholeFile = head.length >= source.sizeBytes;
  // The last line of a part of a file may be a part of a line.
  const end = isWholeFile ? head.length : head.lastIndexOf(10) + 1;
  const beginning: Source = {
    ...source,
    async *stream(at = 0) {
      yield head.subarray(at, end);
    },
  };
  const rows: Placed[] = [];
  let next = { byte: markBytes, line: 1 };
  for await (const row of csvRows(beginning, next, delimiter)) {
    if (row.values.length > MAX_COLUMNS)
      throw new UnreadableSource(importErrors("csv_too_many_columns", { max: MAX_COLUMNS }));
    next = { byte: next.byte + row.bytes, line: next.line + row.lines };
    rows.push({ ...row, next });
    if (rows.length >= MAX_ROWS) break;
  }
  return rows;
}

/** The columns, and at which row their header is: -1 when there is none. */
function columnsFor(rows: readonly Placed[], { columns: said }: CsvOptions): { header: number; columns: Columns } {
  const header = rows.slice(0, HEADER_ROWS).findIndex(({ values }) => columnsOf(values) !== undefined);
  const named = header === -1 ? undefined : columnsOf(rows[header]!.values);
  if (said !== undefined) {
    const own = saidColumns(said);
    return {
      header: header === -1 ? headingOf(rows, own) : header,
      columns: { roles: own, currency: named?.currency },
    };
  }
  if (named) return { header, columns: named };
  const all = rows.map(({ values }) => values);
  // A line about the account may come before the rows.
  const usual = Math.max(...all.map((values) => values.length), 0);
  const first = all.findIndex((values) => values.length === usual);
  const found = usual > 1 ? columnsIn(all.slice(first).filter((values) => values.length === usual)) : undefined;
  if (!found) {
    // A row of words without a day or a figure may be a header in a language that is not known here.
    const start = all.slice(first, first + HEADER_ROWS).findIndex((values) => !values.some((one) => /\d/.test(one)));
    const heading = usual > 1 && start === 0 ? first : first - 1;
    throw new UnreadableSource(statementErrors("csv_columns_needed"), { ...lookOf(rows, heading) });
  }
  return { header: first - 1, columns: found };
}

/** The last row before the first that has a day where one is said to be; -1 when that is the first row. */
function headingOf(rows: readonly Placed[], own: readonly Role[]): number {
  const at = own.indexOf("date");
  const first = rows.slice(0, HEADER_ROWS).findIndex(({ values }) => isDayLike(values[at] ?? ""));
  return first === -1 ? -1 : first - 1;
}

function saidColumns(said: string): Role[] {
  const own = said.split(",").map((name) => name.trim().toLowerCase() || "skip");
  const wrong = own.find((name) => !(roles as readonly string[]).includes(name));
  if (wrong !== undefined)
    throw new UnreadableSource(statementErrors("csv_columns_wrong", { name: wrong, known: roles.join(", ") }));
  if (!isWhole(own as Role[])) throw new UnreadableSource(statementErrors("csv_columns_incomplete"));
  return own as Role[];
}
