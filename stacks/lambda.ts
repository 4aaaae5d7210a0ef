/** Lambdas and their roles, the same for all callers. */
import path from "node:path";
import { CfnRole } from "aws-cdk-lib/aws-iam";
import { CfnFunction } from "aws-cdk-lib/aws-lambda";
import { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { Aws, Fn, type Stack } from "aws-cdk-lib/core";
import type { Use } from "#cloud/uses";
import type { Needs, Place } from "../packages/contract/manifest.ts";
import { arn, type Build, busNameOf, keep, mailBucketOf, parameter } from "./build.ts";
import { readSecrets, type Statement, writeLogs, writeTraces } from "./permissions.ts";
import { embedder, functionNameOf, nameOf, namesUnder, pascal, type Stage } from "./stage.ts";

export interface LambdaOptions {
  place: Needs;
  role: CfnRole;
  logGroup: CfnLogGroup;
  timeoutSeconds: number;
  /** Memory also determines computing power; default 512. */
  memoryMb?: number;
  /** Further environment variables of this function alone. */
  variables?: Record<string, string>;
}

export function lambdaOf(build: Build, stack: Stack, options: LambdaOptions): CfnFunction {
  const { place, role, logGroup, timeoutSeconds, memoryMb = 512, variables = {} } = options;
  const asset = assetOf(build, stack, place.file);
  return new CfnFunction(stack, `${pascal(place.name)}Function`, {
    functionName: functionNameOf(build.stage, place.name),
    description: place.name,
    runtime: "nodejs24.x",
    architectures: ["arm64"],
    handler: `index.${place.export}`,
    code: { s3Bucket: asset.s3BucketName, s3Key: asset.s3ObjectKey },
    role: role.attrArn,
    timeout: timeoutSeconds,
    memorySize: memoryMb,
    tracingConfig: { mode: "Active" },
    loggingConfig: { logGroup: logGroup.ref, logFormat: "JSON", systemLogLevel: "WARN" },
    environment: { variables: { ...environment(build, stack, place.uses), ...variables } },
  });
}

export const functionArnOf = (stage: Stage, place: Place): string =>
  arn("lambda", `function:${functionNameOf(stage, place.name)}`);

/** The ARN pattern of all functions whose names begin with this one and a hyphen. */
export const functionArnsUnder = (stage: Stage, name: string): string =>
  arn("lambda", `function:${namesUnder(stage, name)}`);

/** One asset for each file, shared by all Lambdas of its exports in this stack. */
function assetOf(build: Build, stack: Stack, file: string): Asset {
  const id = `Code${pascal(file)}`;
  const known = stack.node.tryFindChild(id) as Asset | undefined;
  if (known) return known;
  if (!build.bootstrapped) parameter(build, stack, "AssetsBucket");
  return new Asset(stack, id, { path: path.resolve(build.assetsOf(file)) });
}

/**
 * The environment of a function: only plain settings, and only those that its code reads. Secrets are in one document that a
 * function reads when it starts.
 */
function environment(build: Build, stack: Stack, uses: readonly Use[] = []): Record<string, string> {
  return {
    LIFEOS_VERSION: parameter(build, stack, "Version").valueAsString,
    LIFEOS_SECRETS_ARN: parameter(build, stack, "SecretsArn").valueAsString,
    LIFEOS_SECRETS_VERSION: parameter(build, stack, "SecretsVersion").valueAsString,
    EVENT_BUS_NAME: busNameOf(build.stage),
    ...Object.assign({}, ...uses.map((use) => variablesFor(build, use))),
  };
}

/** The variables that the code of a declared use reads. */
export function variablesFor({ stage }: Build, use: Use): Record<string, string> {
  const variables: Record<Use, Record<string, string>> = {
    mail: {
      MAIL_BUCKET: mailBucketOf(stage),
      S3_ENDPOINT: `https://s3.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      S3_REGION: Aws.REGION,
    },
    queues: {
      SQS_QUEUE_URL_PREFIX: `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/${nameOf(stage, "")}`,
    },
    // The store of people's files is no service of AWS: its address and keys are in the secrets.
    files: {},
    // The workflow server's URL and keys are in the secrets, or are its defaults.
    workflows: {},
    embeddings: { EMBEDDER_FUNCTION: functionNameOf(stage, embedder) },
  };
  return variables[use];
}

/** The log group that the functions of a stack share. */
export function logGroupOf(build: Build, stack: Stack): CfnLogGroup {
  const group = new CfnLogGroup(stack, "Logs", {
    logGroupName: `/lifeos/${build.stage.name}/${stack.node.id}`,
    retentionInDays: build.stage.policy.logRetentionDays,
  });
  keep(build, group);
  return group;
}

/** The role of functions: logs, traces, the secrets, and `statements`. */
export function functionRole(
  build: Build,
  stack: Stack,
  id: string,
  { logGroup, statements }: { logGroup: CfnLogGroup; statements: Statement[] },
): CfnRole {
  const secretsArn = parameter(build, stack, "SecretsArn").valueAsString;
  return roleOf(stack, id, "lambda.amazonaws.com", [
    writeLogs(logGroup),
    writeTraces(),
    readSecrets(secretsArn),
    ...statements,
  ]);
}

/** A role for a service; CloudFormation chooses its name, because nothing refers to it by name. */
export function roleOf(stack: Stack, id: string, service: string, statements: Statement[]): CfnRole {
  return new CfnRole(stack, id, {
    assumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole"] }],
    },
    policies: [{ policyName: "own", policyDocument: { Version: "2012-10-17", Statement: statements } }],
  });
}

/** The host of a URL that is known only when it is deployed. */
export const hostOf = (url: string): string => Fn.select(2, Fn.split("/", url));
