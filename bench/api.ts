/** `npm run bench:api`: what the API costs on top of its SQL, and how many requests it serves beside its peers. */
import path from "node:path";
import pg from "pg";
import { startPostgres } from "#testing/postgres";
import { contest } from "./api/contest.ts";
import { fill, sizeOf } from "./api/data.ts";
import { type LifeOs, startLifeOs } from "./api/lifeos.ts";
import { farPage, gatewayAgainstSql, type QueryOptions, rowLevelSecurity } from "./api/queries.ts";
import { type Verdict, verdictLine } from "./api/verdict.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench } from "./options.ts";

const PARTS = ["gateway", "page", "rls", "peers"] as const;
type Part = (typeof PARTS)[number];

const HELP = `The API, measured on real PostgreSQL with 1,000 users and a million tasks

  npm run bench:api -- [options]

  --quick            a tenth of the rows and short rounds, to see that it works
  --only <part>      ${PARTS.join(", ")}
  --rounds <number>  rounds of each comparison, in turns (3)
  --profile <dir>    write CPU profiles of LifeOS there
  --help             this text

  Nothing else should run on the machine. Ratios and medians hold better than absolutes. The peers are installed with npm
  when they are first compared with. It takes about five minutes.
`;

async function main(): Promise<void> {
  const options = readOptions();
  const say = (line: string) => console.log(line);
  const size = sizeOf(options.quick ? 100_000 : 1_000_000);
  say(machine());
  // Sizes for a machine of some gigabytes; what a crash of the machine must not lose is waited for.
  const server = await startPostgres({
    fsync: true,
    settings: {
      synchronous_commit: "on",
      shared_buffers: "512MB",
      effective_cache_size: "2GB",
      maintenance_work_mem: "256MB",
      max_wal_size: "8GB",
      random_page_cost: "1.1",
      autovacuum_naptime: "1min",
    },
  });
  let lifeos: LifeOs | undefined;
  try {
    say(await settingsOf(server.url));
    const { url: databaseUrl } = await server.createDatabase();
    const started = performance.now();
    await fill(databaseUrl, size);
    say(
      `${size.users.toLocaleString("en")} users and ${size.tasks.toLocaleString("en")} tasks: one has ${size.largest.toLocaleString("en")} of them, each other one about a hundred (${((performance.now() - started) / 1000).toFixed(0)} s)`,
    );
    const profiler = options.profile ? ["--cpu-prof", `--cpu-prof-dir=${path.resolve(options.profile)}`] : [];
    lifeos = await startLifeOs(databaseUrl, profiler);
    const queries: QueryOptions = {
      databaseUrl,
      lifeos,
      size,
      rounds: options.rounds,
      calls: options.quick ? 300 : 1_000,
      say,
    };
    const seconds = options.quick ? 2 : 6;
    const contestOptions = { serverUrl: server.url, databaseUrl, lifeos, rounds: options.rounds, seconds, say };
    const parts: [Part, string, () => Promise<Verdict[]>][] = [
      ["gateway", "The list through the local gateway and as bare SQL", () => gatewayAgainstSql(queries)],
      ["page", "A far page", () => farPage(queries)],
      ["rls", "Row-level security", () => rowLevelSecurity(queries)],
      ["peers", "Requests a second beside PostGraphile and parse-server", () => contest(contestOptions)],
    ];
    const verdicts: Verdict[] = [];
    for (const [part, title, run] of parts) {
      if (options.only && options.only !== part) continue;
      say(`\n${title}`);
      verdicts.push(...(await run()));
    }
    say(`\nRatios, medians of ${options.rounds} rounds`);
    for (const verdict of verdicts) say(verdictLine(verdict));
  } finally {
    await lifeos?.stop();
    await server.stop();
  }
}

function readOptions() {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string" },
    profile: { type: "string" },
  });
  return {
    quick: values.quick,
    only: oneOf("only", PARTS, values.only),
    rounds: numberIn("rounds", values.rounds ?? (values.quick ? "1" : "3"), 1, 100),
    profile: values.profile,
  };
}

async function settingsOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = ["server_version", "fsync", "synchronous_commit", "shared_buffers"];
  const { rows } = await client.query("select name, current_setting(name) as value from unnest($1::text[]) name", [
    names,
  ]);
  await client.end();
  const settings = Object.fromEntries(rows.map(({ name, value }) => [name, value])) as Record<string, string>;
  if (settings.fsync !== "on" || settings.synchronous_commit !== "on")
    throw new Error("The server does not wait for the disk.");
  return `PostgreSQL ${settings.server_version}, fsync on, synchronous_commit on, shared_buffers ${settings.shared_buffers}`;
}

runBench(main);
