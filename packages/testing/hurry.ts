/** Lets the time pass at once that something waits: the SDK of Inngest waits ever longer between its five tries. */
import { vi } from "vitest";

/** By the machine's clock, which a busy one needs. The limit of a test would never come, for its clock stands still meanwhile. */
const MAX_MS = 300_000;

export async function hurry<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    let done = false;
    const result = work().finally(() => {
      done = true;
    });
    result.catch(() => {});
    const began = performance.now();
    while (!done) {
      if (performance.now() - began > MAX_MS) throw new Error(`not done after ${MAX_MS} ms`);
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(50);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
