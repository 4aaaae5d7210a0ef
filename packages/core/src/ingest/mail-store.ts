/**
 * Raw messages in the mail bucket. What others put there comes in under `incoming/`; what LifeOS keeps is under
 * `raw/<user>/`, one copy a person, so that erasing a person takes their mail and nobody else's.
 */
import { createHash } from "node:crypto";
import { type Objects, ObjectsError, objects } from "#cloud/objects";
import { NotConfigured, Unavailable } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

export const INCOMING = "incoming/";

export interface StoredMail {
  sizeBytes: number;
  etag: string;
  /** Lower-case names without `x-amz-meta-`. */
  metadata: Record<string, string>;
}

/** Keeps a message of a person; the same bytes have the same key. */
export async function putMail(userId: string, raw: Uint8Array): Promise<string> {
  const key = mailKey(userId, createHash("sha256").update(raw).digest("hex"));
  await reaching(() => store().put(key, raw, { contentType: "message/rfc822" }));
  return key;
}

/** Where a person's copy of a message is, by the SHA-256 of its bytes in hex. */
export const mailKey = (userId: string, sha256: string): string => `${folderOf(userId)}${sha256}.eml`;

/** Whether a key is one that `putMail` gave for this person, where nobody else puts anything. */
export const isOwnMail = (userId: string, key: string): boolean => key.startsWith(folderOf(userId));

const folderOf = (userId: string) => `raw/${userId}/`;

/** Undefined when there is no such object. */
export function headMail(key: string): Promise<StoredMail | undefined> {
  return reaching(() => store().head(key));
}

/** The whole message; undefined when there is none. Larger ones than `maxBytes` are an error: look at the head first. */
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

/** The largest message that is read: MAX_MAIL_BYTES, 25 MiB unless it says otherwise, and never more than a Lambda can hold. */
export function maxMailBytes(): number {
  const configured = Number(runtime().config.MAX_MAIL_BYTES);
  return Number.isSafeInteger(configured) && configured > 0
    ? Math.min(configured, 32 * 1024 * 1024)
    : DEFAULT_MAX_MAIL_BYTES;
}

// One client for a configuration, because it keeps its connections.
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

/** A store that does not answer is a reason to try again later, which the sender of a webhook and a queue both do. */
async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ObjectsError) || error.kind === "not_found" || error.kind === "too_large") throw error;
    runtime().log("error", "the mail store failed", { kind: error.kind, code: error.code, error: error.message });
    throw Unavailable("The mail store cannot be reached right now.");
  }
}
