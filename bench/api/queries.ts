/** The list as a request and as SQL: what the gateway adds to a query, what a far page costs, what row-level security costs. */
import pg from "pg";
import { tasks } from "#core/work/tasks.sql";
import { compile, type Statement } from "#kit/db";
import { type ListSpec, listRead } from "#kit/list";
import { ME } from "#kit/table";
import { median, ms, table } from "../events/figures.ts";
import type { Size } from "./data.ts";
import { type Call, type LifeOs, listCall } from "./lifeos.ts";
import { onClientCore } from "./process.ts";
import type { Sequence } from "./sequential.ts";
import type { SqlCall, SqlSequence } from "./sql.ts";
import type { Verdict } from "./verdict.ts";

export interface QueryOptions {
  databaseUrl: string;
  lifeos: LifeOs;
  size: Size;
  rounds: number;
  /** Calls of a turn. */
  calls: number;
  say(line: string): void;
}

/** What `crud` makes of the tasks' listing. */
const spec: ListSpec<typeof tasks> = { filter: ["status"], sort: [], include: ["aiBreakdown", "aiContext"] };
const PENDING = { status: "pending", limit: 20 };
const sequentialFile = new URL("sequential.ts", import.meta.url).pathname;
const sqlFile = new URL("sql.ts", import.meta.url).pathname;
const WARM = 300;
/** Those with about a hundred tasks each. */
const people = Array.from({ length: 20 }, (_, at) => at + 2);

/** The bare SQL is the list's own SELECT with the user as a parameter: no row-level security, no transaction. */
export async function gatewayAgainstSql(options: QueryOptions): Promise<Verdict[]> {
  const { lifeos, calls } = options;
  const ids = await userIds(options.databaseUrl);
  const requests = await Promise.all(people.map(async (n) => listCall(await lifeos.bearer(n))));
  const statements = people.map((n) => asParameter(listOf(PENDING), ids[n]!));
  await checkSame(options, requests, statements);
  const [gateway, bare, prepared] = await inTurns(options, [
    ["GET /v1/work/tasks?status=pending&limit=20", () => requestsMs(lifeos, requests, calls)],
    ["its SELECT over pg", () => sqlMs({ url: options.databaseUrl, calls: statements, count: calls, warm: WARM })],
    [
      "its SELECT over pg, prepared by name",
      () =>
        sqlMs({
          url: options.databaseUrl,
          calls: statements.map((one) => ({ ...one, name: "list" })),
          count: calls,
          warm: WARM,
        }),
    ],
  ]);
  const ratios = (to: number[]) => gateway!.map((one, round) => one / to[round]!);
  options.say(`  against the prepared SELECT: ${median(ratios(prepared!)).toFixed(2)}×`);
  return [
    {
      what: "list p50 through the gateway",
      against: "the bare SQL over pg",
      ratios: ratios(bare!),
      target: 2,
      better: "lower",
    },
  ];
}

/** The listing of the person who has more than nine tenths of all tasks, newest first. */
export async function farPage(options: QueryOptions): Promise<Verdict[]> {
  const { lifeos, calls, databaseUrl, size, say } = options;
  const row = size.largest - 200;
  const [longest] = (await userIds(databaseUrl)).slice(1);
  const authorization = await lifeos.bearer(1);
  const first: Call = { method: "GET", path: "/v1/work/tasks?limit=20", headers: { authorization } };
  const page = (await (await fetch(lifeos.url + first.path, first)).json()) as { nextCursor: string };
  const { before, expected } = await rowsAt(databaseUrl, longest!, row);
  const cursor = cursorBehind(page.nextCursor, before);
  const far: Call = { ...first, path: `${first.path}&cursor=${cursor}` };
  const answer = (await (await fetch(lifeos.url + far.path, far)).json()) as { data: { id: string }[] };
  if (answer.data.map(({ id }) => id).join() !== expected.join()) throw new Error("The far page is not the right one.");
  say(`row ${row.toLocaleString("en")} of a listing of ${size.largest.toLocaleString("en")}, reached by its cursor`);

  const session = `set role lifeos_app; select set_config('app.user_id', '${longest}', false)`;
  const sql = (query: Record<string, unknown>) => () =>
    sqlMs({ url: databaseUrl, session, calls: [{ ...listOf(query), name: "page" }], count: calls, warm: WARM });
  const [nearMs, farMs, nearSqlMs, farSqlMs] = await inTurns(options, [
    ["page one, GET", () => requestsMs(lifeos, [first], calls)],
    ["the far page, GET", () => requestsMs(lifeos, [far], calls)],
    ["page one, SQL", sql({ limit: 20 })],
    ["the far page, SQL", sql({ limit: 20, cursor })],
  ]);
  const verdict = (how: string, of: number[], to: number[]): Verdict => ({
    what: `a page at row ${row.toLocaleString("en")}, ${how}`,
    against: "page one",
    ratios: of.map((one, round) => one / to[round]!),
    target: 1.2,
    better: "lower",
  });
  return [verdict("through the gateway", farMs!, nearMs!), verdict("as SQL alone", farSqlMs!, nearSqlMs!)];
}

