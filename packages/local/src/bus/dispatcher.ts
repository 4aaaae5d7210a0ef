/**
 * Moves messages from the queues to their handlers. One claim serves every queue that has something due and a free slot;
 * deliveries then run side by side, and each settles its own messages.
 */
import { batched } from "./batched.ts";
import type { Demand, Message, Store } from "./store.ts";

/** What reads one queue: a consumer of events, or the target of a schedule. */
export interface Reader {
  queue: string;
  batchSize: number;
  batchWindowMs: number;
  maxReceiveCount: number;
  visibilityTimeoutMs: number;
  timeoutMs: number;
  concurrency: number;
  /** Cuts messages into deliveries that fit one call. */
  split(messages: Message[]): Message[][];
  /** Delivers messages, and returns the error of each one that failed. When it throws, all of them have failed. */
  deliver(messages: Message[]): Promise<Map<string, string>>;
}

export type Phase = "publish" | "deliver" | "acknowledge" | "dead-letter";

export interface DispatcherOptions {
  store: Store;
  readers: Reader[];
  now: () => Date;
  /** Milliseconds until a message is tried again, by the number of its failures so far. */
  retryDelayMs: (failures: number) => number;
  reached: (phase: Phase, info: object) => Promise<void>;
  warn: (message: string, error: unknown) => void;
  acknowledgeEarly: boolean;
  /** The queue whose reader takes the dead letters of all other queues. */
  deadLetterQueue: string | undefined;
}

interface Lane {
  reader: Reader;
  /** Something may be due. */
  due: boolean;
  /** Messages announced since the batch window opened. */
  gathered: number;
  window: NodeJS.Timeout | undefined;
  active: number;
  /** Deliveries that are claimed and wait for a free slot. */
  backlog: Message[][];
  /** New messages that this process sent and leased at once; they are split into deliveries when a slot is free. */
  sent: Message[];
  /** The number of messages that are about to be sent and have a slot reserved. */
  promised: number;
}

/**
 * Deliveries that ended because the process died do not count towards maxReceiveCount, since the message is rarely the cause.
 * After this many of them it is taken to be the cause.
 */
const interruptionsAllowed = 20;

export type Dispatcher = ReturnType<typeof createDispatcher>;

