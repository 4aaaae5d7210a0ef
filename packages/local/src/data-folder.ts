/** The folder with everything that is kept: of its owner and of nobody else, whoever made it and with whatever umask. */
import { chmodSync, lstatSync, mkdirSync, opendirSync } from "node:fs";
import path from "node:path";

/** Makes the folder when it is not there, and takes away what others may do with it and with all that is in it. */
export function openDataFolder(directory: string): void {
  // What is made from here on needs no second look.
  process.umask(0o077);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (process.platform !== "win32") makePrivate(directory);
}

function makePrivate(entry: string): void {
  const { mode, isFolder } = look(entry);
  // Of a link, only what it leads to has a mode, and that may be anywhere.
  if (mode === undefined) return;
  if ((mode & 0o077) !== 0 || (isFolder && (mode & 0o700) !== 0o700)) chmodSync(entry, isFolder ? 0o700 : 0o600);
  if (!isFolder) return;
  const folder = opendirSync(entry);
  try {
    for (let one = folder.readSync(); one; one = folder.readSync()) makePrivate(path.join(entry, one.name));
  } finally {
    folder.closeSync();
  }
}

function look(entry: string): { mode?: number; isFolder: boolean } {
  const stats = lstatSync(entry);
  return { mode: stats.isSymbolicLink() ? undefined : stats.mode, isFolder: stats.isDirectory() };
}
