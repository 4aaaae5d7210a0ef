/**
 * The bus, its archive, and who reads the dead-letter queues of all consumers. The consumers themselves are in the stacks of their
 * pillars, which come after this one: a queue is given to a reader that has to be there.
 */
import { CfnArchive, CfnEventBus } from "aws-cdk-lib/aws-events";
import type { Stack } from "aws-cdk-lib/core";
import { type Build, busNameOf, keep, output, stackOf } from "./build.ts";
import { functionRole, lambdaOf, logGroupOf, variablesFor } from "./lambda.ts";
import { grantsOf, putEvents, readDeadLetters } from "./permissions.ts";
import { undertakers } from "./queue-names.ts";
import { pascal } from "./stage.ts";

export function eventsStack(build: Build): Stack {
  const { stage, manifest } = build;
  const stack = stackOf(build, "events");
  const bus = new CfnEventBus(stack, "Bus", { name: busNameOf(stage), description: "What happens in LifeOS" });
  const archive = new CfnArchive(stack, "Archive", {
    archiveName: busNameOf(stage),
    description: "For replaying events to a consumer that was added or mended later",
    sourceArn: bus.attrArn,
    eventPattern: { source: [{ prefix: "lifeos/" }] },
    retentionDays: stage.policy.archiveRetentionDays,
  });
  keep(build, archive);

  const logGroup = logGroupOf(build, stack);
  for (const undertaker of undertakers(manifest)) {
    const role = functionRole(build, stack, `${pascal(undertaker.id)}Role`, {
      logGroup,
      statements: [readDeadLetters(build), putEvents(build), ...grantsOf(build, undertaker.uses)],
    });
    const { timeoutSeconds } = undertaker;
    // It reads from the name of a queue whose dead letters these are.
    const variables = variablesFor(build, "queues");
    lambdaOf(build, stack, { place: undertaker, role, logGroup, timeoutSeconds, variables });
  }

  output(build, stack, "EventBusName", busNameOf(stage));
  output(build, stack, "EventBusArn", bus.attrArn);
  return stack;
}
