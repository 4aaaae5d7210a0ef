/** A consumer as a Lambda handler behind SQS: on whose behalf it acts, what it claims, and what happens to messages that fail. */
import { randomUUID } from "node:crypto";
import type { Consumer, Delivery } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent } from "#kit/event";
import { runtime } from "#kit/runtime";
import { letterOf, recordEachDeadLetter } from "./dead-letter.ts";
import type { BusEvent, SqsBatchResponse, SqsEvent, SqsRecord } from "./lambda.ts";
import { personOf } from "./person.ts";
import { speak, speakAsService } from "./speak.ts";

/** How often a message is delivered; the queue then moves it to its dead-letter queue. */
export const MAX_RECEIVES = 5;

/** The name of a consumer's queue. */
export const queueName = (id: string) => id.replaceAll(".", "-");

/** The Lambda handler of a consumer. It returns the messages of a batch that failed, so that only these are delivered again. */
export function queueHandler({ id, delivery }: Consumer): (event: SqsEvent) => Promise<SqsBatchResponse> {
  switch (delivery.to) {
    case "owner":
      return (event) => each(id, event, (one) => actAs(id, one, delivery.handler as OwnersHandler));
    case "service":
      return (event) => each(id, event, (_, bus) => actAsService(id, bus, delivery.handler));
    case "batch":
      return (event) => wholeBatch(id, event, delivery.handler);
    case "dead letters":
      return (event) => deadLetters(id, event, delivery.handler);
  }
}

/** The declared `on` determines which events a consumer is given, so its handler accepts all of them. */
type OwnersHandler = (ctx: Ctx, event: CloudEvent) => Promise<unknown>;
type HandlerOf<To extends Delivery["to"]> = Extract<Delivery, { to: To }>["handler"];

async function wholeBatch(
  id: string,
  { Records: records }: SqsEvent,
  handler: HandlerOf<"batch">,
): Promise<SqsBatchResponse> {
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
    const outcome = await handler(session.ctx, events);
    for (const { recordId, reason } of outcome?.failed ?? [])
      errors.set(records.find((record) => record.messageId === recordId)!, new Error(reason));
  } catch (error) {
    await failed(id, new Map(records.map((record) => [record, errors.get(record) ?? error])));
    throw error;
  }
  await session.published();
  return { batchItemFailures: await failed(id, errors) };
}

async function deadLetters(id: string, event: SqsEvent, handler: HandlerOf<"dead letters">): Promise<SqsBatchResponse> {
  const { ctx } = speakAsService("workflow");
  const failures = await handler(ctx, event.Records);
  for (const { recordId, reason } of failures)
    ctx.log("error", "a dead letter could not be recorded", { consumer: id, messageId: recordId, error: reason });
  return { batchItemFailures: failures.map(({ recordId, reason }) => ({ itemIdentifier: recordId, reason })) };
}

async function actAsService(id: string, bus: BusEvent, handler: HandlerOf<"service">): Promise<void> {
  const session = speakAsService("webhook", { once: { kind: "inbox", consumer: id, eventId: bus.id } });
  await handler(session.ctx, bus);
  await session.published();
}

/** Runs one record at a time, so that a failing record does not affect the others. */
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
      // Recorded at once, because a later record may use up the function's time.
      batchItemFailures.push(...(await failed(id, new Map([[record, error]]))));
    }
  }
  return { batchItemFailures };
}

async function actAs(id: string, event: CloudEvent, handler: OwnersHandler): Promise<void> {
  if (!event.subject) throw new Error(`${event.type} ${event.id} belongs to nobody`);
  const session = speak({
    actor: await personOf(event.subject),
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
 * Logs failures and makes Lambda's list of them. Messages that failed for the last time are first recorded as dead letters, in
 * one batch: the queue drops them once they are reported.
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
  // A letter that cannot be recorded here is recorded by the consumer of the dead-letter queue.
  for (const { letter, error } of await recordEachDeadLetter(letters))
    log("error", "a dead letter could not be recorded", {
      consumer,
      messageId: letter.messageId,
      error: error.message,
    });
  return failures.map(({ record, error }) => ({ itemIdentifier: record.messageId, reason: error.message }));
}

type Failure = SqsBatchResponse["batchItemFailures"][number];
