/**
 * Values encrypted at rest: AES-256-GCM envelopes `version (1) | key id (1) | nonce (12) | ciphertext | tag (16)`, bound to
 * table, column and row as additional data, so that a ciphertext moved elsewhere does not open.
 *
 * ENCRYPTION_KEYS holds the keys as `id:base64` pairs of 32 bytes, comma separated; the first one seals, all of them open,
 * which is how keys are rotated.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { NotConfigured } from "./problem.ts";
import { runtime } from "./runtime.ts";

const VERSION = 1;

/** The envelope in base64. */
export function seal(plain: string, table: PgTable, column: string, rowId: string): string {
  const [[keyId, key]] = encryptionKeys() as [[number, Buffer]];
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(binding(table, column, rowId));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION, keyId]), nonce, sealed, cipher.getAuthTag()]).toString("base64");
}

/** Thrown for one envelope that was sealed for another place, was altered, or whose key is no longer configured. */
export class Unopenable extends Error {
  override readonly name = "Unopenable";
}

/** The plain text of an envelope; throws Unopenable when this one has none to give, and other errors when no key is configured. */
export function open(envelope: string, table: PgTable, column: string, rowId: string): string {
  const bytes = Buffer.from(envelope, "base64");
  const known = encryptionKeys();
  const key = bytes[0] === VERSION ? known.find(([id]) => id === bytes[1])?.[1] : undefined;
  const unopenable = (cause?: unknown) =>
    new Unopenable(`an envelope of ${getTableName(table)}.${column} cannot be opened with the configured keys`, {
      cause,
    });
  if (!key || bytes.length < 30) throw unopenable();
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(2, 14));
  decipher.setAAD(binding(table, column, rowId));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(14, -16)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw unopenable(cause);
  }
}

const binding = (table: PgTable, column: string, rowId: string) =>
  Buffer.from(`${getTableName(table)}.${column}:${rowId}`);

let parsed: { raw: string; keys: [number, Buffer][] } | undefined;

/** The configured keys with their ids; the first one seals. Throws NotConfigured without any. */
export function encryptionKeys(): [number, Buffer][] {
  const raw = runtime().config.ENCRYPTION_KEYS;
  if (!raw) throw NotConfigured("ENCRYPTION_KEYS is not set, so encrypted values can be neither stored nor read.");
  if (parsed?.raw !== raw) {
    parsed = {
      raw,
      keys: raw.split(",").map((pair) => {
        const [id, key] = pair.trim().split(":") as [string, string | undefined];
        const bytes = Buffer.from(key ?? "", "base64");
        if (!/^\d{1,3}$/.test(id) || Number(id) > 255 || bytes.length !== 32)
          throw new Error("ENCRYPTION_KEYS must be `id:base64` pairs with 32-byte keys and ids from 0 to 255");
        return [Number(id), bytes];
      }),
    };
  }
  return parsed.keys;
}
