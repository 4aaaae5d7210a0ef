/**
 * Neon over HTTP: one request is one transaction. It speaks the protocol of Neon's own driver (`POST /sql`), which would bring
 * its WebSocket client and fetch into every bundle.
 */

import type { Result } from "#kit/db";
import { cut } from "#kit/text";
import { httpClient } from "../http.ts";
import { answerTooLarge, asParameter, requestTooLarge, type Transport, types, unreachable } from "../transport.ts";

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

/** The largest request that Neon's proxy accepts. */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

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
      const body = JSON.stringify({ queries });
      // Checked before sending: the proxy would answer while the request is still being written, which looks like a broken
      // connection.
      const bytes = Buffer.byteLength(body);
      if (bytes > MAX_REQUEST_BYTES) throw requestTooLarge(new Error(`it has ${bytes} bytes`));
      const { status, text } = await send({ method: "POST", headers, body }).catch((error) => {
        throw unreachable(error);
      });
      const answer = parsed(status, text);
      if (status !== 200) throw failure(status, answer);
      return (answer.results as NeonResult[]).map(read);
    },
    close: async () => {},
  };
}

/** Whether a connection string is of a Neon database, which has an HTTP endpoint. */
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

/** The parsed answer; of a text that is not JSON, such as a gateway's error page, its message. */
function parsed(status: number, text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : { message: answer };
  } catch {
    if (status === 200) throw unreachable(refusal(status, cut(text, 200)));
    return { message: cut(text, 200) };
  }
}

/**
 * The error of a refused request. Refusals of the proxy itself have no code; permanent ones can be told from an outage only by
 * their messages, which are in its source in `proxy/src/serverless` and `proxy/src/auth`.
 */
function failure(status: number, answer: Record<string, unknown>): Error {
  if (answer.code) return databaseError(answer);
  const reason = String(answer.message);
  if (status === 507) return answerTooLarge(refusal(status, reason));
  if (status === 413) return requestTooLarge(refusal(status, reason));
  if (status === 400 && STATEMENT_REFUSED.test(reason)) return refusal(status, reason);
  if (status === 400 && LOGIN_REFUSED.test(reason))
    return Object.assign(new Error(`DATABASE_URL is refused: ${reason}`), {
      code: reason.startsWith("password") ? "28P01" : "28000",
    });
  return unreachable(refusal(status, reason));
}

/** Messages that no retry would change: a bug of LifeOS, like wrong SQL. */
const STATEMENT_REFUSED =
  /^(could not parse the HTTP request body|error (encoding|serializing)|unexpected message|invalid isolation level|query is not supported)/;

/**
 * Messages that mean what PostgreSQL's invalid_password and invalid_authorization_specification do: the connection string is
 * wrong, or may not be used from here.
 */
const LOGIN_REFUSED =
  /^(password authentication failed|incorrect scheme|invalid |missing |This (IP address|VPC endpoint) )/;

const refusal = (status: number, reason: string) => new Error(`Neon answered ${status}: ${reason}`);

/** PostgreSQL's error: `code`, `detail`, `constraint` and the other fields of its protocol are properties, as in other drivers. */
const databaseError = ({ message, ...fields }: Record<string, unknown>) =>
  Object.assign(new Error(String(message)), fields);
