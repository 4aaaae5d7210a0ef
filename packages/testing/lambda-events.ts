/**
 * Events as AWS passes them to Lambdas, with every field in its documentation, including those that LifeOS does not read: a
 * handler that fails because of one would otherwise fail only in production.
 */
import { randomUUID } from "node:crypto";

const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

export interface HttpRequest {
  method: string;
  /** The route as declared: `/v1/health/meals/{mealId}`. */
  route: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** An object is sent as JSON, bytes as base64. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The identity from the authorizer; anonymous by default. */
  identity?: Record<string, string | number | boolean>;
}

/** API Gateway HTTP API, payload format 2.0, behind a Lambda authorizer with simple responses. */
export function apiGatewayEvent(request: HttpRequest) {
  const { method, route, params, query, body, identity = { anonymous: true } } = request;
  const rawPath = route.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ""));
  const isBase64Encoded = Buffer.isBuffer(body);
  return {
    version: "2.0" as const,
    routeKey: `${method} ${route}`,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    cookies: ["theme=dark", "consent=1"],
    headers: {
      accept: "application/json",
      "accept-encoding": "gzip, deflate, br",
      "accept-language": "de-DE,de;q=0.9,en;q=0.8",
      authorization: "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl",
      "cache-control": "no-cache",
      "content-length": String(body === undefined ? 0 : Buffer.byteLength(textOf(body))),
      host: "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
      "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15",
      "x-amzn-trace-id": "Root=1-67891233-abcdef012345678912345678",
      "x-forwarded-for": "203.0.113.17, 130.176.0.92",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...request.headers,
    } as Record<string, string>,
    ...(query && { queryStringParameters: query }),
    ...(params && { pathParameters: params }),
    stageVariables: { stage: "test" },
    requestContext: {
      accountId: ACCOUNT,
      apiId: "a1b2c3d4e5",
      authorizer: { lambda: identity },
      domainName: "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
      domainPrefix: "a1b2c3d4e5",
      http: {
        method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: "203.0.113.17",
        userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15",
      },
      requestId: `${randomUUID().slice(0, 13)}=`,
      routeKey: `${method} ${route}`,
      stage: "$default",
      time: "02/Mar/2026:12:00:00 +0000",
      timeEpoch: 1_772_452_800_000,
    },
    ...(body !== undefined && { body: isBase64Encoded ? body.toString("base64") : textOf(body) }),
    isBase64Encoded,
  };
}

const textOf = (body: unknown) =>
  Buffer.isBuffer(body) ? body.toString("base64") : typeof body === "string" ? body : JSON.stringify(body);

/** A request to a function URL, in payload format 2.0 with a route of its own and without an authorizer. */
export function functionUrlEvent({
  path,
  headers,
  ...request
}: Pick<HttpRequest, "method" | "query" | "headers" | "body"> & { path: string }) {
  const host = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-central-1.on.aws";
  const { cookies, stageVariables, ...event } = apiGatewayEvent({
    ...request,
    route: path,
    headers: { host, ...headers },
  });
  const { authorizer, routeKey, ...requestContext } = event.requestContext;
  return {
    ...event,
    routeKey: "$default",
    requestContext: { ...requestContext, routeKey: "$default", domainName: host, domainPrefix: host.split(".")[0] },
  };
}

/** A request of API Gateway to a Lambda authorizer, payload format 2.0. */
export function authorizerEvent(authorization?: string) {
  const { version, routeKey, rawPath, rawQueryString, cookies, headers, requestContext } = apiGatewayEvent({
    method: "GET",
    route: "/v1/health/meals",
  });
  const { authorizer, ...context } = requestContext;
  const { authorization: _, ...others } = headers;
  return {
    version,
    type: "REQUEST" as const,
    routeArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:a1b2c3d4e5/$default/GET/v1/health/meals`,
    identitySource: authorization === undefined ? [] : [authorization],
    routeKey,
    rawPath,
    rawQueryString,
    cookies,
    headers: { ...others, ...(authorization !== undefined && { authorization }) } as Record<string, string>,
    requestContext: context,
    pathParameters: {},
    stageVariables: {},
  };
}

/** An event as EventBridge delivers it: a CloudEvent of LifeOS, or an event of AWS itself. */
export function eventBridgeEvent(event: {
  source: string;
  type: string;
  detail: unknown;
  id?: string;
  resources?: string[];
}) {
  return {
    version: "0",
    id: event.id ?? randomUUID(),
    "detail-type": event.type,
    source: event.source,
    account: ACCOUNT,
    time: "2026-03-02T12:00:00Z",
    region: REGION,
    resources: event.resources ?? [],
    detail: event.detail,
  };
}

/** A batch of SQS, one record for each body, as Lambda polls it. */
export function sqsEvent(queue: string, bodies: readonly unknown[]) {
  return {
    Records: bodies.map((body) => ({
      messageId: randomUUID(),
      receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a+fixture==",
      body: typeof body === "string" ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1772452800000",
        SenderId: "AIDAIENQZJOLO23YVJ4VO",
        ApproximateFirstReceiveTimestamp: "1772452800011",
        AWSTraceHeader: "Root=1-67891233-abcdef012345678912345678;Sampled=0",
      },
      messageAttributes: {},
      md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
      eventSource: "aws:sqs",
      eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`,
      awsRegion: REGION,
    })),
  };
}

/** The default event of EventBridge Scheduler, for a target without an input of its own. */
export function schedulerEvent(name: string) {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: ACCOUNT,
    time: "2026-03-02T12:00:00Z",
    region: REGION,
    resources: [`arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/${name}`],
    detail: "{}",
  };
}

/**
 * The context beside an event, without its function `getRemainingTimeInMillis`, which a message between processes cannot contain.
 */
export function lambdaContext(functionName: string) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${functionName}`,
    memoryLimitInMB: "512",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "2026/03/02/[$LATEST]0123456789abcdef0123456789abcdef",
  };
}
