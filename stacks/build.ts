/** The input of every stack, and helpers that all stacks share. */
import {
  type App,
  Aws,
  CfnOutput,
  CfnParameter,
  type CfnResource,
  DefaultStackSynthesizer,
  RemovalPolicy,
  Stack,
  Tags,
  Validations,
} from "aws-cdk-lib/core";
import type { Manifest } from "../packages/contract/manifest.ts";
import { type ParameterName, parameters } from "./parameters.ts";
import { nameOf, pascal, type Stage } from "./stage.ts";

export interface Build {
  app: App;
  stage: Stage;
  manifest: Manifest;
  /** The folder with the bundle of a file of functions/. */
  assetsOf: (file: string) => string;
  /** Whether the account is bootstrapped for CDK; otherwise the bucket of the assets is a parameter. */
  bootstrapped: boolean;
  /** Values of parameters that are known at synthesis; they become defaults. */
  given: Record<string, string>;
}

export function stackOf(build: Build, id: string, { region }: { region?: string } = {}): Stack {
  const { app, stage } = build;
  const stack = new Stack(app, id, {
    stackName: nameOf(stage, id),
    description: `LifeOS, stage ${stage.name}: ${id}`,
    terminationProtection: stage.policy.retains,
    ...(region && { env: { region } }),
    synthesizer: build.bootstrapped
      ? new DefaultStackSynthesizer()
      : new DefaultStackSynthesizer({
          generateBootstrapVersionRule: false,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CDK makes it a reference to the parameter of this name.
          fileAssetsBucketName: "${AssetsBucket}",
          bucketPrefix: "cdk/",
        }),
  });
  Validations.of(stack).acknowledge({
    id: "CloudFormation-Validate::W2509",
    reason: "SecretsArn and SecretsVersion say where secrets are and are none",
  });
  Tags.of(stack).add("app", "lifeos");
  Tags.of(stack).add("stage", stage.name);
  return stack;
}

/** A parameter of the template, declared at its first use. */
export function parameter(build: Build, stack: Stack, name: ParameterName, fallback?: string): CfnParameter {
  const known = stack.node.tryFindChild(name);
  if (known) return known as CfnParameter;
  const {
    type = "String",
    description,
    ...rest
  }: { type?: string; description: string; default?: string } = parameters[name];
  return new CfnParameter(stack, name, { type, description, default: build.given[name] ?? fallback ?? rest.default });
}

/** An output; `exported` makes it importable by other stacks of the stage, under `exportNameOf`. */
export function output(build: Build, stack: Stack, name: string, value: string, exported = false): void {
  new CfnOutput(stack, name, {
    value,
    ...(exported && { exportName: exportNameOf(build.stage, name) }),
  });
}

export const exportNameOf = (stage: Stage, output: string) => nameOf(stage, output);

/** Sets whether a resource with data is deleted with its stack or retained, by the stage's policy. */
export function keep(build: Build, resource: CfnResource): void {
  resource.applyRemovalPolicy(build.stage.policy.retains ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
}

/** The ARN of a resource with a fixed name, without a reference that would couple two stacks. */
export const arn = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

export const busNameOf = (stage: Stage): string => `lifeos-${stage.name}`;
export const busArnOf = (stage: Stage): string => arn("events", `event-bus/${busNameOf(stage)}`);

/** Bucket names are global, so this one contains account and region. */
export const mailBucketOf = (stage: Stage): string => `${nameOf(stage, "mail")}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
/** The folders of core/ingest/mail-store. */
export const mailFolders = { incoming: "incoming/", kept: "raw/" } as const;
export const mailBucketArnOf = (stage: Stage): string => `arn:${Aws.PARTITION}:s3:::${mailBucketOf(stage)}`;

export const apiIdOutput = (pillar: string): string => `${pascal(pillar)}ApiId`;
export const functionUrlOutput = (context: string): string => `${pascal(context)}FunctionUrl`;
