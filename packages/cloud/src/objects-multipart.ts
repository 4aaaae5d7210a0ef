/**
 * Objects that are uploaded in parts, which may come in any order, several times and over days: of one number the last counts. A part has
 * at least 5 MiB, the last one excepted, and R2 wants all but the last to be of one size; there are at most 10,000.
 */

import { type Bucket, codeIn, errorOf, ObjectsError, type Presigned } from "./objects-bucket.ts";
import { elementsOf, textOf } from "./objects-xml.ts";

export interface Part {
  /** From 1. */
  partNumber: number;
  /** Without quotes. */
  etag: string;
  sizeBytes: number;
}

export interface Multipart {
  /** Begins an upload and returns its id. Stores give up uploads that are not finished within about a week. */
  createMultipart(key: string, options: { contentType: string }): Promise<string>;
  /** A URL that uploads one part of exactly this length until it expires. */
  presignPart(
    key: string,
    uploadId: string,
    part: { partNumber: number; sizeBytes: number; expiresInSeconds: number },
  ): Presigned;
  /** Stores one part that this process has; fails with `not_found` when there is no such upload (any more). */
  putPart(key: string, uploadId: string, partNumber: number, bytes: Uint8Array): Promise<void>;
  /** The parts that are there, in the order of their numbers; fails with `not_found` when there is no such upload (any more). */
  listParts(key: string, uploadId: string): Promise<Part[]>;
  /**
   * Makes these parts the object. Fails with `not_found` when there is no such upload any more, which is also so after a success whose answer
   * was lost: `head` tells. `conflict` when a part is not as said, or too small (code InvalidPart, EntityTooSmall).
   */
  completeMultipart(
    key: string,
    uploadId: string,
    parts: readonly Pick<Part, "partNumber" | "etag">[],
  ): Promise<{ etag: string }>;
  /** Succeeds when there is no such upload, too. */
  abortMultipart(key: string, uploadId: string): Promise<void>;
}

const MAX_PAGE_BYTES = 4 * 1024 ** 2;
// 10,000 parts in pages of 1,000, as every store has them.
const MAX_PAGES = 11;

export function multipart(bucket: Bucket): Multipart {
  return {
    async createMultipart(key, { contentType }) {
      const headers = { "content-type": contentType };
      const { text } = await bucket.call({ method: "POST", key, query: { uploads: "" }, headers });
      const uploadId = textOf(text, "UploadId");
      if (uploadId === "") throw new ObjectsError("refused", `the store gave no id to the upload of ${key}`);
      return uploadId;
    },

    presignPart(key, uploadId, { partNumber, sizeBytes, expiresInSeconds }) {
      const headers = { "content-length": String(sizeBytes) };
      const query = { partNumber, uploadId };
      // As for a whole object, the length is signed and sent by the browser itself.
      return { ...bucket.presign({ method: "PUT", key, query, headers, expiresInSeconds }), headers: {} };
    },

    async putPart(key, uploadId, partNumber, bytes) {
      await bucket.call({ method: "PUT", key, query: { partNumber, uploadId }, body: bytes });
    },

    async listParts(key, uploadId) {
      const parts: Part[] = [];
      for (let page = 0; page < MAX_PAGES; page++) {
        const query = { uploadId, "part-number-marker": parts.at(-1)?.partNumber };
        const { text } = await bucket.call({ method: "GET", key, query, maxBytes: MAX_PAGE_BYTES });
        parts.push(
          ...elementsOf(text, "Part").map((one) => ({
            partNumber: Number(textOf(one, "PartNumber")),
            etag: textOf(one, "ETag").replaceAll('"', ""),
            sizeBytes: Number(textOf(one, "Size")),
          })),
        );
        if (textOf(text, "IsTruncated") !== "true") break;
      }
      return parts;
    },

    async completeMultipart(key, uploadId, parts) {
      const listed = parts.map(
        ({ partNumber, etag }) => `<Part><PartNumber>${partNumber}</PartNumber><ETag>"${etag}"</ETag></Part>`,
      );
      const body = Buffer.from(`<CompleteMultipartUpload>${listed.join("")}</CompleteMultipartUpload>`);
      const { text } = await bucket.call({ method: "POST", key, query: { uploadId }, body });
      // S3 may have begun to answer with 200 before it failed.
      const code = /<Error>/.test(text) ? codeIn(text) : undefined;
      if (code !== undefined) throw errorOf(key, 200, code);
      return { etag: textOf(text, "ETag").replaceAll('"', "") };
    },

    async abortMultipart(key, uploadId) {
      try {
        await bucket.call({ method: "DELETE", key, query: { uploadId } });
      } catch (error) {
        if (!(error instanceof ObjectsError) || error.kind !== "not_found") throw error;
      }
    },
  };
}
