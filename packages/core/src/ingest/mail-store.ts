/**
 * Raw messages in the mail bucket. Other programs put messages under `incoming/`; LifeOS stores them under `raw/<user>/`, one
 * copy for each person, so that the erasure of a person deletes their mail and nobody else's.
 */
import { createHash } from "node:crypto";
import { ObjectsError, objects, type Presigned } from "#cloud/objects";
import { storeOf } from "#core/platform/object-store";
import { NotConfigured } from "#kit/problem";
import { runtime } from "#kit/runtime";

export const INCOMING = "incoming/";

export interface StoredMail {
  sizeBytes: number;
  etag: string;
  /** Lower-case names without `x-amz-meta-`. */
  metadata: Record<string, string>;
}

/** Stores a message for a person; the same bytes have the same key. */
export async function putMail(userId: string, raw: Uint8Array): Promise<string> {
  const key = mailKey(userId, createHash("sha256").update(raw).digest("hex"));
  await store().put(key, raw, { contentType: "message/rfc822" });
  return key;
}

/** Where a person's copy of a message is, by the SHA-256 of its bytes in hex. */
export const mailKey = (userId: string, sha256: string): string => `${folderOf(userId)}${sha256}.eml`;

/** Whether `putMail` returned the key for this person; nobody else writes to that folder. */
export const isOwnMail = (userId: string, key: string): boolean => key.startsWith(folderOf(userId));

const folderOf = (userId: string) => `raw/${userId}/`;

/**
 * Keeps an attachment beside the messages of a person and presigns its download, by which every browser saves it and none shows it: it is
 * of no type, and named as an attachment.
 */
export async function presignAttachment(
  userId: string,
  bytes: Uint8Array,
  { fileName, seconds }: { fileName: string; seconds: number },
): Promise<Presigned> {
  const key = `${folderOf(userId)}attachments/${createHash("sha256").update(bytes).digest("hex")}`;
  await store().put(key, bytes, { contentType: "application/octet-stream" });
  return store().presignGet(key, { expiresInSeconds: seconds, fileName });
}

/** Undefined when there is no such object. */
export async function headMail(key: string): Promise<StoredMail | undefined> {
  return store().head(key);
}

/** The whole message; undefined when it does not exist. Throws when it is larger than `maxBytes`; check its size first. */
export async function readMail(key: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    return (await store().get(key, { maxBytes })).bytes;
  } catch (error) {
    if (error instanceof ObjectsError && error.kind === "not_found") return undefined;
    throw error;
  }
}

/** The first bytes of a message, however large it is. */
export async function beginningOfMail(key: string, bytes: number): Promise<Buffer> {
  return store().beginning(key, bytes);
}

export function mailBucket(): string {
  const bucket = runtime().config.MAIL_BUCKET;
  if (!bucket) throw NotConfigured("MAIL_BUCKET is not set, so mail can be neither stored nor read.");
  return bucket;
}

const DEFAULT_MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** The largest message that is read: MAX_MAIL_BYTES, by default 25 MiB, and never more than fits into a Lambda. */
export function maxMailBytes(): number {
  const configured = Number(runtime().config.MAX_MAIL_BYTES);
  return Number.isSafeInteger(configured) && configured > 0
    ? Math.min(configured, 32 * 1024 * 1024)
    : DEFAULT_MAX_MAIL_BYTES;
}

const store = storeOf({
  of: "mail",
  open: objects,
  configOf: (need, config) => ({
    endpoint: need("S3_ENDPOINT"),
    region: need("S3_REGION"),
    bucket: need("MAIL_BUCKET"),
    accessKeyId: need("S3_ACCESS_KEY_ID"),
    secretAccessKey: need("S3_SECRET_ACCESS_KEY"),
    ...(config.S3_SESSION_TOKEN && { sessionToken: config.S3_SESSION_TOKEN }),
  }),
});
