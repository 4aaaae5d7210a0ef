/** What was dropped or chosen: files, each with the folder that it came in. */

export interface Given {
  file: File;
  /** Of a file in a folder that was dropped: `/Holidays/Day 1`; "" of one that was dropped itself. */
  folder: string;
}

/** A dropped folder may hold more than anybody means to upload. */
const MOST_FILES = 5_000;

export const isOfFiles = (transfer: DataTransfer): boolean => transfer.types.includes("Files");

export const chosen = (list: FileList | null): Given[] => [...(list ?? [])].map((file) => ({ file, folder: "" }));

/** The entries have to be taken while the event lasts; what is in folders is read afterwards. */
export async function dropped(transfer: DataTransfer): Promise<Given[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.some(({ isDirectory }) => isDirectory)) return chosen(transfer.files);
  const found: Given[] = [];
  for (const entry of entries) await take(entry, "", found);
  return found;
}

async function take(entry: FileSystemEntry, folder: string, found: Given[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isDirectory) {
    const inside = `${folder}/${entry.name}`;
    for (const one of await entriesOf(entry as FileSystemDirectoryEntry)) await take(one, inside, found);
    return;
  }
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  found.push({ file, folder });
}

/** A reader gives some at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
