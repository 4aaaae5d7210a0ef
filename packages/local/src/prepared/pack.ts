/** A folder in one file: a template database has a thousand files, and a single one is easier to read, keep and replace. */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { syncTree, writeDurably } from "../durable.ts";

export interface PackedFile {
  /** Path below the folder, with forward slashes. */
  name: string;
  /** Absent for a folder. */
  data?: Uint8Array;
}

interface Entry {
  name: string;
  /** Size in bytes; absent for a folder. A folder comes before its contents. */
  size?: number;
}

/** Packs `folder` into `file`, which appears complete or not at all. */
export function writePack(folder: string, file: string): void {
  const index: Entry[] = [];
  const contents: Buffer[] = [];
  const walk = (below: string) => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        index.push({ name });
        walk(name);
      } else {
        const data = readFileSync(path.join(folder, name));
        index.push({ name, size: data.length });
        contents.push(data);
      }
    }
  };
  walk("");
  const header = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  mkdirSync(path.dirname(file), { recursive: true });
  writeDurably(file, Buffer.concat([length, header, ...contents]));
}

/** The files of a pack as views on one buffer; copy them before changing them. */
export async function readPack(file: string): Promise<PackedFile[]> {
  const pack = await readFile(file);
  let offset = 4 + pack.readUInt32LE(0);
  const index = JSON.parse(pack.toString("utf8", 4, offset)) as Entry[];
  return index.map(({ name, size }) => {
    if (size === undefined) return { name };
    // A Uint8Array instead of a Buffer, because `slice` of a Buffer returns a view and not a copy.
    const data = new Uint8Array(pack.buffer, pack.byteOffset + offset, size);
    offset += size;
    return { name, data };
  });
}

/**
 * Writes the files of a pack durably into `folder`, which must not exist yet; one file after the other, so that only one is in memory.
 */
export async function unpack(file: string, folder: string): Promise<void> {
  const pack = openSync(file, "r");
  const next = (size: number): Buffer => {
    const data = Buffer.allocUnsafe(size);
    for (let read = 0; read < size; ) {
      const bytes = readSync(pack, data, read, size - read, null);
      if (bytes === 0) throw new Error(`${file} ends too early`);
      read += bytes;
    }
    return data;
  };
  try {
    const index = JSON.parse(next(next(4).readUInt32LE(0)).toString("utf8")) as Entry[];
    mkdirSync(folder, { recursive: true });
    for (const { name, size } of index) {
      if (size === undefined) mkdirSync(path.join(folder, name));
      else writeFileSync(path.join(folder, name), next(size), { flag: "wx" });
    }
  } finally {
    closeSync(pack);
  }
  await syncTree(folder);
}
