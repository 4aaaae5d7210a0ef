/** What processors have done, where /proc tells it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Of Linux on all common processors. */
const TICK_MS = 10;

/** The milliseconds of a processor that this process has used, and by their ids the server's processes for the database, where /proc tells them. */
export function processorOf(url: string): { ownMs: number; servers: Map<string, number> } {
  const { user, system } = process.cpuUsage();
  const name = new URL(url).pathname.slice(1);
  const servers = new Map<string, number>();
  for (const pid of existsSync("/proc/self/stat") ? readdirSync("/proc").filter((one) => /^\d+$/.test(one)) : []) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(name)) continue;
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
      servers.set(pid, (Number(fields[11]) + Number(fields[12])) * TICK_MS);
    } catch {
      // It has ended since it was listed.
    }
  }
  return { ownMs: (user + system) / 1_000, servers };
}
