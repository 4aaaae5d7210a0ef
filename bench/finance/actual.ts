/** The same files by Actual's own importer, as a peer: `@actual-app/api` with a budget on this machine and no server. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CATEGORIES, csvOf, payments, RULES } from "./file.ts";
import { halfOf } from "./import.ts";

const NAME = "@actual-app/api";
export const ACTUAL_VERSION = "26.9.0";
const AT_MOST_MS = 3_600_000;

/** Every Node that is to be had here. Its database is compiled for the one that npm runs on, which need not be the project's. */
function nodes(): string[] {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const onPath = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
  const known = [process.env.npm_node_execpath, process.execPath, ...onPath];
  return [
    ...new Set(
      known.filter((one): one is string => one !== undefined && existsSync(one)).map((one) => realpathSync(one)),
    ),
  ];
}

/** Whether what is installed in `folder` was compiled for a Node. */
function isFor(node: string, folder: string): boolean {
  const { status } = spawnSync(node, ["-e", `new (require("better-sqlite3"))(":memory:")`], {
    cwd: folder,
    stdio: "ignore",
  });
  return status === 0;
}

/**
 * Installs it once into a folder beside the project, because it brings a database that is compiled, and yields the folder and the Node
 * that it was compiled for: the first one for which that succeeds. Throws with the reason where it cannot be installed.
 */
function installed(say: (line: string) => void): { folder: string; node: string } {
  const folder = path.join(tmpdir(), `lifeos-bench-actual-${ACTUAL_VERSION}`);
  const file = path.join(folder, "node_modules", NAME, "package.json");
  if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version === ACTUAL_VERSION) {
    const node = nodes().find((one) => isFor(one, folder));
    if (node) return { folder, node };
  }
  let why = "no Node is found";
  for (const node of nodes()) {
    say(`  installing ${NAME} ${ACTUAL_VERSION} into ${folder} for ${node} (once)`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
    const { status, error, stderr } = spawnSync(
      "npm",
      ["install", "--prefix", folder, ...flags, `${NAME}@${ACTUAL_VERSION}`],
      {
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
        env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
        shell: process.platform === "win32",
      },
    );
    if (status === 0 && isFor(node, folder)) return { folder, node };
    why =
      error?.message ??
      stderr
        .trim()
        .split("\n")
        .find((line) => /error/i.test(line)) ??
      `npm ended with ${status}`;
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error(why);
}

/** Rows a second of the two files of `importFile`; undefined, and said why, where Actual is not to be had. */
export function actualsRate(rows: number, say: (line: string) => void): number | undefined {
  const data = mkdtempSync(path.join(tmpdir(), "lifeos-bench-actual-"));
  try {
    const { folder, node } = installed(say);
    const all = payments(rows);
    const files = [halfOf(all), all].map((some, n) => {
      const file = path.join(data, `${n}.csv`);
      writeFileSync(file, csvOf(some));
      return { file, rows: some.length };
    });
    const job = path.join(data, "job.json");
    writeFileSync(job, JSON.stringify({ files, categories: CATEGORIES, rules: RULES }));
    const child = path.join(import.meta.dirname, "actual-child.mjs");
    const { status, stdout, stderr } = spawnSync(node, [child, folder, data, job], {
      encoding: "utf8",
      timeout: AT_MOST_MS,
      maxBuffer: 64 * 2 ** 20,
    });
    if (status !== 0)
      throw new Error(
        `it ended with ${status}: ${stderr.split("\n").find((line) => /Error/.test(line)) ?? stderr.trim()}`,
      );
    const turns = stdout
      .split("\n")
      .filter((line) => line.startsWith('{"rows"'))
      .map((line) => JSON.parse(line) as { rows: number; ms: number; added: number });
    for (const { rows: count, ms, added } of turns)
      say(
        `  ${count.toLocaleString("en")} rows in ${(ms / 1_000).toFixed(1)} s: ${Math.round(count / (ms / 1_000)).toLocaleString("en")} a second, ${added.toLocaleString("en")} new`,
      );
    const sum = (of: (turn: (typeof turns)[number]) => number) => turns.reduce((total, turn) => total + of(turn), 0);
    return sum((turn) => turn.rows) / (sum((turn) => turn.ms) / 1_000);
  } catch (error) {
    say(`  not compared: ${NAME} ${ACTUAL_VERSION} cannot be had here (${(error as Error).message})`);
    return undefined;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
