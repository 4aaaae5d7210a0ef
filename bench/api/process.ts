/** Servers and their clients as processes of their own, where it matters each pinned to a core. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";

export const SERVER_CORE = 0;
export const CLIENT_CORE = 1;
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 10_000;

/** Whether processes can be pinned here (Linux with util-linux). */
export const canPin = () => process.platform === "linux" && spawnSync("taskset", ["--version"]).status === 0;

const onCore = (core: number | undefined, command: string[]) =>
  core !== undefined && canPin() ? ["taskset", "-c", String(core), ...command] : command;

/** Pins all threads of a process that runs already. */
export function pin(pid: number, core: number): void {
  if (canPin()) spawnSync("taskset", ["--all-tasks", "-cp", String(core), String(pid)]);
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface Running {
  pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  file: string;
  args?: string[];
  /** For Node itself, e.g. its profiler. */
  execArgv?: string[];
  env: Record<string, string>;
  cwd?: string;
  core?: number;
  /** Answers anything below 500 when the server is up. */
  url: string;
}

/** Starts a Node server and waits until it answers. */
export async function startServer({
  file,
  args = [],
  execArgv = [],
  env,
  cwd,
  core,
  url,
}: ServerOptions): Promise<Running> {
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", ...execArgv, file, ...args];
  const [command, ...rest] = onCore(core, node);
  const child = spawn(command!, rest, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
  const ended = once(child, "exit").then(() => running.delete(child));
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`${file} did not come up: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    pid: child.pid!,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status < 500;
  } catch {
    return false;
  }
}

/** Runs a Node script with `input` as JSON; its answer is the JSON it prints. */
export async function runScript<Answer>(file: string, input: object, core?: number): Promise<Answer> {
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", file];
  const [command, ...rest] = onCore(core, node);
  const child = spawn(command!, rest, { stdio: ["pipe", "pipe", "inherit"] });
  running.add(child);
  child.stdin.end(JSON.stringify(input));
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [code] = await once(child, "close");
  running.delete(child);
  if (code !== 0) throw new Error(`${file} ended with code ${code}: ${out.slice(-2_000)}`);
  return JSON.parse(out) as Answer;
}

/** A free port whose next one is free too. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const first = await hold(0);
    const { port } = first.address() as { port: number };
    const second = await hold(port + 1).catch(() => undefined);
    for (const server of [first, second]) server?.close();
    if (second) return port;
  }
}

function hold(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
