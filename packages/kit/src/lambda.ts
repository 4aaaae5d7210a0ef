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
  /** Lambda reads the identifiers; the reason is for whoever keeps the dead letter. */
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
