/** What a PostgreSQL server on this machine spends, seen from outside, on Linux. */
import { readdirSync, readFileSync } from "node:fs";
import type { Client } from "pg";

const TICK_MS = 10;

/** Milliseconds of CPU of all processes of the server so far, for a client's own server; NaN where /proc does not say. */
export async function serverClock(client: Client): Promise<() => number> {
  const { rows } = await client.query("select pg_backend_pid() as pid");
  const postmaster = statOf(rows[0].pid)?.parent;
  return () => {
    if (postmaster === undefined) return Number.NaN;
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const stats = pids.map((pid) => statOf(pid));
    const living = stats.reduce((sum, stat) => sum + (stat?.parent === postmaster ? stat.cpuMs : 0), 0);
    // Connections that a pool has closed are counted with the process that started them.
    return living + (statOf(postmaster)?.endedMs ?? Number.NaN);
  };
}

/** Fields of proc_pid_stat(5), counted from behind the name, which may hold anything. */
function statOf(pid: string | number): { parent: number; cpuMs: number; endedMs: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) * TICK_MS;
    return { parent: Number(fields[1]), cpuMs: ticks(11), endedMs: ticks(13) };
  } catch {
    // It has ended meanwhile, or this is not Linux.
    return undefined;
  }
}
