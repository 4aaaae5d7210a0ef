/** Opens the database of a cloud: the embedded one in the data folder, a server, or one that a test has opened. */
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type { Transport } from "#cloud/transport";
import { pgliteTransport } from "#cloud/transport/pglite";
import { type Database, pgliteDatabase, serverDatabase } from "./database.ts";
import { openPgliteFolder } from "./embedded-database.ts";
import { migrate } from "./migrate.ts";
import { databaseOfTemplate } from "./prepared/template.ts";
import { timeZoneWarning } from "./time-zone-check.ts";

export interface StoreOptions {
  /** Keys, objects and, without `databaseUrl`, the database live here. */
  dataDir: string;
  /** A PostgreSQL server instead of the embedded one; its user owns the schema. */
  databaseUrl?: string;
  /** A database that is open already (tests); the cloud does not close it. */
  database?: { database: Database; pglite?: PGlite; url?: string };
  /** Called when the embedded PostgreSQL has ended by itself: nothing works from then on, and the process should end. */
  onDatabaseEnded?: (reason: Error) => void;
}

export interface Store {
  database: Database;
  transport: Transport;
  close(): Promise<void>;
}

/** Opens the database that the options name and brings it to the newest schema. */
export async function openStore(options: StoreOptions, progress: (step: string) => void): Promise<Store> {
  if (options.database) {
    const { database, pglite, url } = options.database;
    const transport = pglite ? pgliteTransport(pglite) : await serverTransport(url!);
    return { database, transport, close: () => transport.close() };
  }
  const store = options.databaseUrl ? await server(options.databaseUrl) : await embedded(options, progress);
  // A connection without a statement timeout: migrations may read whole tables.
  const migrating = options.databaseUrl ? serverDatabase(options.databaseUrl, { max: 1 }) : store.database;
  const { applied } = await migrate(migrating, { log: (name) => progress(`migrating: ${name}`) });
  // The embedded database uses the time zones of the JavaScript runtime, which may be out of date; a server has its own.
  const warning = migrating !== store.database ? await timeZoneWarning(migrating, new Date()) : undefined;
  if (warning) progress(warning);
  if (migrating !== store.database) await migrating.close();
  if (applied.length > 0) progress(`the database is at version ${applied.at(-1)}`);
  return store;
}

async function embedded({ dataDir, onDatabaseEnded }: StoreOptions, progress: (step: string) => void): Promise<Store> {
  const directory = path.join(dataDir, "db");
  await databaseOfTemplate(directory, { dataDir, progress });
  const pglite = await openPgliteFolder(directory, { onEnded: onDatabaseEnded });
  const database = pgliteDatabase(pglite);
  return { database, transport: pgliteTransport(pglite), close: () => database.close() };
}

async function server(url: string): Promise<Store> {
  const database = serverDatabase(url, { forQueues: true });
  const transport = await serverTransport(url);
  return {
    database,
    transport,
    async close() {
      await transport.close();
      await database.close();
    },
  };
}

/** The driver is imported only when a server is used. */
async function serverTransport(url: string): Promise<Transport> {
  const { pgTransport } = await import("#cloud/transport/pg");
  return pgTransport(url, { prepare: true });
}
