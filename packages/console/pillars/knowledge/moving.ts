/** Moves files to other folders: by the menu of a row, or dragged onto a folder. */
import { change } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import type { File } from "./rows.ts";

export type Movable = Pick<File, "id" | "fileName" | "folderPath" | "version">;

/** The media type of a file's row while it is dragged. */
export const FILE_ROW = "application/x-lifeos-file";
export const asText = ({ id, fileName, folderPath, version }: Movable): string =>
  JSON.stringify({ id, fileName, folderPath, version });

/** A row that was dropped, which is the page's own. */
export const fromText = (text: string): Movable => JSON.parse(text) as Movable;

/** Moves it, and offers to move it back. What went wrong a notice says. */
export async function moveTo(file: Movable, folderPath: string, undoText: string): Promise<void> {
  if (file.folderPath === folderPath) return;
  const path = { fileId: file.id };
  const title = file.fileName;
  const undo = async () => {
    await change("knowledge.files.update", { path, row: file, body: { folderPath: file.folderPath }, title });
    await foldersChanged();
  };
  await change("knowledge.files.update", { path, row: file, body: { folderPath }, title, undo, undoText });
  await foldersChanged();
}

/** Files lie in other folders than the lists say. */
export const foldersChanged = () =>
  Promise.all([beginListsAnew("knowledge.files"), queries.invalidateQueries({ queryKey: ["knowledge.folders.list"] })]);
