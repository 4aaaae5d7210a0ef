/** PostgreSQL in this process (PGlite), with the extensions and the size that LifeOS gives it. */
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { btree_gin } from "@electric-sql/pglite/contrib/btree_gin";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";

export const pgliteExtensions = { btree_gin, btree_gist, pg_trgm, vector };

/**
 * PostgreSQL would allocate and zero 128 MB of buffers at the start, whatever the size of the database. What does not fit into 16
 * MB is in the cache of the operating system.
 */
const BUFFERS = ["-c", "shared_buffers=16MB"];

/** Opens the database in `directory`. PGlite creates a missing one, which takes seconds. */
export async function openPgliteFolder(
  directory: string,
  { onEnded, ...options }: PGliteOptions & { onEnded?: (reason: Error) => void } = {},
): Promise<PGlite> {
  const startParams = [...(options.startParams ?? PGlite.defaultStartParams), ...BUFFERS];
  const pglite = await PGlite.create(directory, { ...options, extensions: pgliteExtensions, startParams });
  return refusingOnceEnded(pglite, onEnded);
}

/**
 * PostgreSQL may end on its own: on a full disk, or without memory. Another message to it would then never return and block this
 * whole process, so all further queries are refused. `onEnded` is called once, with what has happened.
 */
export function refusingOnceEnded(pglite: PGlite, onEnded: (reason: Error) => void = () => {}): PGlite {
  // Every message to PostgreSQL goes through this method. It returns PostgreSQL's answers, errors included, and throws only when
  // PostgreSQL has ended.
  const send = pglite.execProtocolRawSync.bind(pglite);
  let ended: Error | undefined;
  pglite.execProtocolRawSync = (message) => {
    if (ended) throw ended;
    try {
      return send(message);
    } catch (cause) {
      ended = new Error("The embedded PostgreSQL has ended; LifeOS has to be started again.", { cause });
      onEnded(ended);
      throw ended;
    }
  };
  return pglite;
}
