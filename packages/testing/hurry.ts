/** Lets the time pass at once that something waits: the SDK of Inngest waits ever longer between its five tries. */
import { vi } from "vitest";

export async function hurry<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    let done = false;
    const result = work().finally(() => {
      done = true;
    });
    result.catch(() => {});
    while (!done) {
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(50);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
