import { expect } from "vitest";

/** Less processor time, in milliseconds, is too little to compare. */
const NOTHING_MS = 25;
/** For four times the size, linear work takes four times as long, and quadratic work sixteen times. */
const MOST = 12;
const TRIES = 6;

/**
 * Asserts that the cost of work grows roughly linearly with its size, from n over 2n to 4n, measured by the processor time of
 * this thread, so that other programs do not count. The measurement is repeated, because a garbage collection may distort it.
 * `name` identifies the work in the message of a failure.
 */
export async function expectLinear(work: (size: number) => unknown, n: number, name = ""): Promise<void> {
  await work(n);
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const measure = async (index: number) => {
    least[index] = Math.min(least[index]!, await cost(() => work(n * 2 ** index)));
  };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    for (const index of [0, 2]) await measure(index);
    if (least[2]! < NOTHING_MS || least[2]! < MOST * least[0]!) return;
    // Decides nothing, and shows in the message how it grows.
    await measure(1);
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
