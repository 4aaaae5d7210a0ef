/** Function URLs, which the edge calls where there is no API: that of a context of workflows, and that of each stream. */
import { type CfnFunction, CfnPermission, CfnUrl, type CfnUrlProps } from "aws-cdk-lib/aws-lambda";
import { type Stack, Validations } from "aws-cdk-lib/core";
import { type Build, functionUrlOutput, output } from "./build.ts";
import { hostOf } from "./lambda.ts";

/**
 * Its host is exported under `name`. IAM cannot guard it: CloudFront signs no body that its client has not hashed, and neither Inngest nor
 * browsers hash. What guards it is the edge's origin secret, which the adapters check, and who is calling, which they check too.
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
  // Since late 2025 a URL needs this one too; its condition lets nobody in by another way than the URL.
  new CfnPermission(stack, `${id}InvokePermission`, {
    action: "lambda:InvokeFunction",
    functionName: handler.ref,
    principal: "*",
    invokedViaFunctionUrl: true,
  });
  output(build, stack, functionUrlOutput(name), hostOf(url.attrFunctionUrl), true);
}
