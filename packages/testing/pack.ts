/** A folder in one file, so that a worker reads a template database with a single read. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface PackedFile {
  /** Path below the folder, with forward slashes. */
  name: string;
  /** Absent for a folder. */
  data?: Uint8Array;
}

/** Packs `folder` into `file`, which appears complete or not at all. */
export function writePack(folder: string, file: string): void {
  const index: { name: string; size?: number }[] = [];
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
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, Buffer.concat([length, header, ...contents]));
  renameSync(partial, file);
}

/** The files of a pack as views on one buffer; whoever changes them copies them first. */
export async function readPack(file: string): Promise<PackedFile[]> {
  const pack = await readFile(file);
  let offset = 4 + pack.readUInt32LE(0);
  const index = JSON.parse(pack.toString("utf8", 4, offset)) as { name: string; size?: number }[];
  return index.map(({ name, size }) => {
    if (size === undefined) return { name };
    // A plain array: the slice of a Buffer would be another view and not a copy.
    const data = new Uint8Array(pack.buffer, pack.byteOffset + offset, size);
    offset += size;
    return { name, data };
  });
}
