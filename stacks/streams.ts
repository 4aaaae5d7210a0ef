/** Streams: each a Lambda with a function URL that streams, for API Gateway hands on an answer only when it is whole. */
import type { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import type { Stack } from "aws-cdk-lib/core";
import type { Manifest } from "../packages/contract/manifest.ts";
import type { Build } from "./build.ts";
import { allowedOrigins } from "./cors.ts";
import { functionUrlOf } from "./function-url.ts";
import { functionRole, lambdaOf } from "./lambda.ts";
import { grantsOf, putEvents } from "./permissions.ts";
import { pascal } from "./stage.ts";

type StreamPlace = Manifest["streams"][number];

/**
 * How long one connection lasts, at whose end the client connects again. Lambda would take 15 minutes; but it does not tell a function that
 * its reader has left, and what a revoked key began goes on for as long.
 */
export const STREAM_TIMEOUT_SECONDS = 300;

/** The longest silence that CloudFront takes for an origin that is alive. Adapters send a comment four times as often. */
export const STREAM_SILENCE_SECONDS = 60;

export function streamOf(build: Build, stack: Stack, stream: StreamPlace, logGroup: CfnLogGroup): void {
  const id = pascal(stream.name);
  // It asks the authorizer itself, which provisions people on first sight, and that is an event.
  const statements = [putEvents(build), ...grantsOf(build, stream.uses)];
  const role = functionRole(build, stack, `${id}Role`, { logGroup, statements });
  const handler = lambdaOf(build, stack, { place: stream, role, logGroup, timeoutSeconds: STREAM_TIMEOUT_SECONDS });
  functionUrlOf(build, stack, handler, {
    id,
    name: stream.name,
    streams: true,
    cors: allowedOrigins(build, stack, ["GET"]),
  });
}
