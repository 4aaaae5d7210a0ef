/** The list as a request and as SQL: what the gateway adds to a query, what a far page costs, what row-level security costs. */
import pg from "pg";
import { tasks } from "#core/work/tasks.sql";
import { compile } from "#kit/db";
import type { Statement } from "#kit/handover";
import { type ListSpec, listRead } from "#kit/list";
import { ME } from "#kit/table";
import { median, ms, table } from "../events/figures.ts";
import type { Size } from "./data.ts";
import { type Call, type LifeOs, listCall } from "./lifeos.ts";
import { runScript } from "./process.ts";
import type { Lane, Race, SqlCall } from "./turns.ts";
import type { Verdict } from "./verdict.ts";

export interface QueryOptions {
  databaseUrl: string;
  lifeos: LifeOs;
  size: Size;
  rounds: number;
  /** Calls of each lane in a round. */
  calls: number;
  say(line: string): void;
}

/** What `crud` makes of the tasks' listing. */
const spec: ListSpec<typeof tasks> = { filter: ["status"], sort: [], include: ["aiBreakdown", "aiContext"] };
const PENDING = { status: "pending", limit: 20 };
const raceFile = new URL("turns.ts", import.meta.url).pathname;
const WARM = 300;
/** Those with about a hundred tasks each. */
const people = Array.from({ length: 20 }, (_, at) => at + 2);

/** The bare SQL is the list's own SELECT with the user as a parameter: no row-level security, no transaction. */
export async function gatewayAgainstSql(options: QueryOptions): Promise<Verdict[]> {
  const { lifeos, databaseUrl: url } = options;
  const ids = await userIds(url);
  const requests = await Promise.all(people.map(async (n) => listCall(await lifeos.bearer(n))));
  const queries = people.map((n) => asParameter(listOf(PENDING), ids[n]!));
  await checkSame(options, requests, queries);
  const [gateway, bare, prepared] = await race(options, {
    "GET /v1/work/tasks?status=pending&limit=20": { url: lifeos.url, requests },
    "its SELECT over pg": { url, queries },
    "its SELECT over pg, prepared by name": { url, queries: queries.map((one) => ({ ...one, name: "list" })) },
  });
  options.say(`  against the prepared SELECT: ${median(ratios(gateway!, prepared!)).toFixed(2)}×`);
  return [lower("list p50 through the gateway", "the bare SQL over pg", gateway!, bare!, 2)];
}

/** The listing of the person who has more than nine tenths of all tasks, newest first. */
export async function farPage(options: QueryOptions): Promise<Verdict[]> {
  const { lifeos, databaseUrl: url, size, say } = options;
  const row = size.largest - 200;
  const [, longest] = await userIds(url);
  const authorization = await lifeos.bearer(1);
  const first: Call = { method: "GET", path: "/v1/work/tasks?limit=20", headers: { authorization } };
  const page = (await (await fetch(lifeos.url + first.path, first)).json()) as { nextCursor: string };
  const { before, expected } = await rowsAt(url, longest!, row);
  const cursor = cursorBehind(page.nextCursor, before);
  const far: Call = { ...first, path: `${first.path}&cursor=${cursor}` };
  const answer = (await (await fetch(lifeos.url + far.path, far)).json()) as { data: { id: string }[] };
  if (answer.data.map(({ id }) => id).join() !== expected.join()) throw new Error("The far page is not the right one.");
  say(`row ${row.toLocaleString("en")} of a listing of ${size.largest.toLocaleString("en")}, reached by its cursor`);

  const session = as(longest!);
  const [near, distant, nearSql, distantSql] = await race(options, {
    "page one, GET": { url: lifeos.url, requests: [first] },
    "the far page, GET": { url: lifeos.url, requests: [far] },
    "page one, prepared SELECT": { url, session, queries: [{ ...listOf({ limit: 20 }), name: "page" }] },
    "the far page, prepared SELECT": { url, session, queries: [{ ...listOf({ limit: 20, cursor }), name: "page" }] },
  });
  const what = `a page at row ${row.toLocaleString("en")}`;
  return [
    lower(`${what}, through the gateway`, "page one", distant!, near!, 1.2),
    lower(`${what}, the SELECT alone`, "page one", distantSql!, nearSql!, 1.2),
  ];
}

/** The same statement with the same explicit condition on the user, prepared, by the application's role and by the superuser. */
export async function rowLevelSecurity(options: QueryOptions): Promise<Verdict[]> {
  const { databaseUrl: url } = options;
  const user = (await userIds(url))[people[0]!]!;
  const verdicts: Verdict[] = [];
  for (const [what, query] of [
    ["a list of 20", PENDING],
    ["a list of 50", { limit: 50 }],
  ] as const) {
    const queries = [{ ...listOf(query), name: "rls" }];
    const [guarded, open] = await race(options, {
      [`${what}, with row-level security`]: { url, session: as(user), queries },
      [`${what}, without`]: { url, session: speaking(user), queries },
    });
    verdicts.push(lower(`own-row RLS, ${what}`, "the same query without it", guarded!, open!, 1.1));
  }
  return verdicts;
}

/** Who the policies and the list's own condition take the session for. */
const speaking = (userId: string) => `select set_config('app.user_id', '${userId}', false)`;
const as = (userId: string) => `set role lifeos_app; ${speaking(userId)}`;

/** The median of each lane in each round, in milliseconds; within a round lanes take turns call by call. */
async function race({ rounds, calls, say }: QueryOptions, lanes: Record<string, Lane>): Promise<number[][]> {
  const measured = Object.keys(lanes).map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const input: Race = { lanes: Object.values(lanes), count: calls, warm: WARM };
    for (const [lane, tookMs] of (await runScript<number[][]>(raceFile, input)).entries())
      measured[lane]!.push(median(tookMs));
  }
  const rows = Object.keys(lanes).map((what, lane) => [
    what,
    ms(median(measured[lane]!)),
    measured[lane]!.map((one) => one.toFixed(2)).join(" "),
  ]);
  say(table(["", "p50 ms", "by round"], rows));
  return measured;
}

const ratios = (of: number[], to: number[]) => of.map((one, round) => one / to[round]!);

const lower = (what: string, against: string, of: number[], to: number[], target: number): Verdict => ({
  what,
  against,
  ratios: ratios(of, to),
  target,
  better: "lower",
});

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
