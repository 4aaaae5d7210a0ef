import { bucket, given, type Setting, setting } from "#cloud/setting";

/**
 * The store of people's files. A deployment has one of its own, with its address and keys in the document of secrets; on one machine it is
 * the store that mail is in, with another bucket.
 */
export const settings: readonly Setting[] = [
  setting("FILES_BUCKET", bucket, { secret: true, uses: "files" }),
  given("FILES_ENDPOINT", { secret: true, uses: "files" }),
  given("FILES_REGION", { secret: true, uses: "files" }),
  given("FILES_ACCESS_KEY_ID", { secret: true, uses: "files" }),
  given("FILES_SECRET_ACCESS_KEY", { secret: true, uses: "files" }),
];
