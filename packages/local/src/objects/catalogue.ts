/**
 * The metadata of objects, in one SQLite file: which blobs make up which key, unfinished multipart uploads, and the notifications
 * that are still to be delivered. One commit here makes an object appear, change or disappear, together with its notification.
 * The process that opens the file owns it; calls are synchronous, so nothing happens between a check and the change that depends
 * on it.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { BlobRef } from "./blobs.ts";
import type { Checksum, ChecksumAlgorithm } from "./checksums.ts";

export interface ObjectSummary {
  key: string;
  size: number;
  /** Without quotes. */
  etag: string;
  modifiedAt: Date;
}

export interface ObjectHead extends ObjectSummary {
  /** Response headers of the object: content-type, cache-control, x-amz-meta-*, … */
  headers: Record<string, string>;
  /** `isComposite`: a checksum over the checksums of the parts. */
  checksum?: Checksum & { isComposite: boolean };
}

export interface StoredObject extends ObjectHead {
  blobs: BlobRef[];
}

export interface Upload {
  bucket: string;
  key: string;
  headers: Record<string, string>;
  /** The checksum that was requested when the upload began: one over the checksums of the parts, or one of all bytes. */
  checksum?: { algorithm: ChecksumAlgorithm; isComposite: boolean };
}

/** An unfinished upload as listings show it. */
export interface UploadSummary extends Omit<Upload, "headers"> {
  id: string;
  startedAt: Date;
}

export interface Part extends BlobRef {
  partNumber: number;
  etag: string;
  checksum?: Checksum;
  storedAt: Date;
}

/** A notification without its sequencer, which is the id of its row. */
export interface JournalEntry {
  id: number;
  event: string;
}

export type Catalogue = ReturnType<typeof openCatalogue>;

type Row = Record<string, string | number | bigint | Uint8Array | null>;

const schema = `
  CREATE TABLE IF NOT EXISTS object (
    id INTEGER PRIMARY KEY, bucket TEXT NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified_at INTEGER NOT NULL, headers TEXT NOT NULL, checksum TEXT,
    UNIQUE (bucket, key)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key BLOB NOT NULL, headers TEXT NOT NULL, started_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS blob (
    id TEXT PRIMARY KEY, size INTEGER NOT NULL, position INTEGER NOT NULL,
    object_id INTEGER REFERENCES object ON DELETE CASCADE,
    upload_id TEXT REFERENCES upload ON DELETE CASCADE,
    etag TEXT, checksum TEXT,
    CHECK ((object_id IS NULL) <> (upload_id IS NULL)),
    UNIQUE (object_id, position), UNIQUE (upload_id, position)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL) STRICT;
`;

/** Columns that catalogues of an earlier version lack. */
const laterColumns = { upload: "checksum TEXT", blob: "stored_at INTEGER" };

