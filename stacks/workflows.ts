/**
 * The connection to Inngest: the queue of events for it with its forwarder, and a Lambda with a function URL for each context.
 */
import type { Stack } from "aws-cdk-lib/core";
import { type Build, stackOf } from "./build.ts";
import { functionUrlOf } from "./function-url.ts";
import { functionRole, lambdaOf, logGroupOf } from "./lambda.ts";
import { syncDuration } from "./logged-metrics.ts";
import { measure } from "./measure.ts";
import { grantsOf, putEvents } from "./permissions.ts";
import { consumerOf } from "./queue.ts";
import { consumedQueues, feedsWorkflows } from "./queue-names.ts";
import { pascal } from "./stage.ts";

/** CloudFront's longest wait for an origin. A step that takes longer should be split. */
export const SERVE_TIMEOUT_SECONDS = 60;
/** Steps parse mail and PDFs, and an instance runs many steps of one context. */
const SERVE_MEMORY_MB = 1_024;

/** The path of a context at the edge, which Inngest calls. */
export const servePath = (context: string): string => `/workflows/${context}`;

export function workflowsStack(build: Build): Stack {
  const stack = stackOf(build, "workflows");
  const logGroup = logGroupOf(build, stack);
  for (const consumer of consumedQueues(build.manifest).filter(feedsWorkflows))
    consumerOf(build, stack, consumer, logGroup);

  measure(stack, build.stage, logGroup.ref, syncDuration);
  for (const serve of build.manifest.serves) {
    const id = pascal(serve.context);
    const role = functionRole(build, stack, `${id}Role`, {
      logGroup,
      statements: [putEvents(build), ...grantsOf(build, serve.uses)],
    });
    const handler = lambdaOf(build, stack, {
      place: serve,
      role,
      logGroup,
      timeoutSeconds: SERVE_TIMEOUT_SECONDS,
      memoryMb: SERVE_MEMORY_MB,
    });
    functionUrlOf(build, stack, handler, { id, name: serve.context, streams: false });
  }
  return stack;
}
