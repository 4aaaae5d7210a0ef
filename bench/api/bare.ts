/**
 * The statements of LifeOS and nothing else: what its endpoints send for each person's two requests is recorded once and sent
 * again for every request, over the same transport, by Node's own HTTP server. There is no router, no identity, no validation,
 * and nobody delivers the event. No server that keeps LifeOS's promises on this database can answer more requests than this one.
 * `POST /row` leaves out the event, the outbox and the rate limit, too: what remains is the row and its policies.
 */

import http from "node:http";
import { httpHandler } from "#cloud/http-endpoint";
import { pgTransport } from "#cloud/transport/pg";
import { create, list } from "#functions/work/tasks";
import type { Result } from "#kit/db";
import type { Endpoint } from "#kit/endpoint";
import type { Statement } from "#kit/handover";
import { configure } from "#kit/runtime";
import { apiGatewayEvent } from "#testing/lambda-events";
import { newTask } from "./lifeos.ts";

const env = process.env as Record<"PORT" | "POOL" | "DATABASE_URL" | "PEOPLE" | "RATE_LIMITS", string>;
/** The id of each person's row, by the number that a request gives as its Authorization. */
const people = JSON.parse(env.PEOPLE) as Record<string, string>;

const transport = pgTransport(env.DATABASE_URL, { prepare: true, max: Number(env.POOL) });
let last: Statement[] = [];
configure({
  transport: {
    ...transport,
    run(statements) {
      last = statements;
      return transport.run(statements);
    },
  },
  publish: async () => {},
  now: () => new Date(),
  log: () => {},
  config: { RATE_LIMITS: env.RATE_LIMITS },
});

async function recorded(endpoint: Endpoint, userId: string, request: object): Promise<Statement[]> {
  const { statusCode } = await httpHandler(endpoint)(
    apiGatewayEvent({
      method: endpoint.method,
      route: endpoint.path,
      identity: { userId, role: "user", tier: "free", scopes: "" },
      ...request,
    }),
  );
  if (statusCode >= 300) throw new Error(`${endpoint.path} answered ${statusCode}`);
  return last;
}

const statements = new Map<string, Statement[]>();
for (const [n, userId] of Object.entries(people)) {
  statements.set(`GET / ${n}`, await recorded(list, userId, { query: { status: "pending", limit: "20" } }));
  statements.set(`POST / ${n}`, await recorded(create, userId, { body: newTask }));
  statements.set(`POST /row ${n}`, [
    {
      text: "select set_config('role', 'lifeos_app', true), set_config('app.user_id', $1, true)",
      params: [userId],
    },
    {
      text: "insert into tasks (title, category, priority, due_date) values ($1, $2, $3, $4) returning *",
      params: [newTask.title, newTask.category, 2, newTask.dueDate],
    },
  ]);
}

http
  .createServer(async (request, response) => {
    for await (const _ of request);
    const wanted = statements.get(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (!wanted) return void response.writeHead(401).end();
    const rows = rowsOf((await transport.run(wanted)).at(-1)!);
    const body = JSON.stringify({ data: request.method === "GET" ? rows : rows[0] });
    response.writeHead(request.method === "GET" ? 200 : 201, { "content-type": "application/json" }).end(body);
  })
  .listen(Number(env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit());

const rowsOf = ({ columns, rows }: Result) =>
  rows.slice(0, 20).map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
