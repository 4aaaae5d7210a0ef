/**
 * Domain handlers: Lambdas behind an SQS queue of their own that EventBridge fills. Delivery is at least once; the handler's
 * writing batches claim (consumer, event) in their own transaction, so the effect is exactly once. One idempotent database
 * effect is a consumer; anything with a wait, a third party or a retry policy of its own is a workflow.
 */
import { randomUUID } from "node:crypto";
import type { Ctx } from "./ctx.ts";
import type { CloudEvent, EventDeclaration, PayloadOf } from "./event.ts";
import type { BusEvent, SqsBatchResponse, SqsEvent, SqsRecord } from "./lambda.ts";
import { runtime } from "./runtime.ts";
import { speak, speakAsService } from "./speak.ts";

/** What a queue takes from the bus: declared events, everything of LifeOS, or an event of AWS itself. */
export type Source = readonly EventDeclaration[] | "everything" | { source: string; detailType: string };

export interface Consumer {
  (event: SqsEvent): Promise<SqsBatchResponse>;
  kind: "consumer";
  /** `<pillar>.<export name>`: the queue's name, and what the inbox records. */
  id: string;
  on: Source;
  summary: string;
  batchSize: number;
  timeoutSeconds: number;
}

interface ConsumerOptions {
  summary: string;
  batchSize?: number;
  timeoutSeconds?: number;
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

/** A consumer of the service role over whole batches: the relay, the forwarder. It names the records that failed. */
/* @__NO_SIDE_EFFECTS__ */
export function batchConsumer(
  id: `${string}.${string}`,
  on: Source,
  options: ConsumerOptions & {
    handler(ctx: Ctx, events: { recordId: string; event: BusEvent }[]): Promise<{ failed: string[] } | undefined>;
  },
): Consumer {
  return queue(id, on, options, async (event) => {
    const session = speakAsService("workflow");
    const failed: string[] = [];
    const events = event.Records.flatMap((record) => {
      try {
        return [{ recordId: record.messageId, event: JSON.parse(record.body) as BusEvent }];
      } catch (error) {
        logFailure(id, record, error);
        failed.push(record.messageId);
        return [];
      }
    });
    const outcome = await options.handler(session.ctx, events);
    await session.published();
    failed.push(...(outcome?.failed ?? []));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
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
  const { summary, batchSize = 10, timeoutSeconds = 30 } = options;
  return Object.assign((event: SqsEvent) => handle(event), {
    kind: "consumer" as const,
    id,
    on,
    summary,
    batchSize,
    timeoutSeconds,
  });
}

/** Runs a record at a time, so that one that fails holds up nobody. */
async function each(
  id: string,
  event: SqsEvent,
  handle: (event: CloudEvent, bus: BusEvent) => Promise<void>,
): Promise<SqsBatchResponse> {
  const batchItemFailures: SqsBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    try {
      const bus = JSON.parse(record.body) as BusEvent<CloudEvent>;
      await handle(bus.detail, bus);
    } catch (error) {
      logFailure(id, record, error);
      batchItemFailures.push({ itemIdentifier: record.messageId, reason: (error as Error).message });
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

function logFailure(consumer: string, record: SqsRecord, error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  runtime().log("error", "consumer failed", {
    consumer,
    messageId: record.messageId,
    received: record.attributes.ApproximateReceiveCount,
    error: message,
    stack,
  });
}
