/**
 * Migrated databases for tests, each a fresh one: PGlite in memory, or a database on the PostgreSQL server of the test run. Both
 * are opened as superuser; tests of access control switch the role, as the product does. The product itself connects to a server
 * with a login like production's, whose only right is to switch roles.
 *
 * Migrating takes seconds, so it happens once (see templates.ts) and every test gets a copy.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { describe, expect, inject } from "vitest";
import type { Transport } from "#cloud/transport";
import { pgTransport } from "#cloud/transport/pg";
import { pgliteTransport } from "#cloud/transport/pglite";
import { type Database, pgliteDatabase, serverDatabase } from "#local/database";
import { type PackedFile, readPack } from "#local/prepared/pack";
import { ask } from "#testing/broker";
import { openPglite } from "#testing/pglite";
import { type PostgresServer, serverAt } from "#testing/postgres";
import { isWhole, SEED } from "#testing/sampled";
import { TEST_LOGIN } from "#testing/templates";

export interface OpenDatabase {
  database: Database;
  /** The connection string of production's login, for a database on a server. */
  url?: string;
  /** The PGlite instance, for one in memory. */
  pglite?: PGlite;
  /** Closes the database and removes it. */
  close(): Promise<void>;
}

export interface OpenServerDatabase extends OpenDatabase {
  url: string;
  /** Connection string of the superuser. */
  ownerUrl: string;
}

/** The PostgreSQL 18 server of this test run, started when a test first asks for it. */
export async function testServer(): Promise<PostgresServer> {
  return serverAt((await ask("server")).url);
}

/** Of how many files that take `testDb`, and groups of `forEachDatabase`, one is held on PGlite in a run of all tests. */
const ONE_ON_PGLITE_IN = 30;
const root = path.resolve(import.meta.dirname, "../..");

/**
 * A migrated database for tests that hold on each: on the server of the run, which answers with half the processor time that PGlite
 * takes, or on PGlite for a few of the files, which the seed chooses. `npm run prove -- databases` holds all of them on PGlite.
 */
export const testDb = (): Promise<OpenDatabase> => (isOnPglite() ? pgliteDb() : serverDb());

/** Whether `testDb` opens a PGlite in the file that runs. */
export function isOnPglite(): boolean {
  if (isWhole("databases")) return true;
  return isChosenForPglite(path.relative(root, expect.getState().testPath ?? ""));
}

/** The product's way to a database. */
export const transportTo = ({ pglite, url }: OpenDatabase): Transport =>
  pglite ? pgliteTransport(pglite) : pgTransport(url!);

/** A migrated PGlite in memory, with pgvector: about 100 ms. */
export async function pgliteDb(): Promise<OpenDatabase & { pglite: PGlite }> {
  const pglite = await openPglite(await templateFiles());
  const database = pgliteDatabase(pglite);
  return { database, pglite, close: () => database.close() };
}

/** A migrated database on the server of the test run, without pgvector. `max` is the size of its connection pool. */
export async function serverDb({ max = 10 }: { max?: number } = {}): Promise<OpenServerDatabase> {
  const { url: serverUrl, template } = await ask("migrated-server");
  const { url: ownerUrl, drop } = await serverAt(serverUrl).createDatabase(template);
  const database = serverDatabase(ownerUrl, { max });
  const url = new URL(ownerUrl);
  url.username = TEST_LOGIN.user;
  url.password = TEST_LOGIN.password;
  return {
    database,
    url: url.href,
    ownerUrl,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** For `describe.each`, which gives the name of each and how to open one. */
export const databases: readonly (readonly [name: string, open: () => Promise<OpenDatabase>])[] = [
  ["PGlite", pgliteDb],
  ["PostgreSQL", () => serverDb()],
];

/**
 * The same tests on PGlite and on a PostgreSQL server: `forEachDatabase("sharing", (open) => { … await open() … })`. A run of all tests holds
 * each on the server, or, for a part of them that the seed chooses, on PGlite; a run of files that are named, and
 * `npm run prove -- databases`, on both.
 */
export function forEachDatabase(name: string, tests: (open: () => Promise<OpenDatabase>) => void): void {
  const isBoth = isWhole("databases") || inject("hasNamedFiles");
  const chosen = databases[isChosenForPglite(name) ? 0 : 1]!;
  for (const [of, open] of isBoth ? databases : [chosen]) describe(`${name} on ${of}`, () => tests(open));
}

const isChosenForPglite = (name: string): boolean =>
  createHash("sha256").update(`${SEED} ${name}`).digest().readUInt32BE() % ONE_ON_PGLITE_IN === 0;

let template: Promise<PackedFile[]> | undefined;
function templateFiles(): Promise<PackedFile[]> {
  template ??= ask("pglite").then(({ file }) => readPack(file));
  return template;
}
