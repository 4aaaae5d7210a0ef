/** Folders are the paths of files: `/Papers/2026`, and `/` for the one that all are in. */
import type { Answer } from "#console/data/client.ts";

type Folder = Answer<"knowledge.folders.list">["data"][number];

export interface Shown {
  path: string;
  name: string;
  /** With those in its own folders. */
  files: number;
  sizeBytes: number;
}

/** `/Papers/2026` of `/Papers` and `2026`. */
export const inside = (path: string, name: string): string => `${path === "/" ? "" : path}/${name}`;

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The folders around one, the outermost first, without itself and without `/`. */
export function above(path: string): string[] {
  const names = path.split("/").slice(1, -1);
  return names.map((_, at) => `/${names.slice(0, at + 1).join("/")}`);
}

/** The folders that lie in `path` itself, each with all that is in it; in the order in which they are given. */
export function foldersIn(path: string, all: readonly Folder[]): Shown[] {
  const start = path === "/" ? "/" : `${path}/`;
  const found = new Map<string, Shown>();
  for (const { folderPath, files, sizeBytes } of all) {
    if (!folderPath.startsWith(start) || folderPath === path) continue;
    const [name = ""] = folderPath.slice(start.length).split("/", 1);
    const known = found.get(name) ?? { path: inside(path, name), name, files: 0, sizeBytes: 0 };
    found.set(name, { ...known, files: known.files + files, sizeBytes: known.sizeBytes + sizeBytes });
  }
  return [...found.values()];
}

/** Every folder there is, also those that hold nothing but folders. */
export function pathsOf(all: readonly Folder[]): string[] {
  const paths = new Set(["/"]);
  for (const { folderPath } of all) for (const path of [...above(folderPath), folderPath]) paths.add(path);
  return [...paths].sort();
}

/** A path as somebody writes it: with the slash that they left out, and none at its end. */
export function asPath(written: string): string {
  const names = written.split("/").map((name) => name.trim());
  return `/${names.filter(Boolean).join("/")}`;
}
