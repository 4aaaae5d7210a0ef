/** The bucket of people's files. */
import { largeObjects } from "#cloud/large-objects";
import { storeOf } from "#core/platform/object-store";

/**
 * The bucket FILES_BUCKET. Whoever calls it declares `uses: ["files"]`. It fails with 503 when the store cannot be reached, and with an
 * ObjectsError for what is said of one object.
 */
export const fileStore = storeOf({
  of: "files",
  open: largeObjects,
  configOf: (need) => ({
    endpoint: need("FILES_ENDPOINT"),
    region: need("FILES_REGION"),
    bucket: need("FILES_BUCKET"),
    accessKeyId: need("FILES_ACCESS_KEY_ID"),
    secretAccessKey: need("FILES_SECRET_ACCESS_KEY"),
  }),
});

/** Every object in it belongs to a row of `files`: the bytes that were uploaded, or the copy of them that others get. */
export const FILES_FOLDER = "files/";

/** Where a person's file is. The id of the row is in the key, so that two rows never share an object. */
export const fileKey = (userId: string, fileId: string): string => `${FILES_FOLDER}${userId}/${fileId}`;

const COPY = ".copy";

/** Where the copy that others get is, beside the file. */
export const copyKey = (objectKey: string): string => `${objectKey}${COPY}`;

/** Of the key of a copy that of its file, and of any other key itself. */
export const keyOfFile = (key: string): string => (isCopyKey(key) ? key.slice(0, -COPY.length) : key);

export const isCopyKey = (key: string): boolean => key.endsWith(COPY);
