/**
 * Domain handlers: Lambdas behind an SQS queue of their own that EventBridge fills. Delivery is at least once; the handler's
 * writing batches claim (consumer, event) in their own transaction, so the effect is exactly once. One idempotent database
 * effect is a consumer; anything with a wait, a third party or a retry policy of its own is a workflow.
 */
import { randomUUID } from "node:crypto";
import type { Ctx } from "./ctx.ts";
import { letterOf, recordEachDeadLetter } from "./dead-letter.ts";
import type { CloudEvent, EventDeclaration, PayloadOf } from "./event.ts";
import type { BusEvent, SqsBatchResponse, SqsEvent, SqsRecord } from "./lambda.ts";
import { runtime } from "./runtime.ts";
import { speak, speakAsService } from "./speak.ts";
import type { Use } from "./uses.ts";

/** How often a message is delivered; the queue then moves it to its dead-letter queue. */
export const MAX_RECEIVES = 5;

/** The name of a consumer's queue. */
export const queueName = (id: string) => id.replaceAll(".", "-");

/**
 * What a queue takes: of the bus declared events, everything of LifeOS, what the workflows wait for, or an event of AWS itself;
 * or the dead letters of all other queues, whose dead-letter queues the consumer then reads.
 */
export type Source = readonly EventDeclaration[] | "everything" | "workflows" | OfAws | "dead letters";

/** `keyPrefix`: of events about objects only those whose key begins with it. */
export interface OfAws {
  source: string;
  detailType: string;
  keyPrefix?: string;
}

export interface Consumer {
  (event: SqsEvent): Promise<SqsBatchResponse>;
  kind: "consumer";
  /** `<pillar>.<export name>`: the queue's name, and what the inbox records. */
  id: string;
  on: Source;
  summary: string;
  batchSize: number;
  batchWindowSeconds: number;
  timeoutSeconds: number;
  uses: readonly Use[];
}

interface ConsumerOptions {
  summary: string;
  /** At most this many messages a delivery; 10 unless given. More than 10 need a window. */
  batchSize?: number;
  /**
   * How long SQS gathers messages before it delivers them, for what is in no hurry: fewer invocations. 0 unless given. One
   * machine delivers at once, for there an invocation costs nothing.
   */
  batchWindowSeconds?: number;
  timeoutSeconds?: number;
  uses?: readonly Use[];
}

/** A consumer that acts as the owner of what changed, one event at a time. A failed one is delivered again alone. */
/* @__NO_SIDE_EFFECTS__ */
export function consumer<const E extends readonly EventDeclaration[]>(
  id: `${string}.${string}`,
  on: E,
  options: ConsumerOptions & { handler(ctx: Ctx, event: CloudEvent<PayloadOf<E[number]>>): Promise<unknown> },
): Consumer {
  return queue(id, on, options, (event) =>
    each(id, event, (one) => actAs(id, one as CloudEvent<PayloadOf<E[number]>>, options.handler)),
  );
}

/** A record of a batch that failed, and why. */
export interface Refused {
  recordId: string;
  reason: string;
}

/** A consumer of the service role over whole batches: the relay, the forwarder. It names the records that failed. */
/* @__NO_SIDE_EFFECTS__ */
export function batchConsumer(
  id: `${string}.${string}`,
  on: Source,
  options: ConsumerOptions & {
    handler(ctx: Ctx, events: { recordId: string; event: BusEvent }[]): Promise<{ failed: Refused[] } | undefined>;
  },
): Consumer {
  return queue(id, on, options, async ({ Records: records }) => {
    const session = speakAsService("workflow");
    const errors = new Map<SqsRecord, unknown>();
    const events = records.flatMap((record) => {
      try {
        return [{ recordId: record.messageId, event: JSON.parse(record.body) as BusEvent }];
      } catch (error) {
        errors.set(record, error);
        return [];
      }
    });
    try {
      const outcome = await options.handler(session.ctx, events);
      for (const { recordId, reason } of outcome?.failed ?? [])
        errors.set(records.find((record) => record.messageId === recordId)!, new Error(reason));
    } catch (error) {
      await failed(id, new Map(records.map((record) => [record, errors.get(record) ?? error])));
      throw error;
    }
    await session.published();
    return { batchItemFailures: await failed(id, errors) };
  });
}

/**
 * The consumer of every dead-letter queue, of the service role. Nobody is behind it: the records that its handler names, or all
 * when it throws, it is given again.
 */
