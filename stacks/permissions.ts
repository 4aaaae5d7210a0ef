/**
 * Statements of IAM, each with the least that its purpose needs. Where a star cannot be avoided the reason is beside it, and
 * the tests know no others. What grows with the number of declarations is granted by the names that a pillar's have in common: a
 * role has 10,240 characters for all that it may do, which 70 names of queues or functions would fill.
 */
import type { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import type { Use } from "#cloud/uses";
import { type Build, busArnOf, mailBucketArnOf, mailFolders } from "./build.ts";
import { consumingPillars, deadQueueArnsOf, queueArnsOf } from "./queue-names.ts";

export interface Statement {
  Effect: "Allow" | "Deny";
  Action: string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string>>;
  Principal?: Record<string, string> | "*";
}

export const allow = (Action: string[], Resource: string | string[]): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});

/** The star that ends a log group's ARN stands for its streams, which Lambda names itself. */
export const writeLogs = (group: CfnLogGroup): Statement =>
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], group.attrArn);

/** X-Ray has no resources that a policy could name. */
export const writeTraces = (): Statement => allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*");

export const readSecrets = (secretsArn: string): Statement => allow(["secretsmanager:GetSecretValue"], secretsArn);

export const putEvents = (build: Build): Statement => allow(["events:PutEvents"], busArnOf(build.stage));

export const invoke = (functionArns: string[]): Statement => allow(["lambda:InvokeFunction"], functionArns);

export const receive = (queueArns: string[]): Statement =>
  allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queueArns);

export const send = (queueArns: string[]): Statement => allow(["sqs:SendMessage"], queueArns);

/** What a declaration's `uses` means. */
export function grantsOf(build: Build, uses: readonly Use[] = []): Statement[] {
  const grants: Record<Use, () => Statement[]> = {
    mail: () => readAndKeepMail(build),
    queues: () => sendToConsumers(build),
    // The workflow server is reached over the internet with a key.
    workflows: () => [],
  };
  return uses.flatMap((use) => grants[use]());
}

/** The stars stand for the keys of messages. Without leave to list the bucket S3 answers 403 for one that is not there. */
function readAndKeepMail(build: Build): Statement[] {
  const bucket = mailBucketArnOf(build.stage);
  return [
    allow(["s3:GetObject"], [`${bucket}/${mailFolders.incoming}*`, `${bucket}/${mailFolders.kept}*`]),
    allow(["s3:PutObject"], `${bucket}/${mailFolders.kept}*`),
    allow(["s3:ListBucket"], bucket),
  ];
}

/** To every consumer's queue. The names of dead-letter queues begin alike, and into those only rules and queues put anything. */
function sendToConsumers({ stage, manifest }: Build): Statement[] {
  const pillars = consumingPillars(manifest);
  return [
    send(pillars.map((pillar) => queueArnsOf(stage, pillar))),
    { ...send(pillars.map((pillar) => deadQueueArnsOf(stage, pillar))), Effect: "Deny" },
  ];
}

export const readDeadLetters = ({ stage, manifest }: Build): Statement =>
  receive(consumingPillars(manifest).map((pillar) => deadQueueArnsOf(stage, pillar)));

/** A resource's own policy against whoever comes without TLS. Denying everything to everybody takes nothing from anybody else. */
export const onlyOverTls = (service: "s3" | "sqs", resources: string | string[]): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: [`${service}:*`],
  Resource: resources,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
