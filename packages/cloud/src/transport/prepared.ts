/**
 * Statements that come again are prepared, once a connection: to plan one whose table has a policy takes PostgreSQL longer than
 * to run it.
 */
import { parsers } from "../transport.ts";

/** How many statements are prepared; each costs every connection memory for as long as it is open. */
const MAX_PREPARED = 128;
/** How many texts are remembered in order to see them again. */
const MAX_SEEN = 2_048;

/** A name for a text from the second time on that it is seen, while there are names left. */
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
 * Whether what was prepared on a connection has to be forgotten: a statement no longer fits its table (0A000, feature_not_supported),
 * or somebody else has deallocated it (26000, invalid_sql_statement_name).
 */
export const isStale = (code: string) => code === "0A000" || code === "26000";

/** The columns of a statement's answer. */
export interface Columns {
  names: string[];
  /** Those that are not text. */
  parsed: { at: number; parse: (text: string) => unknown }[];
}

export const NO_COLUMNS: Columns = { names: [], parsed: [] };

export const columnsOf = (fields: readonly { name: string; dataTypeID: number }[]): Columns => ({
  names: fields.map(({ name }) => name),
  parsed: fields.flatMap(({ dataTypeID }, at) => {
    const parse = parsers[dataTypeID];
    return parse ? [{ at, parse }] : [];
  }),
});

/** A row as PostgreSQL wrote it, with what is not text parsed in place. */
export function parsedRow(row: unknown[], { parsed }: Columns): unknown[] {
  for (const { at, parse } of parsed) {
    const text = row[at];
    if (text !== null) row[at] = parse(text as string);
  }
  return row;
}
