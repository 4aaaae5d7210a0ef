/** Schedules: EventBridge Scheduler invokes a Lambda, in the schedule's own time zone. */
import { CfnEventInvokeConfig } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule, CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { CfnQueuePolicy } from "aws-cdk-lib/aws-sqs";
import type { Stack } from "aws-cdk-lib/core";
import type { Manifest } from "../packages/contract/manifest.ts";
import { type Build, stackOf } from "./build.ts";
import { functionArnsUnder, functionRole, lambdaOf, logGroupOf, roleOf } from "./lambda.ts";
import { modelCost, outboxAge } from "./logged-metrics.ts";
import { measure } from "./measure.ts";
import { grantsOf, invoke, onlyOverTls, putEvents, send } from "./permissions.ts";
import { deadQueueOf } from "./queue.ts";
import { nameOf, pascal, type Stage } from "./stage.ts";

type Schedule = Manifest["schedules"][number];

export const scheduleDeadQueueNameOf = (stage: Stage): string => nameOf(stage, "schedules-dead");

/** A run that is an hour late would overlap with later ones. */
const MAX_AGE_SECONDS = 3_600;

export function schedulesStack(build: Build): Stack {
  const { stage, manifest } = build;
  const stack = stackOf(build, "schedules");
  const logGroup = logGroupOf(build, stack);
  const group = new CfnScheduleGroup(stack, "Group", { name: nameOf(stage, "schedules") });
  const dead = deadQueueOf(stack, "Dead", scheduleDeadQueueNameOf(stage));
  new CfnQueuePolicy(stack, "DeadPolicy", {
    queues: [dead.ref],
    policyDocument: { Version: "2012-10-17", Statement: [onlyOverTls("sqs", dead.attrArn)] },
  });

  const handlers = manifest.schedules.map((schedule) => ({ schedule, handler: handlerOf(schedule) }));
  // `household.schedules` of `household.schedules.noteExpiring`: the functions of a file share this prefix.
  const folders = [...new Set(manifest.schedules.map(({ name }) => name.slice(0, name.lastIndexOf("."))))];
  const scheduler = roleOf(stack, "SchedulerRole", "scheduler.amazonaws.com", [
    invoke(folders.map((folder) => functionArnsUnder(stage, folder))),
    send([dead.attrArn]),
  ]);
  for (const { schedule, handler } of handlers) {
    new CfnSchedule(stack, `${pascal(schedule.id)}Schedule`, {
      name: schedule.id.replaceAll(".", "-"),
      groupName: group.ref,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: schedule.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      state: "ENABLED",
      target: {
        arn: handler.attrArn,
        roleArn: scheduler.attrArn,
        retryPolicy: { maximumEventAgeInSeconds: MAX_AGE_SECONDS, maximumRetryAttempts: 5 },
        deadLetterConfig: { arn: dead.attrArn },
      },
    });
  }

  measure(stack, stage, logGroup.ref, outboxAge);
  measure(stack, stage, logGroup.ref, modelCost);
  return stack;

  function handlerOf(schedule: Schedule) {
    const id = pascal(schedule.id);
    const role = functionRole(build, stack, `${id}Role`, {
      logGroup,
      statements: [putEvents(build), send([dead.attrArn]), ...grantsOf(build, schedule.uses)],
    });
    const { timeoutSeconds } = schedule;
    const handler = lambdaOf(build, stack, { place: schedule, role, logGroup, timeoutSeconds });
    // Scheduler invokes the function asynchronously, so retries after an error are configured at the function.
    new CfnEventInvokeConfig(stack, `${id}Retries`, {
      functionName: handler.ref,
      qualifier: "$LATEST",
      maximumRetryAttempts: 1,
      maximumEventAgeInSeconds: MAX_AGE_SECONDS,
      destinationConfig: { onFailure: { destination: dead.attrArn } },
    });
    return handler;
  }
}
