import { vi } from "vitest";
import { EVERY_MS, PATIENCE_MS } from "#testing/patience";

/** Repeats the probe until it does not throw, and returns its result; throws its last error at the limit. */
export const eventually = <T>(probe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(probe, { timeout: PATIENCE_MS, interval: EVERY_MS });
