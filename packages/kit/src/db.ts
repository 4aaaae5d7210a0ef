/**
 * The one way to the database: a batch of statements that is one READ COMMITTED transaction and one network flight, and
 * speaks as somebody. There is no interactive transaction and no connection to import.
 *
 * Queries are built by query.ts, change.ts or as raw SQL, and run by `ctx.db.batch([...])`.
 */
import type { SQL } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import type { EventRow } from "./event.ts";
import type { Statement } from "./handover.ts";
import type { Once } from "./once.ts";

/** Drizzle's query builder: `db.select().from(tasks).where(…)`. */
export * as db from "./query.ts";

/** Rows as arrays of PostgreSQL's text output, but for booleans, small integers and floats, which are parsed. */
export interface Result {
  columns: string[];
  rows: unknown[][];
}

/** A statement of ours (see change.ts): knows how to render itself and how to read its rows, fresh or replayed. */
export interface Write<T> {
  kind: "write";
  /** Nothing of it is kept for a replay, and it has no place among the writes that something is kept of. */
  keepsNothing?: true;
  /** `slot` numbers the writes of a batch that keep something; `once` is how the row is kept for a replay. */
  render(slot: number, once: Once | undefined): SQL;
  decode(result: Result): { value: T; events: EventRow[] };
  /** The value from the row that the first execution kept. */
  decodeStored(row: Record<string, unknown> | undefined): T;
}

/** Raw SQL whose rows come back as objects keyed by column name. It runs again at a replay, so it does not write. */
export interface Read<T> {
  kind: "read";
  sql: SQL;
  /** It writes what nobody asked for (see `uncounted`). */
  writesAside?: true;
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

/** A SELECT in raw SQL; `Row` is what its columns decode to, in the drivers' form (see Result). A batch refuses one that writes. */
export function read<Row>(query: SQL): Read<Row[]> {
  return { kind: "read", sql: query, decode: rowsOf };
}

/**
 * A statement for what it does and not for its rows: INSERT, UPDATE or DELETE that is nobody's event, a guard, a lock, a function
 * that changes something. It counts as a write: its batch claims and takes from the limit, and a replay does not run it again.
 */
export function effect(statement: SQL): Write<undefined> {
  return {
    kind: "write",
    keepsNothing: true,
    render: () => statement,
    decode: () => ({ value: undefined, events: [] }),
    decodeStored: () => undefined,
  };
}

/**
 * INSERT, UPDATE or DELETE that is nobody's event, and the rows that it returns, in the drivers' form. Nothing is kept of them for a
 * replay, so it is for work that claims nothing: the service's. Changes of a person's rows are made with change.ts.
 */
export function write<Row>(statement: SQL): Write<Row[]> {
  return {
    ...effect(statement),
    render(_, once) {
      if (once) throw new Error("the rows of this statement are not kept, and its batch is one that may be repeated");
      return statement;
    },
    decode: (result) => ({ value: rowsOf<Row>(result), events: [] }),
    decodeStored: () => [],
  };
}

/**
 * What is written beside a read and nobody asked for: a cache, the record that something was looked at. It takes nothing from the
 * limit, claims nothing, and runs again at a replay.
 */
export function uncounted<Row>(statement: SQL): Read<Row[]> {
  return { ...read<Row>(statement), writesAside: true };
}

const rowsOf = <Row>({ columns, rows }: Result) =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])) as Row);
