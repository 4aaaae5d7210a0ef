/**
 * The keys of encrypted columns are stored outside the database: in the data folder, or in ENCRYPTION_KEYS. A process with other
 * keys than a database's could not open its encrypted values, and would seal new ones that no other process can open. So the
 * database remembers fingerprints, and such a process does not start.
 */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "./database.ts";
import { writeDurably } from "./durable.ts";

interface Secrets {
  accessKeyId: string;
  secretAccessKey: string;
  emailWebhookSecret: string;
  encryptionKeys: string;
}

/** Keys of this installation, made once and readable by its owner only. */
export function loadSecrets(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  const secrets: Secrets = {
    accessKeyId: `LOCAL${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    emailWebhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
    encryptionKeys: `1:${randomBytes(32).toString("base64")}`,
  };
  writeDurably(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Encryption keys that do not belong to the database. The message is for the operator. */
export class OtherKeys extends Error {}

// An arbitrary number that all processes share.
const lockKey = 7_305_463_002;

/**
 * Throws OtherKeys when a key (`id:base64`, comma separated) differs from the fingerprint that the database has recorded for its
 * id. Records the fingerprints of new ids.
 */
export async function recognizeKeys(database: Database, encryptionKeys: string): Promise<void> {
  const given = encryptionKeys.split(",").map((pair) => {
    const [id = "", key = ""] = pair.trim().split(":");
    return { id, fingerprint: createHash("sha256").update(key).digest("hex").slice(0, 32) };
  });
  await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [lockKey]);
    await tx.query("create table if not exists cloud.encryption_key (id text primary key, fingerprint text not null)");
    const values = [given.map(({ id }) => id), given.map(({ fingerprint }) => fingerprint)];
    await tx.query(
      "insert into cloud.encryption_key (id, fingerprint) select * from unnest($1::text[], $2::text[]) on conflict (id) do nothing",
      values,
    );
    const [strange] = await tx.query<{ id: string }>(
      "select id from cloud.encryption_key join unnest($1::text[], $2::text[]) given (id, fingerprint) using (id) where encryption_key.fingerprint <> given.fingerprint",
      values,
    );
    // The fingerprints of refused keys are not recorded.
    if (strange) throw refusal(strange.id);
  });
}

const refusal = (id: string) =>
  new OtherKeys(
    `This database was begun with another encryption key ${id} than the one given here, which could not open what is in it. Start with the data folder that it was begun with (--data), or set ENCRYPTION_KEYS to the encryptionKeys in that folder's secrets.json. If they are lost, so are the encrypted values; delete the rows of cloud.encryption_key to go on without them.`,
  );
