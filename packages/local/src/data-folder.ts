/** The folder with all persistent data. Only its owner may read it. */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What LifeOS puts into the folder. Whatever else is there is left alone. */
export const KEPT = ["db", "objects", "issuer.json", "secrets.json"];

/**
 * What LifeOS also puts there and can recreate: a database that is not finished, and the cache where the project's own folder is
 * not writable.
 */
const MADE_AGAIN = ["db.partial", "cache"];

/** The files that are written first, by which a folder of LifeOS is recognized. */
const FIRST_KEPT = ["secrets.json", "issuer.json"];

/** The message is for the operator. */
export class NotADataFolder extends Error {}

/** Makes the folder when it is not there, and takes away what others may do with it and with what LifeOS keeps in it. */
export function openDataFolder(directory: string): void {
  makeFolder(directory);
  const folder = realpathSync(directory);
  // A folder that cannot be written is found out now, and not in the middle of a new database.
  const probe = path.join(folder, `.probe-${process.pid}`);
  writeFileSync(probe, "");
  rmSync(probe);
  if (process.platform === "win32") return;
  restrict(folder, 0o700);
  for (const name of [...KEPT, ...MADE_AGAIN])
    if (existsSync(path.join(folder, name))) makePrivate(path.join(folder, name));
}

/** Throws NotADataFolder for one that is full of other things, such as a home directory or this project. */
export function refuseForeignFolder(directory: string): void {
  if (!existsSync(directory) || !lstatSync(realpathSync(directory)).isDirectory()) return;
  const entries = readdirSync(directory);
  if (entries.length > 0 && !entries.some((name) => FIRST_KEPT.includes(name)))
    throw new NotADataFolder(
      `${directory} holds other things than LifeOS's; choose a new or an empty folder with --data.`,
    );
}

/** Deletes what LifeOS keeps in the folder, and nothing that it does not know. */
export function emptyDataFolder(directory: string): void {
  for (const name of [...KEPT, ...MADE_AGAIN]) rmSync(path.join(directory, name), { recursive: true, force: true });
}

/** One level after the other: in /proc, where nothing can be made, Node's own recursion never ends. */
function makeFolder(directory: string): void {
  if (existsSync(directory)) {
    // Fails with EEXIST where a file is in the place of the folder.
    if (!lstatSync(realpathSync(directory)).isDirectory()) mkdirSync(directory);
    return;
  }
  const parent = path.dirname(directory);
  if (parent !== directory) makeFolder(parent);
  mkdirSync(directory, { mode: 0o700 });
}

/** Restricts an entry and everything in it to its owner: for a copy, or when another program has written into the folder. */
export function makePrivate(entry: string): void {
  const stats = lstatSync(entry);
  // Of a link, only what it leads to has a mode, and that may be anywhere.
  if (stats.isSymbolicLink()) return;
  restrict(entry, stats.isDirectory() ? 0o700 : 0o600);
  if (stats.isDirectory()) for (const name of readdirSync(entry)) makePrivate(path.join(entry, name));
}

function restrict(entry: string, mode: number): void {
  if ((lstatSync(entry).mode & 0o777) !== mode) chmodSync(entry, mode);
}
