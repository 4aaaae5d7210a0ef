/// <reference path="../../../.sst/platform/config.d.ts" />
/** A whole stage: database, buckets, secrets, the CDK stacks, the site and the backups, in the order of their dependencies. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { readAssembly } from "../assembly.ts";
import { type StageKind, version } from "../kind.ts";
import { consoleIssuerOf } from "../settings.ts";
import { deployAssembly } from "./assembly.ts";
import { backups } from "./backups.ts";
import { runInRoot } from "./commands.ts";
import { database } from "./database.ts";
import { objectStorage } from "./objects.ts";
import { secrets } from "./secrets.ts";
import { site } from "./site.ts";

export function deployStage(kind: StageKind, env: Record<string, string | undefined>) {
  const stage = $app.stage;
  const isKept = kind === "prod";
  const origins = originsOf(env);

  // Everything that is uploaded is built first, so that a failed build does not leave half a stage behind.
  const assembly = path.join($cli.paths.root, ".build", `assembly-${stage}`);
  mkdirSync(path.dirname(assembly), { recursive: true });
  runInRoot("scripts/build.ts", "--out", ".build/functions");
  runInRoot("stacks/synth.ts", "--stage", stage, "--kind", kind, "--out", assembly, "--validate");
  runInRoot("stacks/sst/site.ts", "--out", ".build/site");
  runInRoot("scripts/backup/bundle.ts", "--out", ".build/backup");

  const data = database({ stage, isKept, env });
  const files = objectStorage({ stage, isKept, origins, env });
  const document = secrets({ stage, isKept, databaseUrl: data.url, files: files.files });
  const consoleDomain = site();

  const stacks = deployAssembly({
    assembly: readAssembly(assembly),
    values: {
      SecretsArn: document.arn,
      SecretsVersion: document.versionId,
      Version: version($cli.paths.root),
      CorsOrigins: origins.join(",") || undefined,
      DomainName: env.DOMAIN_NAME,
      CertificateArn: env.CERTIFICATE_ARN,
      AlarmEmail: env.ALARM_EMAIL,
      ConsoleDomain: consoleDomain,
      ConsoleIssuer: consoleIssuerOf(env.CONSOLE_OIDC),
      ConsoleObjects: files.files.endpoint,
    },
    isKept,
    // New code is deployed only after the migrations; a failed migration stops the deployment here.
    after: [data.migrated, data.login, document.version],
  });

  backups({
    stage,
    isKept,
    databaseUrl: data.directUrl,
    storage: files.backups,
    alarmTopic: stacks.output("AlarmTopicArn"),
    after: [data.migrated, data.login],
  });

  return {
    api: stacks.output("ApiUrl"),
    console: stacks.output("ApiUrl").apply((url) => `${url}/console/`),
    inngest: stacks.output("InngestEndpoints"),
    distribution: stacks.output("DistributionDomain"),
    dashboard: stacks.output("DashboardUrl"),
    backupsBucket: files.backups.bucket,
    secretsArn: document.arn,
    version: version($cli.paths.root),
  };
}

/** Configured origins of browsers; the console's own site has the API's host and needs none. */
const originsOf = (env: Record<string, string | undefined>) =>
  (env.CORS_ORIGINS ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "");
