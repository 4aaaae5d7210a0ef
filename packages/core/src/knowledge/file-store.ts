/** The bucket of people's files: what they uploaded, and what is unpacked of it for a while. */
import { storeOf } from "#core/platform/object-store";

/**
 * The bucket FILES_BUCKET. Whoever calls it declares `uses: ["files"]`. It fails with 503 when the store cannot be reached, and with an
 * ObjectsError for what is said of one object.
 */
export const fileStore = storeOf({
  of: "files",
  configOf: (need) => ({
    endpoint: need("FILES_ENDPOINT"),
    region: need("FILES_REGION"),
    bucket: need("FILES_BUCKET"),
    accessKeyId: need("FILES_ACCESS_KEY_ID"),
    secretAccessKey: need("FILES_SECRET_ACCESS_KEY"),
  }),
});

/** Where a person's file is. Nobody else writes to the folder, so that the erasure of a person deletes their files and no others. */
export const fileKey = (userId: string, fileId: string): string => `${folderOfFiles(userId)}${fileId}`;

export const folderOfFiles = (userId: string): string => `files/${userId}/`;
