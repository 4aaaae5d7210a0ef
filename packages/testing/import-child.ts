/**
 * A process that does an import slice by slice and is killed in the middle: see functions/ingest/imports-killed.test.ts. It is told on its
 * standard input, in JSON, where its database and its store are and what to do, and says “done” when that is done, with the most memory that
 * it took, in kilobytes, and how many milliseconds of all it waited for the database.
 */
import { existsSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { pgTransport } from "#cloud/transport/pg";
import { importSlice, inSlice, type Story } from "#core/ingest/import-slices";
import { undoSlice } from "#core/ingest/import-undo";
import { configure } from "#kit/runtime";

export interface Task {
  url: string;
  config: Record<string, string | undefined>;
  now: string;
  story: Story;
  work: "import" | "undo";
}

/** The most memory of this process. `maxRSS` on Linux is also that of the process that started it, until then. */
function mostKilobytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

const task = JSON.parse(await text(process.stdin)) as Task;
const database = pgTransport(task.url);
let waitedMs = 0;
configure({
  transport: {
    ...database,
    async run(statements) {
      const since = performance.now();
      try {
        return await database.run(statements);
      } finally {
        waitedMs += performance.now() - since;
      }
    },
  },
  publish: async () => {},
  now: () => new Date(task.now),
  log: () => {},
  config: task.config,
});
console.log("ready");
const since = performance.now();
while (await inSlice(task.story, task.work === "import" ? importSlice : undoSlice));
const allMs = performance.now() - since;
console.log(`done ${mostKilobytes()} ${Math.round(waitedMs)} ${Math.round(allMs)}`);
process.exit(0);
