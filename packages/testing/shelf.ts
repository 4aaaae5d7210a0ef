/** For tests: a harness with a bucket of files, and what an app does to upload one. */
import { createHash } from "node:crypto";
import { type LargeObjects, largeObjects } from "#cloud/large-objects";
import { complete, create } from "#functions/knowledge/files";
import { type OpenDatabase, testDb } from "#testing/database";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";
import { credentials, serveStore, temporaryDirectory } from "#testing/objects/server";

const BUCKET = "files";

export interface Shelf extends Harness {
  open: OpenDatabase;
  store: LargeObjects;
  /** Announces these bytes as a file; `said` replaces what is said of them. */
  announce(as: Person, bytes: Uint8Array, said?: Record<string, unknown>): Promise<Answer>;
  /** Announces, uploads as a whole and completes; yields the answer of the last. */
  keep(as: Person, bytes: Uint8Array, said?: Record<string, unknown>): Promise<Answer>;
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Uploads to an address that was given; yields the status of the store's answer. */
export async function put(to: { url: string; headers?: Record<string, string> }, bytes: Uint8Array): Promise<number> {
  return (await fetch(to.url, { method: "PUT", body: new Uint8Array(bytes), headers: to.headers })).status;
}

/** A store of files that is served on this machine: the settings that name it, and a client. */
export async function servedFiles(now: () => Date) {
  const directory = await temporaryDirectory();
  const { endpoint, ...server } = await serveStore({ directory: directory.path, buckets: [{ name: BUCKET }], now });
  return {
    config: {
      FILES_ENDPOINT: endpoint,
      FILES_REGION: "us-east-1",
      FILES_BUCKET: BUCKET,
      FILES_ACCESS_KEY_ID: credentials.accessKeyId,
      FILES_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    store: largeObjects({ endpoint, region: "us-east-1", bucket: BUCKET, ...credentials, now }),
    async close() {
      await server[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

export async function shelf(database?: OpenDatabase, config: Record<string, string> = {}): Promise<Shelf> {
  // The store checks the time of signatures, which are made with the harness's clock once there is one.
  let clock = () => new Date();
  const served = await servedFiles(() => clock());
  const open = database ?? (await testDb());
  const life = await harness(open, { config: { ...served.config, ...config } });
  clock = life.now;
  const { store } = served;

  const announce = (as: Person, bytes: Uint8Array, said: Record<string, unknown> = {}) =>
    life.call(create, {
      as,
      body: {
        fileName: "notes.txt",
        mimeType: "text/plain",
        sizeBytes: bytes.length,
        sha256: sha256(bytes),
        ...said,
      },
    });

  return {
    ...life,
    open,
    store,
    announce,
    async keep(as, bytes, said) {
      const { body } = await announce(as, bytes, said);
      await put(body.upload.whole, bytes);
      return life.call(complete, { as, params: { fileId: body.file.id } });
    },
    rows: (sql, values) => life.database.query(sql, values),
    async close() {
      await life.close();
      await served.close();
    },
  };
}
