/** A queue read by a Lambda, as an SQS event source mapping with ReportBatchItemFailures reads it. */
import { createHash } from "node:crypto";
import type { Reader } from "./dispatcher.ts";
import { invokeLambda, maxPayloadBytes } from "./lambda.ts";
import { checkPattern, type EventPattern } from "./pattern.ts";
import type { Death, Message } from "./store.ts";
import type { LambdaContext, Place, SQSBatchResponse, SQSEvent, SQSRecord } from "./wire.ts";

export interface ConsumerTarget {
  /** The queue's name, for example "platform-acknowledge". */
  name: string;
  /**
   * The event pattern of the queue's rule; or "dead letters" for the one consumer that gets the dead letters of all other queues,
   * those of schedules included.
   */
  pattern: EventPattern | "dead letters";
  /** Whether its rule belongs to the default bus, where AWS publishes its own events, and not to the bus of LifeOS. */
  isOnDefaultBus?: boolean;
  batchSize: number;
  /** How long the first message waits for others to fill a batch. 0 when left out. */
  batchWindowMs?: number;
  /** Failed deliveries after which a message becomes a dead letter. */
  maxReceiveCount: number;
  visibilityTimeoutMs: number;
  /** The function's timeout; at most the visibility timeout, as AWS demands. Default: the smaller of that and 30 s. */
  timeoutMs?: number;
  /** Parallel deliveries in this process. Default 2, the least that AWS allows. */
  concurrency?: number;
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that reports nothing answers nothing at all.
  handler: (event: SQSEvent, context: LambdaContext) => Promise<SQSBatchResponse | void>;
}

const defaultTimeoutMs = 30_000;
const maxBatchSize = 10_000;
/** The size of the event without its records. */
const eventOverheadBytes = 64;

export function consumerReader(target: ConsumerTarget, place: Place): Reader {
  const timeoutMs = target.timeoutMs ?? Math.min(defaultTimeoutMs, target.visibilityTimeoutMs);
  checkTarget(target, timeoutMs);
  const toRecord = sqsRecord(target, place);
  return {
    queue: target.name,
    batchSize: target.batchSize,
    batchWindowMs: target.batchWindowMs ?? 0,
    maxReceiveCount: target.maxReceiveCount,
    visibilityTimeoutMs: target.visibilityTimeoutMs,
    timeoutMs,
    concurrency: target.concurrency ?? 2,
    split: (messages) => splitBatches(messages, target.batchSize, (message) => jsonBytes(toRecord(message))),
    async deliver(messages) {
      const event: SQSEvent = { Records: messages.map(toRecord) };
      const result = await invokeLambda({
        ...place,
        functionName: target.name,
        handler: target.handler,
        payload: JSON.stringify(event),
        timeoutMs,
      });
      return batchItemFailures(
        result,
        messages.map((message) => message.messageId),
      );
    },
  };
}

function checkTarget(target: ConsumerTarget, timeoutMs: number): void {
  const refuse = (what: string): never => {
    throw new Error(`The consumer "${target.name}" is not valid: ${what}.`);
  };
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!/^[\w-]{1,80}$/.test(target.name)) refuse("a queue's name is up to 80 letters, digits, _ and -");
  if (!whole(target.batchSize, 1, maxBatchSize)) refuse(`batchSize must be between 1 and ${maxBatchSize}`);
  if (!whole(target.batchWindowMs ?? 0, 0, 300_000)) refuse("batchWindowMs must be between 0 and 300000");
  if (!whole(target.maxReceiveCount, 1, 1_000)) refuse("maxReceiveCount must be between 1 and 1000");
  if (!whole(target.concurrency ?? 2, 1, 1_000)) refuse("concurrency must be between 1 and 1000");
  if (!whole(target.visibilityTimeoutMs, 1, 43_200_000)) refuse("visibilityTimeoutMs must be at most 12 hours");
  if (!whole(timeoutMs, 1, 900_000)) refuse("timeoutMs must be at most 15 minutes");
  if (timeoutMs > target.visibilityTimeoutMs) refuse("timeoutMs is longer than visibilityTimeoutMs");
  if (target.pattern !== "dead letters") checkPattern(target.pattern, target.name);
}

/** Splits messages into batches by the batch size and Lambda's payload limit, keeping their order. */
export function splitBatches(
  messages: Message[],
  batchSize: number,
  bytesOf: (message: Message) => number,
  limitBytes = maxPayloadBytes,
): Message[][] {
  const batches: Message[][] = [];
  let batch: Message[] = [];
  let batchBytes = eventOverheadBytes;
  for (const message of messages) {
    const bytes = bytesOf(message) + 1;
    if (batch.length > 0 && (batch.length >= batchSize || batchBytes + bytes > limitBytes)) {
      batches.push(batch);
      batch = [];
      batchBytes = eventOverheadBytes;
    }
    batch.push(message);
    batchBytes += bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

export function sqsRecord(target: ConsumerTarget, { region, account }: Place): (message: Message) => SQSRecord {
  const arn = (queue: string) => `arn:aws:sqs:${region}:${account}:${queue}`;
  return (message) => ({
    messageId: message.messageId,
    receiptHandle: Buffer.from(`${message.messageId}/${message.lease}`).toString("base64"),
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount(message, target.maxReceiveCount)),
      SentTimestamp: String(Math.round(message.sentAtMs)),
      SenderId: "events.amazonaws.com",
      ApproximateFirstReceiveTimestamp: String(Math.round(message.firstReceivedAtMs)),
      ...(message.died && { DeadLetterQueueSourceArn: arn(message.died.queue) }),
    },
    messageAttributes: message.died ? reasons(message.died) : {},
    md5OfBody: createHash("md5").update(message.body).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: arn(target.name),
    awsRegion: region,
  });
}

function reasons({ error, receives }: Death): SQSRecord["messageAttributes"] {
  return {
    ERROR_MESSAGE: { stringValue: error, dataType: "String" },
    RETRY_ATTEMPTS: { stringValue: String(receives), dataType: "Number" },
  };
}

/**
 * The receive count that the handler sees. It reaches the maximum exactly at the last try, on which handlers rely on AWS; here
 * the last try depends on failures alone.
 */
function receiveCount(message: Message, maxReceiveCount: number): number {
  if (message.failureCount + 1 >= maxReceiveCount) return Math.max(message.receiveCount, maxReceiveCount);
  return Math.max(Math.min(message.receiveCount, maxReceiveCount - 1), 1);
}

/**
 * Reads the response as Lambda does: nothing, null or an empty list means success; a list that is malformed or names a
 * record that was not in the batch fails the whole batch.
 */
export function batchItemFailures(response: unknown, messageIds: string[]): Map<string, string> {
  if (typeof response !== "object" || response === null) return new Map();
  const items = (response as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  const failAll = (reason: string) => new Map(messageIds.map((messageId) => [messageId, reason]));
  if (!Array.isArray(items)) return failAll("batchItemFailures is not a list");
  const failures = new Map<string, string>();
  for (const item of items as unknown[]) {
    const { itemIdentifier, reason } = (item ?? {}) as { itemIdentifier?: unknown; reason?: unknown };
    if (typeof itemIdentifier !== "string" || !messageIds.includes(itemIdentifier)) {
      return failAll(`batchItemFailures names ${JSON.stringify(itemIdentifier)}, which is not in the batch`);
    }
    failures.set(itemIdentifier, typeof reason === "string" ? reason : "reported in batchItemFailures");
  }
  return failures;
}

function jsonBytes(record: SQSRecord): number {
  return Buffer.byteLength(JSON.stringify(record));
}
