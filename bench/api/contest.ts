/** Requests a second: LifeOS, PostGraphile and parse-server in turns on one PostgreSQL server. */
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { median, ms, table } from "../events/figures.ts";
import { serverClock } from "../events/server.ts";
import { type Call, createCall, type LifeOs, listCall, RATE_LIMITS } from "./lifeos.ts";
import type { Counted, Load } from "./peers/load.ts";
import {
  type Contestant,
  countIn,
  installPeers,
  POOL_SIZE,
  startBare,
  startParseServer,
  startPostGraphile,
} from "./peers.ts";
import { CLIENT_CORE, canPin, pin, runScript, SERVER_CORE } from "./process.ts";
import type { Verdict } from "./verdict.ts";

export interface ContestOptions {
  serverUrl: string;
  databaseUrl: string;
  lifeos: LifeOs;
  rounds: number;
  seconds: number;
  say(line: string): void;
}

const CONNECTIONS = 20;
/** One person a connection; the first is the one with the long listing. */
const people = Array.from({ length: CONNECTIONS }, (_, at) => at + 2);
const WARM_UP_SECONDS = 3;
const loadFile = new URL("peers/load.ts", import.meta.url).pathname;

const operations = ["list", "create"] as const;
type Operation = (typeof operations)[number];
const targets: Record<Operation, number> = { list: 2, create: 1.5 };

interface Round extends Counted {
  /** Milliseconds of the database server's processes for one answer. */
  databaseMs: number;
}

