/** node-postgres with pipelining: all statements of a batch leave in one write, before the first answer is read. */
import pg from "pg";
import { asParameter, type Result, type Statement, type Transport, types } from "../db.ts";

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
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  return {
    async run(statements) {
      const client = await pool.connect();
      try {
        const results = await pipeline(client, statements);
        client.release();
        return results;
      } catch (error) {
        // After a SQL error the pipelined COMMIT has rolled back and the connection is clean; anything else is a broken connection.
        client.release(
          typeof (error as { code?: unknown }).code === "string" &&
            /^[0-9A-Z]{5}$/.test((error as { code: string }).code)
            ? undefined
            : true,
        );
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

async function pipeline(client: pg.PoolClient, statements: Statement[]): Promise<Result[]> {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  stream.cork();
  const pending = [
    client.query("begin isolation level read committed"),
    ...statements.map(({ text, params }) =>
      client.query({
        text,
        values: params.map(asParameter),
        rowMode: "array",
        types: types as unknown as pg.CustomTypesConfig,
      }),
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
