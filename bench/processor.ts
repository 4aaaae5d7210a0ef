/** What processors have done for this process and for the server of a database, where /proc tells that: others on the machine do not count. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { PostgresServer } from "#testing/postgres";

const NS_PER_MS = 1_000_000;
/** To ask costs time, too. */
const ASKED_EACH_MS = 20;
const LISTED_EACH_MS = 200;

export interface Processor {
  /** Milliseconds since the start. */
  own(): number;
  server(): number;
  /** Of both, and of the server as it is at this moment: to ask for that takes longer. */
  both(): number;
}

/** From now on. Undefined where there is no /proc. */
export function processorOf({ url }: Pick<PostgresServer, "url">): Processor | undefined {
  if (!existsSync("/proc/self/schedstat")) return undefined;
  const main = serverOf(new URL(url).port);
  let children: string[] = [];
  let [listedAt, askedAt, sum] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  /** What ended processes have used is not lost. */
  const used = new Map<string, number>();
  const own = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const server = (withinMs = ASKED_EACH_MS) => {
    const now = performance.now();
    if (now - askedAt < withinMs) return sum;
    if (now - listedAt > LISTED_EACH_MS) {
      children = main === undefined ? [] : withChildren(main);
      listedAt = now;
    }
    for (const pid of children) {
      const ns = Number(read(`/proc/${pid}/schedstat`)?.split(" ")[0]);
      if (ns > 0) used.set(pid, ns / NS_PER_MS);
    }
    sum = [...used.values()].reduce((total, ms) => total + ms, 0);
    askedAt = now;
    return sum;
  };
  const [ownBefore, serverBefore] = [own(), server()];
  return {
    own: () => own() - ownBefore,
    server: () => server() - serverBefore,
    both: () => own() - ownBefore + server(0) - serverBefore,
  };
}

/** The server that listens on a port, which its lock file names. */
function serverOf(port: string): string | undefined {
  const pids = readdirSync("/proc").filter((one) => /^\d+$/.test(one));
  return pids.find((pid) => (read(`/proc/${pid}/cmdline`) ?? "").split("\0").includes(`port=${port}`));
}

/** A process and those that it has started. To look through all that run takes as long as an import of some hundred rows. */
const withChildren = (pid: string): string[] => [
  pid,
  ...(read(`/proc/${pid}/task/${pid}/children`) ?? "").split(" ").filter((one) => one.trim() !== ""),
];

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended since it was listed.
    return undefined;
  }
}
