/**
 * Blind indexes: keyed hashes by which an encrypted value is found again when all of it is known, and nothing else is.
 *
 * A hash is HMAC-SHA-256 under a key that HKDF (RFC 5869) derives from one of ENCRYPTION_KEYS, over table, column, owner and value. Equal
 * values of two people, or in two columns, have different hashes, so that a copy of the database does not tell who knows the same
 * person. Without the key nobody can try all telephone numbers.
 */
import { createHmac, hkdfSync } from "node:crypto";
import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { encryptionKeys } from "./secret.ts";

/** The hash to store with a value, in base64url. `ownerId` is the user whose row it is. */
export const blindIndexOf = (value: string, table: PgTable, column: string, ownerId: string): string =>
  blindIndexesOf(value, table, column, ownerId)[0]!;

/** The hashes under which a value may be stored: one for each configured key, that of today first. */
export const blindIndexesOf = (value: string, table: PgTable, column: string, ownerId: string): string[] =>
  encryptionKeys().map(([, key]) =>
    createHmac("sha256", indexKeyOf(key))
      .update(JSON.stringify([getTableName(table), column, ownerId, value]))
      .digest("base64url"),
  );

const derived = new WeakMap<Buffer, Buffer>();

/** The key of hashes that belongs to a key of envelopes: one key serves one purpose. */
function indexKeyOf(key: Buffer): Buffer {
  const known = derived.get(key);
  if (known) return known;
  const made = Buffer.from(hkdfSync("sha256", key, "", "lifeos blind index", 32));
  derived.set(key, made);
  return made;
}
