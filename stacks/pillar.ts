/**
 * A pillar: an HTTP API with a Lambda for each endpoint, its streams, and its consumers. An endpoint takes three resources
 * (because of the role that API Gateway assumes, functions need no permissions of their own), a stream five, and a consumer nine.
 * A stack has at most 500, for example 100 endpoints and 20 consumers.
 */
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from "aws-cdk-lib/aws-apigatewayv2";
import type { CfnRole } from "aws-cdk-lib/aws-iam";
import { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import { Aws, type Stack } from "aws-cdk-lib/core";
import type { Manifest } from "../packages/contract/manifest.ts";
import { apiIdOutput, type Build, keep, output, stackOf } from "./build.ts";
import { allowedOrigins } from "./cors.ts";
import { functionArnOf, functionArnsUnder, functionRole, lambdaOf, logGroupOf, roleOf } from "./lambda.ts";
import { grantsOf, invoke, putEvents } from "./permissions.ts";
import { consumerOf } from "./queue.ts";
import { consumedQueues, consumingPillars, feedsWorkflows, pillarOf } from "./queue-names.ts";
import { nameOf, pascal } from "./stage.ts";
import { streamOf } from "./streams.ts";

type Endpoint = Manifest["endpoints"][number];

export const pillarsWithApi = (manifest: Manifest): string[] =>
  [...new Set(manifest.endpoints.map((one) => one.pillar))].toSorted();

/** The pillars with an API, streams or consumers. */
export const pillarsOf = (manifest: Manifest): string[] =>
  [
    ...new Set([
      ...pillarsWithApi(manifest),
      ...manifest.streams.map(({ pillar }) => pillar),
      ...consumingPillars(manifest),
    ]),
  ].toSorted();

/** API Gateway's timeout is 30 seconds; the function should answer before that. */
const TIMEOUT_SECONDS = 29;
/** What reads mail does so in a process beside its own. */
const MAIL_MEMORY_MB = 1_024;

export function pillarStack(build: Build, pillar: string): Stack {
  const stack = stackOf(build, pillar);
  const logGroup = logGroupOf(build, stack);
  const endpoints = build.manifest.endpoints.filter((one) => one.pillar === pillar);
  if (endpoints.length > 0) apiOf(build, stack, logGroup, { pillar, endpoints });
  for (const stream of build.manifest.streams) if (stream.pillar === pillar) streamOf(build, stack, stream, logGroup);
  for (const consumer of consumedQueues(build.manifest))
    if (pillarOf(consumer) === pillar && !feedsWorkflows(consumer)) consumerOf(build, stack, consumer, logGroup);
  return stack;
}

interface Served {
  pillar: string;
  endpoints: Endpoint[];
}

function apiOf(build: Build, stack: Stack, logGroup: CfnLogGroup, { pillar, endpoints }: Served): void {
  const { stage } = build;
  const api = new CfnApi(stack, "Api", {
    name: nameOf(stage, pillar),
    protocolType: "HTTP",
    corsConfiguration: allowedOrigins(build, stack),
  });
  deploy(build, stack, api);

  const rolesOfFunctions = new Map<string, CfnRole>();
  const functions = endpoints.map((endpoint) =>
    lambdaOf(build, stack, {
      place: endpoint,
      role: roleFor(endpoint),
      logGroup,
      timeoutSeconds: TIMEOUT_SECONDS,
      ...(endpoint.uses?.includes("mail") && { memoryMb: MAIL_MEMORY_MB }),
      variables: endpoint.siblings ? { PATH_SIBLINGS: JSON.stringify(endpoint.siblings) } : {},
    }),
  );
  // The role that API Gateway assumes to call the functions and the authorizer.
  const gateway = roleOf(stack, "GatewayRole", "apigateway.amazonaws.com", [
    invoke([functionArnOf(stage, build.manifest.authorizer), functionArnsUnder(stage, pillar)]),
  ]);

  const authorizer = endpoints.some(isAuthorized) ? authorizerOf(build, stack, api, gateway) : undefined;
  for (const [i, endpoint] of endpoints.entries()) {
    const id = pascal(endpoint.name);
    const integration = new CfnIntegration(stack, `${id}Integration`, {
      apiId: api.ref,
      integrationType: "AWS_PROXY",
      payloadFormatVersion: "2.0",
      integrationUri: functions[i]!.attrArn,
      credentialsArn: gateway.attrArn,
      timeoutInMillis: 30_000,
    });
    new CfnRoute(stack, `${id}Route`, {
      apiId: api.ref,
      routeKey: `${endpoint.method} ${endpoint.path}`,
      target: `integrations/${integration.ref}`,
      operationName: endpoint.name.slice(0, 64),
      ...(isAuthorized(endpoint) ? { authorizationType: "CUSTOM", authorizerId: authorizer!.ref } : {}),
    });
  }
  output(build, stack, apiIdOutput(pillar), api.ref, true);
  output(build, stack, `${pascal(pillar)}ApiEndpoint`, api.attrApiEndpoint);

  /** Endpoints that use more than the database have a role of their own, so that others do not get its permissions. */
  function roleFor({ uses = [] }: Endpoint): CfnRole {
    const id = `${[...uses].sort().map(pascal).join("")}Role`;
    const known = rolesOfFunctions.get(id);
    if (known) return known;
    const writes = endpoints.some((one) => one.method !== "GET");
    const statements = [...(writes ? [putEvents(build)] : []), ...grantsOf(build, uses)];
    const made = functionRole(build, stack, id, { logGroup, statements });
    rolesOfFunctions.set(id, made);
    return made;
  }
}

const isAuthorized = (endpoint: Endpoint): boolean => endpoint.access !== "public";

function deploy(build: Build, stack: Stack, api: CfnApi): void {
  const { stage } = build;
  // Log groups with this prefix receive logs without a resource policy, which would grow by one entry for each API.
  const accessLogs = new CfnLogGroup(stack, "AccessLogs", {
    logGroupName: `/aws/vendedlogs/lifeos/${stage.name}/${stack.node.id}/access`,
    retentionInDays: stage.policy.logRetentionDays,
  });
  keep(build, accessLogs);
  const format = {
    requestId: "$context.requestId",
    time: "$context.requestTimeEpoch",
    routeKey: "$context.routeKey",
    status: "$context.status",
    latencyMs: "$context.responseLatency",
    integrationMs: "$context.integrationLatency",
    bytes: "$context.responseLength",
    userId: "$context.authorizer.userId",
    error: "$context.error.message",
    integrationError: "$context.integrationErrorMessage",
  };
  new CfnStage(stack, "Stage", {
    apiId: api.ref,
    stageName: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: accessLogs.attrArn, format: JSON.stringify(format) },
    defaultRouteSettings: {
      throttlingRateLimit: stage.policy.requestsPerSecond,
      throttlingBurstLimit: stage.policy.requestBurst,
    },
  });
}

function authorizerOf(build: Build, stack: Stack, api: CfnApi, role: CfnRole): CfnAuthorizer {
  const { authorizer } = build.manifest;
  const functionArn = functionArnOf(build.stage, authorizer);
  return new CfnAuthorizer(stack, "Authorizer", {
    apiId: api.ref,
    name: authorizer.export,
    authorizerType: "REQUEST",
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    authorizerResultTtlInSeconds: authorizer.cacheSeconds,
    // Without this header API Gateway refuses requests with an unhelpful message of its own; the edge adds it.
    identitySource: ["$request.header.Authorization"],
    authorizerUri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    authorizerCredentialsArn: role.attrArn,
  });
}
