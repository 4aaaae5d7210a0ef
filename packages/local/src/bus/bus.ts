/**
 * EventBridge, SQS and EventBridge Scheduler on one machine. The product's handlers run unmodified: they get the events
 * that Lambda would hand them, at least once and in no particular order, and publishers speak to the EventBridge API.
 */
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database } from "#local/database";
import { answer, readEntries } from "./api.ts";
import { type ConsumerTarget, consumerReader } from "./consumer.ts";
import { createDispatcher, errorText, type Phase } from "./dispatcher.ts";
import { matchesPattern } from "./pattern.ts";
import { acceptEntry, checkEntries } from "./put-events.ts";
import { createScheduler, type ScheduleTarget, scheduleReader } from "./scheduler.ts";
import type { AwsCredentials } from "./signature.ts";
import { invalidCharacter, sqsOperations } from "./sqs.ts";
import { sqsQueues } from "./sqs-queues.ts";
import { createStore, type DeadLetter, type Message, type Target } from "./store.ts";
import type { PutEventsRequestEntry, PutEventsResult } from "./wire.ts";

export interface BusOptions {
  database: Database;
  consumers: ConsumerTarget[];
  schedules?: ScheduleTarget[];
  now?: () => Date;
  busName: string;
  region?: string;
  account?: string;
  /** When given, calls over HTTP must be signed with them (Signature Version 4). */
  credentials?: AwsCredentials;
  /**
   * Called and awaited outside of any transaction: `publish` after the commit and before the answer, `deliver` before the
   * handler, `acknowledge` between the handler and the delete, `dead-letter` before the move. Its errors are only logged.
   */
  onPhase?: (phase: Phase, info: object) => void | Promise<void>;
  log?: (entry: { level: "warn"; message: string; error: string }) => void;
  /**
   * Milliseconds until a failed message is tried again, by the number of its failures so far; never more than the
   * visibility timeout, which is the delay on AWS. Default 250, 1,000, 4,000, 16,000 …
   */
  retryDelayMs?: number | ((failures: number) => number);
  /** How often the queues are polled for messages that nothing announced, and the schedules checked. Default 1,000. */
  pollIntervalMs?: number;
  /** How long `stop` waits for deliveries in flight. Default 5,000. */
  drainTimeoutMs?: number;
  /** Deliberate mistakes, for tests that have to notice them. */
  faults?: { acknowledgeEarly?: boolean };
}

export interface QueueDepth {
  name: string;
  visible: number;
  /** Being delivered, or waiting to be tried again. */
  inFlight: number;
  dead: number;
}

export interface Bus {
  /** Creates the bus's own tables, in the schema `cloud`. Safe to repeat, by several processes at once. */
  migrate(): Promise<void>;
  start(): Promise<void>;
  /** Takes no more messages and waits for deliveries in flight, within a bound. What is left comes again later. */
  stop(): Promise<void>;
  /**
   * Resolves when no queue of this bus holds a message, or, with `retries: false`, when none is visible or in flight here.
   * Rejects with what is left after `timeoutMs` (default 600,000, since a busy machine takes ten times as long).
   */
  idle(options?: { retries?: boolean; timeoutMs?: number }): Promise<void>;
  /** Polls queues and schedules now; for tests that move the clock. */
  wake(): Promise<void>;
  /**
   * PutEvents of the EventBridge API, and that of SQS for the queues of consumers: `POST /` with `X-Amz-Target:
   * AWSEvents.PutEvents` or `AmazonSQS.SendMessage` and so on, or a form with an `Action` of SQS.
   */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** PutEvents for callers in this process; sources of AWS itself (`aws.s3`) are allowed here. */
  putEvents(entries: PutEventsRequestEntry[]): Promise<PutEventsResult>;
  queues: {
    depths(): Promise<QueueDepth[]>;
    /** How many messages are in all queues, and how old the oldest is; null when there is none. */
    waiting(): Promise<{ waiting: number; oldestAgeSeconds: number | null }>;
    /** Dead letters that no consumer of dead letters has taken, the latest first; at most `limit`, 100 by default. */
    deadLetters(name?: string, limit?: number): Promise<DeadLetter[]>;
    /** Moves dead letters back to their queues and returns those that it moved. A second call moves nothing. */
    redrive(messageIds: string[]): Promise<{ messageId: string; queue: string }[]>;
    discard(messageIds: string[]): Promise<{ messageId: string; queue: string }[]>;
  };
}

