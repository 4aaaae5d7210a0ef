/**
 * Repeated statements are prepared once on each connection, because planning a statement on a table with policies takes
 * PostgreSQL longer than running it.
 */
import type { Result } from "#kit/db";
import { parsers } from "../transport.ts";

/** How many statements are prepared; each costs every connection memory for as long as it is open. */
const MAX_PREPARED = 128;
/** How many texts are remembered in order to recognize repeated ones. */
const MAX_SEEN = 2_048;

/** Returns a name for a text from its second occurrence on, as long as there are names left. */
export function namesOfRepeated(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size === MAX_PREPARED) return name;
    if (!seen.has(text)) {
      if (seen.size === MAX_SEEN) seen.clear();
      seen.add(text);
      return undefined;
    }
    seen.delete(text);
    const given = `s${names.size}`;
    names.set(text, given);
    return given;
  };
}

/**
 * Whether the prepared statements of a connection are invalid: a statement no longer fits its table (0A000,
 * feature_not_supported), or somebody else has deallocated it (26000, invalid_sql_statement_name).
 */
export const isStale = (code: string) => code === "0A000" || code === "26000";

/** The columns of a statement's answer. */
export interface Columns {
  names: string[];
  /** The columns that are not text, with their parsers. */
  parsed: { at: number; parse: (text: string) => unknown }[];
}

/**
 * Reads the answers to a transaction's statements, which come one after the other, whatever the driver. `prepared` has the columns
 * of each prepared statement by its name, which PostgreSQL need not describe again, and is added to.
 */
export function answerReader(statements: readonly { name: string | undefined }[], prepared: Map<string, Columns>) {
  const results: Result[] = [];
  let described: Columns | undefined;
  let rows: unknown[][] = [];
  /** The columns of the statement whose answer is being read. */
  const columns = () => {
    described ??= prepared.get(statements[results.length]!.name ?? "") ?? NO_COLUMNS;
    return described;
  };
  return {
    /** Of the statements whose answers are complete. */
    results,
    described(fields: readonly { name: string; dataTypeID: number }[]) {
      described = columnsOf(fields);
    },
    row(values: (string | null)[]) {
      rows.push(parsedRow(values, columns()));
    },
    completed() {
      const { name } = statements[results.length]!;
      // Recorded only now, because it is unknown whether a failed statement was prepared.
      if (name !== undefined) prepared.set(name, columns());
      results.push({ columns: columns().names, rows });
      described = undefined;
      rows = [];
    },
  };
}

const NO_COLUMNS: Columns = { names: [], parsed: [] };

const columnsOf = (fields: readonly { name: string; dataTypeID: number }[]): Columns => ({
  names: fields.map(({ name }) => name),
  parsed: fields.flatMap(({ dataTypeID }, at) => {
    const parse = parsers[dataTypeID];
    return parse ? [{ at, parse }] : [];
  }),
});

/** Parses in place the values of a row that are not text. */
function parsedRow(row: unknown[], { parsed }: Columns): unknown[] {
  for (const { at, parse } of parsed) {
    const text = row[at];
    if (text !== null) row[at] = parse(text as string);
  }
  return row;
}
