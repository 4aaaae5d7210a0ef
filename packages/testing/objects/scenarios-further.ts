/**
 * What other clients than LifeOS's own expect of S3, written with the AWS SDK: for the embedded store and for a real one (MinIO,
 * R2). The emulator of `scenarios` does not implement all of it.
 */
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { expect } from "vitest";
import type { Scenario } from "./scenarios.ts";

const failed = { name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } };
const aDayAgo = () => new Date(Date.now() - 86_400_000);

export const furtherScenarios: Scenario[] = [
  {
    name: "a bucket says where it is",
    async run(s3, Bucket) {
      const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
      expect(LocationConstraint ?? "").toBe("");
    },
  },
  {
    name: "version 1 of listing goes on from a marker, with and without a delimiter",
    async run(s3, Bucket, prefix) {
      for (const name of ["a", "b/1", "b/2", "c", "d/1"])
        await s3.send(new PutObjectCommand({ Bucket, Key: prefix + name, Body: name }));
      const all = async (Delimiter?: string) => {
        const found: string[] = [];
        let Marker: string | undefined;
        for (let pages = 0; pages < 9; pages++) {
          const page = await s3.send(new ListObjectsCommand({ Bucket, Prefix: prefix, Delimiter, MaxKeys: 1, Marker }));
          const keys = page.Contents?.map(({ Key }) => Key!) ?? [];
          found.push(...keys, ...(page.CommonPrefixes?.map(({ Prefix }) => Prefix!) ?? []));
          Marker = page.NextMarker ?? keys.at(-1);
          if (!page.IsTruncated) break;
        }
        return found.map((name) => name.slice(prefix.length));
      };
      expect(await all()).toEqual(["a", "b/1", "b/2", "c", "d/1"]);
      expect(await all("/")).toEqual(["a", "b/", "c", "d/"]);
    },
  },
  {
    name: "a writer that saw another version is refused",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}versioned`;
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1", IfNoneMatch: "*" }));
      await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "2", IfNoneMatch: "*" }))).rejects.toMatchObject(
        failed,
      );
      await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "2", IfMatch: '"0"' }))).rejects.toMatchObject(
        failed,
      );
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "2", IfMatch: ETag }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("2");
    },
  },
  {
    name: "parts become an object only where the conditions of their writer hold",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}parts`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "there" }));
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const part = { Bucket, Key, UploadId, PartNumber: 1 };
      const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: "new" }));
      const complete = (more: object) =>
        s3.send(
          new CompleteMultipartUploadCommand({
            ...part,
            MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
            ...more,
          }),
        );
      await expect(complete({ IfNoneMatch: "*" })).rejects.toMatchObject(failed);
      await complete({});
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("new");
    },
  },
  {
    name: "unfinished uploads and their parts are listed, page by page",
    async run(s3, Bucket, prefix) {
      const uploads = [];
      for (const name of ["a", "a", "b"])
        uploads.push(await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: prefix + name })));
      const [{ UploadId, Key }] = uploads as [(typeof uploads)[number]];
      for (const PartNumber of [1, 3, 7])
        await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: `part ${PartNumber}` }));
      const first = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
      expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [1, 6],
        [3, 6],
      ]);
      expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "3" });
      const rest = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker: "3" }));
      expect([rest.Parts?.map(({ PartNumber }) => PartNumber), rest.IsTruncated]).toEqual([[7], false]);

      // A real store may require the whole key as the prefix.
      const listed = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }));
      const ids = uploads.filter((upload) => upload.Key === Key).map((upload) => upload.UploadId);
      expect(listed.Uploads?.map((upload) => upload.UploadId).sort()).toEqual(ids.sort());
    },
  },
  {
    name: "a part is copied from a range of an object",
    async run(s3, Bucket, prefix) {
      await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}source`, Body: "0123456789" }));
      const Key = `${prefix}target`;
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const copy = {
        Bucket,
        Key,
        UploadId,
        PartNumber: 1,
        CopySource: `${Bucket}/${encodeURIComponent(`${prefix}source`)}`,
      };
      const { CopyPartResult } = await s3.send(new UploadPartCopyCommand({ ...copy, CopySourceRange: "bytes=2-5" }));
      const Parts = [{ PartNumber: 1, ETag: CopyPartResult?.ETag }];
      await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe("2345");
    },
  },
  {
    name: "a copy is made only of the source that was meant",
    async run(s3, Bucket, prefix) {
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}source`, Body: "x" }));
      const copy = (more: object) =>
        s3.send(
          new CopyObjectCommand({
            Bucket,
            Key: `${prefix}copy`,
            CopySource: `${Bucket}/${encodeURIComponent(`${prefix}source`)}`,
            ...more,
          }),
        );
      await expect(copy({ CopySourceIfMatch: '"0"' })).rejects.toMatchObject(failed);
      await expect(copy({ CopySourceIfNoneMatch: ETag })).rejects.toMatchObject(failed);
      await expect(copy({ CopySourceIfUnmodifiedSince: aDayAgo() })).rejects.toMatchObject(failed);
      await copy({ CopySourceIfMatch: ETag, CopySourceIfModifiedSince: aDayAgo() });
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: `${prefix}copy` }));
      expect(head.ETag).toBe(ETag);
    },
  },
  {
    name: "a checksum of each kind is checked, kept and told",
    async run(s3, Bucket, prefix) {
      for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const) {
        const Key = `${prefix}${ChecksumAlgorithm}`;
        const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "123456789", ChecksumAlgorithm }));
        const name = `Checksum${ChecksumAlgorithm}` as const;
        expect(put[name]).toMatch(/^[\w+/]+=*$/);
        const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
        expect(head[name]).toBe(put[name]);
        const wrong = { [name]: put[name]!.replace(/^./, (char) => (char === "A" ? "B" : "A")) };
        await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "123456789", ...wrong }))).rejects.toMatchObject(
          {
            $metadata: { httpStatusCode: 400 },
          },
        );
      }
    },
  },
  {
    name: "parts have one checksum of all their bytes, where that was asked for",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}whole`;
      const asked = { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "FULL_OBJECT" } as const;
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...asked }));
      const bodies = [Buffer.alloc(5 * 1024 ** 2, "a"), Buffer.from("the end")];
      const Parts = [];
      for (const [index, Body] of bodies.entries()) {
        const part = { Bucket, Key, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm: asked.ChecksumAlgorithm };
        const { ETag, ChecksumCRC64NVME } = await s3.send(new UploadPartCommand(part));
        Parts.push({ PartNumber: index + 1, ETag, ChecksumCRC64NVME });
      }
      const upload = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
      const done = await s3.send(new CompleteMultipartUploadCommand({ ...upload, ChecksumType: "FULL_OBJECT" }));
      const Body = Buffer.concat(bodies);
      const same = new PutObjectCommand({ Bucket, Key: `${Key}-2`, Body, ChecksumAlgorithm: asked.ChecksumAlgorithm });
      expect(done.ChecksumCRC64NVME).toBe((await s3.send(same)).ChecksumCRC64NVME);
    },
  },
];

/**
 * For S3 and the embedded store only: MinIO silently ignores the condition, and hides objects below an object of the same name.
 */
export const ownScenarios: Scenario[] = [
  {
    name: "what is said of the whole is held against its parts: size, checksum and its type",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}whole`;
      const { UploadId } = await s3.send(
        new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "SHA256" }),
      );
      const part = { Bucket, Key, UploadId, PartNumber: 1 };
      const { ETag, ChecksumSHA256 } = await s3.send(
        new UploadPartCommand({ ...part, Body: "x", ChecksumAlgorithm: "SHA256" }),
      );
      const complete = (more: object) => {
        const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumSHA256 }] };
        return s3.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload, ...more }));
      };
      await expect(complete({ MpuObjectSize: 2 })).rejects.toMatchObject({ name: "InvalidRequest" });
      await expect(complete({ ChecksumType: "FULL_OBJECT" })).rejects.toMatchObject({ name: "InvalidRequest" });
      await expect(complete({ ChecksumSHA256 })).rejects.toMatchObject({ name: "BadDigest" });
      expect(await complete({ MpuObjectSize: 1, ChecksumType: "COMPOSITE" })).toMatchObject({
        ChecksumType: "COMPOSITE",
      });
    },
  },
  {
    name: "a key may be the beginning of another",
    async run(s3, Bucket, prefix) {
      for (const name of ["a/2", "a", "a/1"])
        await s3.send(new PutObjectCommand({ Bucket, Key: prefix + name, Body: name }));
      const { Contents } = await s3.send(new ListObjectsCommand({ Bucket, Prefix: prefix }));
      expect(Contents?.map(({ Key }) => Key!.slice(prefix.length))).toEqual(["a", "a/1", "a/2"]);
    },
  },
  {
    name: "an object is deleted only in the version that was meant, and a missing one is none",
    async run(s3, Bucket, prefix) {
      const Key = `${prefix}deleted`;
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
      await expect(s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch: '"0"' }))).rejects.toMatchObject(failed);
      await s3.send(new HeadObjectCommand({ Bucket, Key }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch: ETag }));
      await expect(s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch: "*" }))).rejects.toMatchObject(failed);
    },
  },
];
