/** Cross-origin requests (CORS) to the APIs and the streams. */
import { Aws, CfnCondition, Fn, type Stack, Token } from "aws-cdk-lib/core";
import { cors } from "#cloud/cors";
import { type Build, parameter } from "./build.ts";

/** API Gateway answers preflights without calling functions. */
export function allowedOrigins(build: Build, stack: Stack, methods = cors.allowMethods) {
  const origins = parameter(build, stack, "CorsOrigins");
  const known = stack.node.tryFindChild("HasCorsOrigins") as CfnCondition | undefined;
  const expression = Fn.conditionNot(Fn.conditionEquals(Fn.join(",", origins.valueAsList), ""));
  const some = known ?? new CfnCondition(stack, "HasCorsOrigins", { expression });
  const configuration = {
    AllowOrigins: origins.valueAsList,
    AllowMethods: methods,
    AllowHeaders: cors.allowHeaders,
    ExposeHeaders: cors.exposeHeaders,
    MaxAge: cors.maxAge,
  };
  return Token.asAny(Fn.conditionIf(some.logicalId, configuration, Aws.NO_VALUE));
}