/* @__NO_SIDE_EFFECTS__ */
export function deadLetterConsumer(
  id: `${string}.${string}`,
  options: ConsumerOptions & { handler(ctx: Ctx, records: readonly SqsRecord[]): Promise<Refused[]> },
): Consumer {
  return queue(id, "dead letters", options, async (event) => {
    const { ctx } = speakAsService("workflow");
    const failures = await options.handler(ctx, event.Records);
    for (const { recordId, reason } of failures)
      ctx.log("error", "a dead letter could not be recorded", { consumer: id, messageId: recordId, error: reason });
    return { batchItemFailures: failures.map(({ recordId, reason }) => ({ itemIdentifier: recordId, reason })) };
  });
}

/** A consumer of the service role, one bus event at a time, whatever its source (a new object in a bucket). */
/* @__NO_SIDE_EFFECTS__ */
export function serviceConsumer(
  id: `${string}.${string}`,
  on: Source,
  options: ConsumerOptions & { handler(ctx: Ctx, event: BusEvent): Promise<unknown> },
): Consumer {
  return queue(id, on, options, (event) =>
    each(id, event, async (_, bus) => {
      const session = speakAsService("webhook", { once: { kind: "inbox", consumer: id, eventId: bus.id } });
      await options.handler(session.ctx, bus);
      await session.published();
    }),
  );
}

function queue(
  id: string,
  on: Source,
  options: ConsumerOptions,
  handle: (event: SqsEvent) => Promise<SqsBatchResponse>,
): Consumer {
  const { summary, batchSize = 10, batchWindowSeconds = 0, timeoutSeconds = 30, uses = [] } = options;
  if (batchSize > 10 && batchWindowSeconds < 1) throw new Error(`${id}: a batch of more than 10 needs a window`);
  return Object.assign((event: SqsEvent) => handle(event), {
    kind: "consumer" as const,
    id,
    on,
    summary,
    batchSize,
    batchWindowSeconds,
    timeoutSeconds,
    uses,
  });
}

/** Runs a record at a time, so that one that fails holds up nobody. */
async function each(
  id: string,
  event: SqsEvent,
  handle: (event: CloudEvent, bus: BusEvent) => Promise<void>,
): Promise<SqsBatchResponse> {
  const batchItemFailures: Failure[] = [];
  for (const record of event.Records) {
    try {
      const bus = JSON.parse(record.body) as BusEvent<CloudEvent>;
      await handle(bus.detail, bus);
    } catch (error) {
      // At once: a later record may use up the time of the function.
      batchItemFailures.push(...(await failed(id, new Map([[record, error]]))));
    }
  }
  return { batchItemFailures };
}

async function actAs<P>(
  id: string,
  event: CloudEvent<P>,
  handler: (ctx: Ctx, event: CloudEvent<P>) => Promise<unknown>,
): Promise<void> {
  if (!event.subject) throw new Error(`${event.type} ${event.id} belongs to nobody`);
  const session = speak({
    actor: { userId: event.subject, role: "user", tier: "free" },
    origin: "workflow",
    requestId: randomUUID(),
    correlationId: event.correlationid,
    causationId: event.id,
    once: { kind: "inbox", consumer: id, eventId: event.id },
  });
  await handler(session.ctx, event);
  await session.published();
}

/**
 * Logs failures and makes what Lambda is told of them. Where it was the last try the dead letter is recorded first, in one go:
 * once it is reported, the queue has let go of the message.
 */
async function failed(consumer: string, errors: ReadonlyMap<SqsRecord, unknown>): Promise<Failure[]> {
  const { log } = runtime();
  const failures = [...errors].map(([record, thrown]) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { record, error, received: Number(record.attributes.ApproximateReceiveCount) };
  });
  for (const { record, error, received } of failures)
    log("error", "consumer failed", {
      consumer,
      messageId: record.messageId,
      received,
      error: error.message,
      stack: error.stack,
    });
  const letters = failures
    .filter(({ received }) => received >= MAX_RECEIVES)
    .map(({ record, error, received }) => letterOf(consumer, record, `${error.name}: ${error.message}`, received));
  // What cannot be recorded here comes to the consumer of the dead-letter queue, which tries again.
  for (const { letter, error } of await recordEachDeadLetter(letters))
    log("error", "a dead letter could not be recorded", {
      consumer,
      messageId: letter.messageId,
      error: error.message,
    });
  return failures.map(({ record, error }) => ({ itemIdentifier: record.messageId, reason: error.message }));
}

type Failure = SqsBatchResponse["batchItemFailures"][number];
