/**
 * The bus, its archive, and the consumers of dead-letter queues. Other consumers are in the stacks of their pillars, which come
 * after this one because each dead-letter queue refers to the functions that read it.
 */
import { CfnArchive, CfnEventBus } from "aws-cdk-lib/aws-events";
import type { Stack } from "aws-cdk-lib/core";
import { type Build, busNameOf, keep, output, stackOf } from "./build.ts";
import { functionRole, lambdaOf, logGroupOf, variablesFor } from "./lambda.ts";
import { grantsOf, putEvents, readDeadLetters } from "./permissions.ts";
import { deadLetterConsumers } from "./queue-names.ts";
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
  for (const recorder of deadLetterConsumers(manifest)) {
    const role = functionRole(build, stack, `${pascal(recorder.id)}Role`, {
      logGroup,
      statements: [readDeadLetters(build), putEvents(build), ...grantsOf(build, recorder.uses)],
    });
    const { timeoutSeconds } = recorder;
    // It derives the consumer from the name of a dead-letter queue.
    const variables = variablesFor(build, "queues");
    lambdaOf(build, stack, { place: recorder, role, logGroup, timeoutSeconds, variables });
  }

  output(build, stack, "EventBusName", busNameOf(stage));
  output(build, stack, "EventBusArn", bus.attrArn);
  return stack;
}
