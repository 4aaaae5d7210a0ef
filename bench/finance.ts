/** `npm run bench:finance`: how fast files of banks are imported, also beside Actual, and what a report of a month costs on top of its SQL. */
import { startPostgres } from "#testing/postgres";
import { ACTUAL_VERSION, actualsRate } from "./finance/actual.ts";
import { startHost } from "./finance/host.ts";
import { importFile } from "./finance/import.ts";
import { monthReport } from "./finance/report.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench, targetLine } from "./options.ts";
import { processorOf } from "./processor.ts";

const PARTS = ["import", "actual", "report"] as const;
type Part = (typeof PARTS)[number];
const CLOCKS = ["wall", "processor"] as const;

const HELP = `Files of banks and reports, measured on a PostgreSQL 18 of its own

  npm run bench:finance -- [options]

  --rows <number>    rows of the file (100000)
  --history <number> transactions of the person whose month is reported (1000000)
  --runs <number>    runs of the report and of its bare SQL, in turns (15)
  --only <part>      ${PARTS.join(", ")}
  --clock <which>    what the import takes for time: that of the wall, or that of the processors (wall)
  --help             this text

  Somebody with an account, 50 rules, 100 vendors and 25 categories imports each second row of a CSV file, and then all of it. The rate is
  that of both, from the request to the import's end: by then the rows, the balance, and what rules and vendors say are held against the
  file. What follows from it by itself is delivered afterwards, and timed apart.

  Actual ${ACTUAL_VERSION} is installed with npm, when it is first compared with, into a folder for temporary files and not into the project: its
  database is compiled. It imports the same files with the same rules in a process of its own; where it cannot be had, that is said.

  Nothing else should run on the machine. Ratios hold better than absolutes. Where others do run, \`--clock processor\` lets the import go as
  if they did not: an import slows down where its flights take long, and these then take what the processors have done for it and its server.
`;

async function main(): Promise<void> {
  const { rows, history, runs, only, clock } = readOptions();
  const say = (line: string) => console.log(line);
  const isAsked = (part: Part) => only === undefined || only === part;
  say(machine());
  const server = await startPostgres({
    fsync: true,
    settings: { shared_buffers: "512MB", max_wal_size: "4GB", random_page_cost: "1.1", autovacuum_naptime: "1min" },
  });
  try {
    const processor = processorOf(server);
    const started = Date.now();
    const host = await startHost(
      server,
      clock === "processor" && processor ? () => new Date(started + processor.own() + processor.server()) : undefined,
    );
    const verdicts: string[] = [];
    const verdict = (isMet: boolean, text: string) => verdicts.push(targetLine(isMet, text));
    let ours: number | undefined;
    if (isAsked("import") || isAsked("actual")) {
      say(`\nA file of ${rows.toLocaleString("en")} rows`);
      const { rowsPerSecond, rowsPerProcessorSecond, moreMb } = await importFile(host, processor, rows, say);
      ours = rowsPerSecond;
      const shown = (rate: number) => Math.round(rate).toLocaleString("en");
      verdict(rowsPerSecond >= 5_000, `${shown(rowsPerSecond)} rows a second (at least 5,000)`);
      if (rowsPerProcessorSecond)
        verdict(
          rowsPerProcessorSecond >= 5_000,
          `${shown(rowsPerProcessorSecond)} rows a second by processor time (at least 5,000)`,
        );
      verdict(moreMb <= 150, `${moreMb.toFixed(0)} MB more than at the start (at most 150)`);
    }
    if (isAsked("actual") && ours !== undefined) {
      say(`\nThe same by Actual ${ACTUAL_VERSION}`);
      const theirs = actualsRate(rows, say);
      if (theirs !== undefined)
        verdict(ours / theirs >= 3, `${(ours / theirs).toFixed(1)}× Actual's rows a second (at least 3×)`);
    }
    if (isAsked("report")) {
      say("\nThe report of a month");
      const ratio = await monthReport(host, history, runs, say);
      verdict(ratio <= 3, `${ratio.toFixed(2)}× its bare SQL (at most 3×)`);
    }
    say(`\n${verdicts.join("\n")}`);
    await host.close();
  } finally {
    await server.stop();
  }
}

function readOptions() {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    rows: { type: "string", default: "100000" },
    history: { type: "string", default: "1000000" },
    runs: { type: "string", default: "15" },
    only: { type: "string" },
    clock: { type: "string", default: "wall" },
  });
  return {
    rows: numberIn("rows", values.rows, 2, 10_000_000),
    history: numberIn("history", values.history, 1_000, 10_000_000),
    runs: numberIn("runs", values.runs, 1, 1_000),
    only: oneOf("only", PARTS, values.only),
    clock: oneOf("clock", CLOCKS, values.clock),
  };
}

runBench(main);
