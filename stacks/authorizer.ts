/** The Lambda that authenticates callers for every API. The APIs invoke it by its name, through roles of their own. */
import type { Stack } from "aws-cdk-lib/core";
import { type Build, stackOf } from "./build.ts";
import { functionRole, lambdaOf, logGroupOf } from "./lambda.ts";
import { putEvents } from "./permissions.ts";

/** API Gateway waits ten seconds for an authorizer. */
const TIMEOUT_SECONDS = 10;

export function authorizerStack(build: Build): Stack {
  const stack = stackOf(build, "authorizer");
  const logGroup = logGroupOf(build, stack);
  // It creates accounts at their first use, which emits an event.
  const role = functionRole(build, stack, "Role", { logGroup, statements: [putEvents(build)] });
  lambdaOf(build, stack, { place: build.manifest.authorizer, role, logGroup, timeoutSeconds: TIMEOUT_SECONDS });
  return stack;
}
