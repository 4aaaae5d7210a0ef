/** Waiting in tests. How long something takes is the machine's affair, so the limit only ends what will never come. */
import { vi } from "vitest";

const PATIENCE_MS = 300_000;
const EVERY_MS = 20;

/** Asks again until the probe throws no more, and yields its answer; its last error when that never happens. */
export const eventually = <T>(probe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(probe, { timeout: PATIENCE_MS, interval: EVERY_MS });
