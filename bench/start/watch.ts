/** What a process and its children hold in memory and use of the processor, from /proc. */
import { readdirSync, readFileSync } from "node:fs";

const PAGE_BYTES = 4096;
const TICK_MS = 10;
const LOOK_EVERY_MS = 20;

export interface Watched {
  /** The most that the process held by itself (VmHWM), or with its children at one of the looks. */
  peakBytes(): number;
  residentBytes(): number;
  /** Of the process alone. */
  processorMs(): number;
  stop(): void;
}

/** Looks every 20 ms; of children that live shorter nothing is known. */
export function watch(pid: number): Watched {
  let most = 0;
  const look = () => {
    most = Math.max(most, treeBytes(pid), highWaterBytes(pid));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    peakBytes() {
      look();
      return most;
    },
    residentBytes: () => treeBytes(pid),
    processorMs() {
      const fields = fieldsOf(pid);
      return (Number(fields[12]) + Number(fields[13])) * TICK_MS;
    },
    stop: () => clearInterval(timer),
  };
}

function treeBytes(root: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), fields: fieldsOf(Number(name)) }));
  const within = new Set([root]);
  // A parent may come after its child in the list.
  for (let size = 0; size !== within.size; ) {
    size = within.size;
    for (const { pid, fields } of all) if (within.has(Number(fields[2]))) within.add(pid);
  }
  return all
    .filter(({ pid }) => within.has(pid))
    .reduce((sum, { fields }) => sum + Number(fields[22] ?? 0) * PAGE_BYTES, 0);
}

/** The fields of /proc/<pid>/stat without the name, which may hold spaces: field `n` of the manual, counted from 1, is at `n - 2`. */
function fieldsOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return ["", ...text.slice(text.lastIndexOf(")") + 2).split(" ")];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function highWaterBytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
