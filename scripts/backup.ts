/**
 * Copies the whole database into a bucket: one snapshot, one object for each table, compressed, encrypted and checksummed on the
 * way, and a manifest at the end. It is for the case that the database's own point-in-time restore is lost together with its
 * provider.
 *
 * Memory does not grow with the database, because tables are streamed. The snapshot is one read-only REPEATABLE READ transaction,
 * so requests continue meanwhile, and their writes are not part of it.
 */
import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Bucket, openBucket } from "./backup/bucket.ts";
import { keyIdOf, sealing } from "./backup/envelope.ts";
import {
  idAt,
  type Manifest,
  manifestKey,
  objectKey,
  ROOT,
  type SavedTable,
  streamName,
  timeOf,
  writeManifest,
} from "./backup/manifest.ts";
import { expired, type Retention } from "./backup/retention.ts";
import { NotSet, readSettings, settingsHelp } from "./backup/settings.ts";
import {
  copyOut,
  MIGRATIONS,
  measuring,
  plainFormats,
  readAuditChain,
  readSequences,
  readTables,
  type Table,
} from "./backup/tables.ts";

export interface BackupOptions {
  databaseUrl: string;
  bucket: Bucket;
  /** 32 bytes. */
  key: Buffer;
  now?: () => Date;
  log?: (line: string) => void;
}

// Such text shrinks to a fifth at any level; higher levels take twice the time for a few per cent.
const GZIP_LEVEL = 4;
export const RETENTION: Retention = { daily: 14, weekly: 8 };
/** A backup without a manifest after this time was interrupted. */
const ABANDONED_MS = 2 * 24 * 3_600_000;

/**
 * Makes a backup and returns its manifest. Errors of PostgreSQL and of the store are passed on; an incomplete backup does not
 * count as one.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  const { bucket, key, now = () => new Date(), log = () => {} } = options;
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: "lifeos backup" });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query(plainFormats);
    // Only this role is sure to see every row; policies may apply to the owner of the tables.
    await client.query("set local role lifeos_service");
    const id = idAt(now());
    const { rows: migrations } = await client.query<{ name: string; hash: string }>(
      `select name, hash from ${MIGRATIONS} where name <> 'functions' order by position`,
    );
    const postgres = (await client.query<{ version: string }>("select current_setting('server_version') as version"))
      .rows[0]!;
    const [sequences, audit] = [await readSequences(client), await readAuditChain(client)];
    const tables: SavedTable[] = [];
    for (const table of await readTables(client)) {
      const saved = await saveTable(client, table, { bucket, key, id });
      if (saved.object) log(`${table.name}: ${saved.rows} rows, ${saved.object.bytes} bytes`);
      tables.push(saved);
    }
    await client.query("commit");
    const manifest: Manifest = {
      format: 1,
      id,
      finishedAt: now().toISOString(),
      postgres: postgres.version,
      migrations,
      tables,
      sequences,
      audit,
      keyId: keyIdOf(key),
    };
    await writeManifest(bucket, key, manifest);
    return manifest;
  } finally {
    await client.end();
  }
}

async function saveTable(
  client: pg.Client,
  table: Table,
  { bucket, key, id }: { bucket: Bucket; key: Buffer; id: string },
): Promise<SavedTable> {
  const { rows } = await client.query(`select from public."${table.name}" limit 1`);
  const content = measuring();
  if (rows.length === 0) return { ...table, ...content.content() };
  const sum = createHash("sha256");
  let bytes = 0;
  const weighing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(
    client.query(copyTo(copyOut(table))),
    content.stream,
    createGzip({ level: GZIP_LEVEL }),
    sealing(key, streamName(id, table.name)),
    weighing,
    (sealed: AsyncIterable<Buffer>) => bucket.put(objectKey(id, table.name), sealed),
  );
  return { ...table, ...content.content(), object: { bytes, sha256: sum.digest("hex") } };
}

/** The ids of all complete backups, oldest first. */
export async function listBackups(bucket: Bucket): Promise<string[]> {
  const complete: string[] = [];
  for (const id of await folders(bucket)) {
    if ((await bucket.list(`${ROOT}${id}/`)).includes("manifest.json")) complete.push(id);
  }
  return complete;
}

/** Removes expired and interrupted backups; returns their ids. */
export async function prune(
  bucket: Bucket,
  options: { retention?: Retention; now?: () => Date } = {},
): Promise<string[]> {
  const { retention = RETENTION, now = () => new Date() } = options;
  const complete = await listBackups(bucket);
  const abandoned = (await folders(bucket)).filter(
    (id) => !complete.includes(id) && now().getTime() - timeOf(id)! > ABANDONED_MS,
  );
  const gone = [...abandoned, ...expired(complete, retention)];
  for (const id of gone) {
    // The manifest is removed first, so that an interrupted removal does not leave something that counts as a backup.
    await bucket.remove([manifestKey(id)]);
    await bucket.remove((await bucket.list(`${ROOT}${id}/`)).map((name) => `${ROOT}${id}/${name}`));
  }
  return gone;
}

async function folders(bucket: Bucket): Promise<string[]> {
  return (await bucket.list(ROOT)).map((name) => name.replace(/\/$/, "")).filter((id) => timeOf(id) !== undefined);
}

export const help = `Usage: node scripts/backup.ts [--daily <n>] [--weekly <n>] [--list]

Copies the database into the bucket of the backups, encrypted, and removes backups past their time: the newest of each of
${RETENTION.daily} days and of each of ${RETENTION.weekly} weeks stay. With --list it only lists what is there.

${settingsHelp}`;

export async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h" },
      list: { type: "boolean" },
      daily: { type: "string", default: String(RETENTION.daily) },
      weekly: { type: "string", default: String(RETENTION.weekly) },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const retention = { daily: Number(values.daily), weekly: Number(values.weekly) };
  if (![retention.daily, retention.weekly].every((n) => Number.isInteger(n) && n >= 0 && n <= 10_000))
    throw new NotSet("--daily and --weekly are whole numbers from 0.");
  const settings = readSettings(process.env, { withoutDatabase: values.list });
  const bucket = openBucket(settings.bucket);
  try {
    if (values.list) {
      console.log((await listBackups(bucket)).join("\n") || "There is no backup.");
      return 0;
    }
    const { id, tables, audit } = await backup({ ...settings, bucket, log: (line) => console.log(`  ${line}`) });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Backup ${id}: ${rows} rows in ${tables.length} tables, ${audit.entries} entries of the audit trail.`);
    for (const gone of await prune(bucket, { retention })) console.log(`Removed the backup ${gone}.`);
    return 0;
  } finally {
    bucket.close();
  }
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error) => {
    console.error(error instanceof NotSet ? error.message : `The backup failed: ${error.message}`);
    return error instanceof NotSet ? 2 : 1;
  });
}
