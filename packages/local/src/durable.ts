/** Files that are there after the power fails: what the operating system has only in memory is lost then. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file that appears complete or not at all. */
export function writeDurably(file: string, content: string | Uint8Array, options: { mode?: number } = {}): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, content, options);
  sync(partial);
  renameDurably(partial, file);
}

/** Renames a file or folder whose content is durable already. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  sync(path.dirname(to), { isFolder: true });
}

/** Makes a folder durable, with all that is in it. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) syncTree(inside);
    else if (entry.isFile()) sync(inside);
  }
  sync(folder, { isFolder: true });
}

function sync(at: string, { isFolder = false } = {}): void {
  // Windows has no such call for a folder and needs none.
  if (isFolder && process.platform === "win32") return;
  // Windows syncs only what is open for writing, and no folder can be.
  const opened = openSync(at, isFolder ? "r" : "r+");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
