/**
 * Domain handlers: Lambdas behind an SQS queue of their own that EventBridge fills. Delivery is at least once; the handler's
 * writing batches claim (consumer, event) in their own transaction, so the effect is exactly once. One idempotent database
 * effect is a consumer; anything with a wait, a third party or a retry policy of its own is a workflow.
 *
 * These are declarations; cloud/queue-consumer makes Lambda handlers of them.
 */
import type { BusEvent, SqsRecord } from "#cloud/lambda";
import type { Use } from "#cloud/uses";
import type { Ctx } from "./ctx.ts";
import type { CloudEvent, EventDeclaration, PayloadOf } from "./event.ts";

/**
 * What a consumer's queue receives: declared events, every event of LifeOS, the events that workflows wait for, or an event of
 * AWS itself. With "dead letters" the consumer reads the dead-letter queues of all other consumers.
 */
export type Source = readonly EventDeclaration[] | "everything" | "workflows" | OfAws | "dead letters";

/** `keyPrefix`: only events about objects whose key begins with it. */
export interface OfAws {
  source: string;
  detailType: string;
  keyPrefix?: string;
}

/** How messages reach the handler, and on whose behalf it acts: the owner of what changed, or the service. */
export type Delivery =
  | { to: "owner"; handler(ctx: Ctx, event: CloudEvent<never>): Promise<unknown> }
  | { to: "service"; handler(ctx: Ctx, event: BusEvent): Promise<unknown> }
  | { to: "batch"; handler(ctx: Ctx, events: BatchRecord[]): Promise<{ failed: Refused[] } | undefined> }
  | { to: "dead letters"; handler(ctx: Ctx, records: readonly SqsRecord[]): Promise<Refused[]> };

export interface BatchRecord {
  recordId: string;
  event: BusEvent;
}

/** A record of a batch that failed, and why. */
export interface Refused {
  recordId: string;
  reason: string;
}

export interface Consumer {
  kind: "consumer";
  /** `<pillar>.<export name>`: the queue's name, and what the inbox records. */
  id: string;
  on: Source;
  summary: string;
  batchSize: number;
  batchWindowSeconds: number;
  timeoutSeconds: number;
  uses: readonly Use[];
  delivery: Delivery;
}

interface ConsumerOptions {
  summary: string;
  /** At most this many messages a delivery; 10 unless given. More than 10 need a window. */
  batchSize?: number;
  /**
   * How long SQS gathers messages before it delivers them: fewer invocations for work that is not urgent. 0 unless given. On one
   * machine messages are delivered at once, because there an invocation costs nothing.
   */
  batchWindowSeconds?: number;
  timeoutSeconds?: number;
  uses?: readonly Use[];
}

/**
 * A consumer that acts as the owner of what changed, one event at a time. An event that failed is delivered again without the
 * others.
 */
/* @__NO_SIDE_EFFECTS__ */
export function consumer<const E extends readonly EventDeclaration[]>(
  id: `${string}.${string}`,
  on: E,
  options: ConsumerOptions & { handler(ctx: Ctx, event: CloudEvent<PayloadOf<E[number]>>): Promise<unknown> },
): Consumer {
  return queue(id, on, options, { to: "owner", handler: options.handler });
}

/** A consumer of the service role, one bus event at a time, whatever its source (a new object in a bucket). */
/* @__NO_SIDE_EFFECTS__ */
export function serviceConsumer(
  id: `${string}.${string}`,
  on: Source,
  options: ConsumerOptions & { handler(ctx: Ctx, event: BusEvent): Promise<unknown> },
): Consumer {
  return queue(id, on, options, { to: "service", handler: options.handler });
}

/**
 * A consumer of the service role that is given whole batches (the outbox's relay, the forwarder to Inngest). Its handler returns
 * the records that failed.
 */
/* @__NO_SIDE_EFFECTS__ */
export function batchConsumer(
  id: `${string}.${string}`,
  on: Source,
  options: ConsumerOptions & {
    handler(ctx: Ctx, events: BatchRecord[]): Promise<{ failed: Refused[] } | undefined>;
  },
): Consumer {
  return queue(id, on, options, { to: "batch", handler: options.handler });
}

/**
 * The consumer of every dead-letter queue, of the service role. It has no dead-letter queue itself: the records that its handler
 * returns, or all when it throws, are delivered again.
 */
/* @__NO_SIDE_EFFECTS__ */
export function deadLetterConsumer(
  id: `${string}.${string}`,
  options: ConsumerOptions & { handler(ctx: Ctx, records: readonly SqsRecord[]): Promise<Refused[]> },
): Consumer {
  return queue(id, "dead letters", options, { to: "dead letters", handler: options.handler });
}

function queue(id: string, on: Source, options: ConsumerOptions, delivery: Delivery): Consumer {
  const { summary, batchSize = 10, batchWindowSeconds = 0, timeoutSeconds = 30, uses = [] } = options;
  if (batchSize > 10 && batchWindowSeconds < 1) throw new Error(`${id}: a batch of more than 10 needs a window`);
  return { kind: "consumer", id, on, summary, batchSize, batchWindowSeconds, timeoutSeconds, uses, delivery };
}