export async function contest(options: ContestOptions): Promise<Verdict[]> {
  const { say, rounds, seconds } = options;
  const pinned = installPeers(say);
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  const stops: (() => Promise<void>)[] = [() => client.end()];
  try {
    const databaseMs = await serverClock(client);
    const ids = await userIds(client);
    const lifeos = await lifeosContestant(options.lifeos, client);
    const peers = [
      await startPostGraphile(options.databaseUrl, ids),
      await startParseServer(options.serverUrl, options.databaseUrl),
    ];
    stops.push(...peers.map((one) => one.stop));
    pin(options.lifeos.pid, SERVER_CORE);
    for (const one of [lifeos, ...peers]) await check(one, client, say);
    // It makes tasks when it starts, which the peers with databases of their own do not have.
    const { statements, row } = await startBare(options.databaseUrl, ids, RATE_LIMITS);
    stops.push(statements.stop);
    await check(statements, client, say);
    const turns: Record<Operation, Contestant[]> = {
      list: [lifeos, ...peers, statements],
      create: [lifeos, ...peers, statements, row],
    };
    for (const operation of operations) for (const one of turns[operation]) await load(one, operation, WARM_UP_SECONDS);
    await statements.tidy?.();
    await settled(client);

    say(
      `${CONNECTIONS} connections, one person each; ${canPin() ? `server on core ${SERVER_CORE}, autocannon ${pinned.autocannon} on core ${CLIENT_CORE}` : "nothing is pinned here"}, PostgreSQL on any; pools of ${POOL_SIZE}`,
    );
    say(
      "a create of LifeOS also writes and delivers its event and is counted for the rate limit, which is out of reach here",
    );
    const measured = new Map<string, Round[]>();
    let slowestDrainMs = 0;
    for (let round = 1; round <= rounds; round++) {
      for (const operation of operations) {
        for (const one of round % 2 ? turns[operation] : turns[operation].toReversed()) {
          const before = databaseMs();
          const counted = await measure(one, operation, seconds);
          const key = `${one.name} ${operation}`;
          const round_ = { ...counted, databaseMs: (databaseMs() - before) / counted.answered };
          measured.set(key, [...(measured.get(key) ?? []), round_]);
          // What LifeOS still does with its events is not to slow down whoever is next.
          const started = performance.now();
          await one.tidy?.();
          await settled(client);
          slowestDrainMs = Math.max(slowestDrainMs, performance.now() - started);
        }
      }
    }
    say(report(turns, measured, seconds));
    say(
      `  After a round of creates the consumers of LifeOS had caught up within ${(slowestDrainMs / 1000).toFixed(1)} s.`,
    );
    say(ceilings({ statements, row, peers }, measured));
    return verdicts(lifeos, peers, measured);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function userIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query("select id, auth_subject from users");
  const ids: string[] = [];
  for (const { id, auth_subject } of rows) ids[Number(auth_subject.split("bench-")[1])] = id;
  return ids;
}

async function lifeosContestant(lifeos: LifeOs, client: pg.Client): Promise<Contestant> {
  const bearers = new Map<number, string>();
  for (const n of people) bearers.set(n, await lifeos.bearer(n));
  return {
    ...lifeos,
    name: "LifeOS",
    list: (n) => listCall(bearers.get(n)!),
    create: (n) => createCall(bearers.get(n)!),
    titles: (answer) => (answer as { data: { title: string }[] }).data.map(({ title }) => title),
    count: () => countIn(client, "tasks"),
  };
}

/** Whoever is asked must answer with the twenty newest pending tasks of that person, and refuse whoever is nobody. */
async function check(one: Contestant, client: pg.Client, say: (line: string) => void): Promise<void> {
  for (const n of people) {
    const { rows } = await client.query(
      "select title from tasks where user_id = (select id from users where auth_subject like '%|bench-' || $1) and status = 'pending' order by id desc limit 20",
      [n],
    );
    const titles = one.titles(await ask(one, one.list(n)));
    if (titles.length !== 20 || titles.join() !== rows.map(({ title }) => title).join())
      throw new Error(`${one.name} answered person ${n} with the wrong rows: ${titles.join()}`);
  }
  const { authorization: _, "x-parse-session-token": __, ...nobody } = one.list(2).headers;
  const refused = await fetch(one.url + one.list(2).path, { ...one.list(2), headers: nobody });
  if (refused.ok && /"title":"/.test(await refused.text())) throw new Error(`${one.name} answers whoever is nobody.`);
  say(`${one.name} answers each of ${people.length} people with their own 20 rows, and nobody with none`);
}

async function ask({ url, name }: Contestant, { method, path, headers, body }: Call): Promise<unknown> {
  const response = await fetch(url + path, { method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** One turn; creates must all be there afterwards. */
async function measure(one: Contestant, operation: Operation, seconds: number): Promise<Counted> {
  const before = operation === "create" ? await one.count() : 0;
  const counted = await load(one, operation, seconds);
  if (counted.failed > 0 || counted.answered === 0)
    throw new Error(`${one.name}: ${counted.failed} of ${counted.answered + counted.failed} requests failed`);
  // Those under way when the time was over are made and not counted.
  const made = operation === "create" ? (await one.count()) - before : counted.answered;
  if (made < counted.answered || made > counted.answered + CONNECTIONS)
    throw new Error(`${one.name}: ${counted.answered} creates were answered and ${made} rows are new`);
  return counted;
}

function load(one: Contestant, operation: Operation, seconds: number): Promise<Counted> {
  const input: Load = { url: one.url, seconds, calls: people.map((n) => one[operation](n)) };
  return runScript(loadFile, input, CLIENT_CORE);
}

/** Waits until no event of LifeOS is on its way. */
async function settled(client: pg.Client): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const { rows } = await client.query(
      "select exists (select from outbox) or exists (select from cloud.queue_message) as busy",
    );
    if (!rows[0].busy) return;
    if (performance.now() > deadline) throw new Error("LifeOS has not caught up with its events within a minute.");
    await delay(50);
  }
}

function report(turns: Record<Operation, Contestant[]>, measured: Map<string, Round[]>, seconds: number): string {
  const rows = operations.flatMap((operation) =>
    turns[operation].map(({ name }) => {
      const rounds = measured.get(`${name} ${operation}`)!;
      const middle = (of: keyof Round) => median(rounds.map((one) => one[of]));
      return [
        `${operation === "list" ? "list of 20" : "create"}, ${name}`,
        middle("perSecond").toFixed(0),
        ms(middle("p50Ms")),
        ms(middle("p99Ms")),
        middle("databaseMs").toFixed(2),
        (median(rounds.map((one) => one.bytes / one.answered)) / 1024).toFixed(1),
        rounds.map((one) => one.perSecond.toFixed(0)).join(" "),
      ];
    }),
  );
  return `medians of rounds of ${seconds} s in turns\n${table(["", "req/s", "p50 ms", "p99 ms", "database ms", "KB", "req/s by round"], rows)}`;
}

/** How much faster than a peer anybody can be who sends these statements, here: the most that a verdict can come to. */
function ceilings(
  { statements, row, peers }: { statements: Contestant; row: Contestant; peers: Contestant[] },
  measured: Map<string, Round[]>,
): string {
  const most = (one: Contestant, operation: Operation) =>
    `${median(againstFaster(one, peers, operation, measured)).toFixed(2)}x`;
  return `  With nothing around its statements LifeOS would be ${most(statements, "list")} the faster peer for the list and ${most(statements, "create")} for the create; without event, outbox and rate limit ${most(row, "create")}.`;
}

/** LifeOS against the faster of its peers in the same round. */
function verdicts(lifeos: Contestant, peers: Contestant[], measured: Map<string, Round[]>): Verdict[] {
  return operations.map((operation) => ({
    what: operation === "list" ? "authenticated, filtered list of 20" : "create, with its event",
    against: "the faster of PostGraphile and parse-server",
    ratios: againstFaster(lifeos, peers, operation, measured),
    target: targets[operation],
    better: "higher" as const,
  }));
}

function againstFaster(
  one: Contestant,
  peers: Contestant[],
  operation: Operation,
  measured: Map<string, Round[]>,
): number[] {
  const of = ({ name }: Contestant) => measured.get(`${name} ${operation}`)!;
  return of(one).map(
    ({ perSecond }, round) => perSecond / Math.max(...peers.map((peer) => of(peer)[round]!.perSecond)),
  );
}
