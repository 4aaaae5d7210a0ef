/** `npm start`: LifeOS on this machine. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { jsonLog } from "#kit/runtime";
import { type Cloud, startCloud } from "./cloud.ts";
import { OtherKeys } from "./keys.ts";
import { DataFolderInUse, lockFolder } from "./lock.ts";
import { MigrationRefused } from "./migrate.ts";
import { DEMO_USER, seedDemoLife } from "./seed.ts";

const HELP = `LifeOS on this machine

  npm start -- [options]

  --port <number>   port of the API (8787); the next one serves the embedded cloud
  --data <folder>   where everything is kept (.lifeos)
  --reset           delete that folder first
  --no-seed         start without the demo life
  --verbose         log every request
  --help            this text

  DATABASE_URL      use this PostgreSQL instead of the embedded one
  See README.md for the settings of third parties.
`;

async function main(): Promise<void> {
  // Inngest's SDK copies the environment at every call, and copying Node's own object asks the system for each variable.
  process.env = { ...process.env };
  const options = readOptions();
  const started = performance.now();
  // The keys that open the encrypted columns are in the folder, and the database that has these columns would stay.
  if (options.reset && process.env.DATABASE_URL)
    refuse("--reset is for the embedded database: drop the one of DATABASE_URL yourself, and then the data folder.");
  const dataDir = path.resolve(options.data);
  mkdirSync(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  if (options.reset) reset(dataDir);

  const cloud = await startCloud({
    dataDir,
    port: options.port,
    databaseUrl: process.env.DATABASE_URL,
    env: process.env,
    log: jsonLog((line) => process.stderr.write(`${line}\n`), options.verbose ? "debug" : "warn"),
    progress: (step) => console.log(`  ${step}`),
  });
  stopOnSignal(cloud, lock.release);
  if (options.seed && (await seedDemoLife(cloud))) console.log("  seeded a demo life");
  await introduce(cloud, performance.now() - started);
}

function readOptions() {
  let values: ReturnType<typeof parse>["values"];
  try {
    values = parse().values;
  } catch (error) {
    return refuse(`${(error as Error).message}\n\n${HELP}`);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    return refuse(`--port must be a number from 1 to 65534, not ${values.port}.`);
  return { port, data: values.data, reset: values.reset, seed: !values["no-seed"], verbose: values.verbose };
}

function parse() {
  return parseArgs({
    options: {
      port: { type: "string", default: process.env.PORT ?? "8787" },
      data: { type: "string", default: ".lifeos" },
      reset: { type: "boolean", default: false },
      "no-seed": { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

/** Deletes what LifeOS keeps in the folder, and nothing that it does not know. */
function reset(dataDir: string): void {
  for (const name of ["db", "objects", "issuer.json", "secrets.json"]) {
    const target = path.join(dataDir, name);
    if (existsSync(target)) rmSync(target, { recursive: true });
  }
}

async function introduce(cloud: Cloud, ms: number): Promise<void> {
  const token = await cloud.issuer.token(DEMO_USER);
  console.log(`
  LifeOS is up (${(ms / 1000).toFixed(1)} s)

  API         ${cloud.url}/v1
  Reference   ${cloud.url}/docs
  Inbox       POST ${cloud.url}/v1/ingest/webhooks/email (signed; npm run demo shows it)

  Try it as the demo user:

  curl -H "Authorization: Bearer ${token}" ${cloud.url}/v1/platform/dashboard

  Ctrl-C stops it; everything is kept.
`);
}

function stopOnSignal(cloud: Cloud, release: () => Promise<void>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log("\n  stopping");
    await cloud.stop();
    await release();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

/** What most often keeps LifeOS from starting, by the code of the system or of PostgreSQL. */
const reasons: Record<string, string> = {
  ECONNREFUSED: "DATABASE_URL cannot be reached: nothing listens there.",
  ENOTFOUND: "DATABASE_URL cannot be reached: its host is not known.",
  ETIMEDOUT: "DATABASE_URL cannot be reached: its host does not answer.",
  "28P01": "DATABASE_URL is refused: the password is wrong.",
  "28000": "DATABASE_URL is refused: that user may not connect.",
  "3D000": "DATABASE_URL names a database that does not exist.",
  "42501": "The user of DATABASE_URL may not do what the migrations need.",
  EACCES: "The data folder cannot be written; choose another with --data.",
  EEXIST: "The data folder cannot be made, because a file is in its place; choose another with --data.",
  ENOTDIR: "The data folder cannot be made, because a file is in its way; choose another with --data.",
  EROFS: "The data folder is on a file system that cannot be written; choose another with --data.",
};

main().catch((error: NodeJS.ErrnoException) => {
  if (error instanceof DataFolderInUse || error instanceof MigrationRefused || error instanceof OtherKeys)
    refuse(error.message);
  if (error.code === "EADDRINUSE")
    refuse(`The port ${(error as unknown as { port: number }).port} is in use; choose another with --port.`);
  const reason = reasons[error.code ?? ""];
  if (reason) refuse(`${reason} (${error.message})`);
  console.error(error);
  process.exit(1);
});
