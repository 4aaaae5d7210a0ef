/** `npm run test:crash`: the storm from the command line, or one of the mutants that it has to catch. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { startPostgres } from "#testing/postgres";
import { pgliteTemplate } from "#testing/templates";
import { rules } from "./checks.ts";
import { unpackPglite } from "./places.ts";
import { storm } from "./storm.ts";

const help = `Kills LifeOS while it works, again and again, and checks that nothing was lost, doubled or altered.

  npm run test:crash -- [options]

  --kills N         how many processes to kill (default 500)
  --seed N          repeats the plan of kills and requests of an earlier run (default: a new one, printed)
  --database NAME   pglite (default) or postgres, a PostgreSQL 18 server started for the test
  --workers N       processes side by side on the server (default 3; PGlite has 1)
  --keep            leaves the data folder for a look inside
  --help

These are kills of processes (SIGKILL), not power loss.`;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "500" },
    seed: { type: "string" },
    database: { type: "string", default: "pglite" },
    workers: { type: "string" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
let said = 0;

if (values.help) console.log(help);
else process.exitCode = await run();

async function run(): Promise<number> {
  const isServer = values.database === "postgres";
  if (!isServer && values.database !== "pglite") return usage(`There is no database "${values.database}".`);
  const kills = whole(values.kills);
  const workers = isServer ? whole(values.workers ?? "3") : 1;
  const seed = values.seed === undefined ? undefined : whole(values.seed);
  if (Number.isNaN(kills) || Number.isNaN(workers) || Number.isNaN(seed ?? 0)) return usage("A number is not one.");

  const directory = mkdtempSync(path.join(tmpdir(), "lifeos-crash-"));
  const server = isServer ? await startPostgres() : undefined;
  try {
    let databaseUrl: string | undefined;
    if (server) {
      ({ url: databaseUrl } = await server.createDatabase());
      const database = serverDatabase(databaseUrl, { max: 1 });
      await migrate(database);
      await database.close();
    } else await unpackPglite((await pgliteTemplate()).file, directory);
    const result = await storm({
      ...{ seed, kills, workers, directory, databaseUrl },
      compileCache: fileURLToPath(new URL("../../../../node_modules/.cache/lifeos-crash", import.meta.url)),
      progress: ({ kills: done, wanted, requests }) => say(`  ${done} of ${wanted} kills, ${requests} requests`),
    });
    say("");
    const { violations, figures, errors } = result;
    const seconds = Math.round(result.durationMs / 1000);
    console.log(
      `\n${kills} kills of processes (not power loss) in ${seconds} s, seed ${result.seed}, ${values.database}, ${workers} worker(s)\n`,
    );
    console.log(table(result.kills));
    console.log(table(figures));
    if (errors.size > 0) console.log(`logged errors:\n${table(Object.fromEntries(errors))}`);
    for (const [rule, sentence] of Object.entries(rules)) {
      const broken = violations.filter((violation) => violation.rule === rule);
      console.log(`${broken.length === 0 ? "  ok  " : "WRONG "} ${sentence}`);
      for (const { detail } of broken.slice(0, 10)) console.log(`         ${detail}`);
      if (broken.length > 10) console.log(`         and ${broken.length - 10} more`);
    }
    if (violations.length === 0) return 0;
    console.log(
      `\nReplay: npm run test:crash -- --kills ${kills} --database ${values.database} --workers ${workers} --seed ${result.seed}`,
    );
    return 1;
  } finally {
    await server?.stop();
    if (values.keep) console.log(`The data is in ${directory}.`);
    else rmSync(directory, { recursive: true, force: true });
  }
}

function usage(problem: string): number {
  console.error(`${problem}\n\n${help}`);
  return 2;
}

function whole(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** One line that is written over; elsewhere than on a terminal, a line every now and then. */
function say(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(60)}${line ? "" : "\r"}`);
  else if (line && said++ % 30 === 0) console.log(line);
}

function table(numbers: Record<string, number>): string {
  return Object.entries(numbers)
    .map(([name, n]) => `  ${name.padEnd(24)}${String(n).padStart(8)}\n`)
    .join("");
}
