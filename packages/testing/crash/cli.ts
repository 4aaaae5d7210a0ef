/** `npm run test:crash`: runs the storm, or the mutants that the checks have to catch. */
import { parseArgs } from "node:util";
import { serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { startPostgres } from "#testing/postgres";
import { pgliteTemplate } from "#testing/templates";
import { rules, type Violation } from "./checks.ts";
import { mutants, trial } from "./mutants.ts";
import { inPlace, type Sources } from "./places.ts";
import { type StormResult, storm } from "./storm.ts";

const help = `Kills LifeOS while it works, again and again, and checks that nothing was lost, doubled or altered.

  npm run test:crash -- [options]

  --kills N         how many processes to kill (default 500)
  --seed N          repeats the plan of kills and requests of an earlier run (default: a new one, printed);
                    the timing of the machine is not repeated
  --database NAME   pglite (default) or postgres, a PostgreSQL 18 server started for the test
  --workers N       processes side by side on the server (default 3; PGlite has 1)
  --mutant NAME     makes a deliberate mistake instead, shows that it is noticed, and that nothing is without it:
                    all, ${mutants.map(({ name }) => name).join(", ")}
  --keep            leaves the data folder in the system's folder for temporary files
  --help

These are kills of processes (SIGKILL), not power loss.`;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "500" },
    seed: { type: "string" },
    database: { type: "string", default: "pglite" },
    workers: { type: "string", default: "3" },
    mutant: { type: "string" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
let progressLines = 0;
// An exit cleans up; without a listener an interrupt would end the process without an exit event.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await run();

async function run(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  let server: ReturnType<typeof startPostgres> | undefined;
  const sources: Sources = {
    keep: values.keep,
    pack: async () => (await pgliteTemplate()).file,
    async database() {
      server ??= startPostgres();
      const { url, drop } = await (await server).createDatabase();
      const database = serverDatabase(url, { max: 1 });
      await migrate(database).finally(() => database.close());
      return { url, close: drop };
    },
  };
  try {
    return await (values.mutant === undefined ? rage(sources) : tryMutants(values.mutant, sources));
  } finally {
    await (await server)?.stop();
  }
}

async function rage(sources: Sources): Promise<number> {
  const { database } = values;
  if (database !== "pglite" && database !== "postgres") return usage(`There is no database "${database}".`);
  const [kills, workers, seed] = [values.kills, values.workers, values.seed ?? "0"].map(whole) as [
    number,
    number,
    number,
  ];
  if (![kills, workers, seed].every(Number.isSafeInteger) || kills < 1 || workers < 1)
    return usage("--kills, --workers and --seed take whole numbers.");

  const options = { kills, workers: database === "pglite" ? 1 : workers, ...(values.seed && { seed }) };
  const result = await inPlace(database, sources, (place) => storm({ ...options, ...place, progress }));
  report(result, `${kills} kills, ${database}, ${options.workers} ${options.workers === 1 ? "process" : "processes"}`);
  if (result.violations.length === 0) return 0;
  const replay = { kills, database, workers: options.workers, seed: result.seed };
  const flags = Object.entries(replay).map(([name, value]) => `--${name} ${value}`);
  console.log(`\nThe same plan again: npm run test:crash -- ${flags.join(" ")}`);
  return 1;
}

function report(result: StormResult, title: string): void {
  console.log(`\n${title}, seed ${result.seed}, ${Math.round(result.durationMs / 1000)} s`);
  console.log("These were kills of processes (SIGKILL), not power loss.\n");
  console.log(table(result.kills));
  console.log(table(result.figures));
  if (result.errors.size > 0) console.log(`logged errors\n${table(Object.fromEntries(result.errors))}`);
  for (const [rule, sentence] of Object.entries(rules)) {
    const broken = result.violations.filter((violation) => violation.rule === rule);
    console.log(`${broken.length === 0 ? "  ok  " : "WRONG "} ${sentence}`);
    for (const { detail } of broken.slice(0, 10)) console.log(`         ${detail}`);
    if (broken.length > 10) console.log(`         and ${broken.length - 10} more`);
  }
}

async function tryMutants(name: string, sources: Sources): Promise<number> {
  const chosen = mutants.filter((mutant) => name === "all" || mutant.name === name);
  if (chosen.length === 0) return usage(`There is no mutant "${name}".`);
  let failures = 0;
  for (const mutant of chosen) {
    console.log(`\n${mutant.name}: ${mutant.summary}`);
    const trying = (mistaken: boolean) =>
      inPlace(mutant.database, sources, (place) => trial(mutant, place, { mistaken }));
    const { violations } = await trying(true);
    const caught = violations.filter(({ rule }) => rule === mutant.caughtBy);
    console.log(caught.length > 0 ? `  caught: ${describe(caught[0]!)}` : "  NOT CAUGHT");
    const without = (await trying(false)).violations;
    console.log(without.length === 0 ? "  without the mistake: nothing" : `  WITHOUT IT: ${describe(without[0]!)}`);
    if (caught.length === 0 || without.length > 0) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

function describe({ rule, detail }: Violation): string {
  return `"${rules[rule]}" is broken, ${detail}`;
}

function usage(problem: string): number {
  console.error(`${problem}\n\n${help}`);
  return 2;
}

function whole(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** On a terminal one line that is overwritten; elsewhere a line now and then. */
function progress({ kills, wanted, requests }: { kills: number; wanted: number; requests: number }): void {
  const line = `${kills} of ${wanted} kills, ${requests} requests`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}${kills === wanted ? "\n" : ""}`);
  else if (progressLines++ % 30 === 0) console.log(line);
}

function table(numbers: Record<string, number>): string {
  const lines = Object.entries(numbers).map(([name, n]) => `  ${name.padEnd(24)}${String(n).padStart(8)}`);
  return `${lines.join("\n")}\n`;
}
