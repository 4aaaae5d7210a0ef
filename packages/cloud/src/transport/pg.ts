/**
 * node-postgres with pipelining: all statements of a batch leave in one write with one Sync behind them, which makes them one
 * transaction. PostgreSQL commits it at the Sync; at the first error it rolls back and skips the rest ("Pipelining" in the
 * chapter on message flow of its frontend/backend protocol). So there is no BEGIN and no COMMIT to send, parse and answer.
 */
import pg from "pg";
import type { Result } from "#kit/db";
import { asParameter, type Transport, unreachable } from "../transport.ts";
import { answerReader, type Columns, isStale, namesOfRepeated } from "./prepared.ts";

export function pgTransport(
  connectionString: string,
  options: {
    max?: number;
    statementTimeoutMs?: number;
    /** Whether repeated statements are prepared. Not possible behind a pooler that gives each transaction another connection. */
    prepare?: boolean;
  } = {},
): Transport {
  const nameOf = options.prepare ? namesOfRepeated() : () => undefined;
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 25_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // For servers with another default isolation level: there is no BEGIN statement that could set it.
    onConnect: (client) => client.query("set default_transaction_isolation = 'read committed'"),
  });
  // A connection that breaks is replaced by the pool; without listeners on both it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    async run(statements) {
      const queries = statements.map(({ text, params }) => ({
        name: nameOf(text),
        text,
        values: params.map(asParameter),
      }));
      const client = await pool.connect().catch((error) => {
        throw isSqlState(error) ? error : unreachable(error);
      });
      try {
        const results = await fly(client, queries);
        client.release();
        return results;
      } catch (error) {
        // After a SQL error the transaction is rolled back; anything else is a broken connection.
        const refused = isSqlState(error);
        client.release(!refused || isLost((error as pg.DatabaseError).code!));
        throw refused ? error : unreachable(error);
      }
    },
    close: () => pool.end(),
  };
}

/**
 * Whether a connection cannot be used any more after an error: the server ends it (57P01 to 57P05, class 08), or what it has
 * prepared is stale.
 */
const isLost = (code: string) => /^(57P0|08)/.test(code) || isStale(code);

/** Whether an error comes from PostgreSQL. Node's errors have a code too, and EPIPE has the length of an SQLSTATE. */
const isSqlState = (error: unknown) => error instanceof pg.DatabaseError && error.code !== undefined;

interface Query {
  name: string | undefined;
  text: string;
  values: (string | null)[];
}

/**
 * The prepared statements of a connection: the columns of each statement by its name, which PostgreSQL then need not describe
 * again.
 */
const preparedOn = new WeakMap<Wire, Map<string, Columns>>();

/** The part of node-postgres's connection that a query speaks through when it submits itself. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parse(statement: { name: string | undefined; text: string }): void;
  bind(portal: { statement: string | undefined; values: (string | null)[] }): void;
  describe(what: { type: "P" }): void;
  execute(): void;
  close(what: { type: "S"; name: string }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/** Sends a transaction and reads its answers: a query to node-postgres, as its cursors and streams are. */
function fly(client: pg.PoolClient, queries: Query[]): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    let reader: ReturnType<typeof answerReader>;
    const flight = {
      submit(connection: unknown) {
        const wire = connection as Wire;
        const prepared = preparedOn.get(wire) ?? new Map<string, Columns>();
        preparedOn.set(wire, prepared);
        reader = answerReader(queries, prepared);
        wire.stream.cork();
        for (const query of queries) submit(wire, query, query.name !== undefined && prepared.has(query.name));
        wire.sync();
        wire.stream.uncork();
      },
      handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }) {
        reader.described(fields);
      },
      handleDataRow({ fields }: { fields: (string | null)[] }) {
        reader.row(fields);
      },
      handleCommandComplete: () => reader.completed(),
      handleEmptyQuery: () => reader.completed(),
      handleCopyInResponse(connection: unknown) {
        const wire = connection as Wire;
        wire.sendCopyFail("there is nothing to copy");
        // The first one is ignored while PostgreSQL waits for what is to be copied.
        wire.sync();
      },
      handleCopyData: () => {},
      handleReadyForQuery: () => resolve(reader.results),
      handleError: reject,
    };
    client.query(flight);
  });
}

function submit(wire: Wire, { name, text, values }: Query, isPrepared: boolean): void {
  if (!isPrepared) {
    // A failed transaction may have left it prepared; closing a statement that does not exist is not an error.
    if (name !== undefined) wire.close({ type: "S", name });
    wire.parse({ name, text });
  }
  wire.bind({ statement: name, values });
  if (!isPrepared) wire.describe({ type: "P" });
  wire.execute();
}
