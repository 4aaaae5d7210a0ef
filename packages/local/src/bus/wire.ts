/** The shapes that AWS puts on the wire around events: EventBridge PutEvents, SQS records, Lambda's context. */

export interface PutEventsRequestEntry {
  /** A Date for callers in this process; seconds since the epoch in the JSON 1.1 protocol. */
  Time?: Date | number | undefined;
  Source?: string | undefined;
  Resources?: string[] | undefined;
  DetailType?: string | undefined;
  /** The text of a JSON object. */
  Detail?: string | undefined;
  EventBusName?: string | undefined;
  TraceHeader?: string | undefined;
}

export interface PutEventsResultEntry {
  EventId?: string;
  ErrorCode?: string;
  ErrorMessage?: string;
}

/** The entries of the request in the same order: each has an EventId or an ErrorCode. */
export interface PutEventsResult {
  FailedEntryCount: number;
  Entries: PutEventsResultEntry[];
}

/** The envelope that EventBridge delivers to its targets. */
export interface EventBridgeEvent {
  version: "0";
  id: string;
  "detail-type": string;
  source: string;
  account: string;
  /** RFC 3339 in UTC with whole seconds, as EventBridge writes it. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

export interface SQSRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    /** Milliseconds since the epoch. */
    SentTimestamp: string;
    SenderId: string;
    /** Milliseconds since the epoch. */
    ApproximateFirstReceiveTimestamp: string;
    /** In a dead-letter queue: the queue that the message was in before. */
    DeadLetterQueueSourceArn?: string;
  };
  /** For a dead letter: ERROR_MESSAGE and RETRY_ATTEMPTS, the names that EventBridge uses. */
  messageAttributes: Record<string, { stringValue: string; dataType: "String" | "Number" }>;
  md5OfBody: string;
  eventSource: "aws:sqs";
  eventSourceARN: string;
  awsRegion: string;
}

export interface SQSEvent {
  Records: SQSRecord[];
}

export interface SQSBatchItemFailure {
  /** The messageId of a record that has to be delivered again. */
  itemIdentifier: string;
  /** Ignored by Lambda. The local queue keeps it with the message, so that an operator sees why it failed. */
  reason?: string;
}

export interface SQSBatchResponse {
  batchItemFailures: SQSBatchItemFailure[];
}

export interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  getRemainingTimeInMillis(): number;
}

/** The AWS region and account that the stand-in uses in ARNs and envelopes. */
export interface Place {
  region: string;
  account: string;
}

/** An error of the API as a whole, answered with AWS's error type and status. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(type: string, message: string, status = 400, headers: Record<string, string> = {}) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
    this.headers = headers;
  }
}
