/** Streams: each is a Lambda with a streaming function URL, because API Gateway passes on only complete answers. */
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
 * The duration of one connection, after which the client reconnects. Lambda would allow 15 minutes, but a function is not told
 * that its reader has left, and a stream that began with a since revoked key goes on until then.
 */
export const STREAM_TIMEOUT_SECONDS = 300;

/** The longest silence after which CloudFront gives an origin up. Adapters send a comment four times as often. */
export const STREAM_SILENCE_SECONDS = 60;

export function streamOf(build: Build, stack: Stack, stream: StreamPlace, logGroup: CfnLogGroup): void {
  const id = pascal(stream.name);
  // It calls the authorizer itself, which creates accounts at their first use and then emits an event.
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