/** The same statement with the same explicit condition on the user, prepared, by the application's role and by the superuser. */
export async function rowLevelSecurity(options: QueryOptions): Promise<Verdict[]> {
  const { databaseUrl, calls } = options;
  const ids = await userIds(databaseUrl);
  const user = ids[people[0]!]!;
  const context = `select set_config('app.user_id', '${user}', false)`;
  const verdicts: Verdict[] = [];
  for (const [what, query] of [
    ["a list of 20", PENDING],
    ["a list of 100", { limit: 100 }],
  ] as const) {
    const run = (session: string) => () =>
      sqlMs({ url: databaseUrl, session, calls: [{ ...listOf(query), name: "rls" }], count: calls, warm: WARM });
    const [withIt, without] = await inTurns(options, [
      [`${what}, with row-level security`, run(`set role lifeos_app; ${context}`)],
      [`${what}, without`, run(context)],
    ]);
    verdicts.push({
      what: `own-row RLS, ${what}`,
      against: "the same query without it",
      ratios: withIt!.map((one, round) => one / without![round]!),
      target: 1.1,
      better: "lower",
    });
  }
  return verdicts;
}

/** Each of `turns` in each round, every other round in the opposite order; prints and returns the medians. */
async function inTurns({ rounds, say }: QueryOptions, turns: [string, () => Promise<number>][]): Promise<number[][]> {
  const measured = turns.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...turns.keys()];
    for (const at of round % 2 ? order.reverse() : order) measured[at]!.push(await turns[at]![1]());
  }
  const rows = turns.map(([what], at) => [
    what,
    ms(median(measured[at]!)),
    measured[at]!.map((one) => one.toFixed(2)).join(" "),
  ]);
  say(table(["", "p50 ms", "by round"], rows));
  return measured;
}

const requestsMs = async ({ url }: LifeOs, calls: Call[], count: number): Promise<number> =>
  median(await onClientCore<number[]>(sequentialFile, { url, calls, count, warm: WARM } satisfies Sequence));

const sqlMs = async (input: SqlSequence): Promise<number> => median(await onClientCore<number[]>(sqlFile, input));

function listOf(query: Record<string, unknown>): SqlCall {
  const { text, params } = compile(listRead(tasks, spec, query).sql);
  return { text, params: params.map(String) };
}

/** The statement as one would write it by hand: the user is a parameter, not the session's. */
function asParameter({ text, params }: Statement, userId: string): SqlCall {
  return { text: text.replace(ME, `$${params.length + 1}::uuid`), params: [...params.map(String), userId] };
}

async function checkSame(
  { lifeos, databaseUrl }: QueryOptions,
  requests: Call[],
  statements: SqlCall[],
): Promise<void> {
  for (const [at, call] of requests.entries()) {
    const answer = (await (await fetch(lifeos.url + call.path, call)).json()) as { data: { id: string }[] };
    const rows = await query<{ id: string }>(databaseUrl, statements[at]!.text, statements[at]!.params);
    if (
      answer.data.length !== 20 ||
      answer.data.map(({ id }) => id).join() !==
        rows
          .slice(0, 20)
          .map(({ id }) => id)
          .join()
    )
      throw new Error("The gateway and the SQL do not answer the same rows.");
  }
}

/** The id in front of a page that begins at this row (the first is 1), and the ids of its 20 rows. */
async function rowsAt(url: string, userId: string, row: number): Promise<{ before: string; expected: string[] }> {
  const rows = await query<{ id: string }>(
    url,
    "select id from tasks where user_id = $1 and deleted_at is null order by id desc offset $2 limit 21",
    [userId, String(row - 2)],
  );
  const [before, ...expected] = rows.map(({ id }) => id);
  return { before: before!, expected };
}

/** A cursor like `cursor` that stands behind the row with this id. */
function cursorBehind(cursor: string, id: string): string {
  const [order, value] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string | null];
  return Buffer.from(JSON.stringify([order, value, id])).toString("base64url");
}

/** By the number of the person. */
async function userIds(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, auth_subject } of await query<{ id: string; auth_subject: string }>(
    url,
    "select id, auth_subject from users",
  ))
    ids[Number(auth_subject.split("bench-")[1])] = id;
  return ids;
}

async function query<Row>(url: string, text: string, params: string[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, params)).rows as Row[];
  } finally {
    await client.end();
  }
}
