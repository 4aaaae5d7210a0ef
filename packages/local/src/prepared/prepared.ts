/**
 * Files that a start needs and does not make itself, because making them takes seconds and half a gigabyte of memory: the
 * template of a migrated database, and the declarations of `functions/`. Each is made by a separate process, at the install or by
 * the first start without it, and has a name with the hash of everything that it is made from. After a change in the checkout
 * there is no file of the new name, so one is made.
 */
import { spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../../contract/discover.ts";
import { LEAN } from "../node-options.ts";
import { declarationsHash, templateHash } from "./hashes.ts";

export type Prepared = "template" | "declarations";

interface Kind {
  extension: string;
  hash(): string;
  /** The sentence about making it. */
  making: string;
}

const kinds: Record<Prepared, Kind> = {
  template: {
    extension: "pack",
    hash: templateHash,
    making: "making the template of the database (some seconds, once)",
  },
  declarations: {
    extension: "json",
    hash: declarationsHash,
    making: "reading what functions/ declares (a few seconds, once after a change)",
  },
};

/**
 * The cache folder of the project, shared by everybody who starts LifeOS from it; only users who may write the project may fill
 * it.
 */
const projectCache = path.join(projectRoot, "node_modules", ".cache", "lifeos");

export interface PrepareOptions {
  /** The data folder, where the file is kept when the project's folder is read-only; when absent, it must be writable. */
  dataDir?: string;
  /** The cache folder of the project; tests use another. */
  projectFolder?: string;
  /** Called with a sentence about what is being prepared. */
  progress?: (step: string) => void;
}

/** The path of the file, which is made when it is missing. Throws with the output of the process that makes it. */
export async function prepared(what: Prepared, options: PrepareOptions = {}): Promise<string> {
  const { dataDir, projectFolder = projectCache, progress = () => {} } = options;
  const name = fileName(what);
  const folders = dataDir === undefined ? [projectFolder] : [projectFolder, path.join(dataDir, "cache")];
  const found = folders.map((folder) => path.join(folder, name)).find((file) => may(file, constants.R_OK));
  if (found) {
    markUsed(found);
    return found;
  }
  progress(kinds[what].making);
  const folder = folders.find(isWritable);
  if (!folder) throw new Error(`${folders.join(" and ")} cannot be written.`);
  const file = path.join(folder, name);
  await makeApart(what, file);
  forgetOld(what, folder, name);
  return file;
}

const fileName = (what: Prepared) => `${what}-${kinds[what].hash()}.${kinds[what].extension}`;

const program = fileURLToPath(new URL("prepare.ts", import.meta.url));

async function makeApart(what: Prepared, file: string): Promise<void> {
  const child = spawn(process.execPath, [...LEAN, program, what, file], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  if (code !== 0) throw new Error(said.trim() || `the process that makes the ${what} ended with ${code}`);
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return may(folder, constants.W_OK);
  } catch {
    return false;
  }
}

function may(entry: string, what: number): boolean {
  try {
    accessSync(entry, what);
    return true;
  } catch {
    return false;
  }
}

/** Another checkout may use the same folder, so files that were used within a day are kept. */
const KEEP_MS = 24 * 3_600_000;

function markUsed(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // A user who may not write the folder does not remove old files from it either.
  }
}

function forgetOld(what: Prepared, folder: string, newest: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${what}-`) || name === newest) continue;
    const file = path.join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats && Date.now() - stats.mtimeMs > KEEP_MS) rmSync(file, { force: true });
  }
}