const pruneEveryMs = 3_600_000;

export function createBus(options: BusOptions): Bus {
  const { database, consumers, schedules = [], busName, faults = {}, pollIntervalMs = 1_000 } = options;
  const now = options.now ?? (() => new Date());
  const place = { region: options.region ?? "us-east-1", account: options.account ?? "000000000000" };
  const store = createStore(database);
  const readers = [
    ...consumers.map((consumer) => consumerReader(consumer, place)),
    ...schedules.map((schedule) => scheduleReader(schedule, place)),
  ];
  const names = readers.map((reader) => reader.queue);
  const [deadLetterQueue, ...others] = consumers.flatMap(({ name, pattern }) =>
    pattern === "dead letters" ? [name] : [],
  );
  if (others.length > 0) throw new Error("Only one consumer can take the dead letters.");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two targets share the queue "${twice}".`);

  const warn = (message: string, error: unknown) =>
    options.log?.({ level: "warn", message, error: typeof error === "string" ? error : errorText(error) });

  async function reached(phase: Phase, info: object): Promise<void> {
    if (!options.onPhase) return;
    try {
      await options.onPhase(phase, info);
    } catch (error) {
      warn(`onPhase failed at ${phase}.`, error);
    }
  }

  const dispatcher = createDispatcher({
    store,
    readers,
    now,
    retryDelayMs: retryDelay(options.retryDelayMs),
    reached,
    warn,
    acknowledgeEarly: faults.acknowledgeEarly ?? false,
    deadLetterQueue,
  });
  const scheduler = createScheduler({ store, schedules, place });
  /** Notifies clients that wait for messages over the SQS API. */
  const arrivals = new EventEmitter().setMaxListeners(0);
  let polling: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let prunedAtMs = 0;

  async function publish(entries: PutEventsRequestEntry[], allowAwsSources: boolean): Promise<PutEventsResult> {
    checkEntries(entries);
    const rules = { ...place, busName, now: now(), allowAwsSources };
    const outcomes = entries.map((entry) => acceptEntry(entry, rules));
    const bodies: string[] = [];
    const targets: { queue: string; body: number }[] = [];
    for (const outcome of outcomes) {
      if ("ErrorCode" in outcome) continue;
      const matching = consumers.filter(
        ({ pattern, isOnDefaultBus = false }) =>
          pattern !== "dead letters" &&
          isOnDefaultBus === outcome.isOnDefaultBus &&
          matchesPattern(pattern, outcome.event),
      );
      if (matching.length === 0) continue;
      // As on AWS: the event is accepted, but neither the queues of its rules nor their dead-letter queues accept the message.
      if (invalidCharacter.test(outcome.body)) {
        warn("No queue takes an event with characters that SQS refuses.", outcome.event.id);
        continue;
      }
      bodies.push(outcome.body);
      for (const consumer of matching) targets.push({ queue: consumer.name, body: bodies.length - 1 });
    }
    const results = outcomes.map((outcome) => ("ErrorCode" in outcome ? outcome : { EventId: outcome.event.id }));
    await put(bodies, targets, rules.now, () => reached("publish", { entries: results }));
    return { FailedEntryCount: outcomes.filter((outcome) => "ErrorCode" in outcome).length, Entries: results };
  }

  /** Sends messages. Those for which this process has free slots it delivers itself; the others are announced, to be claimed. */
  async function put(
    bodies: string[],
    targets: { queue: string; body: number }[],
    at: Date,
    onSent: () => Promise<void> = async () => {},
  ): Promise<Message[]> {
    const promised = targets.map((target) => ({ ...target, leaseUntil: dispatcher.promise(target.queue, at) }));
    const isHeld = ({ leaseUntil }: Target) => leaseUntil !== undefined;
    let messages: Message[] = [];
    try {
      if (targets.length > 0) messages = await store.send(bodies, promised, at);
    } catch (error) {
      dispatcher.drop(promised.filter(isHeld).map(({ queue }) => queue));
      throw error;
    }
    await onSent();
    arrivals.emit("message");
    dispatcher.take(messages.filter((_, index) => isHeld(promised[index]!)));
    dispatcher.announce(countByQueue(promised.filter((target) => !isHeld(target))));
    return messages;
  }

  /** One poll; polls do not overlap. Schedules come first, so that the same poll delivers what has fallen due. */
  async function look(): Promise<void> {
    ticking ??= (async () => {
      const at = now();
      try {
        const queues = await scheduler.tick(at);
        dispatcher.announce(countByQueue(queues.map((queue) => ({ queue }))));
        if (Math.abs(at.getTime() - prunedAtMs) > pruneEveryMs) {
          await store.prune(at);
          prunedAtMs = at.getTime();
        }
        await store.vacuumWhenDue();
      } catch (error) {
        warn("The schedules could not be checked or the tables not tidied; the next poll tries again.", error);
      } finally {
        ticking = undefined;
      }
    })();
    await ticking;
    dispatcher.poll();
  }

  const sqs = sqsOperations(sqsQueues({ store, consumers, place, now, put, arrivals, deadLetterQueue }), place);
  const events = { PutEvents: async (input: Record<string, unknown>) => publish(readEntries(input), false) };

  async function pending(retries: boolean): Promise<QueueDepth[]> {
    const depths = await store.depths(now());
    return depths.filter((depth) => names.includes(depth.name) && depth.visible + (retries ? depth.inFlight : 0) > 0);
  }

  return {
    migrate: () => store.migrate(),

    async start() {
      if (polling) return;
      polling = setInterval(look, pollIntervalMs);
      try {
        // On a server other processes may hold leases; an embedded database belongs to this process alone.
        if (database.kind === "pglite") await store.clearLeases(now());
        await scheduler.start(now());
      } catch (error) {
        clearInterval(polling);
        polling = undefined;
        throw error;
      }
      dispatcher.start();
      await look();
    },

    async stop() {
      clearInterval(polling);
      polling = undefined;
      // Clients that wait for messages get an empty answer.
      arrivals.emit("stop");
      await ticking;
      const inTime = await dispatcher.stop(options.drainTimeoutMs ?? 5_000);
      if (!inTime) warn("Deliveries were still running when the bus stopped.", "their messages come again later");
    },

    async idle({ retries = true, timeoutMs = 600_000 } = {}) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const left = dispatcher.busy() ? undefined : await pending(retries);
        if (left?.length === 0 && !dispatcher.busy()) return;
        if (performance.now() > deadline) {
          throw new Error(`The bus is not idle after ${timeoutMs} ms: ${JSON.stringify(left ?? "deliveries running")}`);
        }
        await dispatcher.change(20);
      }
    },

    wake: look,

    handle: (req, res) =>
      answer(req, res, {
        operations: { AWSEvents: events, AmazonSQS: sqs },
        credentials: options.credentials,
        warn,
      }),

    putEvents: (entries) => publish(entries, true),

    queues: {
      async depths() {
        const depths = new Map((await store.depths(now())).map((depth) => [depth.name, depth]));
        const empty = names.filter((name) => !depths.has(name));
        const all = [...depths.values(), ...empty.map((name) => ({ name, visible: 0, inFlight: 0, dead: 0 }))];
        return all.sort((a, b) => (a.name < b.name ? -1 : 1));
      },
      waiting: () => store.waiting(now()),
      deadLetters: (name, limit = 100) => store.deadLetters(name, limit),
      async redrive(messageIds) {
        const moved = await store.redrive(messageIds, now());
        dispatcher.announce(countByQueue(moved));
        return moved;
      },
      discard: (messageIds) => store.discard(messageIds),
    },
  };
}

function retryDelay(given: BusOptions["retryDelayMs"]): (failures: number) => number {
  if (typeof given === "function") return given;
  if (given !== undefined) return () => given;
  return (failures) => 250 * 4 ** Math.min(failures - 1, 10);
}

function countByQueue(targets: { queue: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { queue } of targets) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  return counts;
}
