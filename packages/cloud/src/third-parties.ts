/**
 * What a process knows of the services that it asks: how often each was asked and with what outcome, and which hosts fail so often that
 * they are left alone for a while (a circuit breaker).
 *
 * It is kept in memory. On one machine that is one breaker a host for everybody. A Lambda has many processes, each of which serves one
 * request at a time, finds out by itself that a host is down, and forgets it when it is recycled; so there a breaker spares the waits of
 * a busy process rather than guarding the service from all of them.
 */
import { type Runtime, runtime } from "#kit/runtime";
import type { AskFailure, GivenFailure } from "#kit/third-party";

/** After so many failures without a success between them, a host rests. */
const MOST_FAILURES = 5;
const REST_MS = 30_000;

export type Outcome = "ok" | AskFailure | GivenFailure;

export interface AskedOf {
  service: string;
  outcome: Outcome;
  count: number;
  /** How long they took together. */
  totalMs: number;
}

interface Breaker {
  failures: number;
  /** While the clock is between these two, the host rests. */
  restsFrom: number;
  restsUntil: number;
}

interface Known {
  breakers: Map<string, Breaker>;
  asked: Map<string, AskedOf>;
}

/** By runtime, so that what one test does to its process is not found by the next. */
const known = new WeakMap<Runtime, Known>();

function mine(): Known {
  const found = known.get(runtime()) ?? { breakers: new Map(), asked: new Map() };
  known.set(runtime(), found);
  return found;
}

/**
 * Whether the host may be asked. When its rest is over, one call may try it, and the others wait for as long again or until that call
 * succeeds.
 */
export function mayAsk(host: string): boolean {
  const breaker = mine().breakers.get(host);
  if (!breaker || breaker.failures < MOST_FAILURES) return true;
  const now = runtime().now().getTime();
  if (now >= breaker.restsFrom && now < breaker.restsUntil) return false;
  rest(breaker, now);
  return true;
}

/** `failed`: the host could not be reached, did not answer in time, or answered with a fault of its own. */
export function recordAnswer(host: string, failed: boolean): void {
  const { breakers } = mine();
  if (!failed) {
    breakers.delete(host);
    return;
  }
  const breaker = breakers.get(host) ?? { failures: 0, restsFrom: 0, restsUntil: 0 };
  breakers.set(host, breaker);
  if (++breaker.failures >= MOST_FAILURES) rest(breaker, runtime().now().getTime());
}

function rest(breaker: Breaker, now: number): void {
  breaker.restsFrom = now;
  breaker.restsUntil = now + REST_MS;
}

export function countAsked(service: string, outcome: Outcome, ms: number): void {
  const { asked } = mine();
  const key = `${service} ${outcome}`;
  const entry = asked.get(key) ?? { service, outcome, count: 0, totalMs: 0 };
  asked.set(key, entry);
  entry.count++;
  entry.totalMs += ms;
}

/** What this process has asked since its start, by service and outcome. */
export const allAsked = (): AskedOf[] =>
  [...mine().asked.values()].toSorted((a, b) => (`${a.service} ${a.outcome}` < `${b.service} ${b.outcome}` ? -1 : 1));
