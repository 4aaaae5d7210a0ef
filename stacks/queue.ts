/** A consumer on AWS: rules that fill a queue, a Lambda that reads it, and a dead-letter queue for failures of both. */
import { CfnRule } from "aws-cdk-lib/aws-events";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import { CfnQueue, CfnQueuePolicy } from "aws-cdk-lib/aws-sqs";
import type { Stack } from "aws-cdk-lib/core";
import { MAX_RECEIVES } from "#cloud/queue-consumer";
import { type Build, busNameOf, mailBucketOf } from "./build.ts";
import { functionRole, lambdaOf } from "./lambda.ts";
import { grantsOf, onlyOverTls, putEvents, receive } from "./permissions.ts";
import { type Consumed, deadLetterConsumers, deadQueueNameOf, queueNameOf } from "./queue-names.ts";
import { functionNameOf, pascal, type Stage } from "./stage.ts";

const DAY_SECONDS = 24 * 3_600;

/**
 * The rules and the Lambda use the same dead-letter queue for what they cannot deliver or process. The outbox deletes an event as
 * soon as one queue has delivered it, so no rule may drop it; in the dead-letter queue it is recorded and can be redriven.
 */
export function consumerOf(build: Build, stack: Stack, consumer: Consumed, logGroup: CfnLogGroup): void {
  const id = pascal(consumer.id);
  const { stage } = build;
  const dead = deadQueueOf(stack, `${id}Dead`, deadQueueNameOf(stage, consumer.id));
  const queue = new CfnQueue(stack, `${id}Queue`, {
    queueName: queueNameOf(stage, consumer.id),
    sqsManagedSseEnabled: true,
    // A moved message keeps its age, so the time here must leave time in the dead-letter queue.
    messageRetentionPeriod: 4 * DAY_SECONDS,
    // Six times the function's timeout is what AWS recommends for a queue that a Lambda reads.
    visibilityTimeout: 6 * consumer.timeoutSeconds,
    receiveMessageWaitTimeSeconds: 20,
    redrivePolicy: { deadLetterTargetArn: dead.attrArn, maxReceiveCount: MAX_RECEIVES },
  });

  const rules = patternsOf(stage, consumer).map((eventPattern, i) => {
    const number = i === 0 ? "" : String(i + 1);
    return new CfnRule(stack, `${id}Rule${number}`, {
      name: `${queueNameOf(stage, consumer.id)}${number && `-${number}`}`,
      description: `Fills the queue of ${consumer.id}`,
      // AWS's own services publish only on the account's default bus.
      ...(!isOfAws(consumer.pattern) && { eventBusName: busNameOf(stage) }),
      eventPattern,
      state: "ENABLED",
      targets: [
        {
          id: "queue",
          arn: queue.attrArn,
          deadLetterConfig: { arn: dead.attrArn },
          retryPolicy: { maximumEventAgeInSeconds: DAY_SECONDS, maximumRetryAttempts: 185 },
        },
      ],
    });
  });
  for (const [name, target] of [
    ["Queue", queue],
    ["Dead", dead],
  ] as const) {
    new CfnQueuePolicy(stack, `${id}${name}Policy`, {
      queues: [target.ref],
      policyDocument: {
        Version: "2012-10-17",
        Statement: [mayFill(rules, target), onlyOverTls("sqs", target.attrArn)],
      },
    });
  }

  const role = functionRole(build, stack, `${id}Role`, {
    logGroup,
    statements: [receive([queue.attrArn]), putEvents(build), ...grantsOf(build, consumer.uses)],
  });
  const handler = lambdaOf(build, stack, { place: consumer, role, logGroup, timeoutSeconds: consumer.timeoutSeconds });
  new CfnEventSourceMapping(stack, `${id}Source`, {
    eventSourceArn: queue.attrArn,
    functionName: handler.ref,
    batchSize: consumer.batchSize,
    maximumBatchingWindowInSeconds: consumer.batchWindowSeconds,
    functionResponseTypes: ["ReportBatchItemFailures"],
    scalingConfig: { maximumConcurrency: stage.policy.batchesAtOnce },
  });
  readByDeadLetterConsumers(build, stack, id, dead);
}

/** The dead-letter queue of a queue. It has no dead-letter queue of its own. */
export function deadQueueOf(stack: Stack, id: string, name: string): CfnQueue {
  return new CfnQueue(stack, id, {
    queueName: name,
    sqsManagedSseEnabled: true,
    messageRetentionPeriod: 14 * DAY_SECONDS,
    // Its readers have shorter timeouts.
    visibilityTimeout: 6 * 60,
  });
}

const mayFill = (rules: CfnRule[], queue: CfnQueue) => ({
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: ["sqs:SendMessage"],
  Resource: queue.attrArn,
  Condition: { ArnEquals: { "aws:SourceArn": rules.map((rule) => rule.attrArn) } },
});

/**
 * Lets the consumers of dead letters read a dead-letter queue. Their functions are in the events stack, so they are referred to
 * by name.
 */
function readByDeadLetterConsumers(build: Build, stack: Stack, id: string, dead: CfnQueue): void {
  for (const recorder of deadLetterConsumers(build.manifest)) {
    new CfnEventSourceMapping(stack, `${id}${pascal(recorder.id)}Source`, {
      eventSourceArn: dead.attrArn,
      functionName: functionNameOf(build.stage, recorder.name),
      batchSize: recorder.batchSize,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
    });
  }
}

const isOfAws = (pattern: Record<string, unknown>): boolean =>
  ((pattern.source ?? []) as unknown[]).some((source) => typeof source === "string" && source.startsWith("aws."));

/** The declared pattern; for readers of mail it is restricted to objects of this stage's mail bucket. */
export function patternOf(stage: Stage, { pattern, uses }: Consumed): Record<string, unknown> {
  if (!isOfAws(pattern) || !uses?.includes("mail")) return pattern;
  return { ...pattern, detail: { ...(pattern.detail as object), bucket: { name: [mailBucketOf(stage)] } } };
}

/** The quota for the length of a pattern, in characters. */
const MAX_PATTERN_LENGTH = 2_048;

/** The pattern, or several that share its types when it is too long: one for each rule, all for the same queue. */
function patternsOf(stage: Stage, consumer: Consumed): Record<string, unknown>[] {
  const pattern = patternOf(stage, consumer);
  const types = pattern["detail-type"] as string[] | undefined;
  if (types === undefined) return [pattern];
  const room = MAX_PATTERN_LENGTH - JSON.stringify({ ...pattern, "detail-type": [] }).length;
  const parts: string[][] = [];
  let left = 0;
  for (const type of types) {
    const length = JSON.stringify(type).length + 1;
    if (length > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)!.push(type);
    left -= length;
  }
  return parts.map((part) => ({ ...pattern, "detail-type": part }));
}
