/// <reference path="../../../.sst/platform/config.d.ts" />
/** Two R2 buckets, each with a key for this bucket only: people's files, and backups. */
import { createHash } from "node:crypto";
import { r2Resource } from "../settings.ts";

// Nobody can delete recent backups, not even with the key.
const LOCKED_SECONDS = 7 * 24 * 3600;
const PREFLIGHT_SECONDS = 3600;

export interface Storage {
  endpoint: string;
  bucket: $util.Output<string>;
  accessKeyId: $util.Output<string>;
  secretAccessKey: $util.Output<string>;
}

interface Options {
  stage: string;
  isKept: boolean;
  origins: readonly string[];
  env: Record<string, string | undefined>;
}

export function objectStorage({ stage, isKept, origins, env }: Options) {
  const accountId = env.CLOUDFLARE_DEFAULT_ACCOUNT_ID!;
  const options = { protect: isKept, retainOnDelete: isKept };
  const files = new cloudflare.R2Bucket("Files", { accountId, name: `lifeos-${stage}-files` }, options);
  const backups = new cloudflare.R2Bucket("Backups", { accountId, name: `lifeos-${stage}-backups` }, options);

  // Browsers upload and download by presigned URLs; without an origin, no browser may.
  if (origins.length > 0 || env.DOMAIN_NAME) {
    const own = env.DOMAIN_NAME ? [`https://${env.DOMAIN_NAME}`] : [];
    new cloudflare.R2BucketCors("FilesCors", {
      accountId,
      bucketName: files.name,
      rules: [
        {
          allowed: {
            methods: ["GET", "HEAD", "PUT"],
            origins: [...own, ...origins],
            headers: ["content-type", "x-amz-checksum-sha256"],
          },
          exposeHeaders: ["etag"],
          maxAgeSeconds: PREFLIGHT_SECONDS,
        },
      ],
    });
  }
  if (isKept) {
    new cloudflare.R2BucketLock("BackupsLock", {
      accountId,
      bucketName: backups.name,
      rules: [{ id: "week", enabled: true, condition: { type: "Age", maxAgeSeconds: LOCKED_SECONDS } }],
    });
  }
  return { files: keyed("Files", accountId, files, stage), backups: keyed("Backups", accountId, backups, stage) };
}

/** A bucket's key. R2's keys are account tokens: the id is the access key, and the SHA-256 of the value is the secret key. */
function keyed(name: string, accountId: string, bucket: cloudflare.R2Bucket, stage: string): Storage {
  const wanted = "Workers R2 Storage Bucket Item Write";
  const groups = cloudflare.getAccountApiTokenPermissionGroupsListOutput({ accountId });
  const permission = groups.results.apply((results) => {
    const found = results.find((group) => group.name === wanted);
    if (!found) throw new Error(`Cloudflare lists no permission group "${wanted}" for this account.`);
    return found.id;
  });
  const token = new cloudflare.AccountToken(`${name}Key`, {
    accountId,
    name: `lifeos-${stage}-${name.toLowerCase()}`,
    policies: [
      {
        effect: "allow",
        permissionGroups: [{ id: permission }],
        resources: bucket.name.apply((name) => JSON.stringify({ [r2Resource(accountId, name)]: "*" })),
      },
    ],
  });
  return {
    endpoint: `https://${accountId}.r2.cloudflarestorage.com`,
    bucket: bucket.name,
    accessKeyId: token.id,
    secretAccessKey: $util.secret(token.value.apply((value) => createHash("sha256").update(value).digest("hex"))),
  };
}
