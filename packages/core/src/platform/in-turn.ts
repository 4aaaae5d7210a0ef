import { sql } from "drizzle-orm";
import { effect, type Write } from "#kit/db";

/**
 * Lets batches that name the same key run one at a time: a batch waits here until those before it are committed, so that what it reads
 * afterwards has what they have written. The key says what is locked and whose: `files <user id>`.
 */
export const inTurn = (key: string): Write<undefined> =>
  effect(sql`select pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`);
