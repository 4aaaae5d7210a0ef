/** The manifest of a backup: readable by anybody who may read the bucket, but alterable only with the key. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { text } from "node:stream/consumers";
import type { Bucket } from "./bucket.ts";
import { keyIdOf, Unsealable } from "./envelope.ts";
import type { AuditChain, Content, Sequence, Table } from "./tables.ts";

export interface SavedTable extends Table, Content {
  /** The size of the object in bytes and its SHA-256 in hex; absent for a table without rows, which has no object. */
  object?: { bytes: number; sha256: string };
}

export interface Manifest {
  format: 1;
  /** The time of the snapshot, which is also the name of the backup's folder: `2026-03-02T04-00-00Z`. */
  id: string;
  finishedAt: string;
  postgres: string;
  /** The applied migrations in order, with the hash of each file. */
  migrations: { name: string; hash: string }[];
  /** In an order in which they can be restored. */
  tables: SavedTable[];
  sequences: Sequence[];
  audit: AuditChain;
  /** The identifier of the key that opens the objects; see `keyIdOf`. */
  keyId: string;
}

export const ROOT = "database/";
export const manifestKey = (id: string) => `${ROOT}${id}/manifest.json`;
export const objectKey = (id: string, table: string) => `${ROOT}${id}/${table}.copy.gz.sealed`;
/** The stream name that a table's object is encrypted under. */
export const streamName = (id: string, table: string) => `${id}/${table}`;

const ID = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

export const idAt = (time: Date) => `${time.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;

/** Milliseconds since the epoch, or undefined for a name that is not that of a backup. */
export function timeOf(id: string): number | undefined {
  if (!ID.test(id)) return undefined;
  return Date.parse(`${id.slice(0, 10)}T${id.slice(11, 19).replaceAll("-", ":")}Z`);
}

/** Writes the manifest. It is the last object of a backup, so a backup without one is incomplete and does not count. */
export async function writeManifest(bucket: Bucket, key: Buffer, manifest: Manifest): Promise<void> {
  const body = JSON.stringify(manifest);
  const document = JSON.stringify({ manifest, mac: macOf(key, body) }, null, 1);
  await bucket.put(manifestKey(manifest.id), oneChunk(document));
}

/** Undefined when the backup does not exist. Throws when it was made with another key or altered. */
export async function readManifest(bucket: Bucket, key: Buffer, id: string): Promise<Manifest | undefined> {
  const stream = await bucket.get(manifestKey(id));
  if (!stream) return undefined;
  const { manifest, mac } = parse(await text(stream), id);
  if (manifest.keyId !== keyIdOf(key)) {
    throw new Unsealable(
      `The backup ${id} was made with the key ${manifest.keyId}, but BACKUP_KEY is the key ${keyIdOf(key)}.`,
    );
  }
  if (manifest.id !== id || !isSame(mac, macOf(key, JSON.stringify(manifest)))) {
    throw new Unsealable(`The manifest of the backup ${id} was altered after it had been written.`);
  }
  return manifest;
}

function parse(document: string, id: string): { manifest: Manifest; mac: string } {
  try {
    const { manifest, mac } = JSON.parse(document);
    if (manifest?.format === 1 && typeof mac === "string") return { manifest, mac };
  } catch {
    // Reported below, like any other document that is not a manifest.
  }
  throw new Unsealable(`The manifest of the backup ${id} cannot be read by this version.`);
}

const macOf = (key: Buffer, body: string) =>
  createHmac("sha256", key).update("lifeos backup: manifest\n").update(body).digest("hex");

const isSame = (a: string, b: string) =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));

async function* oneChunk(document: string): AsyncGenerator<Buffer> {
  yield Buffer.from(document);
}
