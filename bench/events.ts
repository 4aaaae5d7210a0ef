/** `npm run bench:events`: how soon workflows start, and how many a second, on this machine. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { measureLatency } from "./events/latency.ts";
import { measureThroughput } from "./events/throughput.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench } from "./options.ts";

const HELP = `The event backbone and the workflow engine, measured

  npm run bench:events -- [options]

  --quick            fewer events and shorter rounds, to see that it works
  --only <part>      latency or throughput
  --rounds <number>  rounds of the throughput comparison (3)
  --with-routines    the routine tick on a million rows too
  --profile <dir>    write CPU profiles of the throughput processes there
  --help             this text

  Nothing else should run on the machine. Ratios and medians hold better than absolutes.
`;

const PARTS = ["latency", "throughput"] as const;
const ROUTINES = path.join(import.meta.dirname, "routines.ts");

async function main(): Promise<void> {
  const options = readOptions();
  const say = (line: string) => console.log(line);
  say(`${machine()}\n`);
  if (options.only !== "throughput") await measureLatency({ events: options.quick ? 60 : 500, say });
  if (options.only !== "latency") {
    await measureThroughput({
      rounds: options.rounds,
      roundMs: options.quick ? 1_500 : 6_000,
      profile: options.profile,
      say,
    });
  }
  if (options.routines) routines(options.quick, say);
}

function readOptions() {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string" },
    "with-routines": { type: "boolean", default: false },
    profile: { type: "string" },
  });
  return {
    quick: values.quick,
    only: oneOf("only", PARTS, values.only),
    rounds: numberIn("rounds", values.rounds ?? (values.quick ? "1" : "3"), 1, 100),
    routines: values["with-routines"],
    profile: values.profile,
  };
}

function routines(quick: boolean, say: (line: string) => void): void {
  say("");
  if (!existsSync(ROUTINES)) {
    say("There is no bench of the routine tick here.");
    return;
  }
  const size = quick ? ["--rows", "20000", "--runs", "1", "--seconds", "1"] : ["--rows", "1000000"];
  const { status } = spawnSync(process.execPath, [ROUTINES, ...size], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

runBench(main);
