/** Waiting in tests. The limit only ends a wait for something that never happens, because the duration depends on the machine. */
import { vi } from "vitest";

const PATIENCE_MS = 300_000;
const EVERY_MS = 20;

/** Repeats the probe until it does not throw, and returns its result; throws its last error at the limit. */
export const eventually = <T>(probe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(probe, { timeout: PATIENCE_MS, interval: EVERY_MS });
