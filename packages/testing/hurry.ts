/** Skips waiting times: Inngest's SDK waits longer and longer between its five tries. */
import { vi } from "vitest";

/**
 * A limit by the machine's clock, generous for a busy one. The test's own time-out would never come, because its clock stands
 * still meanwhile.
 */
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
