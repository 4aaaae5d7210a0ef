/** CSV (RFC 4180) of a source, record by record, from any of them on. */
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";

export interface CsvRecord {
  /** The line on which it begins, from 1. */
  line: number;
  /** Trimmed values by the name of the column, in lower case; of a column that is named twice, the first that is not empty. */
  fields: Readonly<Record<string, string>>;
  /** The position after it. */
  next: CsvPosition;
}

/** Where a record begins: the byte, and the line. */
export interface CsvPosition {
  byte: number;
  line: number;
}

/** A header must fit into the beginning of a file. */
const BEGINNING_BYTES = 64 * 1024;
/** A record that is longer is taken for a quotation that nothing ends. */
const MAX_RECORD_CHARACTERS = 1_000_000;
/** Exports of address books have some two hundred; each record is an object with all of them, however short its line is. */
const MAX_COLUMNS = 1_000;

/**
 * The records after the header, or from `from` on. What separates values (a comma, semicolon or tab) is found in the header. Text is UTF-8
 * with or without a byte order mark, and where a record is no UTF-8, Windows-1252, as programs of Windows write. Throws UnreadableSource
 * when there is no header with all columns of `needs` (in lower case), and for a quotation that nothing ends.
 */
export async function* csvRecords(
  source: Source,
  from: CsvPosition | undefined,
  { needs }: { needs: readonly string[] },
): AsyncGenerator<CsvRecord> {
  const header = await headerOf(source, needs);
  let position = from ?? header.next;
  for await (const { values, empty, bytes, lines } of csvRows(source, position, header.delimiter)) {
    const next = { byte: position.byte + bytes, line: position.line + lines };
    yield { line: position.line + empty, fields: named(header.names, values), next };
    position = next;
  }
}

interface Header {
  names: string[];
  delimiter: string;
  next: CsvPosition;
}

async function headerOf(source: Source, needs: readonly string[]): Promise<Header> {
  const beginning = await source.range(0, Math.min(source.sizeBytes, BEGINNING_BYTES));
  if (beginning[0] === 0xff || beginning[0] === 0xfe) throw new UnreadableSource(importErrors("csv_utf16"));
  const mark = beginning.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const end = beginning.indexOf("\n", mark);
  const delimiter = delimiterOf(beginning.subarray(mark, end === -1 ? beginning.length : end).toString("latin1"));
  const start = { byte: mark, line: 1 };
  const whole: Source = {
    ...source,
    async *stream(at = 0) {
      yield beginning.subarray(at);
    },
  };
  for await (const { values, bytes, lines } of csvRows(whole, start, delimiter)) {
    const names = values.map((value) => value.trim().toLowerCase());
    if (names.length > MAX_COLUMNS)
      throw new UnreadableSource(importErrors("csv_too_many_columns", { max: MAX_COLUMNS }));
    const missing = needs.filter((name) => !names.includes(name));
    if (missing.length > 0)
      throw new UnreadableSource(importErrors("csv_columns_missing", { columns: missing.join(", ") }));
    return { names, delimiter, next: { byte: mark + bytes, line: 1 + lines } };
  }
  throw new UnreadableSource(importErrors("csv_empty"));
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What separates the names of a header: whichever of these occurs most. */
function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

export interface CsvRow {
  values: string[];
  /** The lines before it that are empty. */
  empty: number;
  /** The length of the record and of the empty lines before it. */
  bytes: number;
  lines: number;
}

/** The rows from a position on, whatever they are. Throws UnreadableSource for one that does not end. */
export async function* csvRows(source: Source, from: CsvPosition, delimiter: string): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    // A character for each byte: texts of which most are short take much less than buffers do. What they say is found out by `decoded`.
    encoding: "latin1",
    info: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const ends = new LineEnds();
  const bytes = Readable.from(notingLines(source.stream(from.byte), ends));
  bytes.on("error", (error) => parser.destroy(error));
  bytes.pipe(parser);
  let [before, line] = [0, from.line];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { bytes: number } }>) {
      const values = decoded(record);
      const ended = ends.takeUntil(info.bytes);
      // The last line of a file may have no end.
      const lines = ended.count + (ended.last === info.bytes ? 0 : 1);
      const own = values.reduce((sum, value) => sum + value.split("\n").length - 1, 1);
      yield { values, empty: Math.max(lines - own, 0), bytes: info.bytes - before, lines };
      before = info.bytes;
      line += lines;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_MAX_RECORD_SIZE" && !ends.hasAny)
      throw new UnreadableSource(importErrors("csv_long_line", { line, maxKb: MAX_RECORD_CHARACTERS / 1_000 }));
    throw new UnreadableSource(importErrors("csv_quotation", { line }));
  } finally {
    bytes.destroy();
  }
}

/** The parser makes all records of what it is given before it looks whether anybody takes them, so it is given little at once. */
const PIECE_BYTES = 4 * 1024;

/**
 * Passes bytes on by small pieces and notes where their lines end. The parser counts a line twice that ends in two characters within a
 * quotation.
 */
async function* notingLines(bytes: AsyncIterable<Uint8Array>, ends: LineEnds): AsyncGenerator<Uint8Array> {
  let before = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const piece = chunk.subarray(from, from + PIECE_BYTES);
      for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1))
        ends.add(before + at + 1);
      before += piece.length;
      yield piece;
    }
  }
}

const LINE_FEED = 10;

/** Where lines end that no record has taken yet. A piece may hold hundreds of thousands, so the others are not moved each time some are taken. */
class LineEnds {
  #ends: number[] = [];
  #first = 0;

  get hasAny(): boolean {
    return this.#ends.length > this.#first;
  }

  add(end: number): void {
    this.#ends.push(end);
  }

  /** Takes those that are not behind this byte: how many they are, and the last of them. */
  takeUntil(byte: number): { count: number; last: number | undefined } {
    const before = this.#first;
    while (this.#first < this.#ends.length && this.#ends[this.#first]! <= byte) this.#first++;
    const count = this.#first - before;
    const last = count === 0 ? undefined : this.#ends[this.#first - 1];
    // Once at least half of them are taken, each is moved twice at most on average.
    if (this.#first > this.#ends.length / 2) {
      this.#ends.splice(0, this.#first);
      this.#first = 0;
    }
    return { count, last };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows = new TextDecoder("windows-1252");

function decoded(record: string[]): string[] {
  if (record.every(isAscii)) return record;
  const bytes = record.map((value) => Buffer.from(value, "latin1"));
  try {
    return bytes.map((value) => utf8.decode(value));
  } catch {
    return bytes.map((value) => windows.decode(value));
  }
}

const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

function named(names: readonly string[], values: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [at, name] of names.entries()) if (!fields[name]) fields[name] = storable(values[at] ?? "").trim();
  return fields;
}

/** PostgreSQL holds no NUL. */
const storable = (text: string) => text.replaceAll("\0", "");
