/** `npm run bench:health`: how fast phones can send what they measure, and what a year of days costs on top of its SQL. */
import { startPostgres } from "#testing/postgres";
import { batchRate } from "./health/batches.ts";
import { startHost } from "./health/host.ts";
import { yearByDay } from "./health/series.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench, targetLine } from "./options.ts";

const PARTS = ["batches", "series"] as const;
type Part = (typeof PARTS)[number];

const HELP = `Samples of phones and watches, measured on a PostgreSQL 18 of its own

  npm run bench:health -- [options]

  --samples <number> samples that are sent, a thousand a batch (200000)
  --people <number>  people who send them at once (4)
  --history <number> samples of the person whose year is shown (5000000)
  --runs <number>    runs of the series and of its bare SQL, in turns (30)
  --only <part>      ${PARTS.join(", ")}
  --help             this text

  A batch is what a watch and a phone have measured in half a day, each sample with an id, of seven kinds, where both have walked. It is looked up,
  stored and counted for its days, and each of its samples is new. The series is that of the verb behind the API; its bare SQL reads the same
  rows of days by a connection of its own.

  Nothing else should run on the machine. Ratios hold better than absolutes.
`;

async function main(): Promise<void> {
  const { samples, people, history, runs, only } = readOptions();
  const say = (line: string) => console.log(line);
  const isAsked = (part: Part) => only === undefined || only === part;
  say(machine());
  const server = await startPostgres({
    fsync: true,
    settings: { shared_buffers: "512MB", max_wal_size: "4GB", random_page_cost: "1.1", autovacuum_naptime: "1min" },
  });
  try {
    const host = await startHost(server, people);
    const verdicts: string[] = [];
    const verdict = (isMet: boolean, text: string) => verdicts.push(targetLine(isMet, text));
    if (isAsked("batches")) {
      say("\nBatches of 1,000 samples");
      const rate = await batchRate(host, { samples, people }, say);
      verdict(rate >= 20_000, `${Math.round(rate).toLocaleString("en")} samples a second (at least 20,000)`);
    }
    if (isAsked("series")) {
      say("\nA year by days");
      const ratio = await yearByDay(host, history, runs, say);
      verdict(ratio <= 2, `${ratio.toFixed(2)}× its bare SQL (at most 2×)`);
    }
    say(`\n${verdicts.join("\n")}`);
    await host.close();
  } finally {
    await server.stop();
  }
}

function readOptions() {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    samples: { type: "string", default: "200000" },
    people: { type: "string", default: "4" },
    history: { type: "string", default: "5000000" },
    runs: { type: "string", default: "30" },
    only: { type: "string" },
  });
  return {
    samples: numberIn("samples", values.samples, 1_000, 10_000_000),
    people: numberIn("people", values.people, 1, 50),
    history: numberIn("history", values.history, 10_000, 20_000_000),
    runs: numberIn("runs", values.runs, 1, 1_000),
    only: oneOf("only", PARTS, values.only),
  };
}

runBench(main);
