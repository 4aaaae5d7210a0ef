/** The shapes AWS hands to a Lambda, as far as LifeOS reads them (API Gateway HTTP API payload 2.0, SQS, EventBridge). */

export interface HttpEvent {
  version: "2.0";
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  headers: Record<string, string | undefined>;
  /** The pairs of the Cookie field, which is not among the headers. */
  cookies?: string[];
  pathParameters?: Record<string, string | undefined>;
  queryStringParameters?: Record<string, string | undefined>;
  body?: string;
  isBase64Encoded: boolean;
  requestContext: {
    requestId: string;
    http: { method: string; path: string; sourceIp: string; userAgent?: string };
    authorizer?: { lambda?: Record<string, unknown> };
  };
}

export interface HttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  cookies?: string[];
}

/** The largest synchronous answer of Lambda (AWS documentation, "Lambda quotas"; the number is that of its error). */
const MAX_PAYLOAD_BYTES = 6_291_556;
/** Room for the headers that are still added to an answer; API Gateway allows no more. */
const ROOM_FOR_HEADERS = 10_240;

/** Whether an answer is too large for Lambda. The limit counts the whole answer as JSON, with the body as a string in it. */
export function isTooLargePayload({ body = "" }: HttpResult): boolean {
  const room = MAX_PAYLOAD_BYTES - ROOM_FOR_HEADERS;
  // A cheap check first: a UTF-16 unit takes at most six bytes as JSON (an escaped control character).
  return body.length * 6 > room && Buffer.byteLength(JSON.stringify(body)) > room;
}

export interface SqsRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    SentTimestamp: string;
    /** In a dead-letter queue: the queue that the message was in before. */
    DeadLetterQueueSourceArn?: string;
  };
  messageAttributes?: Record<string, { stringValue?: string; dataType: string } | undefined>;
  eventSourceARN: string;
}

export interface SqsEvent {
  Records: SqsRecord[];
}

export interface SqsBatchResponse {
  /** Lambda reads only the identifiers; the embedded cloud keeps the reason with the dead letter. */
  batchItemFailures: { itemIdentifier: string; reason?: string }[];
}

/** What EventBridge wraps an entry in. */
export interface BusEvent<Detail = unknown> {
  id: string;
  source: string;
  "detail-type": string;
  time: string;
  detail: Detail;
}

export interface LambdaContext {
  awsRequestId: string;
  functionName: string;
  getRemainingTimeInMillis(): number;
}
