/** Finds files by a part of their name, and folders by their path. The API does not search files yet: the newest are read and looked through. */
import { queries } from "#console/data/queries.ts";
import { read } from "#console/data/read.ts";
import type { Found } from "#console/frame/pillars.ts";
import { nameOf, pathsOf } from "./folders.ts";

export async function find(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const [files, folders] = await Promise.all([
    queries.fetchQuery(read("knowledge.files.list", { query: { limit: 100 } })),
    queries.fetchQuery(read("knowledge.folders.list")),
  ]);
  if (signal.aborted) return [];
  const wanted = text.trim().toLocaleLowerCase();
  const holds = (name: string) => name.toLocaleLowerCase().includes(wanted);
  return [
    ...files.data
      .filter(({ fileName }) => holds(fileName))
      .map(({ id, fileName, folderPath }) => ({
        id,
        label: fileName,
        sub: folderPath,
        glyph: "file",
        path: `knowledge/files/${id}`,
      })),
    ...pathsOf(folders.data)
      .filter((path) => holds(nameOf(path)))
      .map((path) => ({
        id: path,
        label: path,
        glyph: "folder",
        path: `knowledge/files?in=${encodeURIComponent(path)}`,
      })),
  ];
}
