import { expect } from "vitest";

/** Below it nothing is worth looking at: milliseconds of processor time. */
const NOTHING_MS = 25;
/** What is linear takes four times as long for four times as much, what is quadratic sixteen times. */
const MOST = 12;
const TRIES = 6;

/**
 * Asserts that the cost of a work grows about as its size does, from n over 2n to 4n, by the processor time of this thread: another
 * program that wants the processor does not count. What a collection of garbage adds is gone at the next try. `name` tells one of
 * several works apart in the failure.
 */
export async function expectLinear(work: (size: number) => unknown, n: number, name = ""): Promise<void> {
  await work(n);
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    for (const [index, size] of [n, 2 * n, 4 * n].entries())
      least[index] = Math.min(least[index]!, await cost(() => work(size)));
    if (least[2]! < NOTHING_MS || least[2]! < MOST * least[0]!) return;
  }
  const [one, two, four] = least.map((ms) => ms.toFixed(1));
  expect.fail(`${name && `${name}: `}${n} took ${one} ms, twice as much ${two} ms, four times as much ${four} ms.`);
}

async function cost(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
