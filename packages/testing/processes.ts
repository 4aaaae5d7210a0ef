/** Processes that a test run starts for all its workers; each says in a line of JSON that it is ready, and ends when its input does. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

export interface Started<T> {
  answer: T;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");
/** Saves a third of the time to load their modules. */
const QUICK = `--import=${pathToFileURL(path.join(root, "packages/local/src/quick-imports.mjs"))}`;

/** Rejects with what the process said when it ends before its line. */
export async function startProcess<T>(script: string): Promise<Started<T>> {
  const child = spawn(process.execPath, [QUICK, path.join(root, script)], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const answer = await new Promise<T>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line) as T));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}: ${said}`)));
  });
  return { answer, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin!.end();
  await ended;
}
