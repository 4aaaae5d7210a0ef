/**
 * Raw messages in the mail bucket. Other programs put messages under `incoming/`; LifeOS stores them under `raw/<user>/`, one
 * copy for each person, so that the erasure of a person deletes their mail and nobody else's.
 */
import { createHash } from "node:crypto";
import { type Objects, ObjectsError, objects, type Presigned } from "#cloud/objects";
import { NotConfigured, Unavailable } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

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
  await reaching(() => store().put(key, raw, { contentType: "message/rfc822" }));
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
  await reaching(() => store().put(key, bytes, { contentType: "application/octet-stream" }));
  return store().presignGet(key, { expiresInSeconds: seconds, fileName });
}

/** Undefined when there is no such object. */
export function headMail(key: string): Promise<StoredMail | undefined> {
  return reaching(() => store().head(key));
}

/** The whole message; undefined when it does not exist. Throws when it is larger than `maxBytes`; check its size first. */
export async function readMail(key: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    return (await reaching(() => store().get(key, { maxBytes }))).bytes;
  } catch (error) {
    if (error instanceof ObjectsError && error.kind === "not_found") return undefined;
    throw error;
  }
}

/** The first bytes of a message, however large it is. */
export async function beginningOfMail(key: string, bytes: number): Promise<Buffer> {
  return reaching(() => store().beginning(key, bytes));
}

export function mailBucket(): string {
  return configured("MAIL_BUCKET");
}

const DEFAULT_MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** The largest message that is read: MAX_MAIL_BYTES, by default 25 MiB, and never more than fits into a Lambda. */
export function maxMailBytes(): number {
  const configured = Number(runtime().config.MAX_MAIL_BYTES);
  return Number.isSafeInteger(configured) && configured > 0
    ? Math.min(configured, 32 * 1024 * 1024)
    : DEFAULT_MAX_MAIL_BYTES;
}

// One client for each configuration, because it keeps its connections open.
const clients = new WeakMap<Config, Objects>();

function store(): Objects {
  const { config } = runtime();
  const known = clients.get(config);
  if (known) return known;
  const made = objects({
    endpoint: configured("S3_ENDPOINT"),
    region: configured("S3_REGION"),
    bucket: configured("MAIL_BUCKET"),
    accessKeyId: configured("S3_ACCESS_KEY_ID"),
    secretAccessKey: configured("S3_SECRET_ACCESS_KEY"),
    ...(config.S3_SESSION_TOKEN && { sessionToken: config.S3_SESSION_TOKEN }),
    now: () => runtime().now(),
  });
  clients.set(config, made);
  return made;
}

function configured(name: string): string {
  const value = runtime().config[name];
  if (!value) throw NotConfigured(`${name} is not set, so mail can be neither stored nor read.`);
  return value;
}

/** Turns the failure to reach the store into a problem that asks to try again later, which webhook senders and queues both do. */
async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ObjectsError) || error.kind === "not_found" || error.kind === "too_large") throw error;
    runtime().log("error", "the mail store failed", { kind: error.kind, code: error.code, error: error.message });
    throw Unavailable("The mail store cannot be reached right now.");
  }
}
