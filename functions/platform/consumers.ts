/** The relay: what happens to every delivered event, and to the messages that consumers gave up on. */
import * as DeadLetters from "#core/admin/dead-letters";
import { forward as forwardEvents } from "#core/platform/delivery/forward";
import * as Outbox from "#core/platform/delivery/outbox";
import { batchConsumer, deadLetterConsumer } from "#kit/consumer";

export const acknowledge = batchConsumer("platform.acknowledge", "everything", {
  summary: "Removes events that came out of the bus from the outbox",
  // Well below the minute after which the sweep publishes an event again.
  batchSize: 100,
  batchWindowSeconds: 5,
  handler: (ctx, events) => Outbox.acknowledge(ctx, events),
});

export const forward = batchConsumer("platform.forward", "workflows", {
  summary: "Sends the events that workflows wait for to Inngest",
  timeoutSeconds: 60,
  uses: ["workflows"],
  handler: (ctx, events) => forwardEvents(ctx, events),
});

export const recordDeadLetters = deadLetterConsumer("platform.recordDeadLetters", {
  summary: "Records messages whose consumer died before it could, from every dead-letter queue",
  handler: (_, records) => DeadLetters.record(records),
});
