/** The queues of consumers, as the SQS API reaches them. */
import type { EventEmitter } from "node:events";
import { type ConsumerTarget, sqsRecord } from "./consumer.ts";
import type { Queues } from "./sqs-store.ts";
import type { Message, Store } from "./store.ts";
import type { Place } from "./wire.ts";

/**
 * How often a waiting receiver polls for messages that no "message" event announces: sent by another process, or visible again.
 */
const LOOK_EVERY_MS = 1_000;

export function sqsQueues({
  store,
  consumers,
  place,
  now,
  put,
  arrivals,
  deadLetterQueue,
}: {
  store: Store;
  consumers: readonly ConsumerTarget[];
  place: Place;
  now: () => Date;
  put(bodies: string[], targets: { queue: string; body: number }[], at: Date): Promise<Message[]>;
  /** Emits "message" when messages were sent, and "stop" when the bus stops. */
  arrivals: EventEmitter;
  deadLetterQueue: string | undefined;
}): Queues {
  const targetOf = (queue: string) => consumers.find(({ name }) => name === queue)!;

  return {
    names: consumers.map(({ name }) => name),
    settingsOf(queue) {
      const { visibilityTimeoutMs, maxReceiveCount } = targetOf(queue);
      return {
        visibilityTimeoutMs,
        maxReceiveCount,
        deadLetterQueue: queue === deadLetterQueue ? undefined : deadLetterQueue,
      };
    },
    async send(messages) {
      const bodies = messages.map(({ body }) => body);
      const targets = messages.map(({ queue }, body) => ({ queue, body }));
      return (await put(bodies, targets, now())).map(({ messageId }) => messageId);
    },
    async depth(queue) {
      const depths = await store.depths(now());
      return depths.find(({ name }) => name === queue) ?? { visible: 0, inFlight: 0 };
    },
    async receive(queue, most, visibilityTimeoutMs) {
      const at = now();
      const leaseUntil = new Date(at.getTime() + visibilityTimeoutMs);
      const claimed: Message[] = [];
      for (const retrying of [true, false]) {
        const wanted = most - claimed.length;
        if (wanted > 0) claimed.push(...(await store.claim([{ queue, retrying, wanted, leaseUntil }], at)));
      }
      return claimed.map(sqsRecord(targetOf(queue), place));
    },
    arrival(withinMs, signal) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          for (const event of ["message", "stop"]) arrivals.off(event, done);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(withinMs, LOOK_EVERY_MS));
        for (const event of ["message", "stop"]) arrivals.once(event, done);
        signal.addEventListener("abort", done, { once: true });
      });
    },
    remove: (handles) => store.acknowledge(handles),
    hide(handles) {
      const at = now();
      const visible = handles.map((handle) => ({ ...handle, visibleAt: new Date(at.getTime() + handle.forMs) }));
      return store.changeVisibility(visible, at);
    },
    purge: (queue) => store.purge(queue),
  };
}
