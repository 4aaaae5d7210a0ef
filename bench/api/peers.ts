/** The peers: installed when the bench needs them, set up beside LifeOS on the same PostgreSQL server. */
import { createHmac } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { ISSUER } from "#local/issuer";
import { installPinned } from "../peers.ts";
import type { Call } from "./lifeos.ts";
import { newTask } from "./lifeos.ts";
import { freePorts, type Running, SERVER_CORE, startServer } from "./process.ts";

/** A server that answers the two requests for the nth person. */
export interface Contestant extends Running {
  name: string;
  url: string;
  list(n: number): Call;
  create(n: number): Call;
  /** The titles that a list answers with. */
  titles(answer: unknown): string[];
  /** How many tasks there are by now. */
  count(): Promise<number>;
  /** Removes what nobody else would after a turn. */
  tidy?(): Promise<void>;
}

/** node-postgres's own default, which is LifeOS's too. */
export const POOL_SIZE = 10;

const folder = path.join(import.meta.dirname, "peers");
type Peer = "postgraphile" | "parse-server" | "autocannon";

export const installPeers = (say: (line: string) => void) => installPinned<Peer>(folder, say);

const LOGIN = { user: "bench_postgraphile", password: "bench" };
const SECRET = "a secret of thirty-two characters";

/** What LifeOS's own answers hold. */
const FIELDS =
  `rowId userId householdId scope assigneeId lifeDomainId goalId projectId sprintId parentTaskId title description
  status category priority energyLevel estimatedMinutes actualMinutes dueDate dueAt scheduledDate scheduledStart scheduledEnd
  isQuickWin recurrenceRule recurrenceTimezone recurrenceBasis recurrenceParentId labels locationName latitude longitude
  aiSuggestedTime routineRunId agentRunId completedAt completedBy sortOrder version createdAt updatedAt`.replace(
    /\s+/g,
    " ",
  );

/** What the statements of LifeOS alone allow (see bare.ts), on its own database; and the row of a create alone. */
export async function startBare(
  databaseUrl: string,
  userIds: string[],
  rateLimits: string,
): Promise<{ statements: Contestant; row: Contestant }> {
  const client = await connect(databaseUrl);
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServer({
    file: path.join(import.meta.dirname, "bare.ts"),
    env: {
      NODE_ENV: "production",
      PORT: String(port),
      POOL: String(POOL_SIZE),
      DATABASE_URL: databaseUrl,
      PEOPLE: JSON.stringify(
        Object.fromEntries(
          userIds
            .slice(0, 100)
            .map((id, n) => [n, id])
            .filter(([, id]) => id),
        ),
      ),
      RATE_LIMITS: rateLimits,
    },
    core: SERVER_CORE,
    url,
  });
  const tidy = async () => void (await client.query("delete from outbox"));
  await tidy();
  const headers = (n: number) => ({ authorization: String(n), "content-type": "application/json" });
  const create = (path: string) => (n: number) => ({
    method: "POST" as const,
    path,
    headers: headers(n),
    body: JSON.stringify(newTask),
  });
  const statements: Contestant = {
    ...stopping(server, client),
    name: "its statements alone",
    url,
    list: (n) => ({ method: "GET", path: "/", headers: headers(n) }),
    create: create("/"),
    titles: (answer) => (answer as { data: { title: string }[] }).data.map(({ title }) => title),
    count: () => countIn(client, "tasks"),
    tidy,
  };
  return { statements, row: { ...statements, name: "its row alone", create: create("/row") } };
}

