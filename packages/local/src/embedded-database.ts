/** PostgreSQL in this process (PGlite), with the extensions and the size that LifeOS gives it. */
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";

export const pgliteExtensions = { pg_trgm, vector };

/**
 * PostgreSQL takes 128 MB for its buffers, whatever is in the database, and zeroes them at the start. What they do not hold is in the
 * cache of the operating system.
 */
const BUFFERS = ["-c", "shared_buffers=16MB"];

/** Opens the database in `directory`; where there is none, PGlite makes an empty one, which takes seconds. */
export function openPgliteFolder(directory: string, options: PGliteOptions = {}): Promise<PGlite> {
  const startParams = [...(options.startParams ?? PGlite.defaultStartParams), ...BUFFERS];
  return PGlite.create(directory, { ...options, extensions: pgliteExtensions, startParams });
}
