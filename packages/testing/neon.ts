/**
 * A stand-in for Neon's HTTP endpoint in front of any PostgreSQL: `POST /sql` with one query, or with several that form one
 * transaction. Values are sent in PostgreSQL's text format, and returned in it when `Neon-Raw-Text-Output` is exactly `true`. An
 * error is a 400 with PostgreSQL's own fields; an error of the proxy itself has an empty `code`. A request with a lone surrogate
 * anywhere is invalid JSON for it.
 *
 * The driver names the database in a header, as at Neon, so one stand-in serves all databases of a server. Its tests list the
 * behaviour that it imitates. Arrays stay text, where the proxy would make lists, and there is no TLS.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type pg from "pg";
import { computes, targetOf } from "#testing/neon-compute";
import { problemOf, refused } from "#testing/neon-problem";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface NeonStandIn {
  /** For `neonConfig.fetchEndpoint`. */
  endpoint: string;
  /** Requests answered so far. */
  requests(): number;
  /** Whether the proxy refuses requests for now because of its own rate limit. */
  limitRate(limited: boolean): void;
  close(): Promise<void>;
}

interface NeonQuery {
  query: string;
  params?: unknown[];
  arrayMode?: boolean;
}

const MIB = 1024 * 1024;
/** PostgreSQL's protocol counts parameters in sixteen bits, which the proxy treats as signed. */
const MAX_PARAMETERS = 32_767;

const ISOLATION: Record<string, string> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

export async function neonStandIn(
  options: { maxRequestBytes?: number; maxAnswerBytes?: number } = {},
): Promise<NeonStandIn> {
  const { maxRequestBytes = 10 * MIB, maxAnswerBytes = 10 * MIB } = options;
  const databases = computes();
  let requests = 0;
  let limited = false;

  const server = createServer(KEEPS_CONNECTIONS, async (request, response) => {
    requests++;
    const gone = new AbortController();
    response.on("close", () => !response.writableFinished && gone.abort());
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.method !== "POST" || request.url !== "/sql") return answer(400, "query is not supported");
    try {
      const { headers } = request;
      const target = targetOf(headers["neon-connection-string"]);
      const modes = modesOf(headers);
      const body = await bodyOf(request, maxRequestBytes);
      if (limited) throw refused(500, "Too many connections to this endpoint. Please try again later.");
      const asked = payloadOf(body);
      const results = await databases.use(target, gone.signal, (client) => {
        const run = runner(client, headers, gone.signal, maxAnswerBytes);
        return "queries" in asked ? transaction(client, modes, asked.queries, run) : run(asked);
      });
      answer(200, results);
    } catch (thrown) {
      const error = thrown as { status?: number } & Record<string, unknown>;
      // The rest of the request is not read: a client that still sends it finds the connection closed.
      if (!request.complete) response.setHeader("connection", "close");
      answer(error.status ?? 400, problemOf(error));
      if (!request.complete) response.once("finish", () => request.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql`,
    requests: () => requests,
    limitRate(now) {
      limited = now;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await databases.close();
    },
  };
}

const isTrue = (header: unknown) => header === "true";

/** The options of BEGIN. */
function modesOf(headers: IncomingHttpHeaders): string {
  const level = headers["neon-batch-isolation-level"] as string | undefined;
  if (level !== undefined && !Object.hasOwn(ISOLATION, level)) throw refused(400, "invalid isolation level");
  return [
    level !== undefined && `isolation level ${ISOLATION[level]}`,
    isTrue(headers["neon-batch-read-only"]) && "read only",
    isTrue(headers["neon-batch-deferrable"]) && "deferrable",
  ]
    .filter(Boolean)
    .join(" ");
}

async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = () => refused(413, `request is too large (max is ${maxBytes} bytes)`);
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function payloadOf(body: string): NeonQuery | { queries: NeonQuery[] } {
  try {
    return JSON.parse(body, refuseHalves);
  } catch (error) {
    throw refused(400, `could not parse the HTTP request body: ${(error as Error).message}`);
  }
}

/** The proxy's JSON parser requires escapes to form valid UTF-16, as RFC 8259 does, where JavaScript accepts any 16 bits. */
function refuseHalves(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== "string" || value.isWellFormed())) return value;
  throw new Error("unexpected end of hex escape");
}

type Run = (query: NeonQuery) => Promise<Record<string, unknown>>;

async function transaction(client: pg.Client, modes: string, queries: NeonQuery[], run: Run) {
  await client.query(`start transaction ${modes}`);
  const results = [];
  for (const query of queries) results.push(await run(query));
  await client.query("commit");
  return { results };
}

const asText = { getTypeParser: () => (text: string) => text } as pg.CustomTypesConfig;

/** Runs the statements of one request; the limit applies to the sum of their answers. */
function runner(client: pg.Client, headers: IncomingHttpHeaders, gone: AbortSignal, maxBytes: number): Run {
  const raw = isTrue(headers["neon-raw-text-output"]);
  let bytes = 0;
  return async ({ query, params = [], arrayMode = isTrue(headers["neon-array-mode"]) }) => {
    if (gone.aborted) throw refused(500, "query was cancelled");
    if (params.length > MAX_PARAMETERS)
      throw refused(400, "error encoding message to server: value too large to transmit");
    if (/^\s*(copy|listen|notify)\b/i.test(query)) throw refused(400, "unexpected message from server");
    const given: pg.QueryArrayConfig & { queryMode: "extended" } = {
      text: query,
      values: params.map(asParameter),
      rowMode: "array",
      types: asText,
      // In the simple protocol, a text without parameters could be several statements.
      queryMode: "extended",
    };
    const result = await client.query<(string | null)[]>(given);
    const fields = result.fields.map(({ name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier }) => ({
      name,
      dataTypeID,
      tableID,
      columnID,
      dataTypeSize,
      dataTypeModifier,
      format: "text",
    }));
    bytes += Buffer.byteLength(JSON.stringify(fields));
    const rows = result.rows.map((texts) => {
      // The sum is checked before the next row is added, so the last row may have any size.
      if (bytes > maxBytes) throw refused(507, `response is too large (max is ${maxBytes} bytes)`);
      const values = texts.map((text, at) => (raw ? text : parsed(text, fields[at]!.dataTypeID)));
      const row = arrayMode ? values : Object.fromEntries(values.map((value, at) => [fields[at]!.name, value]));
      bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
      return row;
    });
    return { fields, rows, command: result.command ?? "", rowCount: result.rowCount, rowAsArray: arrayMode };
  };
}

const asParameter = (value: unknown) => (value === null || typeof value === "string" ? value : JSON.stringify(value));

/** A value that is not returned as text: booleans, small integers, floats that JSON can express, and JSON. */
function parsed(text: string | null, dataTypeID: number): unknown {
  if (text === null) return null;
  switch (dataTypeID) {
    case 16:
      return text === "t";
    case 21:
    case 23:
      return Number(text);
    case 700:
    case 701:
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case 114:
    case 3802:
      return JSON.parse(text);
    default:
      return text;
  }
}
