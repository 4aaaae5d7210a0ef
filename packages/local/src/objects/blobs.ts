/**
 * The bytes of objects: files that are written once under a random name and never changed. A file gets its final name only when
 * it is complete and on the disk, and an object exists only once the catalogue refers to it. So a crash can leave files without
 * an object, which `sweep` removes, but never half an object. Keys never reach the file system.
 */
import { randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface BlobRef {
  id: string;
  size: number;
}

export interface Blobs {
  /** Stores the chunks as a new blob, which is durable when this resolves; nothing is stored when the source fails. */
  write(chunks: AsyncIterable<Uint8Array>): Promise<string>;
  /** Reads a byte range (both ends included) over blobs that follow one another as one object. */
  read(blobs: BlobRef[], range: { start: number; end: number }): AsyncGenerator<Buffer>;
  /** Keeps blobs readable, even when they are discarded meanwhile, until the returned function is called. */
  pin(blobs: BlobRef[]): () => void;
  /** Removes blobs as soon as nobody reads them any more. */
  discard(ids: string[]): Promise<void>;
  /** Removes blobs without an object: parts of uploads that a crash interrupted. Must be called before the first request. */
  sweep(isReferenced: (id: string) => boolean): Promise<void>;
}

export function openBlobs(directory: string): Blobs {
  const incoming = join(directory, "incoming");
  const shardOf = (id: string) => join(directory, "blobs", id.slice(0, 2));
  const pathOf = (id: string) => join(shardOf(id), id);
  const readers = new Map<string, number>();
  const discarded = new Set<string>();

  mkdirSync(incoming, { recursive: true });
  for (let shard = 0; shard < 256; shard++) {
    mkdirSync(join(directory, "blobs", shard.toString(16).padStart(2, "0")), { recursive: true });
  }

  async function removeFile(id: string): Promise<void> {
    discarded.delete(id);
    await rm(pathOf(id), { force: true });
  }

  return {
    async write(chunks) {
      const id = randomBytes(16).toString("hex");
      const temporary = join(incoming, id);
      try {
        const file = await open(temporary, "wx", 0o600);
        try {
          for await (const chunk of chunks) await file.writeFile(chunk);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, pathOf(id));
        await syncDirectory(shardOf(id));
        return id;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    async *read(blobs, { start, end }) {
      let offset = 0;
      for (const { id, size } of blobs) {
        const from = Math.max(start - offset, 0);
        const to = Math.min(end - offset, size - 1);
        if (from <= to) yield* createReadStream(pathOf(id), { start: from, end: to, highWaterMark: 256 * 1024 });
        offset += size;
      }
    },

    pin(blobs) {
      for (const { id } of blobs) readers.set(id, (readers.get(id) ?? 0) + 1);
      return () => {
        for (const { id } of blobs) {
          const left = readers.get(id)! - 1;
          if (left > 0) readers.set(id, left);
          else readers.delete(id);
          // A file that cannot be removed now is left for the next sweep; the reader must not fail because of it.
          if (left === 0 && discarded.has(id)) removeFile(id).catch(() => {});
        }
      };
    },

    async discard(ids) {
      for (const id of ids) {
        if (readers.has(id)) discarded.add(id);
        else await removeFile(id);
      }
    },

    async sweep(isReferenced) {
      for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
      for (const shard of await readdir(join(directory, "blobs"))) {
        for (const id of await readdir(join(directory, "blobs", shard))) {
          if (!isReferenced(id)) await rm(join(directory, "blobs", shard, id), { force: true });
        }
      }
    },
  };
}

/** A rename is durable only once its directory is; Windows has no such call and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
