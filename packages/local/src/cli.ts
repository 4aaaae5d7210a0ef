/** `npm start`: LifeOS on this machine. */
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { jsonLog } from "#cloud/json-log";
import { type Cloud, startCloud } from "./cloud.ts";
import { port as portForm } from "./configuration.ts";
import { emptyDataFolder, NotADataFolder, openDataFolder, refuseForeignFolder } from "./data-folder.ts";
import { databaseReasons, reasonOf } from "./database-reasons.ts";
import { DEMO_USER } from "./demo-user.ts";
import { OtherKeys } from "./keys.ts";
import { isLoopbackAddress } from "./local-trust.ts";
import { DataFolderInUse, lockFolder } from "./lock.ts";
import { MigrationRefused } from "./migrate.ts";
import { StoreRefused } from "./own-store.ts";
import { declaredSettings, wrongSettings } from "./settings.ts";

const HELP = `LifeOS on this machine

  npm start -- [options]

  --port <number>   port of the API (8787); the next one serves the embedded cloud
  --host <address>  listen at this address, too, and not on this machine only
  --data <folder>   where everything is kept (.lifeos)
  --reset           delete that folder first
  --no-seed         start without the demo life
  --verbose         log every request
  --version         which version this is
  --help            this text

  DATABASE_URL      use this PostgreSQL instead of the embedded one
  See README.md for all settings, and docs/self-hosting.md for a server of your own.
`;

async function main(): Promise<void> {
  // Inngest's SDK copies the environment at every call, and copying Node's own object asks the system for each variable.
  process.env = { ...process.env };
  const options = readOptions();
  const started = performance.now();
  const wrong = wrongSettings(await declaredSettings(), process.env);
  if (wrong.length > 0) refuse(wrong.join("\n"));
  // `--reset` deletes the folder, and with it the encryption keys; a database elsewhere would keep columns that nobody can
  // decrypt.
  if (options.reset && process.env.DATABASE_URL)
    refuse("--reset is for the embedded database: drop the one of DATABASE_URL yourself, and then the data folder.");
  const dataDir = path.resolve(options.data);
  // Files and sockets that this process creates are accessible to its own user only.
  process.umask(0o077);
  refuseForeignFolder(dataDir);
  openDataFolder(dataDir);
  const lock = await lockFolder(dataDir);
  if (options.reset) emptyDataFolder(dataDir);

  const cloud = await startCloud({
    dataDir,
    port: options.port,
    host: options.host,
    databaseUrl: process.env.DATABASE_URL || undefined,
    env: process.env,
    log: jsonLog((line) => process.stderr.write(`${line}\n`), options.verbose ? "debug" : "warn"),
    progress: (step) => console.log(`  ${step}`),
    hasModel: true,
    // Whoever watches over the process starts another one, which opens the database anew.
    onDatabaseEnded: (reason) => refuse(`${reason.message} (${(reason.cause as Error).message})`),
  });
  stopOnSignal(cloud, lock.release);
  // Only the local issuer signs the demo person in.
  if (options.seed && !process.env.OIDC_ISSUERS) await seed(cloud);
  await introduce(cloud, options.host, performance.now() - started);
  // A failed build is shown by the page itself when somebody opens it.
  await cloud.console.prepare().catch(() => {});
}

/** The seeding code imports many tables and verbs, so it is loaded only when it may be needed. */
async function seed(cloud: Cloud): Promise<void> {
  if (!(await isUntouched(cloud))) return;
  // Schedules that are due at the first start run before the seed, so that they find an empty database and not half of the demo
  // life.
  await cloud.settled();
  const { seedDemoLife } = await import("./seed.ts");
  if (await seedDemoLife(cloud)) console.log("  seeded a demo life");
}

/** Whether no demo life was completed: the last step of a seed marks the demo person as introduced. */
async function isUntouched({ database }: Cloud): Promise<boolean> {
  const introduced = await database.query("select from users where onboarding_completed_at is not null limit 1");
  return introduced.length === 0;
}

function readOptions() {
  let values: ReturnType<typeof parse>["values"];
  try {
    values = parse().values;
  } catch (error) {
    return misused((error as Error).message);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  if (values.version) {
    const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    console.log(version);
    process.exit(0);
  }
  const port = values.port ?? (process.env.PORT || "8787");
  if (values.port !== undefined && !portForm.isRight(port))
    return misused(`--port must be a whole number from 1 to 65534, not ${port}.`);
  if (values.data.trim() === "") return misused("--data must name a folder.");
  if (values.host !== undefined && isIP(values.host) === 0)
    return misused(`--host must be an address, such as 0.0.0.0 for all of this machine, not ${values.host}.`);
  const { data, reset, verbose, host } = values;
  return { port: Number(port), host, data, reset, seed: !values["no-seed"], verbose };
}

function parse() {
  return parseArgs({
    options: {
      port: { type: "string" },
      host: { type: "string" },
      data: { type: "string", default: ".lifeos" },
      reset: { type: "boolean", default: false },
      "no-seed": { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      version: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

async function introduce(cloud: Cloud, host: string | undefined, ms: number): Promise<void> {
  console.log(`
  LifeOS is up (${(ms / 1000).toFixed(1)} s)

  Begin here  ${cloud.url}
  Console     ${cloud.url}/console
  API         ${cloud.url}/v1
  Reference   ${cloud.url}/docs
  Inbox       POST ${cloud.url}/v1/ingest/webhooks/email (signed; npm run mail does it)
${host && !isLoopbackAddress(host) ? exposure(host, cloud.url) : ""}
${await firstCall(cloud)}

  Ctrl-C stops it; everything is kept.
`);
}

const exposure = (host: string, url: string) => `
  At ${host} everybody who reaches this machine may call the API, without TLS. Tokens of the local issuer are given on this
  machine only. docs/self-hosting.md says how to put a proxy in front of ${url}.
`;

async function firstCall(cloud: Cloud): Promise<string> {
  const call = (token: string) => `  curl -H "Authorization: Bearer ${token}" ${cloud.url}/v1/platform/dashboard`;
  if (process.env.OIDC_ISSUERS) return `  Call it with a token of an issuer in OIDC_ISSUERS:\n\n${call("<token>")}`;
  return `  Try it as the demo user:\n\n${call(await cloud.issuer.token(DEMO_USER))}`;
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
  process.exit(1);
}

function misused(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

/** The most common reasons why LifeOS does not start, by the error code of the system or of PostgreSQL. */
const reasons: Record<string, string> = {
  ...databaseReasons,
  EADDRNOTAVAIL: "This machine does not have the address of --host.",
  ENOSPC: "The disk of the data folder is full.",
  ENOENT: "The data folder cannot be made there; choose another with --data.",
  EPERM: "The data folder is not this user's; choose another with --data.",
  EACCES: "The data folder cannot be written; choose another with --data.",
  EEXIST: "The data folder cannot be made, because a file is in its place; choose another with --data.",
  ENOTDIR: "The data folder cannot be made, because a file is in its way; choose another with --data.",
  EROFS: "The data folder is on a file system that cannot be written; choose another with --data.",
};

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const known = [DataFolderInUse, MigrationRefused, OtherKeys, NotADataFolder, StoreRefused];
  if (known.some((kind) => error instanceof kind)) refuse(error.message);
  if (error.code === "EADDRINUSE") refuse(`The port ${error.port} is in use; choose another with --port.`);
  if (error.code === "EACCES" && error.syscall === "listen")
    refuse(`The port ${error.port} is not for this user; choose one from 1024 with --port.`);
  refuse(reasonOf(error, reasons) ?? `LifeOS cannot start: ${error.message}`);
});
