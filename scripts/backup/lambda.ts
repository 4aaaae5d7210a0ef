/** The nightly backup as a Lambda: settings from its own document in Secrets Manager, which no other function may read. */
import { awsService } from "#cloud/aws";
import { backup, prune } from "../backup.ts";
import { openBucket } from "./bucket.ts";
import { readSettings } from "./settings.ts";

const SECRETS_TIMEOUT_MS = 5_000;

export async function handler(): Promise<{ id: string; rows: number; removed: string[] }> {
  const settings = readSettings(await settingsDocument());
  const bucket = openBucket(settings.bucket);
  try {
    const { id, tables } = await backup({ ...settings, bucket, log: say });
    const removed = await prune(bucket);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say(JSON.stringify({ level: "info", message: "backed up", id, rows, removed }));
    return { id, rows, removed };
  } finally {
    bucket.close();
  }
}

async function settingsDocument(): Promise<Record<string, string>> {
  const env = process.env;
  const call = awsService({
    service: "secretsmanager",
    region: env.AWS_REGION!,
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY!,
      sessionToken: env.AWS_SESSION_TOKEN,
    },
    endpoint: env.SECRETS_MANAGER_ENDPOINT,
    timeoutMs: SECRETS_TIMEOUT_MS,
  });
  const { SecretString } = (await call("secretsmanager.GetSecretValue", { SecretId: env.BACKUP_SECRETS_ARN })) as {
    SecretString: string;
  };
  return JSON.parse(SecretString) as Record<string, string>;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
