/**
 * An external object store of the operator (R2, MinIO, S3) instead of the embedded one: checks at the start, and listing for new
 * mail. Such a store sends notifications only when they have been set up, so it is polled.
 */
import querystring from "node:querystring";
import type { Config } from "#kit/runtime";

export interface OwnStore {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The names of the settings that configure it. */
export const STORE_SETTINGS = [
  "S3_ENDPOINT",
  "S3_REGION",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "MAIL_BUCKET",
  "FILES_BUCKET",
] as const;

/** The store that the settings name; undefined when they name none, which means the embedded one. */
export function ownStoreOf(env: Config): OwnStore | undefined {
  if (!env.S3_ENDPOINT) return undefined;
  return {
    endpoint: env.S3_ENDPOINT,
    // R2 accepts it in place of "auto", and MinIO has it by default.
    region: env.S3_REGION || "us-east-1",
    accessKeyId: env.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? "",
  };
}

/** The settings name a store that cannot be used; the message is a sentence for the operator. */
export class StoreRefused extends Error {}

export interface ListedObject {
  key: string;
  /** Without quotes. */
  etag: string;
  sizeBytes: number;
}

export interface Page {
  objects: ListedObject[];
  /** Whether there are more objects behind the last one. */
  isTruncated: boolean;
}

export interface StoreClient {
  /** One page of at most 1,000 objects in the byte order of their keys, after `startAfter`. */
  list(bucket: string, options: { prefix: string; startAfter?: string; maxKeys?: number }): Promise<Page>;
  /** Throws StoreRefused unless the buckets exist and the credentials may list them. */
  check(buckets: readonly string[]): Promise<void>;
  close(): void;
}

const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 20_000;

export async function storeClient({ endpoint, region, accessKeyId, secretAccessKey }: OwnStore): Promise<StoreClient> {
  // Imported only here, because it takes time that a start with the embedded store need not spend.
  const { ListObjectsV2Command, S3Client } = await import("@aws-sdk/client-s3");
  const s3 = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: ANSWER_TIMEOUT_MS },
  });

  async function list(
    bucket: string,
    { prefix, startAfter, maxKeys }: { prefix: string; startAfter?: string; maxKeys?: number },
  ): Promise<Page> {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        StartAfter: startAfter,
        MaxKeys: maxKeys,
        // XML cannot hold every character of a key.
        EncodingType: "url",
      }),
    );
    // Any web page that answers 200 would otherwise look like an empty bucket.
    if (page.Name !== bucket) throw new Error("the answer is no listing of the bucket");
    const objects = (page.Contents ?? []).map(({ Key = "", ETag = "", Size = 0 }) => ({
      key: page.EncodingType === "url" ? decodedKey(Key) : Key,
      etag: ETag.replaceAll('"', ""),
      sizeBytes: Size,
    }));
    return { objects, isTruncated: page.IsTruncated ?? false };
  }

  return {
    list,
    async check(buckets) {
      for (const bucket of buckets) {
        try {
          await list(bucket, { prefix: "", maxKeys: 1 });
        } catch (error) {
          throw new StoreRefused(reasonOf(error, bucket), { cause: error });
        }
      }
    },
    close: () => s3.destroy(),
  };
}

/** Some stores accept keys of any bytes, also of invalid UTF-8. Such a key cannot be requested, but must not hide others. */
function decodedKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll("+", " "));
  } catch {
    return querystring.unescape(encoded.replaceAll("+", " "));
  }
}

/** Sentences by S3's error code. */
const reasons: Record<string, (bucket: string) => string> = {
  NoSuchBucket: (bucket) =>
    `The object store has no bucket ${bucket}: make it, or name another in MAIL_BUCKET or FILES_BUCKET.`,
  InvalidAccessKeyId: () => "The object store does not know S3_ACCESS_KEY_ID.",
  SignatureDoesNotMatch: () =>
    "The object store refuses the keys: S3_SECRET_ACCESS_KEY is not that of S3_ACCESS_KEY_ID.",
  AccessDenied: (bucket) => `The object store does not let S3_ACCESS_KEY_ID list the bucket ${bucket}.`,
  AuthorizationHeaderMalformed: () => "The object store is in another region than S3_REGION says.",
  PermanentRedirect: (bucket) => `The bucket ${bucket} is in another region than S3_ENDPOINT.`,
  RequestTimeTooSkewed: () =>
    "The clocks of this machine and of the object store differ by more than a quarter of an hour.",
};

function reasonOf(error: unknown, bucket: string): string {
  const { name, code, $metadata } = error as NodeJS.ErrnoException & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) {
    const reason = reasons[name]?.(bucket);
    if (reason) return reason;
    if (status >= 500) return `The object store at S3_ENDPOINT cannot answer right now (${status} ${name}).`;
    // The client found no error code in the response.
    if (name === "Error") return `What answers at S3_ENDPOINT is no S3 (${status}).`;
    return `The object store refuses to list the bucket ${bucket} (${status} ${name}).`;
  }
  if (code || name === "TimeoutError") return `S3_ENDPOINT cannot be reached: nothing answers there (${code ?? name}).`;
  return "What answers at S3_ENDPOINT is no S3.";
}
