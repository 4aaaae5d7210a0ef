/**
 * Skips short waits, of up to a second: Inngest's SDK waits between its five tries, and others between two looks. Longer ones are
 * deadlines of calls and connections, which keep their time, because a busy machine needs it.
 */
import { vi } from "vitest";

const LONGEST_WAIT_MS = 1_000;

export async function hurry<T>(work: () => Promise<T>): Promise<T> {
  const { setTimeout: wait } = globalThis;
  const skipping = (done: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    wait(done, ms <= LONGEST_WAIT_MS ? 0 : ms, ...given);
  vi.stubGlobal("setTimeout", Object.assign(skipping, wait));
  try {
    return await work();
  } finally {
    vi.unstubAllGlobals();
  }
}
