/**
 * The one way to the database: a batch of statements that is one READ COMMITTED transaction and one network flight, and
 * speaks as somebody. There is no interactive transaction and no connection to import.
 *
 * Queries are built by query.ts, change.ts or as raw SQL, and run by `ctx.db.batch([...])`.
 */
import type { SQL } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import type { Once } from "./ctx.ts";
import type { EventRow } from "./event.ts";

/** Drizzle's query builder: `db.select().from(tasks).where(…)`. */
export * as db from "./query.ts";

export interface Statement {
  text: string;
  params: unknown[];
}

/** Rows as arrays of PostgreSQL's text output, but for booleans, small integers and floats, which are parsed. */
export interface Result {
  columns: string[];
  rows: unknown[][];
}

/** A statement of ours (see change.ts): knows how to render itself and how to read its rows, fresh or replayed. */
export interface Write<T> {
  kind: "write";
  /** `slot` numbers the writes of a batch; `once` is how the row is kept for a replay. */
  render(slot: number, once: Once | undefined): SQL;
  decode(result: Result): { value: T; events: EventRow[] };
  /** The value from the row that the first execution kept. */
  decodeStored(row: Record<string, unknown> | undefined): T;
}

/** Raw SQL whose rows come back as objects keyed by column name. */
export interface Read<T> {
  kind: "read";
  sql: SQL;
  decode(result: Result): T;
}

// biome-ignore lint/suspicious/noExplicitAny: a drizzle query of any shape; its result type is inferred from the promise.
type DrizzleQuery = PromiseLike<any> & { execute: () => Promise<any> };
export type Query = DrizzleQuery | Write<unknown> | Read<unknown>;
export type ResultOf<Q> = Q extends Write<infer T> | Read<infer T> ? T : Q extends PromiseLike<infer T> ? T : never;
export type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: ResultOf<Q[K]> };

export interface Db {
  batch<const Q extends readonly Query[]>(queries: Q): Promise<Results<Q>>;
}

/** How SQL is written for PostgreSQL. Its dialect in drizzle says the same and builds every kind of query besides. */
const rendering: Parameters<SQL["toQuery"]>[0] = {
  casing: new CasingCache("snake_case"),
  escapeName: (name) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: (index) => `$${index + 1}`,
  escapeString: (text) => `'${text.replaceAll("'", "''")}'`,
};

export function compile(query: SQL): Statement {
  const { sql: text, params } = query.toQuery(rendering);
  return { text, params };
}

/** A SELECT (or any statement) in raw SQL; `Row` is what its columns decode to, in the drivers' form (see Result). */
export function read<Row>(query: SQL): Read<Row[]> {
  return {
    kind: "read",
    sql: query,
    decode: ({ columns, rows }) =>
      rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])) as Row),
  };
}
