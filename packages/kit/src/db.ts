/**
 * The one way to the database: a batch of statements that is one READ COMMITTED transaction and one network round trip
 * ("flight"), and acts as one person or as the service. There is no interactive transaction and no connection to import.
 *
 * Queries are built by query.ts, change.ts or as raw SQL, and run by `ctx.db.batch([...])`.
 */
import { type SQL, sql } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import type { EventRow } from "./event.ts";
import type { Statement } from "./handover.ts";
import type { Once } from "./once.ts";
import { isConflict } from "./problem.ts";

/** Drizzle's query builder: `db.select().from(tasks).where(…)`. */
export * as db from "./query.ts";

/** Rows as arrays of PostgreSQL's text output, but for booleans, small integers and floats, which are parsed. */
export interface Result {
  columns: string[];
  rows: unknown[][];
}

/** A writing statement (see change.ts): renders its SQL and decodes its rows, fresh or replayed. */
export interface Write<T> {
  kind: "write";
  /** No result of it is kept for a replay, so it has no slot. */
  keepsNothing?: true;
  /** `slot` numbers the writes of a batch that keep a result; `once` is the claim under which the result is kept. */
  render(slot: number, once: Once | undefined): SQL;
  decode(result: Result): { value: T; events: EventRow[] };
  /** Decodes the result that the first execution kept. */
  decodeStored(row: Record<string, unknown> | undefined): T;
}

/** Raw SQL whose rows come back as objects keyed by column name. It runs again at a replay, so it does not write. */
export interface Read<T> {
  kind: "read";
  sql: SQL;
  /** It writes something that the caller did not ask for (see `uncounted`). */
  writesAside?: true;
  decode(result: Result): T;
}

// biome-ignore lint/suspicious/noExplicitAny: a drizzle query of any shape; its result type is inferred from the promise.
export type DrizzleQuery = PromiseLike<any> & { execute: () => Promise<any> };
export type Query = DrizzleQuery | Write<unknown> | Read<unknown>;
export type ResultOf<Q> = Q extends Write<infer T> | Read<infer T> ? T : Q extends PromiseLike<infer T> ? T : never;
export type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: ResultOf<Q[K]> };

export interface Db {
  batch<const Q extends readonly Query[]>(queries: Q): Promise<Results<Q>>;
}

/** How drizzle's SQL is rendered for PostgreSQL. Drizzle's PgDialect does the same, but would bring its query builder along. */
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
 * A statement that is run for its effect and not for its rows: an INSERT, UPDATE or DELETE without an event, a guard, a lock, a
 * function that changes something. It counts as a write: its batch makes the claim, counts against the rate limit, and is not run
 * again at a replay.
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
 * An INSERT, UPDATE or DELETE without an event, and the rows that it returns, in the drivers' form. The rows are not kept for a
 * replay, so it is only for work without a claim: that of the service. Changes of a person's rows are made with change.ts.
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
 * What `write` did when the request came for the first time; throws `error` if this is the first time. For work that fails before it gets
 * to its write, such as a question to a service that does not answer now: whoever repeats a request that succeeded gets its answer.
 */
export async function orFirstTime<T>(db: Db, write: Write<T>, error: unknown): Promise<T> {
  // A write that is always refused; of a request that is a repetition, the database finds that out before.
  const refused: Write<T> = { ...write, render: () => sql`select raise_problem('LF005', 'refused')` };
  try {
    const [first] = await db.batch([refused]);
    return first as T;
  } catch (raised) {
    throw isConflict(raised) ? error : raised;
  }
}

/**
 * A write that accompanies a read and that the caller did not ask for: a cache, the record that something was looked at. It does
 * not count against the rate limit, makes no claim, and runs again at a replay.
 */
export function uncounted<Row>(statement: SQL): Read<Row[]> {
  return { ...read<Row>(statement), writesAside: true };
}

const rowsOf = <Row>({ columns, rows }: Result) =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])) as Row);
