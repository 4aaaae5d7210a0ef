/**
 * Reports changes of objects in the shape in which Amazon S3 reports them to EventBridge. Events are written to the catalogue's
 * journal in the commit of the change and removed once they are delivered, so each arrives at least once whatever crashes; like
 * S3's they may come twice or out of order, and the sequencer orders those of one key. Reference: "EventBridge event message
 * structure" in the Amazon S3 user guide.
 */
import type { Catalogue, JournalEntry } from "./catalogue.ts";

export interface ObjectEvent {
  source: "aws.s3";
  "detail-type": string;
  /** ISO 8601 to the second. */
  time: string;
  /** The bucket's ARN. */
  resources: string[];
  detail: object;
}

export type Notify = (event: ObjectEvent) => Promise<void>;

type ObjectRef = { key: string; etag: string; size?: number };

export function objectCreated(
  bucket: string,
  object: { key: string; size: number; etag: string },
  reason: "PutObject" | "CopyObject" | "CompleteMultipartUpload",
  at: Date,
): ObjectEvent {
  const { key, size, etag } = object;
  return objectEvent("Object Created", bucket, { key, size, etag }, { reason }, at);
}

export function objectDeleted(bucket: string, object: { key: string; etag: string }, at: Date): ObjectEvent {
  const { key, etag } = object;
  const how = { reason: "DeleteObject", "deletion-type": "Permanently Deleted" };
  return objectEvent("Object Deleted", bucket, { key, etag }, how, at);
}

function objectEvent(type: string, bucket: string, object: ObjectRef, how: object, at: Date): ObjectEvent {
  return {
    source: "aws.s3",
    "detail-type": type,
    time: `${at.toISOString().slice(0, 19)}Z`,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: "0", bucket: { name: bucket }, object, ...how },
  };
}

const CONCURRENCY = 8;
const ATTEMPT_TIMEOUT_MS = 30_000;
const FIRST_DELAY_MS = 100;
const LAST_DELAY_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Delivers the journal until stopped. A failing event is retried with growing delays and does not delay others. */
export function createNotifier(catalogue: Catalogue, notify: Notify, onError: (error: unknown) => void) {
  const ready: JournalEntry[] = [];
  const retries = new Set<NodeJS.Timeout>();
  const deliveries = new Set<Promise<void>>();
  const attempts = new Map<number, number>();
  let isStopped = false;

  function deliverReady(): void {
    while (!isStopped && deliveries.size < CONCURRENCY && ready.length > 0) {
      const delivery = deliver(ready.shift()!).finally(() => {
        deliveries.delete(delivery);
        deliverReady();
      });
      deliveries.add(delivery);
    }
  }

  async function deliver(entry: JournalEntry): Promise<void> {
    try {
      await within(ATTEMPT_TIMEOUT_MS, notify(withSequencer(entry)));
      attempts.delete(entry.id);
      // After a stop the catalogue may be closed; then the event is delivered again by the next process.
      if (!isStopped) catalogue.removeFromJournal(entry.id);
    } catch (error) {
      onError(error);
      if (!isStopped) retryLater(entry);
    }
  }

  function retryLater(entry: JournalEntry): void {
    const attempt = attempts.get(entry.id) ?? 0;
    attempts.set(entry.id, attempt + 1);
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** attempt, LAST_DELAY_MS);
    const timer = setTimeout(() => {
      retries.delete(timer);
      ready.push(entry);
      deliverReady();
    }, delayMs);
    timer.unref();
    retries.add(timer);
  }

  return {
    /** Delivers what an earlier process left in the journal. */
    resume(): void {
      let last = 0;
      for (;;) {
        const page = catalogue.journalAfter(last, 1000);
        ready.push(...page);
        if (page.length < 1000) break;
        last = page.at(-1)!.id;
      }
      deliverReady();
    },

    add(entry: JournalEntry): void {
      ready.push(entry);
      deliverReady();
    },

    /** Gives deliveries that are under way a few seconds to finish; what has not been delivered stays in the journal. */
    async stop(): Promise<void> {
      for (const timer of retries) clearTimeout(timer);
      retries.clear();
      ready.length = 0;
      await within(STOP_TIMEOUT_MS, Promise.all(deliveries)).catch(() => {});
      isStopped = true;
    },
  };
}

function withSequencer({ id, event }: JournalEntry): ObjectEvent {
  const parsed = JSON.parse(event) as ObjectEvent & { detail: { object: object } };
  const sequencer = id.toString(16).toUpperCase().padStart(16, "0");
  return { ...parsed, detail: { ...parsed.detail, object: { ...parsed.detail.object, sequencer } } };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