export function createDispatcher(options: DispatcherOptions) {
  const { store, readers, now, reached, warn } = options;
  const lanes = new Map<string, Lane>(
    readers.map((reader) => [
      reader.queue,
      { reader, due: false, gathered: 0, window: undefined, active: 0, backlog: [], sent: [], promised: 0 },
    ]),
  );
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const acknowledge = batched((messages: Message[]) => store.acknowledge(messages));
  let open = false;
  let pumping: Promise<void> | undefined;
  let settledListeners: (() => void)[] = [];

  /** Announces that messages were put into queues: the number for each queue. */
  function announce(counts: Map<string, number>): void {
    for (const [queue, count] of counts) {
      const lane = lanes.get(queue);
      if (lane) gather(lane, count);
    }
    pump();
  }

  /**
   * Reserves a slot for a message that is about to be sent, so that it can be sent with a lease and delivered from here without a
   * claim. Returns the end of the lease. Undefined when no slot is free, or when older messages wait to be claimed: new ones must
   * not overtake them for long. A reservation ends with `take` or `drop`.
   */
  function promise(queue: string, at: Date): Date | undefined {
    const lane = lanes.get(queue);
    if (!open || !lane || lane.due || lane.backlog.length > 0 || lane.reader.batchWindowMs > 0) return undefined;
    const { batchSize, concurrency, visibilityTimeoutMs } = lane.reader;
    if (lane.active + (lane.sent.length + lane.promised) / batchSize >= concurrency) return undefined;
    lane.promised += 1;
    return new Date(at.getTime() + visibilityTimeoutMs);
  }

  /** Takes the messages of reserved slots, after they were sent. */
  function take(messages: Message[]): void {
    for (const message of messages) {
      const lane = lanes.get(message.queue)!;
      lane.promised -= 1;
      lane.sent.push(message);
    }
    for (const queue of new Set(messages.map((message) => message.queue))) employ(lanes.get(queue)!);
  }

  /** Gives reserved slots back, because the messages could not be sent. */
  function drop(queues: string[]): void {
    for (const queue of queues) lanes.get(queue)!.promised -= 1;
  }

  /** Polls every queue. */
  function poll(): void {
    for (const lane of lanes.values()) lane.due = true;
    pump();
  }

  function gather(lane: Lane, count: number): void {
    lane.gathered += count;
    if (lane.reader.batchWindowMs === 0 || lane.gathered >= lane.reader.batchSize) {
      lane.due = true;
    } else if (!lane.window && open) {
      lane.window = later(lane.reader.batchWindowMs, () => {
        lane.window = undefined;
        lane.due = true;
        pump();
      });
    }
  }

  function pump(): void {
    if (!open || pumping) return;
    pumping = claimWhileHungry()
      .catch((error) => warn("The queues could not be read; the next poll tries again.", error))
      .finally(() => {
        pumping = undefined;
        settled();
      });
  }

  async function claimWhileHungry(): Promise<void> {
    for (;;) {
      const hungry = [...lanes.values()].filter(
        (lane) =>
          lane.due && lane.backlog.length === 0 && lane.sent.length === 0 && lane.active < lane.reader.concurrency,
      );
      if (!open || hungry.length === 0) return;
      for (const lane of hungry) closeWindow(lane);
      await claimFor(hungry);
    }
  }

  async function claimFor(hungry: Lane[]): Promise<void> {
    const at = now();
    const demands = hungry.flatMap((lane) => demandsOf(lane, at));
    const messages = await store.claim(demands, at);
    if (!open) {
      if (messages.length > 0) await store.release(messages, now());
      return;
    }
    const claimed = new Map<string, Message[]>();
    for (const message of messages) {
      const group = claimed.get(message.queue);
      if (group) group.push(message);
      else claimed.set(message.queue, [message]);
    }
    for (const lane of hungry) {
      const mine = claimed.get(lane.reader.queue) ?? [];
      // A full claim means that there may be more.
      const full = demands.some(
        (demand) =>
          demand.queue === lane.reader.queue &&
          mine.filter((message) => message.receiveCount > 1 === demand.retrying).length >= demand.wanted,
      );
      if (full) lane.due = true;
      enqueue(lane, mine);
    }
  }

  /** New messages are claimed in batches, retried ones singly, so that a poison message does not make others fail with it. */
  function demandsOf({ reader, active }: Lane, at: Date): Demand[] {
    const slots = reader.concurrency - active;
    const leaseUntil = new Date(at.getTime() + reader.visibilityTimeoutMs);
    return [
      { queue: reader.queue, retrying: false, wanted: slots * reader.batchSize, leaseUntil },
      { queue: reader.queue, retrying: true, wanted: slots, leaseUntil },
    ];
  }

  function enqueue(lane: Lane, messages: Message[]): void {
    const { reader } = lane;
    const receivesAllowed = reader.maxReceiveCount + interruptionsAllowed;
    const exhausted = messages.filter((message) => message.receiveCount > receivesAllowed);
    if (exhausted.length > 0) track(deadLetterExhausted(exhausted));
    const living = messages.filter((message) => message.receiveCount <= receivesAllowed);
    const fresh = living.filter((message) => message.receiveCount === 1);
    lane.backlog.push(...reader.split(fresh));
    for (const message of living) if (message.receiveCount > 1) lane.backlog.push([message]);
    employ(lane);
  }

  function employ(lane: Lane): void {
    while (lane.active < lane.reader.concurrency && (lane.backlog.length > 0 || lane.sent.length > 0)) {
      lane.active += 1;
      track(work(lane));
    }
  }

  /** The next delivery of messages that this process holds. */
  function next({ reader, backlog, sent }: Lane): Message[] | undefined {
    if (backlog.length === 0 && sent.length > 0) backlog.push(...reader.split(sent.splice(0, reader.batchSize)));
    return backlog.shift();
  }

  /** The work of one slot: delivers claimed messages until none is left. */
  async function work(lane: Lane): Promise<void> {
    let waited = false;
    try {
      for (;;) {
        const messages = next(lane);
        if (!messages) return;
        try {
          if (!open) await store.release(messages, now());
          else await deliver(lane.reader, waited ? await stillHeld(lane.reader, messages) : messages);
        } catch (error) {
          // The lease runs out and the messages come again.
          warn(`A delivery from ${lane.reader.queue} could not be settled.`, error);
        }
        waited = true;
      }
    } finally {
      lane.active -= 1;
      pump();
    }
  }

  /** Messages that waited for a slot may have too little of their lease left for a delivery: it is renewed, if still held. */
  async function stillHeld(reader: Reader, messages: Message[]): Promise<Message[]> {
    const at = now().getTime();
    if (messages.every((message) => at + reader.timeoutMs <= message.leaseUntilMs)) return messages;
    const held = new Set(await store.renew(messages, new Date(at + reader.visibilityTimeoutMs)));
    return messages.filter((message) => held.has(message.messageId));
  }

  async function deliver(reader: Reader, messages: Message[]): Promise<void> {
    if (messages.length === 0) return;
    const info = { queue: reader.queue, messageIds: messages.map((message) => message.messageId) };
    if (options.acknowledgeEarly) await acknowledge(messages);
    await reached("deliver", info);
    const errors = await reader.deliver(messages).catch((error) => {
      const text = errorText(error);
      return new Map(messages.map((message) => [message.messageId, text]));
    });
    const done = messages.filter((message) => !errors.has(message.messageId));
    const failed = messages.filter((message) => errors.has(message.messageId));
    await reached("acknowledge", { queue: reader.queue, messageIds: done.map((message) => message.messageId) });
    if (done.length > 0 && !options.acknowledgeEarly) await acknowledge(done);
    if (failed.length > 0) await settleFailed(reader, failed, errors);
  }

  async function settleFailed(reader: Reader, failed: Message[], errors: Map<string, string>): Promise<void> {
    const withError = failed.map((message) => ({ message, error: errors.get(message.messageId) ?? "unknown" }));
    const isPoison = ({ message }: { message: Message }) => message.failureCount + 1 >= reader.maxReceiveCount;
    const poison = withError.filter(isPoison);
    const again = withError.filter((failure) => !isPoison(failure));
    for (const { message, error } of withError) {
      warn(`Delivery ${message.receiveCount} of ${message.messageId} from ${reader.queue} failed.`, error);
    }
    if (poison.length > 0) await moveToDeadLetters(poison);
    if (again.length > 0) {
      const at = now().getTime();
      const delays = again.map(({ message }) =>
        Math.min(options.retryDelayMs(message.failureCount + 1), reader.visibilityTimeoutMs),
      );
      await store.retry(
        again.map((failure, index) => ({ ...failure, visibleAt: new Date(at + (delays[index] ?? 0)) })),
      );
      if (open) later(Math.min(...delays), () => announce(new Map([[reader.queue, reader.batchSize]])));
    }
  }

  /** Dead-letters messages that were received too often without an answer. */
  async function deadLetterExhausted(messages: Message[]): Promise<void> {
    await moveToDeadLetters(
      messages.map((message) => ({
        message,
        error:
          `Delivered ${message.receiveCount - 1} times; the process ended before it answered. ` +
          `Last error: ${message.lastError ?? "none"}`,
      })),
    ).catch((error) => warn("Exhausted messages could not be moved to the dead letters.", error));
  }

  /** Moves messages to the dead-letter queue when a consumer reads one, otherwise to the table of dead letters. */
  async function moveToDeadLetters(failures: { message: Message; error: string }[]): Promise<void> {
    const { deadLetterQueue } = options;
    await reached("dead-letter", {
      messages: failures.map(({ message, error }) => ({ ...message, error })),
    });
    const passed = failures.filter(({ message }) => deadLetterQueue && message.queue !== deadLetterQueue);
    const kept = failures.filter((failure) => !passed.includes(failure));
    if (kept.length > 0) await store.keepDeadLetters(kept, now());
    if (deadLetterQueue && passed.length > 0) {
      await store.passOn(passed, deadLetterQueue, now());
      announce(new Map([[deadLetterQueue, passed.length]]));
    }
  }

  function track(work: Promise<void>): void {
    running.add(work);
    work.finally(() => {
      running.delete(work);
      settled();
    });
  }

  function settled(): void {
    const listeners = settledListeners;
    settledListeners = [];
    for (const listener of listeners) listener();
  }

  function later(delayMs: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delayMs);
    timers.add(timer);
    return timer;
  }

  function closeWindow(lane: Lane): void {
    lane.due = false;
    lane.gathered = 0;
    if (lane.window) {
      clearTimeout(lane.window);
      timers.delete(lane.window);
      lane.window = undefined;
    }
  }

  return {
    announce,
    promise,
    take,
    drop,
    poll,
    start(): void {
      open = true;
      poll();
    },
    /** Stops claiming; resolves to whether everything in flight settled in time. */
    async stop(withinMs: number): Promise<boolean> {
      open = false;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const lane of lanes.values()) closeWindow(lane);
      const drained = (async () => {
        await pumping;
        while (running.size > 0) await Promise.all(running);
        return true;
      })();
      let timer: NodeJS.Timeout | undefined;
      const bound = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, withinMs, false);
      });
      const inTime = await Promise.race([drained, bound]);
      clearTimeout(timer);
      return inTime;
    },
    busy: () => running.size > 0 || pumping !== undefined || [...lanes.values()].some((lane) => lane.promised > 0),
    /** Resolves when a delivery or a claim ends, or after the bound. */
    change(withinMs: number): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        settledListeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

/** The name and message of an error; the stack is the log's business. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
