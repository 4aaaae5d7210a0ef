/// <reference path="../../../.sst/platform/config.d.ts" />
/** Runs programs of this project on the pinned Node. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

export const NODE = "node_modules/.bin/node";

/** Runs a script and waits for it. Its stderr becomes the error message. */
export function runInRoot(script: string, ...args: string[]): void {
  const cwd = $cli.paths.root;
  const node = path.join(cwd, NODE);
  try {
    execFileSync(existsSync(node) ? node : process.execPath, [script, ...args], {
      cwd,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      maxBuffer: 16 * 1024 ** 2,
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`${script} failed: ${stderr?.trim() || message}`);
  }
}
