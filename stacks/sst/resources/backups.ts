/// <reference path="../../../.sst/platform/config.d.ts" />
/** The nightly backup: a Lambda with a role, a document of secrets and a bucket key of its own. */
import path from "node:path";
import type { Storage } from "./objects.ts";
import { secretsManagerDocument } from "./secrets.ts";

// A quiet time in Europe and America; off the full hour, when many jobs start.
const NIGHTLY = "cron(17 3 * * ? *)";
const TIMEOUT_SECONDS = 900;
// The memory at which a Lambda has one whole core, which compression and encryption use fully.
const MEMORY_MB = 1769;
const DAY_SECONDS = 24 * 3600;

interface Options {
  stage: string;
  isKept: boolean;
  databaseUrl: $util.Output<string>;
  storage: Storage;
  alarmTopic: $util.Output<string>;
  after: $util.Resource[];
}

export function backups({ stage, isKept, databaseUrl, storage, alarmTopic, after }: Options) {
  const name = `lifeos-${stage}-backup`;
  const document = secretsManagerDocument(
    "BackupSecrets",
    `lifeos/${stage}/backup`,
    {
      DATABASE_URL: databaseUrl,
      BACKUP_KEY: new sst.Secret("BackupKey").value,
      BACKUP_ENDPOINT: storage.endpoint,
      BACKUP_REGION: "auto",
      BACKUP_BUCKET: storage.bucket,
      BACKUP_ACCESS_KEY_ID: storage.accessKeyId,
      BACKUP_SECRET_ACCESS_KEY: storage.secretAccessKey,
    },
    isKept,
  );
  const logs = new aws.cloudwatch.LogGroup("BackupLogs", {
    name: `/aws/lambda/${name}`,
    retentionInDays: isKept ? 365 : 7,
  });
  const role = assumedBy("BackupRole", "lambda.amazonaws.com", [
    { actions: ["secretsmanager:GetSecretValue"], resources: [document.arn] },
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [$interpolate`${logs.arn}:*`] },
    // X-Ray has no resources that a policy could name.
    { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
  ]);
  const lambda = new aws.lambda.Function(
    "Backup",
    {
      name,
      role: role.arn,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: new $util.asset.FileArchive(path.join($cli.paths.root, ".build/backup")),
      timeout: TIMEOUT_SECONDS,
      memorySize: MEMORY_MB,
      tracingConfig: { mode: "Active" },
      // Two at once would only slow each other down.
      reservedConcurrentExecutions: isKept ? 1 : undefined,
      loggingConfig: { logFormat: "Text", logGroup: logs.name },
      environment: { variables: { BACKUP_SECRETS_ARN: document.arn } },
    },
    { dependsOn: [document.version, role, ...after] },
  );
  const invoker = assumedBy("BackupSchedulerRole", "scheduler.amazonaws.com", [
    { actions: ["lambda:InvokeFunction"], resources: [lambda.arn] },
  ]);
  new aws.scheduler.Schedule("BackupSchedule", {
    name,
    scheduleExpression: NIGHTLY,
    scheduleExpressionTimezone: "UTC",
    flexibleTimeWindow: { mode: "OFF" },
    target: { arn: lambda.arn, roleArn: invoker.arn, retryPolicy: { maximumRetryAttempts: 2 } },
  });

  const metric = { namespace: "AWS/Lambda", dimensions: { FunctionName: lambda.name }, alarmActions: [alarmTopic] };
  new aws.cloudwatch.MetricAlarm("BackupFailed", {
    ...metric,
    name: `${name}-failed`,
    alarmDescription: "A backup failed; docs/deploy.md says what to do.",
    metricName: "Errors",
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
  });
  // Detects that the backup did not run at all, which causes no error.
  new aws.cloudwatch.MetricAlarm("BackupMissing", {
    ...metric,
    name: `${name}-missing`,
    alarmDescription: "No backup was started for a day.",
    metricName: "Invocations",
    statistic: "Sum",
    period: DAY_SECONDS,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
  });
}

interface Statement {
  actions: string[];
  resources: $util.Input<string>[];
}

function assumedBy(id: string, service: string, statements: Statement[]): aws.iam.Role {
  const Version = "2012-10-17";
  return new aws.iam.Role(id, {
    assumeRolePolicy: $jsonStringify({
      Version,
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    }),
    inlinePolicies: [
      {
        name: "allowed",
        policy: $jsonStringify({
          Version,
          Statement: statements.map(({ actions, resources }) => ({
            Effect: "Allow",
            Action: actions,
            Resource: resources,
          })),
        }),
      },
    ],
  });
}
