/** Which pages of other origins browsers let call the APIs and the streams. */
import { Aws, CfnCondition, Fn, type Stack, Token } from "aws-cdk-lib/core";
import { type Build, parameter } from "./build.ts";

/** What browsers may send and see, as the local gateway has it. */
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

/** Answered before functions are called, preflights too: so browsers never need to be let through to one. */
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
