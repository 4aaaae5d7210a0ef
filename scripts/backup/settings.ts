/** The settings of backups, from the environment: the bucket and the key. */
import type { BucketSettings } from "./bucket.ts";

export interface Settings {
  databaseUrl: string;
  bucket: BucketSettings;
  /** 32 bytes. */
  key: Buffer;
}

/** A missing or invalid setting; the message is one sentence for the operator. */
export class NotSet extends Error {
  override name = "NotSet";
}

const NAMES = [
  "DATABASE_URL",
  "BACKUP_KEY",
  "BACKUP_ENDPOINT",
  "BACKUP_BUCKET",
  "BACKUP_ACCESS_KEY_ID",
  "BACKUP_SECRET_ACCESS_KEY",
] as const;
type Name = (typeof NAMES)[number];

export const settingsHelp = `Settings, from the environment:
  DATABASE_URL              postgres://user:password@host:5432/lifeos, not through a pooler
  BACKUP_KEY                32 bytes in base64; without it no backup can be read
  BACKUP_ENDPOINT           https://<account>.r2.cloudflarestorage.com, or that of any S3
  BACKUP_REGION             of an S3 that has one; "auto" unless given
  BACKUP_BUCKET, BACKUP_ACCESS_KEY_ID, BACKUP_SECRET_ACCESS_KEY`;

export function readSettings(env: Record<string, string | undefined>, { withoutDatabase = false } = {}): Settings {
  const missing = NAMES.filter((name) => !env[name] && !(withoutDatabase && name === "DATABASE_URL"));
  if (missing.length > 0) throw new NotSet(`Set ${missing.join(", ")}; --help says what they are.`);
  const given = (name: Name) => env[name] ?? "";
  const key = Buffer.from(given("BACKUP_KEY"), "base64");
  if (key.length !== 32)
    throw new NotSet("BACKUP_KEY must be 32 bytes in base64, as `openssl rand -base64 32` makes them.");
  return {
    databaseUrl: given("DATABASE_URL"),
    key,
    bucket: {
      endpoint: given("BACKUP_ENDPOINT"),
      region: env.BACKUP_REGION || "auto",
      bucket: given("BACKUP_BUCKET"),
      accessKeyId: given("BACKUP_ACCESS_KEY_ID"),
      secretAccessKey: given("BACKUP_SECRET_ACCESS_KEY"),
    },
  };
}
