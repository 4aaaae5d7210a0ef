/** Cross-origin requests (CORS) to the APIs and the streams. */
import { Aws, CfnCondition, Fn, type Stack, Token } from "aws-cdk-lib/core";
import { type Build, parameter } from "./build.ts";

/** The headers that browsers may send and read, the same as in the local gateway. */
export const cors = {
  allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  allowHeaders: [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "last-event-id",
    "x-request-id",
    "x-client-version",
    "x-client-platform",
    "x-client-timezone",
  ],
  exposeHeaders: [
    "etag",
    "location",
    "allow",
    "content-disposition",
    "x-request-id",
    "idempotent-replayed",
    "retry-after",
    "ratelimit",
    "ratelimit-policy",
    "www-authenticate",
  ],
  maxAge: 600,
};

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
