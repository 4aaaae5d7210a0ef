/**
 * The behaviour of Neon's own proxy, tested on the stand-in. Tests under “seen” were observed on that proxy (its source of March
 * 2026, in front of PostgreSQL 18); the wording of its errors, and the status of a role without connections, come from the
 * source. Tests under “read” come from the source and were not observed.
 */
import { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type NeonStandIn, neonStandIn } from "#testing/neon";

const KIB = 1024;
const TOO_LARGE = "response is too large (max is 262144 bytes)";
let open: OpenServerDatabase;
let neon: NeonStandIn;
beforeAll(async () => {
  open = await serverDb();
  neon = await neonStandIn({ maxRequestBytes: 1024 * KIB, maxAnswerBytes: 256 * KIB });
  await open.database.exec("create table kept (word text); grant all on kept to public");
});
afterEach(() => open.database.exec("delete from kept"));
afterAll(async () => {
  await neon.close();
  await open.close();
});

const TEXT_ROWS = { "neon-raw-text-output": "true", "neon-array-mode": "true" };

async function send(body: unknown, headers: Record<string, string> = TEXT_ROWS, init: RequestInit = {}) {
  const answer = await fetch(neon.endpoint, {
    method: "POST",
    headers: { "neon-connection-string": open.ownerUrl, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what the JSON holds.
  return { status: answer.status, body: (await answer.json()) as any };
}
const ask = async (query: string, params: unknown[] = [], headers?: Record<string, string>) =>
  send({ query, params }, headers);
const askAll = (...queries: string[]) => send({ queries: queries.map((query) => ({ query, params: [] })) });
const words = async () => (await open.database.query<{ word: string }>("select word from kept")).map((one) => one.word);
const url = (change: (url: URL) => void) => {
  const changed = new URL(open.ownerUrl);
  change(changed);
  return { ...TEXT_ROWS, "neon-connection-string": changed.href };
};

const REFUSED = {
  code: "",
  severity: "",
  detail: null,
  hint: null,
  position: null,
  internalPosition: null,
  internalQuery: null,
  where: null,
  table: null,
  column: null,
  schema: null,
  dataType: null,
  constraint: null,
  file: null,
  line: null,
  routine: null,
};

describe("seen on Neon's proxy: an error", () => {
  it("of PostgreSQL keeps its fields, and missing ones are null", async () => {
    const { status, body } = await ask("select 1 / 0");
    expect(status).toBe(400);
    expect(body).toEqual({
      ...REFUSED,
      message: "division by zero",
      code: "22012",
      severity: "ERROR",
      file: "int.c",
      line: expect.stringMatching(/^\d+$/),
      routine: "int4div",
    });
    expect((await ask("selec 1")).body).toMatchObject({ code: "42601", position: "1", detail: null });
  });

  it("of the proxy itself has an empty code", async () => {
    expect(await send("{")).toEqual({
      status: 400,
      body: { ...REFUSED, message: expect.stringMatching(/^could not parse the HTTP request body/) },
    });
  });

  it("is the answer to several statements in one text", async () => {
    for (const { status, body } of [
      await ask("select 1; select 2"),
      await askAll("select 1; select 2"),
      await ask("select 1; select $1::int", ["2"]),
    ])
      expect([status, body.code]).toEqual([400, "42601"]);
  });

  it.each(["listen a", "notify a", "copy kept to stdout", "copy kept from stdin"])(
    "is the answer to “%s”",
    async (query) => {
      for (const { status, body } of [await ask(query), await askAll("insert into kept values ('a')", query)])
        expect([status, body.code]).toEqual([400, ""]);
      expect(await words()).toEqual([]);
    },
  );

  it("is the answer to more than 32,767 parameters", async () => {
    const counted = (n: number) =>
      ask(`select cardinality(array[${Array.from({ length: n }, (_, at) => `$${at + 1}::text`)}])`, Array(n).fill("a"));
    expect((await counted(32_767)).body.rows).toEqual([["32767"]]);
    const over = await counted(32_768);
    expect(over.status).toBe(400);
    expect(over.body).toMatchObject({ code: "", message: expect.stringContaining("value too large to transmit") });
  });

  it("is the answer to an unknown isolation level", async () => {
    for (const level of ["readcommitted", "READ COMMITTED", "toString", ""])
      expect(await ask("select 1", [], { "neon-batch-isolation-level": level })).toEqual({
        status: 400,
        body: { ...REFUSED, message: "invalid isolation level" },
      });
  });

  it("is the answer to a wrong password", async () => {
    expect(
      await ask(
        "select 1",
        [],
        url((one) => (one.password = "wrong")),
      ),
    ).toEqual({
      status: 400,
      body: { ...REFUSED, message: "password authentication failed for user 'postgres'" },
    });
  });

  it("of the proxy's own rate limit is a 500", async () => {
    neon.limitRate(true);
    expect(await ask("select 1")).toMatchObject({ status: 500, body: { code: "" } });
    neon.limitRate(false);
    expect(await ask("select 1")).toMatchObject({ status: 200 });
  });
});

describe("seen on Neon's proxy: a header", () => {
  it("counts only as exactly `true`", async () => {
    const query = "select 1 as n, true as yes, 1.5::float8 as x, '{\"a\": 1}'::jsonb as j, 2::int8 as big";
    const text = { n: "1", yes: "t", x: "1.5", j: '{"a": 1}', big: "2" };
    const parsed = { n: 1, yes: true, x: 1.5, j: { a: 1 }, big: "2" };
    for (const [raw, array, row] of [
      ["true", "true", Object.values(text)],
      ["true", "True", text],
      ["TRUE", "true", Object.values(parsed)],
      ["1", "1", parsed],
      ["", "", parsed],
    ] as const) {
      const { body } = await ask(query, [], { "neon-raw-text-output": raw, "neon-array-mode": array });
      expect(body).toMatchObject({ rows: [row], rowAsArray: array === "true", rowCount: 1, command: "SELECT" });
    }
  });

  it("sets the isolation level of a transaction", async () => {
    for (const [level, isolation] of [
      ["Serializable", "serializable"],
      ["RepeatableRead", "repeatable read"],
      ["ReadCommitted", "read committed"],
      ["ReadUncommitted", "read uncommitted"],
    ] as const) {
      const query = { query: "show transaction_isolation", params: [] };
      const { body } = await send({ queries: [query] }, { ...TEXT_ROWS, "neon-batch-isolation-level": level });
      expect(body.results[0].rows).toEqual([[isolation]]);
    }
  });
});

describe("seen on Neon's proxy: a connection", () => {
  it("gets neither options nor a name from the connection string", async () => {
    const headers = url((one) => {
      one.searchParams.set("options", "-c statement_timeout=77");
      one.searchParams.set("application_name", "somebody");
    });
    const settings = "select current_setting('statement_timeout'), current_setting('application_name')";
    expect((await ask(settings, [], headers)).body.rows).toEqual([["0", ""]]);
  });

  it("is never waited for: at the limit of a role there is an immediate error", async () => {
    await open.database.exec("create role few login password 'few' connection limit 1");
    const headers = url((one) => {
      one.username = "few";
      one.password = "few";
    });
    const sleeping = ask("select pg_sleep(600)", [], headers).catch(() => {});
    await eventually(async () => expect(await backends("active")).toHaveLength(1));
    expect(await ask("select 1", [], headers)).toMatchObject({ status: 500, body: { code: "53300" } });
    await open.database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'few'");
    await sleeping;
    await eventually(async () => expect((await ask("select 1", [], headers)).status).toBe(200));
    await eventually(async () => {
      await open.database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'few'");
      await open.database.exec("drop role few");
    });
  });

  it("that is killed answers with PostgreSQL's own error, and the next one is new", async () => {
    const sleeping = ask("select pg_sleep(600)");
    await eventually(async () => expect(await backends("active")).toHaveLength(1));
    await killAll();
    expect(await sleeping).toMatchObject({ status: 400, body: { code: "57P01" } });
    expect((await ask("select 1")).body.rows).toEqual([["1"]]);
    await killAll();
    await eventually(async () => expect((await ask("select 1")).body.rows).toEqual([["1"]]));
  });

  it("keeps nothing of a session for the next request", async () => {
    await ask("set statement_timeout = 77");
    await ask("create temporary table passing (n int)");
    await ask("prepare later as select 1");
    await ask("select pg_advisory_lock(1)");
    const left = await askAll(
      "show statement_timeout",
      "select to_regclass('passing')::text",
      "select count(*) from pg_prepared_statements",
      // Those of other tests are in other databases of the same server.
      "select count(*) from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and d.datname = current_database()",
    );
    expect(left.body.results.map(({ rows }: { rows: unknown[][] }) => rows[0]![0])).toEqual(["0", null, "0", "0"]);
  });
});

describe("seen on Neon's proxy: a client that gives up", () => {
  it("has its statement cancelled and all of its transaction rolled back", async () => {
    const gone = new AbortController();
    const queries = ["insert into kept values ('a')", "select pg_sleep(600)", "insert into kept values ('b')"];
    const body = { queries: queries.map((query) => ({ query, params: [] })) };
    const asking = send(body, TEXT_ROWS, { signal: gone.signal });
    await eventually(async () => expect(await backends("active")).toHaveLength(1));
    gone.abort();
    await expect(asking).rejects.toThrow();
    await eventually(async () => expect(await backends("active")).toEqual([]));
    expect(await words()).toEqual([]);
  });
});

describe("seen on Neon's proxy: the largest", () => {
  it("answer is exceeded only when another row follows", async () => {
    const row = "select repeat('x', 300 * 1024)";
    expect((await ask(row)).body.rows[0][0]).toHaveLength(300 * KIB);
    expect((await askAll("insert into kept values ('a')", row)).status).toBe(200);
    expect(await ask(`${row} union all select 'y'`)).toEqual({ status: 507, body: { ...REFUSED, message: TOO_LARGE } });
    expect(await words()).toEqual(["a"]);
  });

  it("request is refused while it is still being sent, and the connection closed", async () => {
    const { port } = new URL(neon.endpoint);
    const socket = new Socket();
    socket.on("error", () => {});
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.connect(Number(port), "127.0.0.1");
    socket.write(`POST /sql HTTP/1.1\r\nhost: x\r\nneon-connection-string: ${open.ownerUrl}\r\n`);
    socket.write(`content-length: ${1024 * KIB + 1}\r\n\r\n{"query":`);
    await closed;
    expect(Buffer.concat(chunks).toString()).toMatch(
      /^HTTP\/1\.1 413 [\s\S]*request is too large \(max is 1048576 bytes\)/,
    );
    expect((await ask("select $1::text", ["x".repeat(1023 * KIB)])).status).toBe(200);
  });
});

describe("read in the source of Neon's proxy:", () => {
  it("the answers of a transaction count together, and one that is too large undoes it", async () => {
    const answer = await askAll("insert into kept values ('b')", "select repeat('x', 300 * 1024)", "select 1");
    expect(answer).toEqual({ status: 507, body: { ...REFUSED, message: TOO_LARGE } });
    expect(await words()).toEqual([]);
  });

  it.each<[string, (url: URL) => void, string]>([
    ["no user", (one) => (one.username = ""), "missing username"],
    ["no password", (one) => (one.password = ""), "missing authentication credentials: required password"],
    ["another scheme", (one) => (one.protocol = "mysql:"), "incorrect scheme"],
  ])("a connection string with %s is refused", async (_, change, message) => {
    const headers = url(change);
    expect(await ask("select 1", [], headers)).toEqual({ status: 400, body: { ...REFUSED, message } });
  });

  it("a database that there is not is the caller's mistake", async () => {
    const headers = url((one) => (one.pathname = "/nowhere"));
    expect(await ask("select 1", [], headers)).toMatchObject({ status: 400, body: { code: "3D000" } });
  });

  it("another address is no query", async () => {
    expect((await fetch(neon.endpoint.replace("/sql", "/other"), { method: "POST" })).status).toBe(400);
    expect((await fetch(neon.endpoint)).status).toBe(400);
  });
});

const backends = (state: string) =>
  open.database.query(
    "select pid from pg_stat_activity where datname = current_database() and state = $1 and pid <> pg_backend_pid()",
    [state],
  );
const killAll = () =>
  open.database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
