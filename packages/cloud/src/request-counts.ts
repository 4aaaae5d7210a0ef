/**
 * Counts the requests of a process that serves all of them, as on one machine: how many, how many failed, and how long they took. A
 * Lambda counts none, since each of its processes sees only its own.
 *
 * Times go into buckets of which each is a fifth wider than the one before, so that a percentile is right to a fifth, and memory does
 * not depend on how much is asked.
 */

/** How far back the figures of `recent` reach. */
export const WINDOW_MINUTES = 60;

const FIRST_BOUND_MS = 1;
const GROWTH = 1.2;
/** The last bound is more than half a minute, which is the most that a request may take. */
const BUCKETS = 58;
export const boundsMs: readonly number[] = Array.from({ length: BUCKETS }, (_, i) => FIRST_BOUND_MS * GROWTH ** i);

export interface RecentRequests {
  requests: number;
  /** Answers of 500 and above. */
  errors: number;
  /** Answers from 400 to 499. */
  refused: number;
  /** Milliseconds; null without requests. */
  p50Ms: number | null;
  p99Ms: number | null;
  /** The minutes in which anything was asked, the oldest first. */
  minutes: readonly RequestsOfMinute[];
}

export interface RequestsOfMinute {
  /** When the minute begins. */
  at: Date;
  requests: number;
  errors: number;
  p50Ms: number;
  p99Ms: number;
}

export interface AllRequests {
  /** By the first figure of the status: `2xx`. */
  byClass: Readonly<Record<string, number>>;
  /** How many took at most as long as each of `boundsMs`. */
  atMost: readonly number[];
  totalMs: number;
}

export interface RequestCounts {
  since: Date;
  record(status: number, ms: number): void;
  /** Those of the last `WINDOW_MINUTES` minutes, the one that is under way included. */
  recent(): RecentRequests;
  /** Those since the start. */
  all(): AllRequests;
}

interface Minute {
  at: number;
  errors: number;
  refused: number;
  buckets: number[];
}

export function requestCounts(now: () => Date): RequestCounts {
  const since = now();
  const minutes: Minute[] = [];
  const byClass: Record<string, number> = {};
  const buckets = empty();
  let totalMs = 0;

  /** Forgets what is too long ago. */
  function forget(minute: number): void {
    // A clock that was set back leaves minutes that are still to come.
    const from = minutes.findIndex(({ at }) => at > minute - WINDOW_MINUTES && at <= minute);
    minutes.splice(0, from < 0 ? minutes.length : from);
  }

  return {
    since,
    record(status, ms) {
      const at = minuteOf(now());
      if (minutes.at(-1)?.at !== at) {
        forget(at);
        minutes.push({ at, errors: 0, refused: 0, buckets: empty() });
      }
      const minute = minutes.at(-1)!;
      const bucket = bucketOf(ms);
      minute.buckets[bucket]!++;
      buckets[bucket]!++;
      if (status >= 500) minute.errors++;
      else if (status >= 400) minute.refused++;
      const name = `${Math.floor(status / 100)}xx`;
      byClass[name] = (byClass[name] ?? 0) + 1;
      totalMs += ms;
    },
    recent() {
      forget(minuteOf(now()));
      const sum = empty();
      for (const minute of minutes)
        minute.buckets.forEach((count, i) => {
          sum[i]! += count;
        });
      return {
        requests: sum.reduce((total, count) => total + count, 0),
        errors: minutes.reduce((total, { errors }) => total + errors, 0),
        refused: minutes.reduce((total, { refused }) => total + refused, 0),
        p50Ms: percentile(sum, 0.5),
        p99Ms: percentile(sum, 0.99),
        minutes: minutes.map(({ at, errors, buckets }) => ({
          at: new Date(at * 60_000),
          requests: buckets.reduce((total, count) => total + count, 0),
          errors,
          // A minute is there because something was asked in it.
          p50Ms: percentile(buckets, 0.5)!,
          p99Ms: percentile(buckets, 0.99)!,
        })),
      };
    },
    all() {
      return { byClass: { ...byClass }, atMost: summedUp(buckets), totalMs };
    },
  };
}

const empty = () => Array<number>(BUCKETS).fill(0);
const minuteOf = (time: Date) => Math.floor(time.getTime() / 60_000);

/** How many are in each bucket and those before it. */
function summedUp(buckets: readonly number[]): number[] {
  let below = 0;
  return buckets.map((count) => {
    below += count;
    return below;
  });
}

/** What took longer than the last bound is in the last bucket. */
function bucketOf(ms: number): number {
  if (ms <= FIRST_BOUND_MS) return 0;
  const bucket = Math.ceil(Math.log(ms / FIRST_BOUND_MS) / Math.log(GROWTH));
  return Math.min(bucket, BUCKETS - 1);
}

/** The bound of the bucket in which the share `of` of all is reached, rounded to a tenth of a millisecond. */
function percentile(buckets: readonly number[], of: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const bucket = summedUp(buckets).findIndex((below) => below >= total * of);
  return Math.round(boundsMs[bucket]! * 10) / 10;
}
