/** node-postgres with pipelining: all statements of a batch leave in one write, before the first answer is read. */
import pg from "pg";
import { asParameter, type Result, type Transport, types, unreachable } from "../db.ts";

export function pgTransport(
  connectionString: string,
  options: {
    max?: number;
    statementTimeoutMs?: number;
    /**
     * Statements that come again are prepared, once a connection: to plan one whose table has a policy takes PostgreSQL longer
     * than to run it. Not for poolers that give each transaction another connection.
     */
    prepare?: boolean;
  } = {},
): Transport {
  const nameOf = options.prepare ? namesOfRepeated() : () => undefined;
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    pipeline: true,
    types: types as unknown as pg.CustomTypesConfig,
    statement_timeout: options.statementTimeoutMs ?? 25_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  } as pg.PoolConfig);
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
        const results = await pipeline(client, queries);
        client.release();
        return results;
      } catch (error) {
        // After a SQL error the pipelined COMMIT has rolled back and the connection is clean; anything else is a broken connection.
        const clean = isSqlState(error);
        client.release(!clean || (error as pg.DatabaseError).code === PLAN_OUTDATED);
        throw clean ? error : unreachable(error);
      }
    },
    close: () => pool.end(),
  };
}

/** feature_not_supported: among others, that a table has changed under a prepared statement, which its connection would keep. */
const PLAN_OUTDATED = "0A000";
/** How many statements are prepared; each costs every connection memory for as long as it is open. */
const MAX_PREPARED = 128;
/** How many texts are remembered in order to see them again. */
const MAX_SEEN = 2_048;

/** A name for a text from the second time on that it is seen, while there are names left. */
function namesOfRepeated(): (text: string) => string | undefined {
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

/** Whether PostgreSQL itself said no; Node's own errors have codes too, and EPIPE is as long as an SQLSTATE. */
const isSqlState = (error: unknown) => error instanceof pg.DatabaseError && error.code !== undefined;

async function pipeline(
  client: pg.PoolClient,
  queries: { name: string | undefined; text: string; values: (string | null)[] }[],
): Promise<Result[]> {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  stream.cork();
  const pending = [
    client.query("begin isolation level read committed"),
    ...queries.map((query) =>
      client.query({ ...query, rowMode: "array", types: types as unknown as pg.CustomTypesConfig }),
    ),
    client.query("commit"),
  ];
  stream.uncork();
  const settled = await Promise.allSettled(pending);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  const results = settled.map((one) => (one as PromiseFulfilledResult<pg.QueryArrayResult>).value);
  // In a failed transaction COMMIT succeeds and rolls back; its command tag is the only sign.
  if (results.at(-1)!.command !== "COMMIT") throw new Error("the transaction was rolled back");
  return results
    .slice(1, -1)
    .map((result) => ({ columns: result.fields.map((field) => field.name), rows: result.rows }));
}
