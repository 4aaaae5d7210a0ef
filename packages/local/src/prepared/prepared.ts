/**
 * What a start needs and does not make itself, because making it takes seconds and half a gigabyte: the template of a migrated
 * database, and what `functions/` declares. Each is made by a process of its own, at the install or by the first start that lacks it,
 * and kept in a file whose name has the hash of all that it is made from. A checkout in which something was changed finds no
 * file of its name, and makes one.
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
  /** Said when it has to be made. */
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

/** Of the project: whoever may write it makes what all who start LifeOS from it use. */
const projectCache = path.join(projectRoot, "node_modules", ".cache", "lifeos");

export interface PrepareOptions {
  /** Where it is kept when the project cannot be written; without it, there only. */
  dataDir?: string;
  /** The project's folder for it; tests have another. */
  projectFolder?: string;
  /** Called with a sentence about what is being prepared. */
  progress?: (step: string) => void;
}

/** The file; made when there is none. Throws what the process that makes it said. */
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

/** Another checkout may use the same folder, so what was used within a day stays. */
const KEEP_MS = 24 * 3_600_000;

function markUsed(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Whoever may not write the folder removes nothing from it either.
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
