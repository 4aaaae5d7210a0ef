/** `npm run bench:events`: how soon workflows start, and how many a second, on this machine. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureLatency } from "./events/latency.ts";
import { measureThroughput } from "./events/throughput.ts";
import { machine } from "./machine.ts";

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
  const { values } = parse();
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { only } = values;
  if (only !== undefined && only !== "latency" && only !== "throughput") refuse("--only takes latency or throughput.");
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) refuse("--rounds must be a number from 1 to 100.");
  return { quick: values.quick, only, rounds, routines: values["with-routines"], profile: values.profile };
}

function parse() {
  try {
    return parseArgs({
      options: {
        quick: { type: "boolean", default: false },
        only: { type: "string" },
        rounds: { type: "string" },
        "with-routines": { type: "boolean", default: false },
        profile: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
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

function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

// Servers and children are ended by the exit handlers and the closed channel.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
