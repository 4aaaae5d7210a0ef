/** What is in a bucket: objects, and uploads in parts that were begun and not finished. */
import type { Bucket } from "./objects-bucket.ts";
import { decodedKey, elementsOf, textOf } from "./objects-xml.ts";

export interface ListedObject {
  key: string;
  sizeBytes: number;
  /** Without quotes. */
  etag: string;
  modifiedAt: Date;
}

export interface ListedUpload {
  key: string;
  uploadId: string;
  startedAt: Date;
}

export interface Listing {
  /** At most 1,000 objects whose keys begin with `prefix`, in the byte order of their keys, behind the key `after`. */
  list(prefix: string, after?: string): Promise<{ objects: ListedObject[]; isTruncated: boolean }>;
  /** The first 1,000 unfinished uploads whose keys begin with `prefix`. */
  listUploads(prefix: string): Promise<ListedUpload[]>;
}

// A page of 1,000 keys of 1,024 bytes, each of which takes three characters.
const MAX_PAGE_BYTES = 8 * 1024 ** 2;

export function listing(bucket: Bucket): Listing {
  return {
    async list(prefix, after) {
      const query = { "list-type": 2, prefix, "start-after": after, "encoding-type": "url" };
      const { text } = await bucket.call({ method: "GET", key: undefined, query, maxBytes: MAX_PAGE_BYTES });
      const found = elementsOf(text, "Contents").map((one) => ({
        key: decodedKey(textOf(one, "Key")),
        sizeBytes: Number(textOf(one, "Size")),
        etag: textOf(one, "ETag").replaceAll('"', ""),
        modifiedAt: new Date(textOf(one, "LastModified")),
      }));
      return { objects: found, isTruncated: textOf(text, "IsTruncated") === "true" };
    },

    async listUploads(prefix) {
      const query = { uploads: "", prefix, "encoding-type": "url" };
      const { text } = await bucket.call({ method: "GET", key: undefined, query, maxBytes: MAX_PAGE_BYTES });
      return elementsOf(text, "Upload").map((one) => ({
        key: decodedKey(textOf(one, "Key")),
        uploadId: textOf(one, "UploadId"),
        startedAt: new Date(textOf(one, "Initiated")),
      }));
    },
  };
}
