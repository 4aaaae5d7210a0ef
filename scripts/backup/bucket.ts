/** The bucket of the backups: R2, S3 or the embedded store. Objects of any size are streamed. */
import type { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

export interface BucketSettings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Bucket {
  /** Uploads in parts of `partBytes`, or at once if smaller. Nothing is left behind on failure. */
  put(key: string, body: AsyncIterable<Buffer>): Promise<void>;
  /** Undefined when the object does not exist. */
  get(key: string): Promise<Readable | undefined>;
  /** Names directly below `prefix`, which ends in a slash, in order; folders end in a slash as well. */
  list(prefix: string): Promise<string[]>;
  remove(keys: readonly string[]): Promise<void>;
  close(): void;
}

// R2 requires all parts but the last to have the same size; S3 allows 10,000, so that a table may have 156 GB compressed.
const PART_BYTES = 16 * 1024 ** 2;
const DELETE_AT_ONCE = 1000;

export function openBucket(settings: BucketSettings, { partBytes = PART_BYTES } = {}): Bucket {
  const { bucket: Bucket, endpoint, region, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 5,
    // R2 does not support all checksums that newer clients send by default. The envelope authenticates each chunk anyway.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  return {
    async put(Key, body) {
      const parts = piecesOf(body, partBytes);
      const first = await parts.next();
      const second = await parts.next();
      if (second.done) {
        await client.send(new PutObjectCommand({ Bucket, Key, Body: first.value ?? Buffer.alloc(0) }));
        return;
      }
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      try {
        const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
        for await (const Body of chained([first.value!, second.value], parts)) {
          const PartNumber = Parts.length + 1;
          const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
          Parts.push({ PartNumber, ETag });
        }
        await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
      } catch (error) {
        // If this fails too, the store aborts the upload after a week.
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {});
        throw error;
      }
    },

    async get(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body as Readable;
      } catch (error) {
        if ((error as Error).name === "NoSuchKey") return undefined;
        throw error;
      }
    },

    async list(Prefix) {
      const names: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: "/", ContinuationToken }));
        names.push(...(page.CommonPrefixes ?? []).map((folder) => folder.Prefix!));
        names.push(...(page.Contents ?? []).map((object) => object.Key!));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return names.map((name) => name.slice(Prefix.length)).sort();
    },

    async remove(keys) {
      for (let at = 0; at < keys.length; at += DELETE_AT_ONCE) {
        const Objects = keys.slice(at, at + DELETE_AT_ONCE).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0]) throw new Error(`The store did not delete ${Errors[0].Key}: ${Errors[0].Message}`);
      }
    },

    close: () => client.destroy(),
  };
}

async function* piecesOf(body: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer, undefined> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < size) continue;
    let all = Buffer.concat(waiting);
    for (; all.length >= size; all = all.subarray(size)) yield all.subarray(0, size);
    waiting = [all];
    bytes = all.length;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

async function* chained<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
