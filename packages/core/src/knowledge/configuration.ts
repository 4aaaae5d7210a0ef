import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { bucket, given, json, positive, type Setting, setting, tiers } from "#cloud/setting";

const StorageLimits = z.partialRecord(
  z.enum(tiers),
  z.strictObject({ totalBytes: z.optional(positive), fileBytes: z.optional(positive) }),
);

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
  setting(
    "STORAGE_LIMITS",
    json(
      StorageLimits,
      formSayings("json_by_tier", {
        example: '{"free": {"totalBytes": 5000000000, "fileBytes": 2000000000}}',
        tiers: tiers.join(", "),
      }),
    ),
    { stage: "optional", isAdjustable: true },
  ),
];
