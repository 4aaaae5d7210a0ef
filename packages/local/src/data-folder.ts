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

/** The files that are written first: a folder that has one of them is a folder of LifeOS. */
const FIRST_KEPT = ["secrets.json", "issuer.json"];

/** A folder that LifeOS must not use. The message is for the operator. */
export class NotADataFolder extends Error {}

/** Creates the folder if it is missing, and removes the rights of others from it and from what LifeOS keeps in it. */
export function openDataFolder(directory: string): void {
  makeFolder(directory);
  const folder = realpathSync(directory);
  // An unwritable folder is noticed here, rather than while a new database is being created.
  const probe = path.join(folder, `.probe-${process.pid}`);
  writeFileSync(probe, "");
  rmSync(probe);
  if (process.platform === "win32") return;
  restrict(folder, 0o700);
  for (const name of [...KEPT, ...MADE_AGAIN])
    if (existsSync(path.join(folder, name))) makePrivate(path.join(folder, name));
}

/** Throws NotADataFolder for a folder with other contents, such as a home directory or this project. */
export function refuseForeignFolder(directory: string): void {
  if (!existsSync(directory) || !lstatSync(realpathSync(directory)).isDirectory()) return;
  const entries = readdirSync(directory);
  if (entries.length > 0 && !entries.some((name) => FIRST_KEPT.includes(name)))
    throw new NotADataFolder(
      `${directory} holds other things than LifeOS's; choose a new or an empty folder with --data.`,
    );
}

/** Deletes what LifeOS keeps in the folder, and leaves everything else. */
export function emptyDataFolder(directory: string): void {
  for (const name of [...KEPT, ...MADE_AGAIN]) rmSync(path.join(directory, name), { recursive: true, force: true });
}

/** Creates the levels one by one: in /proc, where no folder can be created, Node's own recursion never ends. */
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
  // chmod would follow the link and change the mode of its target, which may lie outside the folder.
  if (stats.isSymbolicLink()) return;
  restrict(entry, stats.isDirectory() ? 0o700 : 0o600);
  if (stats.isDirectory()) for (const name of readdirSync(entry)) makePrivate(path.join(entry, name));
}

function restrict(entry: string, mode: number): void {
  if ((lstatSync(entry).mode & 0o777) !== mode) chmodSync(entry, mode);
}