export function openCatalogue(path: string) {
  const db = new DatabaseSync(path);
  try {
    // Exclusive: a second process on the same directory must fail at once, not corrupt it. FULL: a commit is durable.
    db.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    db.exec("PRAGMA foreign_keys = ON");
    db.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
    for (const [table, column] of Object.entries(laterColumns)) {
      const known = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
      if (!known.some(({ name }) => column.startsWith(`${name} `)))
        db.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    }
  } catch (error) {
    db.close();
    throw new Error(`cannot open the object store's catalogue ${path}: is another process using it?`, { cause: error });
  }

  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const all = (sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[];
  const run = (sql: string, ...values: SQLInputValue[]) => statement(sql).run(...values);

  function transaction<T>(body: () => T): T {
    db.exec("BEGIN IMMEDIATE");
    try {
      const result = body();
      db.exec("COMMIT");
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Deletes the object's row and returns the blobs that no row refers to any more. */
  function removeRow(bucket: string, key: string): string[] {
    const where = [bucket, Buffer.from(key)] as const;
    const sql = "SELECT b.id FROM blob b JOIN object o ON o.id = b.object_id WHERE o.bucket = ? AND o.key = ?";
    const ids = all(sql, ...where).map((row) => String(row.id));
    run("DELETE FROM object WHERE bucket = ? AND key = ?", ...where);
    return ids;
  }

  function insertRow(bucket: string, object: ObjectHead): number {
    const { lastInsertRowid } = run(
      "INSERT INTO object (bucket, key, size, etag, modified_at, headers, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)",
      bucket,
      Buffer.from(object.key),
      object.size,
      object.etag,
      object.modifiedAt.getTime(),
      JSON.stringify(object.headers),
      object.checksum ? JSON.stringify(object.checksum) : null,
    );
    return Number(lastInsertRowid);
  }

  function addToJournal(event: object | undefined): JournalEntry | undefined {
    if (!event) return undefined;
    const text = JSON.stringify(event);
    return { id: Number(run("INSERT INTO journal (event) VALUES (?)", text).lastInsertRowid), event: text };
  }

  return {
    find(bucket: string, key: string): StoredObject | undefined {
      const [row] = all("SELECT * FROM object WHERE bucket = ? AND key = ?", bucket, Buffer.from(key));
      if (!row) return undefined;
      const blobs = all("SELECT id, size FROM blob WHERE object_id = ? ORDER BY position", row.id as number);
      return {
        ...summary(row),
        headers: JSON.parse(row.headers as string),
        checksum: parsed(row.checksum),
        blobs: blobs.map((blob) => ({ id: blob.id as string, size: blob.size as number })),
      };
    },

    /** Stores the object, replacing any with the same key. Returns the blobs that no row refers to any more. */
    put(bucket: string, object: StoredObject, event: object | undefined) {
      return transaction(() => {
        const freed = removeRow(bucket, object.key);
        const objectId = insertRow(bucket, object);
        const sql = "INSERT INTO blob (id, size, position, object_id) VALUES (?, ?, ?, ?)";
        for (const [position, blob] of object.blobs.entries()) run(sql, blob.id, blob.size, position, objectId);
        return { freed, entry: addToJournal(event) };
      });
    },

    remove(bucket: string, key: string, event: object | undefined) {
      return transaction(() => ({ freed: removeRow(bucket, key), entry: addToJournal(event) }));
    },

    /**
     * Objects with keys from `from`, in the byte order of their UTF-8. Read synchronously: a scan must not be interrupted by a
     * write.
     */
    *scan(bucket: string, from: Buffer): Generator<ObjectSummary> {
      const sql = "SELECT key, size, etag, modified_at FROM object WHERE bucket = ? AND key >= ? ORDER BY key";
      for (const row of statement(sql).iterate(bucket, from)) yield summary(row as Row);
    },

    isReferenced(blobId: string): boolean {
      return all("SELECT 1 FROM blob WHERE id = ?", blobId).length > 0;
    },

    startUpload(id: string, { bucket, key, headers, checksum }: Upload, at: Date): void {
      const sql = "INSERT INTO upload (id, bucket, key, headers, started_at, checksum) VALUES (?, ?, ?, ?, ?, ?)";
      const text = checksum ? JSON.stringify(checksum) : null;
      run(sql, id, bucket, Buffer.from(key), JSON.stringify(headers), at.getTime(), text);
    },

    findUpload(id: string, bucket: string, key: string): Upload | undefined {
      const sql = "SELECT headers, checksum FROM upload WHERE id = ? AND bucket = ? AND key = ?";
      const [row] = all(sql, id, bucket, Buffer.from(key));
      return row && { bucket, key, headers: JSON.parse(row.headers as string), checksum: parsed(row.checksum) };
    },

    /** Unfinished uploads in the byte order of their keys, those of one key by their ids, after the given one. */
    uploads(bucket: string, after: { key: Buffer; id: string }, limit: number): UploadSummary[] {
      const sql = `SELECT id, key, started_at, checksum FROM upload
        WHERE bucket = ? AND (key, id) > (?, ?) ORDER BY key, id LIMIT ?`;
      return all(sql, bucket, after.key, after.id, limit).map((row) => ({
        id: row.id as string,
        bucket,
        key: Buffer.from(row.key as Uint8Array).toString("utf8"),
        startedAt: new Date(row.started_at as number),
        checksum: parsed(row.checksum),
      }));
    },

    parts(uploadId: string): Part[] {
      return all("SELECT * FROM blob WHERE upload_id = ? ORDER BY position", uploadId).map((row) => ({
        id: row.id as string,
        size: row.size as number,
        partNumber: row.position as number,
        etag: row.etag as string,
        checksum: parsed(row.checksum),
        storedAt: new Date((row.stored_at as number | null) ?? 0),
      }));
    },

    /** Returns the blob that the part replaces, if any. */
    putPart(uploadId: string, part: Part): string[] {
      return transaction(() => {
        const place = [uploadId, part.partNumber] as const;
        const freed = all("DELETE FROM blob WHERE upload_id = ? AND position = ? RETURNING id", ...place);
        const sql = `INSERT INTO blob (id, size, position, upload_id, etag, checksum, stored_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)`;
        const checksum = part.checksum ? JSON.stringify(part.checksum) : null;
        run(sql, part.id, part.size, part.partNumber, uploadId, part.etag, checksum, part.storedAt.getTime());
        return freed.map((row) => row.id as string);
      });
    },

    /** Turns the parts that `object.blobs` names into the object and forgets the upload and its other parts. */
    completeUpload(uploadId: string, bucket: string, object: StoredObject, event: object | undefined) {
      return transaction(() => {
        const freed = removeRow(bucket, object.key);
        const objectId = insertRow(bucket, object);
        const sql = "UPDATE blob SET object_id = ?, upload_id = NULL, position = ? WHERE id = ? AND upload_id = ?";
        for (const [position, { id }] of object.blobs.entries()) run(sql, objectId, position, id, uploadId);
        const unused = all("DELETE FROM blob WHERE upload_id = ? RETURNING id", uploadId);
        run("DELETE FROM upload WHERE id = ?", uploadId);
        return { freed: [...freed, ...unused.map((row) => row.id as string)], entry: addToJournal(event) };
      });
    },

    abortUpload(uploadId: string): string[] {
      return transaction(() => {
        const freed = all("DELETE FROM blob WHERE upload_id = ? RETURNING id", uploadId);
        run("DELETE FROM upload WHERE id = ?", uploadId);
        return freed.map((row) => row.id as string);
      });
    },

    uploadsStartedBefore(time: Date): string[] {
      return all("SELECT id FROM upload WHERE started_at < ?", time.getTime()).map((row) => row.id as string);
    },

    /** The undelivered notifications, oldest first, after the entry with the given id. */
    journalAfter(id: number, limit: number): JournalEntry[] {
      const rows = all("SELECT id, event FROM journal WHERE id > ? ORDER BY id LIMIT ?", id, limit);
      return rows.map((row) => ({ id: row.id as number, event: row.event as string }));
    },

    removeFromJournal(id: number): void {
      run("DELETE FROM journal WHERE id = ?", id);
    },

    close(): void {
      db.close();
    },
  };
}

const parsed = (text: Row[string] | undefined) => (text ? JSON.parse(text as string) : undefined);

const summary = (row: Row): ObjectSummary => ({
  key: Buffer.from(row.key as Uint8Array).toString("utf8"),
  size: row.size as number,
  etag: row.etag as string,
  modifiedAt: new Date(row.modified_at as number),
});
