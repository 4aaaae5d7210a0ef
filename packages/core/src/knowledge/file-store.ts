/** The bucket of people's files, and of what imports unpack of them (see unpacked.ts). */
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

/** Every object in it belongs to a row of `files`. */
export const FILES_FOLDER = "files/";

/** Where a person's file is. The id of the row is in the key, so that two rows never share an object. */
export const fileKey = (userId: string, fileId: string): string => `${FILES_FOLDER}${userId}/${fileId}`;
