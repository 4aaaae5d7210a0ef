/**
 * The Lambda that runs the model of embeddings, with its weights: other functions invoke it by its name, and it reaches nothing. It is none
 * of the declarations of functions/, since nothing in the world triggers it.
 */
import type { Stack } from "aws-cdk-lib/core";
import type { Place } from "../packages/contract/manifest.ts";
import { type Build, stackOf } from "./build.ts";
import { lambdaOf, logGroupOf, roleOf } from "./lambda.ts";
import { writeLogs, writeTraces } from "./permissions.ts";
import { embedder } from "./stage.ts";

/** The weights and TensorFlow.js take 400 MB; computing power comes with memory. */
const MEMORY_MB = 1_769;
const TIMEOUT_SECONDS = 60;

/** scripts/build/embedder.ts makes its bundle. */
export const embedderPlace: Place = {
  name: embedder,
  file: "packages/cloud/src/embedding/lambda.ts",
  export: "handler",
};

export function embedderStack(build: Build): Stack {
  const stack = stackOf(build, "embedder");
  const logGroup = logGroupOf(build, stack);
  const role = roleOf(stack, "Role", "lambda.amazonaws.com", [writeLogs(logGroup), writeTraces()]);
  lambdaOf(build, stack, {
    place: embedderPlace,
    role,
    logGroup,
    timeoutSeconds: TIMEOUT_SECONDS,
    memoryMb: MEMORY_MB,
  });
  return stack;
}
