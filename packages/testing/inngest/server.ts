/**
 * An `inngest` executable as a server on this machine, on free ports of the loopback interface, that can be killed and started
 * again.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

export type Mode = "dev" | "self-hosted";

export interface InngestProcess {
  url: string;
  eventKey: string;
  /** Absent in development mode, in which the server signs nothing. */
  signingKey?: string;
  /** Its version, as it reports it. */
  version: string;
  /** Starts it, also after a kill; resolves when it answers. */
  start(): Promise<void>;
  /** Kills it immediately, so that it loses what is only in its memory. */
  kill(): Promise<void>;
}

export const SIGNING_KEY = `signkey-local-${"5e".repeat(32)}`;
const EVENT_KEY = "local";
const START_MS = 60_000;

/** Its state and its log are in `directory`. */
export async function inngestProcess(binary: string, mode: Mode, directory: string): Promise<InngestProcess> {
  mkdirSync(directory, { recursive: true });
  const { status, stdout, error } = spawnSync(binary, ["version"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`INNGEST_BINARY cannot be run: ${error?.message ?? `it ended with ${status}`}`);
  const [port, gateway, gatewayGrpc, executorGrpc, debug] = (await freePorts(5)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const common = [
    ...["--host", "127.0.0.1", "--port", port, "--sqlite-dir", directory, "--log-level", "warn"],
    ...["--connect-gateway-port", gateway, "--connect-gateway-grpc-port", gatewayGrpc],
    ...["--connect-executor-grpc-port", executorGrpc],
  ];
  const args =
    mode === "dev"
      ? ["dev", "--no-discovery", "--no-poll", "--persist", "--debug-api-port", debug, ...common]
      : ["start", "--signing-key", SIGNING_KEY.replace(/^signkey-\w+-/, ""), "--event-key", EVENT_KEY, ...common];
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  return {
    ...{ url, eventKey: EVENT_KEY, version: stdout.trim(), signingKey: mode === "dev" ? undefined : SIGNING_KEY },
    async start() {
      const log = openSync(path.join(directory, "server.log"), "a");
      const started = spawn(binary, args, { cwd: directory, stdio: ["ignore", log, log] });
      closeSync(log);
      child = started;
      const end = Date.now() + START_MS;
      while (!(await isUp(url))) {
        if (started.exitCode !== null || Date.now() > end)
          throw new Error(`The Inngest server did not come up; ${directory}/server.log says why.`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async kill() {
      const running = child;
      child = undefined;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGKILL");
      await ended;
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL("/health", url), { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/** All are reserved at the same time, so that no two are the same. */
async function freePorts(count: number): Promise<string[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((one) => new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve))));
  const ports = servers.map((one) => String((one.address() as AddressInfo).port));
  await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
  return ports;
}
