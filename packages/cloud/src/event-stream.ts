/**
 * The events of a handler as the text of an event stream (WHATWG HTML, section 9.2), with what keeps a connection alive between them:
 * a comment when there was nothing for a while, and an end before its time is over, after which the client connects again.
 */

/** Of the adapter's own: nothing comes after these, and the client need not connect again. */
export const END = "end";
export const PROBLEM = "problem";

/** Of an event, and what Last-Event-ID may say: visible ASCII characters. */
export const EVENT_ID = /^[\x21-\x7e]{1,255}$/;

/** How long a client waits before it connects again. */
const RETRY_MS = 1_000;

interface Sent {
  event: string;
  data: unknown;
  id?: string;
}

export interface EventStreamOptions {
  /** A comment is sent after so long a silence. */
  heartbeatMs: number;
  /** When the stream has to end, from now. */
  remainingMs: number;
  /** What the last event says of an error of the handler: a problem's JSON. */
  problemOf(error: unknown): string;
  /** Rejects with the problem that ends the stream whatever its source does; absent when there is none. */
  refused?: Promise<never>;
  /** Called once when it ends, however it does, and waited for. */
  onEnd(): Promise<void>;
}

/**
 * Reads `source`, of which `first` is asked for already, and yields what is to be sent. It is no generator, because `return()`, which says
 * that nobody listens any more, has to count at once, also while the source keeps everybody waiting.
 */
export function eventStream(
  source: AsyncIterator<Sent>,
  first: Promise<IteratorResult<Sent>>,
  { heartbeatMs, remainingMs, problemOf, refused, onEnd }: EventStreamOptions,
): AsyncIterableIterator<string> {
  refused?.catch(() => {});
  const endsAtMs = performance.now() + remainingMs;
  let next: Promise<IteratorResult<Sent>> | undefined = first;
  let hasBegun = false;
  let isOver = false;
  let wake = () => {};

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (isOver) return { done: true, value: undefined };
      if (!hasBegun) {
        hasBegun = true;
        return { done: false, value: retryLine() };
      }
      next ??= source.next();
      const awaited = refused ? Promise.race([refused, next]) : next;
      const leftMs = endsAtMs - performance.now();
      const came = leftMs > 0 && (await settlesWithin(awaited, Math.min(heartbeatMs, leftMs)));
      if (isOver) return { done: true, value: undefined };
      if (!came) return leftMs > heartbeatMs ? { done: false, value: ":\n\n" } : last(retryLine());
      try {
        const { done, value } = await awaited;
        next = undefined;
        return done ? last(text({ event: END, data: {} })) : { done: false, value: text(value) };
      } catch (error) {
        return last(`event: ${PROBLEM}\ndata: ${problemOf(error)}\n\n`);
      }
    },
    async return() {
      wake();
      await finish();
      return { done: true, value: undefined };
    },
  };

  async function last(value: string): Promise<IteratorResult<string>> {
    await finish();
    return { done: false, value };
  }

  async function finish(): Promise<void> {
    if (isOver) return;
    isOver = true;
    next?.catch(() => {});
    const ended = onEnd();
    // Not waited for: a generator that waits for something itself ends only after that.
    void source.return?.().catch(() => {});
    await ended;
  }

  /** Whether the promise is settled, in whichever way, before the time is over and before anybody calls `wake`. */
  function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), Math.max(0, ms));
      wake = () => settle(false);
      const settle = (came: boolean) => {
        clearTimeout(timer);
        resolve(came);
      };
      promise.then(
        () => settle(true),
        () => settle(true),
      );
    });
  }
}

const retryLine = () => `retry: ${RETRY_MS}\n\n`;

/** JSON has no line breaks but as escapes, so the data is one line. */
function text({ event, data, id }: Sent): string {
  // It comes back as a header, and would end its own line here.
  if (id !== undefined && !EVENT_ID.test(id)) throw new Error(`${JSON.stringify(id)} cannot be the id of an event`);
  return `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
