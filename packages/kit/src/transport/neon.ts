/**
 * Neon over HTTP: one request is one transaction. It speaks the protocol of Neon's own driver (`POST /sql`), which would bring
 * its WebSocket client and fetch into every bundle.
 */

import { asParameter, type Result, type Transport, types, unreachable } from "../db.ts";
import { httpClient } from "../http.ts";
import { cut } from "../text.ts";

interface NeonResult {
  fields: { name: string; dataTypeID: number }[];
  rows: (string | null)[][];
}

export interface NeonOptions {
  /** The address of `/sql`; Neon's own for the host of the connection string unless given. */
  endpoint?: string;
  /** How long a transaction may take; 25,000 unless given. */
  timeoutMs?: number;
}

export function neonTransport(connectionString: string, options: NeonOptions = {}): Transport {
  const { endpoint = endpointOf(connectionString), timeoutMs = 25_000 } = options;
  const send = httpClient(endpoint, { timeoutMs });
  const headers = {
    "content-type": "application/json",
    "neon-connection-string": connectionString,
    "neon-raw-text-output": "true",
    "neon-array-mode": "true",
    "neon-batch-isolation-level": "ReadCommitted",
  };
  return {
    async run(statements) {
      const queries = statements.map(({ text, params }) => ({ query: text, params: params.map(asParameter) }));
      const call = { method: "POST" as const, headers, body: JSON.stringify({ queries }) };
      const { status, text } = await send(call).catch((error) => {
        throw unreachable(error);
      });
      const answer = parsed(status, text);
      if (status !== 200) throw answer.code ? databaseError(answer) : unreachable(refusal(status, answer.message));
      return (answer.results as NeonResult[]).map(read);
    },
    close: async () => {},
  };
}

/** Whether Neon's HTTP endpoint answers for this connection string. */
export const isNeon = (connectionString: string) => new URL(connectionString).hostname.endsWith(".neon.tech");

/** `ep-cool-1234-pooler.eu-central-1.aws.neon.tech` is reached at `api.eu-central-1.aws.neon.tech`. */
function endpointOf(connectionString: string): string {
  return `https://${new URL(connectionString).hostname.replace(/^[^.]+/, "api")}/sql`;
}

function read({ fields, rows }: NeonResult): Result {
  const parsers = fields.map((field) => types.getTypeParser(field.dataTypeID));
  return {
    columns: fields.map((field) => field.name),
    rows: rows.map((row) => row.map((value, i) => (value === null ? null : parsers[i]!(value)))),
  };
}

function parsed(status: number, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw unreachable(refusal(status, cut(text, 200)));
  }
}

const refusal = (status: number, reason: unknown) => new Error(`Neon answered ${status}: ${reason}`);

/** PostgreSQL's error: `code`, `detail`, `constraint` and the other fields of its protocol are properties, as in other drivers. */
const databaseError = ({ message, ...fields }: Record<string, unknown>) =>
  Object.assign(new Error(String(message)), fields);