/** On LifeOS's own database, table and policies; signs in as a role that may become the application's and nothing else. */
export async function startPostGraphile(databaseUrl: string, userIds: string[]): Promise<Contestant> {
  const client = await connect(databaseUrl);
  await client.query(`create role ${LOGIN.user} login password '${LOGIN.password}' noinherit in role lifeos_app`);
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const own = new URL(databaseUrl);
  own.username = LOGIN.user;
  own.password = LOGIN.password;
  const server = await startServer({
    file: path.join(folder, "postgraphile.ts"),
    env: {
      NODE_ENV: "production",
      GRAPHILE_ENV: "production",
      PORT: String(port),
      POOL: String(POOL_SIZE),
      DATABASE_URL: own.href,
      SUPERUSER_URL: databaseUrl,
      SECRET,
    },
    core: SERVER_CORE,
    url: `${url}/graphql`,
  });
  const call = (n: number, query: string, variables: object): Call => ({
    method: "POST",
    path: "/graphql",
    headers: { authorization: `Bearer ${jwt(userIds[n]!)}`, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return {
    ...stopping(server, client),
    name: "PostGraphile",
    url,
    // The condition on the user is what LifeOS says too: the policy alone would have to look at everybody's rows.
    list: (n) =>
      call(
        n,
        `query($user: UUID!, $status: String!) { allTasks(first: 20, orderBy: [ROW_ID_DESC], condition: {userId: $user, status: $status, deletedAt: null}) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
        { user: userIds[n], status: "pending" },
      ),
    create: (n) =>
      call(n, `mutation($task: TaskInput!) { createTask(input: {task: $task}) { task { ${FIELDS} } } }`, {
        task: { ...newTask, priority: 2 },
      }),
    titles: (answer) =>
      (answer as { data: { allTasks: { nodes: { title: string }[] } } }).data.allTasks.nodes.map(({ title }) => title),
    count: () => countIn(client, "tasks"),
  };
}

/** A JSON Web Token as RFC 7519 has it, with HMAC SHA-256, the cheapest to check. */
function jwt(subject: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 86_400;
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: subject, exp })}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
}

/** In a database of its own on the same server, with the same people and tasks and the index that the list needs. */
export async function startParseServer(serverUrl: string, databaseUrl: string): Promise<Contestant> {
  const lifeos = await connect(databaseUrl);
  await lifeos.query("create database bench_parse");
  const own = new URL(serverUrl);
  own.pathname = "/bench_parse";
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}/parse`;
  const options = {
    file: path.join(folder, "parse-server.ts"),
    env: { NODE_ENV: "production", PORT: String(port), POOL: String(POOL_SIZE), DATABASE_URL: own.href },
    core: SERVER_CORE,
    url: `${url}/health`,
  };
  // It makes its tables when it starts, and may know what is in them when it starts again.
  await (await startServer(options)).stop();
  const client = await connect(own.href);
  await copyTasks(lifeos, client);
  await lifeos.end();
  const server = await startServer(options);
  const headers = (n: number) => ({
    "x-parse-application-id": "bench",
    "x-parse-session-token": sessionOf(n),
    "content-type": "application/json",
  });
  const pointer = (n: number) => ({ __type: "Pointer", className: "_User", objectId: idOf(n) });
  const where = (n: number) => encodeURIComponent(JSON.stringify({ owner: pointer(n), status: "pending" }));
  return {
    ...stopping(server, client),
    name: "parse-server",
    url: url.replace("/parse", ""),
    list: (n) => ({
      method: "GET",
      path: `/parse/classes/Task?where=${where(n)}&order=-createdAt&limit=20`,
      headers: headers(n),
    }),
    create: (n) => ({
      method: "POST",
      path: "/parse/classes/Task",
      headers: headers(n),
      body: JSON.stringify({
        ...newTask,
        status: "pending",
        owner: pointer(n),
        ACL: { [idOf(n)]: { read: true, write: true } },
      }),
    }),
    titles: (answer) => (answer as { results: { title: string }[] }).results.map(({ title }) => title),
    count: () => countIn(client, '"Task"'),
  };
}

const idOf = (n: number) => `person${n}`;
const sessionOf = (n: number) => `r:${String(n).padStart(32, "0")}`;

/** LifeOS's people and tasks as parse-server keeps them; through a file of the server, whose superuser may. */
async function copyTasks(from: pg.Client, to: pg.Client): Promise<void> {
  const { rows } = await from.query("select current_setting('data_directory') as folder");
  const file = path.posix.join((rows[0] as { folder: string }).folder, "bench-tasks");
  const person = `'person' || replace(u.auth_subject, '${ISSUER}|bench-', '')`;
  await from.query(
    `copy (select 't' || row_number() over (), t.created_at, t.updated_at, ${person}, title, description, status, category,
       (array['low', 'medium', 'high', 'critical'])[1 + priority], energy_level, t.scope, estimated_minutes, due_date, due_at, is_quick_win,
       to_jsonb(labels), completed_at, recurrence_basis, sort_order, t.version, array[${person}], array[${person}]
     from tasks t join users u on u.id = t.user_id) to '${file}'`,
  );
  await to.query("set synchronous_commit = off");
  await to.query(
    `copy "Task" ("objectId", "createdAt", "updatedAt", owner, title, description, status, category, priority, "energyLevel", scope,
       "estimatedMinutes", "dueDate", "dueAt", "isQuickWin", labels, "completedAt", "recurrenceBasis", "sortOrder", version, _rperm, _wperm)
     from '${file}'`,
  );
  await to.query(
    `insert into "_User" ("objectId", "createdAt", "updatedAt", username, _rperm, _wperm)
     select distinct owner, now(), now(), owner, array['*', owner], array[owner] from "Task"`,
  );
  await to.query(
    `insert into "_Session" ("objectId", "createdAt", "updatedAt", "user", "sessionToken", "expiresAt", "createdWith")
     select 's' || "objectId", now(), now(), "objectId", 'r:' || lpad(substr("objectId", 7), 32, '0'), now() + interval '1 year', '{"action": "login"}'
     from "_User"`,
  );
  await to.query('create index on "Task" (owner, status, "createdAt" desc)');
  await to.query('create unique index on "_Session" ("sessionToken")');
  await to.query("vacuum (analyze)");
  await to.query("checkpoint");
}

const stopping = (server: Running, client: pg.Client): Running => ({
  pid: server.pid,
  async stop() {
    await server.stop();
    await client.end();
  },
});

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

export async function countIn(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query(`select count(*)::int as n from ${table}`);
  return (rows[0] as { n: number }).n;
}
