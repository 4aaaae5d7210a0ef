/**
 * IAM statements, each with the minimum for its purpose. Where a wildcard cannot be avoided the reason is beside it, and the
 * tests accept no others. Permissions that grow with the number of declarations use the prefix of a pillar's names: the policies
 * of a role have 10,240 characters, which 70 names of queues or functions would fill.
 */
import type { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import type { Use } from "#cloud/uses";
import { arn, type Build, busArnOf, mailBucketArnOf, mailFolders } from "./build.ts";
import { consumingPillars, deadQueueArnsOf, queueArnsOf } from "./queue-names.ts";
import { embedder, functionNameOf } from "./stage.ts";

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

/** The wildcard stands for the log group's streams, whose names Lambda chooses. */
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

/** The statements for a declaration's `uses`. */
export function grantsOf(build: Build, uses: readonly Use[] = []): Statement[] {
  const grants: Record<Use, () => Statement[]> = {
    mail: () => readAndKeepMail(build),
    // The store of people's files is called over the internet with keys of its own.
    files: () => [],
    queues: () => sendToConsumers(build),
    // The workflow server is called over the internet with a key.
    workflows: () => [],
    embeddings: () => [invoke([arn("lambda", `function:${functionNameOf(build.stage, embedder)}`)])],
  };
  return uses.flatMap((use) => grants[use]());
}

/** The wildcards stand for the keys of messages. Without the right to list the bucket, S3 answers 403 for a missing key. */
function readAndKeepMail(build: Build): Statement[] {
  const bucket = mailBucketArnOf(build.stage);
  return [
    allow(["s3:GetObject"], [`${bucket}/${mailFolders.incoming}*`, `${bucket}/${mailFolders.kept}*`]),
    allow(["s3:PutObject"], `${bucket}/${mailFolders.kept}*`),
    allow(["s3:ListBucket"], bucket),
  ];
}

/** Sending to every consumer's queue. Dead-letter queues have another prefix, and only rules and queues send to them. */
function sendToConsumers({ stage, manifest }: Build): Statement[] {
  const pillars = consumingPillars(manifest);
  return [
    send(pillars.map((pillar) => queueArnsOf(stage, pillar))),
    { ...send(pillars.map((pillar) => deadQueueArnsOf(stage, pillar))), Effect: "Deny" },
  ];
}

export const readDeadLetters = ({ stage, manifest }: Build): Statement =>
  receive(consumingPillars(manifest).map((pillar) => deadQueueArnsOf(stage, pillar)));

/** A resource policy that denies requests without TLS, for every action and principal, and does not affect any other request. */
export const onlyOverTls = (service: "s3" | "sqs", resources: string | string[]): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: [`${service}:*`],
  Resource: resources,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
