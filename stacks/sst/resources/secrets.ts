/// <reference path="../../../.sst/platform/config.d.ts" />
/** One JSON document with all secrets of a stage: functions get its ARN and version, and read it once when they start. */
import { secretDocument, stageSecrets } from "../settings.ts";
import type { Storage } from "./objects.ts";

interface Options {
  stage: string;
  isKept: boolean;
  databaseUrl: $util.Output<string>;
  files: Storage;
}

export function secrets({ stage, isKept, databaseUrl, files }: Options) {
  // A secret that is not set is left out; sst.config.ts has already checked the required ones.
  const given = Object.fromEntries(
    stageSecrets
      .filter(({ name, config }) => config && process.env[`SST_SECRET_${name}`])
      .map(({ name }) => [name, new sst.Secret(name).value]),
  );
  const webhook = new random.RandomBytes("EmailWebhookSecretMade", { length: 24 });
  const origin = new random.RandomPassword("OriginSecret", { length: 48, special: false });
  const document = secretDocument<$util.Input<string>>(given, {
    DATABASE_URL: databaseUrl,
    ORIGIN_SECRET: origin.result,
    EMAIL_WEBHOOK_SECRET: $interpolate`whsec_${webhook.base64}`,
    FILES_ENDPOINT: files.endpoint,
    FILES_REGION: "auto",
    FILES_BUCKET: files.bucket,
    FILES_ACCESS_KEY_ID: files.accessKeyId,
    FILES_SECRET_ACCESS_KEY: files.secretAccessKey,
  });
  return secretsManagerDocument("Secrets", `lifeos/${stage}/app`, document, isKept);
}

/** A document in Secrets Manager. Permissions are granted by its `name`, so each document is read as a whole by its readers. */
export function secretsManagerDocument(
  id: string,
  name: string,
  document: Record<string, $util.Input<string>>,
  isKept: boolean,
) {
  const secret = new aws.secretsmanager.Secret(id, { name, recoveryWindowInDays: isKept ? 7 : 0 });
  const version = new aws.secretsmanager.SecretVersion(`${id}Version`, {
    secretId: secret.id,
    secretString: $util.secret($jsonStringify(document)),
  });
  return { arn: secret.arn, versionId: version.versionId, version };
}
