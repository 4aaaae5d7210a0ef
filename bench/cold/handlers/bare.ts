/** Handlers without an adapter: the same validation and the same statements, and nothing else. */

import { httpClient } from "#cloud/http";
import { brainLogs } from "#core/health/brain-logs.sql";
import { compile, type Result } from "#kit/db";
import { type ListSpec, listQuery, listRead } from "#kit/list";
import { createSchema } from "#kit/wire";

interface Event {
  body?: string;
  queryStringParameters?: Record<string, string>;
  requestContext: { authorizer: { lambda: { userId: string } } };
}

const listing: ListSpec<typeof brainLogs> = {
  filter: ["category", "metricName", "loggedAt", "sourceType", "sourceId"],
  sort: ["loggedAt"],
};
const query = listQuery(brainLogs, listing as unknown as ListSpec);
const body = createSchema(brainLogs, ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"]);

const send = httpClient(process.env.DATABASE_HTTP_ENDPOINT!, { timeoutMs: 10_000 });
const headers = {
  "content-type": "application/json",
  "neon-connection-string": process.env.DATABASE_URL!,
  "neon-raw-text-output": "true",
  "neon-array-mode": "true",
  "neon-batch-isolation-level": "ReadCommitted",
};
const SPEAK_AS =
  "select set_config('role', 'lifeos_app', true), set_config('app.user_id', $1, true), set_config('timezone', 'UTC', true)";

const json = (statusCode: number, value: unknown) => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

export async function list(event: Event) {
  const parsed = query.safeParse(event.queryStringParameters ?? {});
  if (!parsed.success) return json(400, parsed.error.issues);
  const { userId } = event.requestContext.authorizer.lambda;
  const reading = listRead(brainLogs, listing, parsed.data);
  const { text, params } = compile(reading.sql);
  const queries = [
    { query: SPEAK_AS, params: [userId] },
    { query: text, params: params.map((param) => (param === null ? null : String(param))) },
  ];
  const answer = await send({ method: "POST", headers, body: JSON.stringify({ queries }) });
  const { fields, rows } = JSON.parse(answer.text).results[1] as { fields: { name: string }[]; rows: unknown[][] };
  const result: Result = { columns: fields.map(({ name }) => name), rows };
  return json(200, reading.decode(result));
}

/** Without a database. */
export async function echo(event: Event) {
  const parsed = body.safeParse(JSON.parse(event.body ?? "{}"));
  return parsed.success ? json(200, parsed.data) : json(400, parsed.error.issues);
}
