/** What both engines are given to do: the same user write, the same closed loop, on `pg` pools of the same size. */
import pg from "pg";
import { percentile } from "./figures.ts";

export const POOL_SIZE = 10;
export const STEPS = [1, 2, 3] as const;
export type StepNumber = (typeof STEPS)[number];

export interface Loop {
  concurrency: number;
  durationMs: number;
  /** Whether each step makes a small write of its own, in a transaction of its own. */
  writes: boolean;
}

export interface Round {
  workflows: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time of this process, all its threads, for one workflow. It depends less on what else the machine does. */
  cpuMs: number;
}

export interface UserTable {
  write(step: StepNumber, id: string): Promise<void>;
  /** Workflows whose three writes are all there. */
  complete(): Promise<number>;
  query<Row>(text: string, params: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** The user's own table, on a pool beside the engine's. */
export async function openUserTable(url: string): Promise<UserTable> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE });
  pool.on("error", () => {});
  await pool.query("create table effect (id text primary key, s1 text, s2 text, s3 text)");
  const statements = {
    1: "insert into effect (id, s1) values ($1, $2) on conflict (id) do update set s1 = excluded.s1",
    2: "update effect set s2 = $2 where id = $1",
    3: "update effect set s3 = $2 where id = $1",
  };
  return {
    async write(step, id) {
      await pool.query(statements[step], [id, `r${step}`]);
    },
    async complete() {
      const { rows } = await pool.query("select count(*)::int as n from effect where num_nonnulls(s1, s2, s3) = 3");
      return rows[0].n;
    },
    query: async (text, params) => (await pool.query(text, params)).rows,
    close: () => pool.end(),
  };
}

/** Starts the next workflow when one has ended, `concurrency` at a time; those under way at the end are waited for and count. */
export async function closedLoop(loop: Loop, runOne: () => Promise<void>): Promise<Round> {
  const latenciesMs: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + loop.durationMs;
  const worker = async () => {
    while (performance.now() < end) {
      const at = performance.now();
      await runOne();
      latenciesMs.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: loop.concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    workflows: latenciesMs.length,
    perSecond: latenciesMs.length / seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    cpuMs: (user + system) / 1000 / latenciesMs.length,
  };
}
