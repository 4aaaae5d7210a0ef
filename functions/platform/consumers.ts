/** The relay: what happens to every event that comes out of the bus, and to what its consumers gave up on. */
import * as DeadLetters from "#core/admin/dead-letters";
import { forward as forwardEvents } from "#core/platform/delivery/forward";
import * as Outbox from "#core/platform/delivery/outbox";
import { batchConsumer, deadLetterConsumer } from "#kit/consumer";

export const acknowledge = batchConsumer("platform.acknowledge", "everything", {
  summary: "Removes events that came out of the bus from the outbox",
  // What is in the outbox is published again after a minute.
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

export const buryDeadLetters = deadLetterConsumer("platform.buryDeadLetters", {
  summary: "Records messages whose consumer died before it could, from every dead-letter queue",
  handler: (_, records) => DeadLetters.bury(records),
});
