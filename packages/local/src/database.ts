/**
 * The database as the embedded cloud sees it: plain SQL with real transactions, on PGlite or on a server.
 * Product code never sees this; it speaks through kit's batch-only port.
 */
import { createHash } from "node:crypto";
import { types as oid, type PGlite } from "@electric-sql/pglite";
import pg from "pg";

export interface Sql {
  /** Runs one statement and returns its rows; timestamps come as text, bigint as text, json parsed. */
  query<Row = Record<string, unknown>>(text: string, params?: unknown[]): Promise<Row[]>;
}

export interface Database extends Sql {
  /** `pglite`: one process owns the data and statements run one after the other. `server`: others may share it. */
  kind: "pglite" | "server";
  /** One READ COMMITTED transaction. On PGlite it blocks every other query, so never await foreign code inside it. */
  transaction<T>(run: (tx: Sql) => Promise<T>): Promise<T>;
  /** Several statements in one string, without parameters. */
  exec(text: string): Promise<void>;
  close(): Promise<void>;
}

const asText = (value: string) => value;

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 32);
  names.set(text, name);
  return name;
}

export function pgliteDatabase(db: PGlite): Database {
  const parsers = { [oid.TIMESTAMPTZ]: asText, [oid.TIMESTAMP]: asText, [oid.DATE]: asText, [oid.INT8]: asText };
  const on = (target: Pick<PGlite, "query">): Sql => ({
    async query<Row>(text: string, params: unknown[] = []) {
      return (await target.query<Row>(text, params, { parsers })).rows;
    },
  });
  return {
    kind: "pglite",
    ...on(db),
    transaction: (run) => db.transaction((tx) => run(on(tx))),
    async exec(text) {
      await db.exec(text);
    },
    close: () => db.close(),
  };
}

export interface ServerOptions {
  /** Size of the pool; 10 unless given. */
  max?: number;
  /**
   * For the queues and runs of the cloud: small tables with a fixed set of short statements. Sets a statement timeout, and
   * prefers indexes.
   */
  forQueues?: boolean;
}

const STATEMENT_TIMEOUT_MS = 25_000;
/** As long as a machine needs that is busy with other things: until a pool has a connection free, or a new one was made. */
const CONNECTION_TIMEOUT_MS = 30_000;

export function serverDatabase(connectionString: string, { max = 10, forQueues }: ServerOptions = {}): Database {
  const types = {
    getTypeParser(id: number, format?: "text" | "binary") {
      if (id === 1184 || id === 1114 || id === 1082 || id === 20) return asText;
      return pg.types.getTypeParser(id, format as "text");
    },
  };
  const pool = new pg.Pool({
    connectionString,
    max,
    types: types as pg.CustomTypesConfig,
    keepAlive: true,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    ...(forQueues && {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      // Prepared statements keep the plan that was made while a queue was empty. A sequential scan would be that plan, and would
      // read all of a queue that has grown.
      onConnect: (client: pg.ClientBase) => client.query("set enable_seqscan = off"),
    }),
  });
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const on = (client: pg.Pool | pg.PoolClient): Sql => ({
    async query<Row>(text: string, params: unknown[] = []) {
      // Named, so that the server parses and plans each statement once per connection. The cloud has a fixed set of statements.
      const statement = params.length > 0 ? { name: nameOf(text), text, values: params } : text;
      return (await client.query(statement)).rows as Row[];
    },
  });
  return {
    kind: "server",
    ...on(pool),
    async transaction(run) {
      const client = await pool.connect();
      try {
        await client.query("begin isolation level read committed");
        const result = await run(on(client));
        await client.query("commit");
        client.release();
        return result;
      } catch (error) {
        // A connection whose rollback fails is broken: it leaves the pool.
        await client.query("rollback").then(
          () => client.release(),
          (broken: Error) => client.release(broken),
        );
        throw error;
      }
    },
    async exec(text) {
      await pool.query(text);
    },
    close: () => pool.end(),
  };
}
