/**
 * What LifeOS needs of any S3, written with the AWS SDK alone. The same list runs against the embedded store and against an
 * independent emulator, so that it describes S3 and not only what the embedded store does.
 */
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "vitest";

export interface Scenario {
  name: string;
  /** Each scenario uses its own prefix of the bucket, which is empty at first. */
  run(s3: S3Client, bucket: string, prefix: string): Promise<void>;
}

export const scenarios: Scenario[] = [
  {
    name: "an object comes back with its bytes, type and metadata, and its MD5 as entity tag",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}hello.txt`;
      const put = await s3.send(
        new PutObjectCommand({
          Bucket,
          Key,
          Body: "hello",
          ContentType: "text/plain; charset=utf-8",
          CacheControl: "max-age=60",
          ContentDisposition: 'attachment; filename="hello.txt"',
          Metadata: { owner: "someone", "two-words": "kept" },
        }),
      );
      const etag = `"${createHash("md5").update("hello").digest("hex")}"`;
      expect(put.ETag).toBe(etag);
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("hello");
      expect(got).toMatchObject({
        ETag: etag,
        ContentType: "text/plain; charset=utf-8",
        ContentLength: 5,
        CacheControl: "max-age=60",
        ContentDisposition: 'attachment; filename="hello.txt"',
        Metadata: { owner: "someone", "two-words": "kept" },
      });
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head).toMatchObject({ ETag: etag, ContentLength: 5, Metadata: { owner: "someone" } });
      expect(head.LastModified?.getTime()).toBeLessThanOrEqual(Date.now());
    },
  },
  {
    name: "an empty object is an object",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}empty`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "", ContentLength: 0 }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("");
      expect(got.ContentLength).toBe(0);
    },
  },
  {
    name: "a second put replaces the first",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}twice`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "first", Metadata: { a: "1" } }));
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "second" }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("second");
      expect(got.Metadata).toEqual({});
    },
  },
  {
    name: "a stream arrives framed in aws-chunked and is stored without the frame",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}streamed`;
      const bytes = randomBytes(300_000);
      const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: bytes.length }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(bytes.equals(await got.Body!.transformToByteArray())).toBe(true);
      expect(got.ContentEncoding).toBeUndefined();
    },
  },
  {
    name: "what is missing is NoSuchKey, NoSuchBucket, and 404 without a body for head",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}nothing`;
      await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
      await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 404 },
      });
      await expect(s3.send(new GetObjectCommand({ Bucket: "no-such-bucket", Key }))).rejects.toMatchObject({
        name: "NoSuchBucket",
      });
      await expect(s3.send(new HeadBucketCommand({ Bucket: "no-such-bucket" }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 404 },
      });
    },
  },
  {
    name: "the bucket is there and listed",
    async run(s3, Bucket) {
      await s3.send(new HeadBucketCommand({ Bucket }));
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      expect(Buckets.map(({ Name }) => Name)).toContain(Bucket);
    },
  },
  {
    name: "ranges give parts, and one beyond the end is refused",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}digits`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789" }));
      const read = async (Range: string) => {
        const got = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
        return [got.$metadata.httpStatusCode, got.ContentRange, await got.Body?.transformToString()];
      };
      expect(await read("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
      expect(await read("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
      expect(await read("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
      expect(await read("bytes=5-100")).toEqual([206, "bytes 5-9/10", "56789"]);
      await expect(read("bytes=10-12")).rejects.toMatchObject({ name: "InvalidRange" });
    },
  },
  {
    name: "a reader that has the current version gets 304",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}cached`;
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "same" }));
      await expect(s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: ETag }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 304 },
      });
      const other = await s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: '"other"' }));
      expect(await other.Body?.transformToString()).toBe("same");
    },
  },
  {
    name: "delete succeeds once and again",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}gone`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
    },
  },
  {
    name: "many are deleted at once, missing ones too",
    async run(s3, Bucket, prefix) {
      const keys = [`${prefix}a&b`, `${prefix}c<d>`, `${prefix}missing`];
      for (const Key of keys.slice(0, 2)) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
      const Delete = { Objects: keys.map((Key) => ({ Key })) };
      const { Deleted = [], Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
      expect(Deleted.map(({ Key }) => Key).sort()).toEqual(keys.sort());
      expect(Errors ?? []).toEqual([]);
      expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }))).KeyCount).toBe(0);
    },
  },
  {
    name: "listing goes in order, by prefix, page by page",
    async run(s3, Bucket, prefix) {
      const names = ["b", "a/2", "a!", "c", "f", "a/1", "d", "e", "g"];
      for (const name of names) await s3.send(new PutObjectCommand({ Bucket, Key: prefix + name, Body: name }));
      const listed: string[] = [];
      let ContinuationToken: string | undefined;
      let pages = 0;
      do {
        const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 2, ContinuationToken }));
        listed.push(...(page.Contents ?? []).map(({ Key }) => Key!.slice(prefix.length)));
        expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
        ContinuationToken = page.NextContinuationToken;
        pages += 1;
      } while (ContinuationToken && pages < 20);
      expect(listed).toEqual(["a!", "a/1", "a/2", "b", "c", "d", "e", "f", "g"]);
      expect(pages).toBe(5);
      const later = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, StartAfter: `${prefix}d` }));
      expect(later.Contents?.map(({ Key }) => Key!.slice(prefix.length))).toEqual(["e", "f", "g"]);
    },
  },
  {
    name: "a delimiter groups keys into common prefixes, over pages too",
    async run(s3, Bucket, prefix) {
      for (const name of ["top", "x/1", "x/2", "x/3/4", "y/1", "z"]) {
        await s3.send(new PutObjectCommand({ Bucket, Key: prefix + name, Body: name }));
      }
      const whole = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, Delimiter: "/" }));
      expect(whole.Contents?.map(({ Key }) => Key)).toEqual([`${prefix}top`, `${prefix}z`]);
      expect(whole.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual([`${prefix}x/`, `${prefix}y/`]);
      expect(whole.KeyCount).toBe(4);
      const below = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}x/`, Delimiter: "/" }));
      expect(below.Contents?.map(({ Key }) => Key)).toEqual([`${prefix}x/1`, `${prefix}x/2`]);
      expect(below.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual([`${prefix}x/3/`]);
    },
  },
  {
    name: "a copy keeps metadata or takes new",
    async run(s3, Bucket, prefix) {
      const source = `${prefix}from ü+&`;
      await s3.send(
        new PutObjectCommand({ Bucket, Key: source, Body: "copy me", ContentType: "text/plain", Metadata: { a: "1" } }),
      );
      const CopySource = `${Bucket}/${encodeURIComponent(source)}`;
      const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: `${prefix}kept`, CopySource }));
      const kept = await s3.send(new GetObjectCommand({ Bucket, Key: `${prefix}kept` }));
      expect(await kept.Body?.transformToString()).toBe("copy me");
      expect(kept).toMatchObject({ ContentType: "text/plain", Metadata: { a: "1" } });
      expect(copied.CopyObjectResult?.ETag).toBe(kept.ETag);
      await s3.send(
        new CopyObjectCommand({
          Bucket,
          Key: `${prefix}replaced`,
          CopySource,
          MetadataDirective: "REPLACE",
          ContentType: "text/csv",
          Metadata: { b: "2" },
        }),
      );
      const replaced = await s3.send(new HeadObjectCommand({ Bucket, Key: `${prefix}replaced` }));
      expect(replaced).toMatchObject({ ContentType: "text/csv", Metadata: { b: "2" }, ContentLength: 7 });
      const missing = new CopyObjectCommand({ Bucket, Key: `${prefix}x`, CopySource: `${Bucket}/${prefix}none` });
      await expect(s3.send(missing)).rejects.toMatchObject({ name: "NoSuchKey" });
    },
  },
  {
    name: "parts become one object with their metadata and a composite entity tag",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}parts`;
      const { UploadId } = await s3.send(
        new CreateMultipartUploadCommand({ Bucket, Key, ContentType: "video/mp4", Metadata: { m: "1" } }),
      );
      const bodies = [randomBytes(5 * 1024 ** 2), randomBytes(1000)];
      const Parts: { PartNumber: number; ETag?: string }[] = [];
      for (const [index, Body] of bodies.entries()) {
        const PartNumber = index + 1;
        const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
        Parts.push({ PartNumber, ETag });
      }
      const absent = s3.send(new HeadObjectCommand({ Bucket, Key }));
      await expect(absent).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
      const done = await s3.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
      const digests = bodies.map((body) => createHash("md5").update(body).digest());
      expect(done.ETag).toBe(`"${createHash("md5").update(Buffer.concat(digests)).digest("hex")}-2"`);
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(Buffer.concat(bodies).equals(await got.Body!.transformToByteArray())).toBe(true);
      expect(got).toMatchObject({ ContentType: "video/mp4", Metadata: { m: "1" } });
      const seam = await s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=5242870-5242889" }));
      const expected = Buffer.concat(bodies).subarray(5242870, 5242890);
      expect(expected.equals(await seam.Body!.transformToByteArray())).toBe(true);
    },
  },
  {
    name: "wrong parts are refused, and an aborted upload is gone",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}wrong`;
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const upload = (PartNumber: number) =>
        s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: "small" }));
      const [{ ETag }] = await Promise.all([upload(1), upload(2)]);
      const complete = (...Parts: { PartNumber: number; ETag?: string }[]) =>
        s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
      await expect(complete({ PartNumber: 1, ETag: '"0123"' })).rejects.toMatchObject({ name: "InvalidPart" });
      await expect(complete({ PartNumber: 2, ETag }, { PartNumber: 1, ETag })).rejects.toMatchObject({
        name: "InvalidPartOrder",
      });
      await expect(complete({ PartNumber: 1, ETag }, { PartNumber: 2, ETag })).rejects.toMatchObject({
        name: "EntityTooSmall",
      });
      await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      await expect(complete({ PartNumber: 1, ETag })).rejects.toMatchObject({ name: "NoSuchUpload" });
      await expect(upload(1)).rejects.toMatchObject({ name: "NoSuchUpload" });
    },
  },
  {
    name: "presigned URLs upload and download without a client",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}brought by a browser ü.txt`;
      const putUrl = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: "text/plain" }));
      const put = await fetch(putUrl, {
        method: "PUT",
        body: "from a page",
        headers: { "content-type": "text/plain" },
      });
      expect(put.status).toBe(200);
      const got = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
      expect(await got.text()).toBe("from a page");
      expect(got.headers.get("content-type")).toBe("text/plain");
    },
  },
];
