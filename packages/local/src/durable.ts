/** Files that are there after the power fails: what the operating system has only in memory is lost then. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
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

/** Makes a folder durable, with all that is in it. Several files at once, because a file system commits them together. */
export async function syncTree(folder: string): Promise<void> {
  const left = entriesOf(folder);
  const work = async () => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      const opened = await open(at.path, at.isFolder ? "r" : "r+");
      try {
        await opened.sync();
      } finally {
        await opened.close();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const AT_ONCE = 8;

/** The files and folders in a folder and itself, but folders where they need no sync. */
function entriesOf(folder: string): { path: string; isFolder: boolean }[] {
  const inside = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return entriesOf(at);
    return entry.isFile() ? [{ path: at, isFolder: false }] : [];
  });
  return process.platform === "win32" ? inside : [...inside, { path: folder, isFolder: true }];
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
