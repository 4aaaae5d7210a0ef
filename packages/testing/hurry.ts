/** Lets the time pass at once that something waits: the SDK of Inngest waits ever longer between its five tries. */
import { vi } from "vitest";

/** Of the time that passes. The limit of a test would never come, for its clock stands still meanwhile. */
const MAX_MS = 1_000_000;

export async function hurry<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    let done = false;
    const result = work().finally(() => {
      done = true;
    });
    result.catch(() => {});
    for (let passed = 0; !done; passed += 50) {
      if (passed > MAX_MS) throw new Error(`not done after ${MAX_MS} ms`);
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(50);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
