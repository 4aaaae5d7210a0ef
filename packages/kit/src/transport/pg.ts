/** node-postgres with pipelining: all statements of a batch leave in one write, before the first answer is read. */
import pg from "pg";
import { asParameter, type Result, type Transport, types, unreachable } from "../db.ts";

export function pgTransport(
  connectionString: string,
  options: { max?: number; statementTimeoutMs?: number } = {},
): Transport {
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
      const queries = statements.map(({ text, params }) => ({ text, values: params.map(asParameter) }));
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
        client.release(!clean);
        throw clean ? error : unreachable(error);
      }
    },
    close: () => pool.end(),
  };
}

/** Whether PostgreSQL itself said no; Node's own errors have codes too, and EPIPE is as long as an SQLSTATE. */
const isSqlState = (error: unknown) => error instanceof pg.DatabaseError && error.code !== undefined;

async function pipeline(
  client: pg.PoolClient,
  queries: { text: string; values: (string | null)[] }[],
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
