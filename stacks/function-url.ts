/** Function URLs, which the edge calls where there is no API: for each context of workflows, and for each stream. */
import { type CfnFunction, CfnPermission, CfnUrl, type CfnUrlProps } from "aws-cdk-lib/aws-lambda";
import { type Stack, Validations } from "aws-cdk-lib/core";
import { type Build, functionUrlOutput, output } from "./build.ts";
import { hostOf } from "./lambda.ts";

/**
 * The function URL of a function; its host is exported under `name`. IAM cannot protect it: CloudFront can sign only requests
 * whose client has sent a hash of the body, which neither Inngest nor browsers do. It is protected by the edge's origin secret
 * and by authentication, both checked by the adapters.
 */
export function functionUrlOf(
  build: Build,
  stack: Stack,
  handler: CfnFunction,
  { id, name, streams, cors }: { id: string; name: string; streams: boolean; cors?: CfnUrlProps["cors"] },
): void {
  const url = new CfnUrl(stack, `${id}Url`, {
    targetFunctionArn: handler.attrArn,
    authType: "NONE",
    invokeMode: streams ? "RESPONSE_STREAM" : "BUFFERED",
    cors,
  });
  // What the validation reads as an origin that is empty is left out by a condition (cors.ts), which it does not evaluate.
  if (cors)
    Validations.of(url).acknowledge({ id: "CloudFormation-Validate::F3033", reason: "left out without origins" });
  new CfnPermission(stack, `${id}UrlPermission`, {
    action: "lambda:InvokeFunctionUrl",
    functionName: handler.ref,
    principal: "*",
    functionUrlAuthType: "NONE",
  });
  // Function URLs created since late 2025 also need this permission; its condition restricts it to calls through the URL.
  new CfnPermission(stack, `${id}InvokePermission`, {
    action: "lambda:InvokeFunction",
    functionName: handler.ref,
    principal: "*",
    invokedViaFunctionUrl: true,
  });
  output(build, stack, functionUrlOutput(name), hostOf(url.attrFunctionUrl), true);
}
