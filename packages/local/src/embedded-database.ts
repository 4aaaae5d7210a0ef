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
export async function openPgliteFolder(directory: string, options: PGliteOptions = {}): Promise<PGlite> {
  const startParams = [...(options.startParams ?? PGlite.defaultStartParams), ...BUFFERS];
  return refusingOnceEnded(await PGlite.create(directory, { ...options, extensions: pgliteExtensions, startParams }));
}

/**
 * PostgreSQL may end on its own: on a full disk, or without memory. To send it another message would then never return and hold up
 * this whole process, so whatever is asked of it from then on is refused.
 */
export function refusingOnceEnded(pglite: PGlite): PGlite {
  // Every message to PostgreSQL goes through this; what it answers is returned, its errors too, and nothing but its end is thrown.
  const send = pglite.execProtocolRawSync.bind(pglite);
  let ended: Error | undefined;
  pglite.execProtocolRawSync = (message) => {
    if (ended) throw ended;
    try {
      return send(message);
    } catch (cause) {
      ended = new Error("The embedded PostgreSQL has ended; LifeOS has to be started again.", { cause });
      throw ended;
    }
  };
  return pglite;
}
