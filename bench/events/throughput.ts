/** Three-step workflows a second on real PostgreSQL: the embedded engine and DBOS Transact in turns, on one server. */
import path from "node:path";
import pg from "pg";
import { startPostgres } from "#testing/postgres";
import { installPinned } from "../peers.ts";
import { median, ms, table } from "./figures.ts";
import { type Child, startChild } from "./process.ts";
import { serverClock } from "./server.ts";
import type { Loop, Round } from "./work.ts";

export interface ThroughputOptions {
  rounds: number;
  roundMs: number;
  /** Where to write the CPU profiles of the processes. */
  profile?: string;
  say(line: string): void;
}

interface System {
  name: string;
  child: Child;
}

const WARM_UP_MS = 3_000;
const CONCURRENCIES = [1, 20, 100];
const PEER = "DBOS Transact";
const ENGINE = "LifeOS engine";
const ENGINE_HTTP = "LifeOS engine, SDK over loopback HTTP";
const peerFolder = path.join(import.meta.dirname, "dbos");

/** Prints its table; answers with the PostgreSQL version. */
export async function measureThroughput(options: ThroughputOptions): Promise<string> {
  const { say } = options;
  const peerVersion = installPinned<"@dbos-inc/dbos-sdk">(peerFolder, say)["@dbos-inc/dbos-sdk"];
  // The server's defaults, where those for tests differ.
  const server = await startPostgres({
    fsync: true,
    settings: { synchronous_commit: "on", autovacuum_naptime: "1min", shared_buffers: "128MB" },
  });
  const children: Child[] = [];
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const serverCpuMs = await serverClock(client);
    const system = async (name: string, file: string, details: object): Promise<System> => {
      const { url } = await server.createDatabase();
      const profiler = options.profile ? ["--cpu-prof", `--cpu-prof-dir=${path.resolve(options.profile)}`] : [];
      const child = startChild(file, profiler);
      children.push(child);
      await child.ask("start", { url, ...details });
      return { name, child };
    };
    const systems = [
      await system(ENGINE, "lifeos.ts", { http: false }),
      await system(ENGINE_HTTP, "lifeos.ts", { http: true }),
      await system(PEER, "dbos/main.ts", {}),
    ];

    const settings = await durability(client);
    say(`server: ${settings}`);
    for (const { name, child } of systems) await checkDurability(name, child, say);

    for (const { child } of systems) await round(child, { concurrency: 20, durationMs: WARM_UP_MS, writes: true });
    const measured = await rounds(systems, serverCpuMs, options);
    for (const { name, child } of systems) await checkEnds(name, child);
    say("");
    say(report(systems, measured, peerVersion, options));
    return settings;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await client.end();
    await server.stop();
  }
}

/** The server's share besides the process's own. */
interface MeasuredRound extends Round {
  serverCpuMs: number;
}
type Measured = Map<string, MeasuredRound[]>;
const cell = (name: string, writes: boolean, concurrency: number) => `${name} ${writes} ${concurrency}`;

/** The systems take turns within each round, and every other round in the opposite order. */
async function rounds(systems: System[], serverCpuMs: () => number, options: ThroughputOptions): Promise<Measured> {
  const measured: Measured = new Map();
  for (let number = 1; number <= options.rounds; number++) {
    options.say(`round ${number} of ${options.rounds}`);
    const order = number % 2 ? systems : [...systems].reverse();
    for (const writes of [true, false]) {
      for (const concurrency of CONCURRENCIES) {
        for (const { name, child } of order) {
          const key = cell(name, writes, concurrency);
          const before = serverCpuMs();
          const result = await round(child, { concurrency, durationMs: options.roundMs, writes });
          const spent = (serverCpuMs() - before) / result.workflows;
          measured.set(key, [...(measured.get(key) ?? []), { ...result, serverCpuMs: spent }]);
        }
      }
    }
  }
  return measured;
}

const round = (child: Child, loop: Loop) => child.ask<Round>("round", loop);

async function durability(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as synchronous_commit`,
  );
  const { version, fsync, synchronous_commit } = rows[0] as Record<string, string>;
  if (fsync !== "on" || synchronous_commit !== "on") throw new Error("The server does not wait for the disk.");
  return `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${synchronous_commit}`;
}

/** At the start of step n another connection must see n − 1 results: what it sees is committed. */
async function checkDurability(name: string, child: Child, say: (line: string) => void): Promise<void> {
  const workflows = 20;
  const seen = await child.ask<number[][]>("probe", { workflows });
  const wrong = seen.filter((counts) => counts.join() !== "0,1,2,3");
  if (wrong.length > 0) throw new Error(`${name}: results seen at the start of each step were ${wrong[0]!.join()}`);
  say(`${name}: in ${workflows} of ${workflows} workflows each step's result was committed before the next step began`);
}

async function checkEnds(name: string, child: Child): Promise<void> {
  const { started, ended } = await child.ask<{ started: number; ended: number }>("check");
  if (started !== ended) throw new Error(`${name}: ${started} workflows were started and ${ended} have ended.`);
}

function report(systems: System[], measured: Measured, peerVersion: string, options: ThroughputOptions): string {
  const middle = (key: string, of: keyof MeasuredRound) => median(measured.get(key)!.map((one) => one[of]));
  const rows: string[][] = [];
  for (const writes of [true, false]) {
    for (const concurrency of CONCURRENCIES) {
      for (const { name } of systems) {
        const key = cell(name, writes, concurrency);
        const peer = measured.get(cell(PEER, writes, concurrency))!;
        const ratios = measured.get(key)!.map((one, index) => one.perSecond / peer[index]!.perSecond);
        rows.push([
          name === PEER ? `${PEER} ${peerVersion}` : name,
          writes ? "one a step" : "none",
          String(concurrency),
          middle(key, "perSecond").toFixed(0),
          ms(middle(key, "p50Ms")),
          ms(middle(key, "p99Ms")),
          ms(middle(key, "cpuMs")),
          ms(middle(key, "serverCpuMs")),
          name === PEER ? "" : `${median(ratios).toFixed(2)}×`,
          name === PEER ? "" : ratios.map((ratio) => ratio.toFixed(2)).join(" "),
        ]);
      }
    }
  }
  return [
    `Three-step workflows a second, medians of ${options.rounds} rounds of ${options.roundMs / 1000} s in turns (target: 3× DBOS)`,
    table(
      ["", "user writes", "at once", "wf/s", "p50 ms", "p99 ms", "CPU ms/wf", "of the server", "ratio", "by round"],
      rows,
    ),
  ].join("\n");
}
