/**
 * Backs up a whole data folder (the embedded database, the objects, the keys), and restores it. Both ways every table is compared
 * by the number of its rows and the sum of their hashes. The backup holds the keys in the clear: protect it like the folder
 * itself.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod/mini";
import { KEPT, makePrivate, openDataFolder } from "./data-folder.ts";
import type { Database } from "./database.ts";
import { renameDurably, syncTree } from "./durable.ts";
import { lockFolder } from "./lock.ts";
import { alone, openEmbedded } from "./open-folder.ts";

/** A backup or restore that must not be done. The message is for the operator. */
export class BackupRefused extends Error {}

const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  tables: z.record(z.string(), z.strictObject({ rows: z.number(), digest: z.string() })),
});
type Manifest = z.infer<typeof Manifest>;
type Log = (line: string) => void;

const MANIFEST = "backup.json";

/** Copies the folder `data` into a new folder in `to`, and returns its path. */
export async function backupFolder({ data, to, now, log }: { data: string; to: string; now: Date; log: Log }) {
  const name = `lifeos-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  const target = path.join(to, name);
  if (existsSync(target)) throw new BackupRefused(`${target} exists already.`);
  if (isInside(to, data)) throw new BackupRefused("--to must not be in the data folder.");
  return alone(data, async () => {
    log("reading the database");
    const tables = await contentOf(data);
    // The copy gets its final name when it is complete, so that an interrupted one is not taken for a backup.
    const unfinished = `${target}.unfinished`;
    mkdirSync(to, { recursive: true });
    mkdirSync(unfinished, { mode: 0o700 });
    try {
      copyKept(data, unfinished, log);
      log("comparing");
      refuseDifference(tables, await contentOf(unfinished));
      const manifest: Manifest = { format: 1, madeAt: now.toISOString(), tables };
      writeFileSync(path.join(unfinished, MANIFEST), JSON.stringify(manifest, null, 1), { mode: 0o600 });
      makePrivate(unfinished);
      await syncTree(unfinished);
      renameDurably(unfinished, target);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      throw error;
    }
    return { target, tables };
  });
}

/** Restores a backup into `data`, which has to be new or empty. */
export async function restoreFolder({ from, data, log }: { from: string; data: string; log: Log }) {
  const { tables } = readManifest(from);
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new BackupRefused(`${data} is not empty. A restore goes into a new folder only.`);
  openDataFolder(data);
  const lock = await lockFolder(data);
  try {
    copyKept(from, data, log);
    log("comparing");
    refuseDifference(tables, await contentOf(data));
    await syncTree(data);
  } catch (error) {
    for (const name of KEPT) rmSync(path.join(data, name), { recursive: true, force: true });
    throw error;
  } finally {
    await lock.release();
  }
  openDataFolder(data);
  return { tables };
}

function copyKept(from: string, to: string, log: Log): void {
  for (const name of KEPT) {
    const source = path.join(from, name);
    if (!existsSync(source)) continue;
    log(`copying ${name}`);
    cpSync(source, path.join(to, name), { recursive: true, preserveTimestamps: true });
  }
}

function readManifest(folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(path.join(folder, MANIFEST), "utf8")));
  } catch {
    throw new BackupRefused(`${folder} is no backup that this version can read.`);
  }
}

async function contentOf(folder: string): Promise<Manifest["tables"]> {
  const database = await openEmbedded(folder);
  try {
    return await tablesOf(database);
  } finally {
    await database.close();
  }
}

async function tablesOf(database: Database): Promise<Manifest["tables"]> {
  const names = await database.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const tables: Manifest["tables"] = {};
  for (const { name } of names) {
    const [content] = await database.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as digest from ${name} t`,
    );
    tables[name] = content!;
  }
  return tables;
}

function refuseDifference(expected: Manifest["tables"], found: Manifest["tables"]): void {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const different = [...names].filter((name) => {
    const [a, b] = [expected[name], found[name]];
    return a?.rows !== b?.rows || a?.digest !== b?.digest;
  });
  if (different.length > 0) throw new BackupRefused(`The copy is not the same in ${different.join(", ")}.`);
}

const isInside = (folder: string, parent: string) => `${path.resolve(folder)}/`.startsWith(`${path.resolve(parent)}/`);
