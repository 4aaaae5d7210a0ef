/**
 * What Neon's HTTP endpoint is to its driver, in front of any PostgreSQL: `POST /sql` with one query, or with several that
 * are one transaction. Values go both ways as PostgreSQL's text; an error is a 400 with PostgreSQL's own fields. A request with
 * half of a surrogate pair anywhere in it is no JSON to it.
 *
 * The driver says which database it wants in a header, as it does at Neon, so one stand-in serves all databases of a server.
 */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

export interface NeonStandIn {
  /** For `neonConfig.fetchEndpoint`. */
  endpoint: string;
  /** Requests answered so far. */
  requests(): number;
  close(): Promise<void>;
}

interface NeonQuery {
  query: string;
  params: (string | null)[];
}

const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

const ISOLATION: Record<string, string> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

export async function neonStandIn(options: { connectionsPerDatabase?: number } = {}): Promise<NeonStandIn> {
  const pools = new Map<string, pg.Pool>();
  let requests = 0;

  const server = createServer(async (request, response) => {
    requests++;
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.method !== "POST" || request.url !== "/sql") return answer(404, { message: "not found" });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      const asked = JSON.parse(Buffer.concat(chunks).toString("utf8"), refuseHalves) as
        | NeonQuery
        | { queries: NeonQuery[] };
      const client = await poolOf(request.headers["neon-connection-string"] as string).connect();
      try {
        answer(
          200,
          "queries" in asked ? await transaction(client, asked.queries, request.headers) : await one(client, asked),
        );
      } finally {
        client.release();
      }
    } catch (error) {
      answer(400, problemOf(error as Record<string, unknown>));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  function poolOf(connectionString: string): pg.Pool {
    let pool = pools.get(connectionString);
    if (!pool) {
      pool = new pg.Pool({ connectionString, max: options.connectionsPerDatabase ?? 10, types: asText });
      pool.on("error", () => {});
      pools.set(connectionString, pool);
    }
    return pool;
  }

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql`,
    requests: () => requests,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

/** Its parser takes the escapes of JSON for UTF-16 as RFC 8259 has it, where JavaScript lets any 16 bits pass. */
function refuseHalves(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== "string" || value.isWellFormed())) return value;
  const message = "could not parse the HTTP request body: unexpected end of hex escape";
  throw Object.assign(new Error(message), { code: "" });
}

async function transaction(client: pg.PoolClient, queries: NeonQuery[], headers: IncomingHttpHeaders) {
  const isolation = ISOLATION[headers["neon-batch-isolation-level"] as string];
  const modes = [
    isolation && `isolation level ${isolation}`,
    headers["neon-batch-read-only"] === "true" && "read only",
    headers["neon-batch-deferrable"] === "true" && "deferrable",
  ].filter(Boolean);
  await client.query(`begin ${modes.join(" ")}`);
  try {
    const results = [];
    for (const query of queries) results.push(await one(client, query));
    await client.query("commit");
    return { results };
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function one(client: pg.PoolClient, { query, params }: NeonQuery) {
  const result = await client.query({ text: query, values: params, rowMode: "array" });
  return {
    command: result.command,
    rowCount: result.rowCount,
    rowAsArray: true,
    fields: result.fields.map(({ name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier }) => ({
      name,
      dataTypeID,
      tableID,
      columnID,
      dataTypeSize,
      dataTypeModifier,
      format: "text",
    })),
    rows: result.rows,
  };
}

/** The fields that the driver copies onto its error. */
const ERROR_FIELDS = [
  "severity",
  "code",
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "schema",
  "table",
  "column",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
];

const problemOf = (error: Record<string, unknown>) => ({
  message: error.message,
  ...Object.fromEntries(ERROR_FIELDS.map((field) => [field, error[field]])),
});
