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

/** What Neon's proxy takes of a request. */
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
      // Sent, it would be answered while it is still being written, and look like a connection that broke.
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

/** The answer, or what it says instead of JSON: a gateway on the way does not speak the proxy's language. */
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
 * What a refusal stands for. The proxy's own have no code, and what it refuses for good is to be told apart from an outage by its
 * words: it has them in `proxy/src/serverless` and `proxy/src/auth`.
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

/** What no second try would change: a fault of ours, like SQL that is wrong. */
const STATEMENT_REFUSED =
  /^(could not parse the HTTP request body|error (encoding|serializing)|unexpected message|invalid isolation level|query is not supported)/;

/** invalid_password and invalid_authorization_specification, as PostgreSQL itself would say of the same: the string, or from where it is used. */
const LOGIN_REFUSED =
  /^(password authentication failed|incorrect scheme|invalid |missing |This (IP address|VPC endpoint) )/;

const refusal = (status: number, reason: string) => new Error(`Neon answered ${status}: ${reason}`);

/** PostgreSQL's error: `code`, `detail`, `constraint` and the other fields of its protocol are properties, as in other drivers. */
const databaseError = ({ message, ...fields }: Record<string, unknown>) =>
  Object.assign(new Error(String(message)), fields);
